import Testing

@Suite("Errors of data")
struct DataErrorTests {
  @Test("say what the data must be", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    load_csv(3)
    → 1:1 load_csv() needs a string for 'path', not the number 3 | it is load_csv(path, skip_rows=0)

    TensorDataset()
    → 1:1 a TensorDataset needs at least one tensor | TensorDataset(x, y)

    TensorDataset(zeros(3), zeros(4))
    → 1:1 the tensors have 3 and 4 rows: they must be equally many | a row of each makes one example

    TensorDataset([1, 2])
    → 1:1 a TensorDataset holds the rows of tensors, not a list | tensor([…]) makes a tensor of a list

    DataLoader(zeros(3), batch_size=0)
    → 1:1 a DataLoader needs data and a batch_size above 0 | it is DataLoader(*data, batch_size=1, shuffle=False, drop_last=False, num_workers=0, generator=None, pin_memory=False, dataset=None)

    DataLoader()
    → 1:1 a DataLoader needs data and a batch_size above 0 | it is DataLoader(*data, batch_size=1, shuffle=False, drop_last=False, num_workers=0, generator=None, pin_memory=False, dataset=None)

    DataLoader(zeros(3), zeros(4))
    → 1:1 the tensors have 3 and 4 rows: they must be equally many | it is DataLoader(*data, batch_size=1, shuffle=False, drop_last=False, num_workers=0, generator=None, pin_memory=False, dataset=None)

    DataLoader(3)
    → 1:1 a DataLoader goes through the rows of tensors, not of the number 3 | it is DataLoader(*data, batch_size=1, shuffle=False, drop_last=False, num_workers=0, generator=None, pin_memory=False, dataset=None)

    DataLoader(tensor(1.0))
    → 1:1 a DataLoader goes through the rows of tensors, not of a tensor of shape [] | it is DataLoader(*data, batch_size=1, shuffle=False, drop_last=False, num_workers=0, generator=None, pin_memory=False, dataset=None)

    DataLoader(zeros(3), batchsize=2)
    → 1:22 DataLoader() has no parameter 'batchsize' | did you mean 'batch_size'?

    DataLoader(zeros(3), batch_size='a')
    → 1:1 'batch_size' of DataLoader() must be a whole number, not a string | it is DataLoader(*data, batch_size=1, shuffle=False, drop_last=False, num_workers=0, generator=None, pin_memory=False, dataset=None)

    for x, y in DataLoader(zeros(3)): pass
    → 1:5 2 names on the left, but 1 value on the right | both sides must have the same number

    standardize([1, 2])
    → 1:1 standardize() needs a tensor for 'x', not a list | tensor([…]) makes a tensor of a list

    train_test_split(zeros(3), zeros(4))
    → 1:1 x has 3 rows and y has 4: they must be equally many | it is train_test_split(x, y, test_size=0.25, shuffle=True)

    train_test_split(zeros(3), zeros(3), test_size=2.0)
    → 1:1 'test_size' is a share between 0 and 1 or a whole number of rows, not 2.0 | it is train_test_split(x, y, test_size=0.25, shuffle=True)

    train_test_split(zeros(3), zeros(3), test_size=3)
    → 1:1 3 of 3 rows to test with leaves none to train with | test_size=0.25 takes a quarter of them

    train_test_split(zeros(1), zeros(1))
    → 1:1 1 of 1 row to test with leaves none to train with | test_size=0.25 takes a quarter of them

    train_test_split(tensor(1.0), tensor(1.0))
    → 1:1 'x' is a single number: rows are needed | it is train_test_split(x, y, test_size=0.25, shuffle=True)

    pca(zeros(3), 1)
    → 1:1 pca() needs a matrix with a row a case, not shape [3] | it is pca(x, k)

    pca(zeros(3, 2), 3)
    → 1:1 'k' lies between 1 and the number of columns, 2, and 3 does not | it is pca(x, k)

    pca(zeros(3, 2), 'a')
    → 1:1 'k' of pca() must be a whole number, not a string | it is pca(x, k)

    pca(tensor([[1.0, float('nan')]]), 1)
    → 1:1 pca() needs finite numbers, and some are NaN or infinite | it is pca(x, k)

    whiten(zeros(3))
    → 1:1 whiten() needs a matrix with a row a case, not shape [3] | it is whiten(x)

    x, y = iris(1)
    → 1:8 iris() takes no arguments, but 1 was given | it is iris()

    iris().shape
    → 1:8 a tuple has no 'shape' | a tuple is taken apart by names: x, y = …

    class D:
        def __len__(self): return 0
        def __getitem__(self, i): return i
    for b in DataLoader(D()): pass
    → 4:10 the data set is empty | its __len__ gives how many entries it has

    class D:
        def __len__(self): return 2
        def __getitem__(self, i): return (1.0,) * (i + 1)
    for b in DataLoader(D(), batch_size=2): pass
    → 4:10 the entries of the data set have 1 and 2 parts: they must be equally many | its __getitem__ gives one entry

    class D:
        pass
    for b in DataLoader(D()): pass
    → 3:10 a D has no length | its class has no __len__
    """#
}
