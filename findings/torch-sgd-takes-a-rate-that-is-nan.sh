#!/usr/bin/env bash
# torch 2.15.0: SGD alone among the common optimizers takes lr=nan, and nan for momentum and weight_decay; Adam, AdamW,
# RMSprop, Adagrad and Adadelta refuse a rate that is nan. SGD asks `lr < 0.0`, the others `not 0.0 <= lr`, and nan is
# neither below 0 nor from 0 on. All of them take lr=inf.
#
# Guessed: the check of the learning rate is the same in all of them.
# Seen: the first step with SGD makes every weight nan, without a word; the others stop with ValueError at once.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --no-cache-dir torch==2.15.0 numpy==2.4.6
"$folder/env/bin/python" - <<'PYTHON'
import torch

print("torch", torch.__version__)


def takes(make):
    try:
        make([torch.ones(2, requires_grad=True)])
        return True
    except ValueError as error:
        return str(error)


nan = float("nan")
for name in ["Adam", "AdamW", "RMSprop", "Adagrad", "Adadelta"]:
    kind = getattr(torch.optim, name)
    told = takes(lambda p: kind(p, lr=nan))
    print(f"{name}(lr=nan): {told}")
    assert told == "Invalid learning rate: nan"
    assert takes(lambda p: kind(p, lr=float("inf"))) is True
for options in [{"lr": nan}, {"lr": 0.1, "momentum": nan}, {"lr": 0.1, "weight_decay": nan}]:
    told = takes(lambda p: torch.optim.SGD(p, **options))
    print(f"SGD({options}): {told}")
    assert told is True
w = torch.ones(2, requires_grad=True)
optimizer = torch.optim.SGD([w], lr=nan)
w.sum().backward()
optimizer.step()
print("after one step of SGD:", w.tolist())
assert all(x != x for x in w.tolist())
PYTHON
