#!/usr/bin/env bash
# torch 2.15.0: x[mask] = values converts the values' dtype where there is a single one, however many entries the mask
# has, and refuses the same dtypes where there are two; x[[0]] = value refuses even a single one.
#
# Guessed: dtypes are converted in all three, as in x[0] = value and in NumPy, or in none.
# Seen: a float tensor takes torch.tensor([7]) behind a mask of one or two entries, not torch.tensor([7, 8]), and not
#       torch.tensor([7]) behind an index array; an int64 tensor takes 2.9 behind a mask as 2, without a word.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --no-cache-dir torch==2.15.0 numpy==2.4.6
"$folder/env/bin/python" - <<'PYTHON'
import torch

def put(start, index, values):
    x = torch.tensor(start)
    try:
        x[torch.tensor(index)] = torch.tensor(values)
        return x.tolist()
    except RuntimeError as error:
        return "RuntimeError" if "dtypes match" in str(error) else str(error)

rows = [
    ([0.0, 0.0, 0.0], [True, True, False], [7], [7.0, 7.0, 0.0]),
    ([0.0, 0.0, 0.0], [True, True, False], [7, 8], "RuntimeError"),
    ([0.0, 0.0, 0.0], [0], [7], "RuntimeError"),
    ([0, 0], [True, False], [2.9], [2, 0]),
]
for start, index, values, expected in rows:
    got = put(start, index, values)
    print(torch.__version__, start, index, "=", values, "->", got)
    assert got == expected
x = torch.zeros(2)
x[0] = torch.tensor(7)
assert x.tolist() == [7.0, 0.0]
PYTHON
