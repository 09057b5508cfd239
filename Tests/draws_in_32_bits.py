"""PyTorch in 64 bits whose draws are the 32-bit ones, widened: as Gradwalk draws."""

import contextlib

try:
    import torch
except ImportError:
    torch = None


@contextlib.contextmanager
def draws_in_32_bits():
    """Within it, 64-bit tensors are filled with 32-bit draws where no dtype is asked for."""
    kept = []

    def replace(home, name, function):
        kept.append((home, name, getattr(home, name)))
        setattr(home, name, function)

    def filling(name):
        original = getattr(torch.Tensor, name)

        def fill(self, *arguments, **named):
            if self.dtype != torch.float64:
                return original(self, *arguments, **named)
            drawn = original(torch.empty(self.shape, dtype=torch.float32), *arguments, **named)
            with torch.no_grad():
                return self.copy_(drawn)

        return fill

    def making(name):
        original = getattr(torch, name)

        def make(*arguments, **named):
            if named.get("dtype") is not None or torch.get_default_dtype() != torch.float64:
                return original(*arguments, **named)
            asked = named.pop("requires_grad", False)
            return original(*arguments, dtype=torch.float32, **named).double().requires_grad_(asked)

        return make

    for name in ("uniform_", "normal_", "exponential_"):
        replace(torch.Tensor, name, filling(name))
    for name in ("rand", "randn", "rand_like", "randn_like"):
        replace(torch, name, making(name))
    try:
        yield
    finally:
        for home, name, original in reversed(kept):
            setattr(home, name, original)
