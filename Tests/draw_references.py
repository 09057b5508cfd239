#!/usr/bin/env python3
"""What the real libraries print for the programs of the fixtures `draws`.

    python3 Tests/draw_references.py     writes NAME.expected beside every NAME.py

Needs torch, numpy, scikit-learn and micrograd. A program runs as it would from a file: with 32-bit floats as PyTorch's
default and one thread; `iris()` is scikit-learn's data. The expected texts were made with PyTorch 2.15.0 (CPU, not
Intel's), NumPy 2.4, scikit-learn 1.9, micrograd 0.1.0 and CPython 3.11.
"""

import contextlib
import io
import re
import sys
from pathlib import Path

import torch
from sklearn.datasets import load_iris

DRAWS = Path(__file__).resolve().parent / "InterpreterTests" / "Fixtures" / "draws"


def iris():
    x, y = load_iris(return_X_y=True)
    return torch.tensor(x.tolist()), torch.tensor(y)


def main():
    torch.set_num_threads(1)
    for path in sorted(DRAWS.glob("*.py")):
        torch.set_default_dtype(torch.float32)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(path.read_text(), str(path), "exec"), {"iris": iris, "__name__": "__main__"})
        path.with_suffix(".expected").write_text(re.sub(r",\s*grad_fn=<[^>]*>", "", printed.getvalue()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
