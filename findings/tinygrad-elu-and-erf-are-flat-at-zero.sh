#!/usr/bin/env bash
# tinygrad 0.14.0, CPU: the gradients of elu and erf at 0 are 0, where both functions are smooth and rise by 1 and by
# 2/sqrt(pi) = 1.128. Each is put together from parts with a kink at 0 (elu of two ReLUs, erf of a sign times a formula
# of the size), whose slopes of 0 add up. celu, selu, tanh, silu and gelu have their true slopes there.
#
# Guessed: what is smooth has its slope at 0, whatever it is made of; PyTorch gives 1 and 1.128.
# Seen: 0.0 for both at 0; at 1e-3 to each side the slopes are 1 and 1.128 to two digits. A weight that begins at 0
#       behind elu or erf does not learn.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --no-cache-dir tinygrad==0.14.0 numpy==2.4.6
cd "$folder"
DEV=CPU "$folder/env/bin/python" - <<'PYTHON'
import math
from tinygrad import Tensor


def slope(f, x):
    t = Tensor([x])
    return float(f(t).sum().gradient(t)[0].numpy()[0])


for name, true in [("elu", 1.0), ("erf", 2 / math.sqrt(math.pi))]:
    f = getattr(Tensor, name)
    slopes = [slope(f, x) for x in (-1e-3, 0.0, 1e-3)]
    print(f"{name}: slopes at -0.001, 0, 0.001: {slopes}, true slope at 0: {true:.4f}")
    assert slopes[1] == 0
    assert all(abs(s - true) < 0.01 for s in (slopes[0], slopes[2]))
for name, true in [("celu", 1.0), ("tanh", 1.0), ("silu", 0.5), ("gelu", 0.5)]:
    found = slope(getattr(Tensor, name), 0.0)
    print(f"{name}: slope at 0: {found}")
    assert abs(found - true) < 1e-3
PYTHON
