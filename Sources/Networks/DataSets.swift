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
                    fail(f"a TensorDataset holds the rows of tensors, not {describe(t)}", "tensor([…]) makes a tensor of a list")
                if len(t) != len(tensors[0]):
                    fail(f"the tensors have {len(tensors[0])} and {len(t)} rows: they must be equally many",
                         "a row of each makes one example")
            self.tensors = tensors

        def __len__(self):
            return len(self.tensors[0])

        def __getitem__(self, place):
            return tuple([t[place] for t in self.tensors])

    class Subset(Dataset):
        """Subset(dataset, indices)
        Some entries of a data set, by their places."""
        def __init__(self, dataset, indices):
            self.dataset, self.indices = dataset, list(indices)

        def __len__(self):
            return len(self.indices)

        def __getitem__(self, place):
            if isinstance(place, list):
                return self.dataset[[self.indices[i] for i in place]]
            return self.dataset[self.indices[place]]

    def random_split(dataset, lengths, generator=None):
        """random_split(dataset, lengths, generator=None)
        Parts of a data set, entries drawn without repeats: of these lengths, or of these shares, which add up to 1."""
        lengths = list(lengths)
        if abs(sum(lengths) - 1) < 1e-9 and any([isinstance(share, float) for share in lengths]):
            shares = lengths
            lengths = [int(len(dataset) * share) for share in shares]
            for i in range(len(dataset) - sum(lengths)):
                lengths[i % len(lengths)] += 1
        if sum(lengths) != len(dataset):
            fail(f"the lengths add up to {sum(lengths)}, and the data set has {len(dataset)} entries",
                 "shares that add up to 1 do for every length: [0.8, 0.2]")
        order = randperm(len(dataset), generator=generator).tolist()
        parts, start = [], 0
        for length in lengths:
            parts.append(Subset(dataset, order[start:start + length]))
            start += length
        return parts

    def _collated(dataset):
        # The entries of a data set as tensors, part by part.
        entries = [entry for entry in dataset]
        if len(entries) == 0:
            fail("the data set is empty", "its __len__ gives how many entries it has")
        if isinstance(entries[0], (tuple, list)):
            width = len(entries[0])
            for entry in entries:
                if len(entry) != width:
                    fail(f"the entries of the data set have {width} and {len(entry)} parts: they must be equally many",
                         "its __getitem__ gives one entry")
            return [_stacked([entry[place] for entry in entries]) for place in range(width)]
        return _stacked(entries)

    def _stacked(values):
        return stack(values) if isinstance(values[0], Tensor) else tensor(values)
    """#)
}
