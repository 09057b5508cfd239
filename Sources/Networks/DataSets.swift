extension LibraryPart {
  /// Examples that belong together, for `DataLoader`.
  static let dataSets = LibraryPart(
    "data sets", .data,
    #"""
    class Dataset:
        """Dataset()
        The base of data sets of one's own: write __len__(self) and __getitem__(self, i)."""

    class TensorDataset(Dataset):
        """TensorDataset(*tensors)
        Tensors whose rows belong together: x and y."""
        def __init__(self, *tensors):
            if len(tensors) == 0:
                fail("a TensorDataset needs at least one tensor", "TensorDataset(x, y)")
            for t in tensors:
                if not isinstance(t, Tensor) or t.ndim == 0:
                    fail(f"a TensorDataset holds the rows of tensors, not {describe(t)}")
                if len(t) != len(tensors[0]):
                    fail(f"the tensors have {len(tensors[0])} and {len(t)} rows: they must be equally many")
            self.tensors = tensors

        def __len__(self):
            return len(self.tensors[0])

        def __getitem__(self, place):
            return tuple([t[place] for t in self.tensors])
    """#)
}
