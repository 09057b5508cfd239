"""PyTorch as Gradwalk keeps numbers of dtype float32: in 64 bits, drawn in 32, and shown as 32 bits hold them."""

import contextlib
import re

import pytorch_reference as reference
from draws_in_32_bits import draws_in_32_bits

try:
    import torch
except ImportError:
    torch = None


def run(source):
    """The report of a program in which every float32 is a float64."""
    with draws_in_32_bits(), shown_in_32_bits():
        return reference.run(in_64_bits(source), default="float64")


def in_64_bits(source):
    source = re.sub(r"\btorch\.float(32)?\b", "torch.float64", source)
    return source.replace(".float()", ".double()").replace("torch.FloatTensor", "torch.DoubleTensor")


def in_32_bits(source):
    source = re.sub(r"\btorch\.(float64|double)\b", "torch.float32", source)
    return source.replace(".double()", ".float()").replace("torch.DoubleTensor", "torch.FloatTensor")


@contextlib.contextmanager
def shown_in_32_bits():
    """Within it, a 64-bit tensor is printed by its numbers rounded to 32 bits, but for those beyond their range."""
    original = torch.Tensor.__repr__

    def shown(self, **named):
        if self.dtype != torch.float64:
            return original(self, **named)
        wide = self.detach()
        short = wide.float().double()
        stays = torch.isfinite(short) & ((short != 0) | (wide == 0))
        rounded = torch.where(stays, short, wide)
        return original(rounded.requires_grad_() if self.requires_grad and self.is_leaf else rounded, **named)

    torch.Tensor.__repr__ = shown
    try:
        yield
    finally:
        torch.Tensor.__repr__ = original
