#!/usr/bin/env bash
# tinygrad 0.14.0, CPU: a nan may vanish. relu makes 0 of it, elu and hardsigmoid as well; max keeps it where it stands
# first and passes over it elsewhere; sort of [1, nan, 2] has no nan any more but 1 twice; softmax of a single nan is 1.
# maximum, clamp, sum and most activations pass it on.
#
# Guessed: nan goes through all of them, as in NumPy and PyTorch, so that a net that has broken says so.
# Seen: the values below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --no-cache-dir tinygrad==0.14.0 numpy==2.4.6
cd "$folder"
DEV=CPU "$folder/env/bin/python" - <<'PYTHON'
import math
from tinygrad import Tensor

nan = math.nan


def shown(tensor):
    values = tensor.numpy().reshape(-1).tolist()
    return ["nan" if v != v else v for v in values]


for name in ["relu", "elu", "hardsigmoid"]:
    found = shown(getattr(Tensor, name)(Tensor([nan])))
    print(f"{name}([nan]) = {found}")
    assert found == [0]
for values, largest in [([1.0, nan, 2.0], 2.0), ([1.0, nan], 1.0), ([nan, 1.0], "nan")]:
    found = shown(Tensor(values).max())
    print(f"max({values}) = {found}")
    assert found == [largest]
found = shown(Tensor([1.0, nan, 2.0]).sort()[0])
print("sort([1, nan, 2]) =", found)
assert found == [1.0, 1.0, 2.0]
found = shown(Tensor([nan]).softmax())
print("softmax([nan]) =", found)
assert found == [1.0]
for name in ["tanh", "sigmoid", "celu", "silu", "sum"]:
    found = shown(getattr(Tensor, name)(Tensor([nan])))
    print(f"{name}([nan]) = {found}")
    assert found == ["nan"]
PYTHON
