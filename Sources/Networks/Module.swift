extension LibraryPart {
  /// The base of every model. Its other methods (`parameters()`, `train()`, `state_dict()`, …) are the machine's.
  static let module = LibraryPart(
    "modules", .modules,
    #"""
    class Module:
        """Module()
        The base of every model: derive a class from it, call super().__init__() first in __init__, and write
        forward(self, x). Parameters and models that are assigned to its attributes are found by parameters()."""
        def __init__(self):
            self.training = True

    class Identity(Module):
        """Identity()
        Gives what it is given."""
        def __init__(self, *arguments):
            super().__init__()

        def forward(self, input):
            return input

    class Flatten(Module):
        """Flatten(start_dim=1, end_dim=-1)
        Every example as one row."""
        def __init__(self, start_dim=1, end_dim=-1):
            super().__init__()
            self.start_dim, self.end_dim = start_dim, end_dim
            self._made_with = f"start_dim={start_dim}, end_dim={end_dim}"

        def forward(self, input):
            return input.flatten(self.start_dim, self.end_dim)
    """#)
}
