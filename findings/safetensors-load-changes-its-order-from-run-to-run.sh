#!/usr/bin/env bash
# safetensors 0.8.0: load(), which takes the bytes of a file, gives a dict whose order changes from one run of Python to
# the next; load_file() of the same bytes sorts the names. Neither is the order in which they were saved, nor that of
# the file, where larger dtypes come first and names are sorted within a dtype.
#
# Guessed: both give the file's order, and the file keeps the order of the dict that was saved; a state dict that is
#          handed on by position (list(state.values()), an optimizer's parameters) would survive it.
# Seen: five arrays saved as w1 b1 w2 b2 w3; in twelve runs load() has at least three different orders, load_file()
#       always b1 b2 w1 w2 w3. A float64 array named z comes before a float32 array named a in the file.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --no-cache-dir safetensors==0.8.0 numpy==2.4.6
cd "$folder"
cat > once.py <<'PYTHON'
import numpy as np
from safetensors.numpy import load, load_file, save_file

names = ["w1", "b1", "w2", "b2", "w3"]
save_file({name: np.zeros(1, np.float32) for name in names}, "net.safetensors")
with open("net.safetensors", "rb") as file:
    print(" ".join(load(file.read())), "|", " ".join(load_file("net.safetensors")))
PYTHON
for _ in $(seq 12); do "$folder/env/bin/python" once.py; done | tee runs
test "$(cut -d'|' -f1 runs | sort -u | wc -l)" -ge 3
test "$(cut -d'|' -f2 runs | sort -u)" = " b1 b2 w1 w2 w3"
"$folder/env/bin/python" - <<'PYTHON'
import json
import struct
import numpy as np
from safetensors.numpy import save

data = save({"a": np.zeros(1, np.float32), "z": np.zeros(1, np.float64)})
length = struct.unpack("<Q", data[:8])[0]
order = list(json.loads(data[8 : 8 + length]))
print("saved as a, z; in the file:", order)
assert order == ["z", "a"]
PYTHON
