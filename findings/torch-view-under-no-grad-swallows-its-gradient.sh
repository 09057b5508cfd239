#!/usr/bin/env bash
# torch 2.15.0: a view taken under no_grad() says that it requires a gradient and is a leaf; a backward pass from it
# succeeds, and its gradient is kept nowhere: neither in the view nor in the parameter behind it, retain_grad() or not.
# The same holds of a view that was taken before requires_grad_() was called on its base, until the base is changed in
# place: from then on the very same view passes its gradient on.
#
# Guessed: requires_grad is False, or backward() fails, or one of the two .grad is filled.
# Seen: True, True, no error, and both .grad None; after base.add_(0) the second view gives the base its gradient.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --no-cache-dir torch==2.15.0 numpy==2.4.6
"$folder/env/bin/python" - <<'PYTHON'
import torch

weight = torch.tensor([1.0, 2.0], requires_grad=True)
with torch.no_grad():
    view = weight[0]
view.retain_grad()
(view * view).backward()
print(torch.__version__, "requires_grad", view.requires_grad, "is_leaf", view.is_leaf, "gradients", view.grad, weight.grad)
assert view.requires_grad and view.is_leaf and view.grad is None and weight.grad is None

base = torch.tensor([1.0, 2.0])
view = base[0]
base.requires_grad_()
(view * view).backward()
print("taken before requires_grad_():", view.is_leaf, base.grad)
assert view.is_leaf and base.grad is None
with torch.no_grad():
    base.add_(0)
(view * view).backward()
print("after a change of the base in place:", view.is_leaf, base.grad)
assert not view.is_leaf and base.grad.tolist() == [2.0, 0.0]
PYTHON
