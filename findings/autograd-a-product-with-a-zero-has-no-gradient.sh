#!/usr/bin/env bash
# autograd 1.9.1 (the reverse-mode package for NumPy): the gradient of np.prod is nan at an entry that is 0, where it is
# the product of the others; with two zeros, where the whole gradient is 0, it is nan at both. The rule divides the
# result by the entry. PyTorch's prod and a product written out as x[0] * x[1] * x[2] have no such hole.
#
# Guessed: 10 at the 0 of [2, 0, 5], as the same product written with * gives in the same package.
# Seen: [0, nan, 0] against [0, 10, 0].
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --no-cache-dir autograd==1.9.1 numpy==2.4.6
cd "$folder"
"$folder/env/bin/python" -W ignore - <<'PYTHON'
import autograd.numpy as np
from autograd import grad

for entries, true in [([2.0, 0.0, 5.0], [0, 10, 0]), ([0.0, 0.0, 5.0], [0, 0, 0])]:
    x = np.array(entries)
    by_prod = grad(lambda x: np.prod(x))(x)
    written_out = grad(lambda x: x[0] * x[1] * x[2])(x)
    print(entries, "np.prod:", by_prod, "written out:", written_out)
    assert written_out.tolist() == true
    for entry, slope, right in zip(entries, by_prod, true):
        assert (slope != slope) if entry == 0 else (slope == right)
PYTHON
