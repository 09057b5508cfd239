#!/usr/bin/env bash
# torch 2.15.0: where several values are put into one entry, only the last is kept, and yet each of them gets the whole
# gradient of that entry: of x[i] = v, index_copy and scatter alike.
#
# Guessed: a value that was replaced before anybody read it has no influence, and so the gradient 0.
# Seen: x = [3, 2] after x[[1, 1, 0]] = [1, 2, 3]; the gradient of (x * x).sum() by the values is [4, 4, 6].
#       A difference quotient of the first value is 0.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --no-cache-dir torch==2.15.0 numpy==2.4.6
"$folder/env/bin/python" - <<'PYTHON'
import torch

places = torch.tensor([1, 1, 0])

def assigned(values):
    x = torch.zeros(2, dtype=values.dtype)
    x[places] = values
    return x

ways = {
    "x[i] = v": assigned,
    "index_copy": lambda v: torch.zeros(2, dtype=v.dtype).index_copy(0, places, v),
    "scatter": lambda v: torch.zeros(2, dtype=v.dtype).scatter(0, places, v),
}
for name, way in ways.items():
    values = torch.tensor([1.0, 2.0, 3.0], dtype=torch.float64, requires_grad=True)
    x = way(values)
    (x * x).sum().backward()
    with torch.no_grad():
        step = torch.tensor([1e-6, 0.0, 0.0], dtype=torch.float64)
        quotient = ((way(values + step) ** 2).sum() - (way(values - step) ** 2).sum()) / 2e-6
    print(torch.__version__, name, x.tolist(), "gradient", values.grad.tolist(), "quotient of the first", quotient.item())
    assert x.tolist() == [3.0, 2.0]
    assert values.grad.tolist() == [4.0, 4.0, 6.0]
    assert quotient.item() == 0.0
PYTHON
