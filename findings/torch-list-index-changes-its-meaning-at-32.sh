#!/usr/bin/env bash
# torch 2.15.0: a list of lists as an index means two different things, told apart by its length. Up to 31 inner lists
# it is read as a tuple, one index a dimension; from 32 on as one array of indices. NumPy 2.4.6 always reads an array.
# A warning says that the first reading ends with version 2.9; in 2.15.0 it is still there.
#
# Guessed: an index array whatever its length, as in NumPy, since the warning announces that for a version long past.
# Seen: torch.zeros(2, 2, 5)[[[0, 1], [1, 0]]] has shape (2, 5), NumPy's (2, 2, 2, 5); with the same inner list
#       31 times it is an IndexError (too many indices), 32 times it is (32, 1, 5).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --no-cache-dir torch==2.15.0 numpy==2.4.6
"$folder/env/bin/python" - <<'PYTHON'
import warnings
import numpy as np
import torch

pair = [[0, 1], [1, 0]]
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    shape = tuple(torch.zeros(2, 2, 5)[pair].shape)
print("torch", torch.__version__, "of a list of two lists:", shape, "; numpy:", np.zeros((2, 2, 5))[pair].shape)
assert shape == (2, 5) and np.zeros((2, 2, 5))[pair].shape == (2, 2, 2, 5)
text = " ".join(str(warning.message) for warning in told)
print("warned:", text[:160])
assert "2.9" in text

warnings.simplefilter("ignore")
table = torch.zeros(4, 5)
try:
    table[[[0]] * 31]
    raise SystemExit("31 inner lists are accepted now")
except IndexError as error:
    print("31 inner lists:", error)
shape = tuple(table[[[0]] * 32].shape)
print("32 inner lists:", shape)
assert shape == (32, 1, 5)
PYTHON
