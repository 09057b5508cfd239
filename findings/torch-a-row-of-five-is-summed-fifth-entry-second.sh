#!/usr/bin/env bash
# torch 2.15.0: float32 rows of 5 to 15 neighbouring entries are not added from left to right. Of 5 to 7 the entries
# behind the fourth come second (x0 + x4 + x5 + … + x1 + x2 + x3), of 9 to 15 those behind the eighth come first
# (x8 + x9 + … + x0 + … + x7). So a row's sum can change in its last digit when the same numbers stand in a column of
# four columns, which is added from the top.
#
# Guessed: fewer entries than a register holds are added one after the other, as a loop would.
# Seen: of 300 rows of each length all are to the bit the order above, and about half of those of 5 entries differ from
#       the loop's sum; columns of a contiguous [n, 4] are all the loop's.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --no-cache-dir torch==2.15.0 numpy==2.4.6
"$folder/env/bin/python" - <<'PYTHON'
import numpy as np
import torch

numbers = np.random.default_rng(0)


def added(row, order):
    total = row[order[0]]
    for place in order[1:]:
        total = np.float32(total + row[place])
    return total


def order(count):
    if count < 5:
        return list(range(count))
    if count < 8:
        return [0, *range(4, count), 1, 2, 3]
    return [*range(8, count), *range(8)]


print("torch", torch.__version__)
for count in range(2, 16):
    rows = numbers.normal(size=(300, count)).astype(np.float32)
    sums = [torch.tensor(row).sum().item() for row in rows]
    stated = sum(float(added(row, order(count))) == found for row, found in zip(rows, sums))
    loops = sum(float(added(row, range(count))) == found for row, found in zip(rows, sums))
    columns = numbers.normal(size=(count, 4)).astype(np.float32)
    tops = torch.tensor(columns).sum(0).tolist()
    print(f"{count:2} entries: {stated} of 300 in the order stated, {loops} as a loop adds them")
    assert stated == 300
    assert tops == [float(added(columns[:, j], range(count))) for j in range(4)]
    assert (loops == 300) == (count < 5 or count == 8)
PYTHON
