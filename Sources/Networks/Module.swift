extension LibraryPart {
  /// The base of every model. Its other methods (`parameters()`, `train()`, `state_dict()`, …) are the machine's.
  static let module = LibraryPart(
    "modules", .modules, module: "module",
    #"""
    class Module:
        """Module()
        The base of every model: derive a class from it, call super().__init__() first in __init__, and write
        forward(self, x). Parameters and models that are assigned to its attributes are found by parameters()."""
        def __init__(self):
            self.training = True

    class _LoadedState:
        def __init__(self, missing_keys, unexpected_keys):
            self.missing_keys, self.unexpected_keys = missing_keys, unexpected_keys

        def __repr__(self):
            if len(self.missing_keys) + len(self.unexpected_keys) == 0:
                return "<All keys matched successfully>"
            return (f"_IncompatibleKeys(missing_keys={self.missing_keys}, "
                    f"unexpected_keys={self.unexpected_keys})")

    class Identity(Module):
        """Identity()
        Gives what it is given; what stands in the brackets is ignored."""
        __module__ = "torch.nn.modules.linear"

        def __init__(self, *anything):
            super().__init__()

        def forward(self, input):
            return input

    class Flatten(Module):
        """Flatten(start_dim=1, end_dim=-1)
        Every example as one row."""
        __module__ = "torch.nn.modules.flatten"

        def __init__(self, start_dim=1, end_dim=-1):
            super().__init__()
            self.start_dim, self.end_dim = whole(start_dim, "start_dim", -6), whole(end_dim, "end_dim", -6)
            self._made_with = f"start_dim={start_dim}, end_dim={end_dim}"

        def forward(self, input):
            return input.flatten(self.start_dim, self.end_dim)

    class Unflatten(Module):
        """Unflatten(dim, unflattened_size)
        One dimension split into several: Flatten backwards."""
        __module__ = "torch.nn.modules.flatten"

        def __init__(self, dim, unflattened_size):
            super().__init__()
            if not isinstance(unflattened_size, (list, tuple)):
                fail(f"unflattened_size is a tuple of lengths, not {describe(unflattened_size)}", "write (2, 3)")
            for length in unflattened_size:
                whole(length, "unflattened_size", -1)
            self.dim, self.unflattened_size = whole(dim, "dim", -6), unflattened_size
            self._made_with = f"dim={dim}, unflattened_size={self.unflattened_size}"

        def forward(self, input):
            if not isinstance(input, Tensor) or self.dim >= input.ndim or self.dim < -input.ndim:
                fail(f"dimension {self.dim} does not exist in {describe(input)}", "the last dimension is -1")
            sizes, place = list(input.shape), self.dim % input.ndim
            return input.reshape(sizes[:place] + list(self.unflattened_size) + sizes[place + 1:])
    """#)
}
