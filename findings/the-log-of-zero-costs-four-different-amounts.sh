#!/usr/bin/env bash
# torch 2.15.0, keras 3.15.1, scikit-learn 1.9.1: the binary cross-entropy of a certain and wrong prediction (chance 0,
# outcome 1) is 100 in PyTorch, 16.118 in Keras, and in scikit-learn 36.04 or 15.94, by the dtype of the chances. PyTorch
# keeps the logarithm from -100 on, Keras the chance from 1e-7 on whatever the dtype, scikit-learn the chance from the
# dtype's epsilon on. So a mean loss cannot be compared across the three as soon as one prediction is 0.
#
# Guessed: infinity, or one clipped amount for each library, the same in float32 and float64.
# Seen: the amounts below; a chance of 0.1 costs 2.3026 in all of them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --no-cache-dir torch==2.15.0 keras==3.15.1 scikit-learn==1.9.1 numpy==2.4.6
cd "$folder"
KERAS_HOME="$folder" KERAS_BACKEND=torch "$folder/env/bin/python" -W ignore - <<'PYTHON'
import keras
import numpy as np
import torch
from sklearn.metrics import log_loss

certain = {"torch": (100.0, 100.0), "keras": (16.1181, 16.1181), "sklearn": (15.9424, 36.0437)}
for place, dtype in enumerate([np.float32, np.float64]):
    for chance in [0.0, 0.1]:
        p = np.array([chance], dtype)
        costs = {
            "torch": torch.nn.functional.binary_cross_entropy(torch.tensor(p), torch.ones(1, dtype=torch.tensor(p).dtype)).item(),
            "keras": float(keras.losses.binary_crossentropy(np.ones(1, dtype), p)),
            "sklearn": log_loss([1], p, labels=[0, 1]),
        }
        print(np.dtype(dtype).name, "chance", chance, costs)
        for library, cost in costs.items():
            expected = certain[library][place] if chance == 0 else 2.302585
            assert abs(cost - expected) < 1e-3, (library, cost)
PYTHON
