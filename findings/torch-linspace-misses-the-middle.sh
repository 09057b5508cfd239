#!/usr/bin/env bash
# torch 2.15.0: the middle of a symmetric linspace need not be 0. Each entry is one fused multiply-add of a rounded step:
# fma(i, step, start) in the first half, fma(-(n - 1 - i), step, end) in the second, so that a product's rounding never
# takes back what the step's has done. NumPy, which rounds the product and the sum, has an exact 0 there.
#
# Guessed: linspace(-a, a, n) with an odd n has 0 in the middle, as in NumPy; where one half is not the mirror of the
#          other, at most the last digit shows it.
# Seen: linspace(-4, 4, 161)[80] is -2.2e-16 in float64 and -6.0e-8 in float32, so that heaviside, sign and relu fall on
#       the lower side of 0; of 84 grids from -a to a 53 miss it in each dtype, NumPy misses
#       none; all 14,799 entries of 300 other grids are to the bit the fused formula in both dtypes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --no-cache-dir torch==2.15.0 numpy==2.4.6
"$folder/env/bin/python" - <<'PYTHON'
import random
from fractions import Fraction

import numpy as np
import torch

print("torch", torch.__version__, "numpy", np.__version__)
for dtype, kind in ((torch.float64, np.float64), (torch.float32, np.float32)):
    missed = exact = 0
    for end in (1.0, 1.2, 2.0, 3.0, 4.0, 5.0, 10.0):
        for count in (3, 5, 7, 11, 21, 41, 49, 61, 81, 101, 161, 201):
            missed += torch.linspace(-end, end, count, dtype=dtype)[count // 2].item() != 0
            exact += np.linspace(-end, end, count, dtype=kind)[count // 2] == 0
    middle = torch.linspace(-4.0, 4.0, 161, dtype=dtype)[80]
    print(dtype, "misses the middle in", missed, "of 84; numpy in", 84 - exact, "; of -4 … 4:", middle.item())
    assert middle < 0 and torch.heaviside(middle, torch.tensor(1.0, dtype=dtype)) == 0
    assert missed == 53 and exact == 84

    draw = random.Random(1)
    entries = 0
    for _ in range(300):
        start = draw.choice([-4, -1, 0, -3, 1.5, -2.7])
        end = draw.choice([4, 1, 10, 3, 2.2])
        count = draw.choice([2, 3, 5, 7, 9, 11, 16, 17, 21, 33, 41, 81, 101, 161, 201])
        a, b = kind(start), kind(end)
        step = Fraction(float(kind((b - a) / kind(count - 1))))
        for i, found in enumerate(torch.linspace(start, end, count, dtype=dtype).tolist()):
            fused = Fraction(float(a)) + i * step if i < count // 2 else Fraction(float(b)) - (count - 1 - i) * step
            assert found == float(kind(float(fused))), (start, end, count, i)
            entries += 1
    print(entries, "entries are the fused formula's")
    assert entries == 14799
PYTHON
