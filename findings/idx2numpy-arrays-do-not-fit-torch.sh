#!/usr/bin/env bash
# idx2numpy 1.2.3, the reader of MNIST's format: numbers of more than one byte come out in the file's byte order, as
# '>f4' or '>i4', and torch.from_numpy (2.15.0) and torch.tensor refuse such arrays. MNIST's own files hold bytes and
# hide it; data of floats that one writes in the same format do not pass.
#
# Guessed: the reader gives the machine's own float32, whatever order the file has: NumPy computes with both.
# Seen: '>f4', '>f8', '>i2', '>i4'; ValueError from torch; array.astype('f4') passes.
set -euo pipefail
[ "$(python3 -c 'import sys; print(sys.byteorder)')" = little ] || { echo "needs a little-endian machine"; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --no-cache-dir idx2numpy==1.2.3 torch==2.15.0 numpy==2.4.6
cd "$folder"
"$folder/env/bin/python" -W ignore - <<'PYTHON'
import io
import idx2numpy
import numpy as np
import torch

for kind in ["f4", "f8", "i2", "i4", "u1"]:
    file = io.BytesIO()
    idx2numpy.convert_to_file(file, np.arange(6).reshape(2, 3).astype(kind))
    file.seek(0)
    array = idx2numpy.convert_from_file(file)
    taken = []
    for take in [torch.from_numpy, torch.tensor]:
        try:
            take(array)
            taken.append("taken")
        except (TypeError, ValueError) as error:
            taken.append(type(error).__name__)
    print(f"written as {kind}, read as {array.dtype.str}: from_numpy {taken[0]}, tensor {taken[1]}")
    assert array.dtype.str == ("|u1" if kind == "u1" else ">" + kind)
    assert (taken == ["taken", "taken"]) == (kind == "u1")
    assert torch.from_numpy(array.astype(kind)).tolist() == [[0, 1, 2], [3, 4, 5]]
PYTHON
