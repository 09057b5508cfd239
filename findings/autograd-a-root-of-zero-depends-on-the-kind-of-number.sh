#!/usr/bin/env bash
# autograd 1.9.1 (the reverse-mode package for NumPy): the gradient of np.sqrt at 0 is inf for a numpy.float64 and for an
# array, and a ZeroDivisionError for a Python float, since the rule computes x ** -0.5 with whatever x is. The value
# itself, np.sqrt(0.0), is a NumPy number in all three. np.log and 1 / x at 0 give inf and -inf for all of them.
#
# Guessed: inf everywhere: the forward pass has gone through NumPy.
# Seen: grad(np.sqrt)(0.0) raises; grad(np.sqrt)(numpy.float64(0)) is inf. x ** 0.5 raises for a Python float as well.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --no-cache-dir autograd==1.9.1 numpy==2.4.6
cd "$folder"
"$folder/env/bin/python" -W ignore - <<'PYTHON'
import autograd.numpy as np
from autograd import grad


def told(f, x):
    try:
        return float(np.sum(grad(f)(x)))
    except ZeroDivisionError as error:
        return type(error).__name__


root = lambda x: np.sum(np.sqrt(x))
for x in [0.0, np.float64(0), np.zeros(1)]:
    print(f"{type(x).__name__}: slope of sqrt at 0: {told(root, x)}")
assert told(root, 0.0) == told(lambda x: x**0.5, 0.0) == "ZeroDivisionError"
assert told(root, np.float64(0)) == told(root, np.zeros(1)) == float("inf")
for x in [0.0, np.float64(0), np.zeros(1)]:
    assert told(lambda x: np.sum(np.log(x)), x) == float("inf")
    assert told(lambda x: np.sum(1 / x), x) == -float("inf")
PYTHON
