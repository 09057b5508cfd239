import Testing

@testable import Autodiff
@testable import Interpreter
@testable import Language

@Suite("Data")
struct DataTests {
  private func machine(_ files: [String: [UInt8]], limits: Limits = Limits()) -> Machine {
    var machine = Machine()
    machine.files = .inMemory(files)
    machine.limits = limits
    return machine
  }

  private func machine(csv: String) -> Machine { machine(["a.csv": Array(csv.utf8)]) }

  @Test(
    "load_csv reads numbers",
    arguments: [
      ("1,2\n3,4\n", "load_csv('a.csv')", "tensor([[1., 2.],\n        [3., 4.]])"),
      ("x,y\r\n 1.5 , -2e1\r\n\r\n", "load_csv('a.csv', skip_rows=1)", "tensor([[  1.5000, -20.0000]])"),
      ("\u{FEFF}1\n2", "load_csv('a.csv').tolist()", "[[1.0], [2.0]]"),
      ("nan,-inf,.5,+3\n", "load_csv('a.csv').tolist()", "[[nan, -inf, 0.5, 3.0]]"),
    ])
  func tables(csv: String, call: String, shown: String) throws {
    #expect(try printed("print(\(call))", on: machine(csv: csv)).joined(separator: "\n") == shown)
  }

  @Test(
    "load_csv says where a file is wrong",
    arguments: [
      (
        "a,b\n1,2\n", "'a.csv', row 1, column 1: 'a' is not a number",
        "skip_rows=1 leaves out a line of names"
      ),
      ("1,2\n3,x\n", "'a.csv', row 2, column 2: 'x' is not a number", "every entry must be a number"),
      ("1;2\n", "'a.csv', row 1, column 1: '1;2' is not a number", "numbers are separated by commas"),
      ("1,2\n3\n", "'a.csv', row 2: 1 number, but the rows before have 2", nil),
      ("1,,2\n", "'a.csv', row 1, column 2: nothing stands where a number is expected", nil),
      ("", "'a.csv' has no numbers in it", nil), ("\n \n", "'a.csv' has no numbers in it", nil),
      ("0x10\n", "'a.csv', row 1, column 1: '0x10' is not a number", nil),
      ("1e\n", "'a.csv', row 1, column 1: '1e' is not a number", nil),
    ] as [(String, String, String?)])
  func wrongTables(csv: String, message: String, hint: String?) throws {
    let execution = Execution("x = 1\ny = load_csv('a.csv')", on: machine(csv: csv))
    let error = try #require(execution.error)
    #expect(error.message == message)
    if let hint { #expect(error.hint == hint) }
    #expect(execution.errorLine == 2)
  }

  @Test("files that are missing, packed or not text are told as such")
  func otherFiles() throws {
    let files: [String: [UInt8]] = ["a.gz": [0x1F, 0x8B, 8, 0], "b.csv": [0x31, 0x2C, 0xFF, 0x0A]]
    func message(_ call: String) -> String? { Execution(call, on: machine(files)).error?.message }
    #expect(message("load_csv('no.csv')") == "there is no file 'no.csv'")
    #expect(message("load_csv('a.gz')") == "'a.gz' is packed (gzip)")
    #expect(message("load_idx('a.gz')") == "'a.gz' is packed (gzip)")
    #expect(message("load_csv('b.csv')") == "'b.csv', row 1, column 2: this is not text in UTF-8")
    #expect(message("load_csv(3)") == "load_csv() needs a string for 'path', not the number 3")
    #expect(
      Execution("load_csv('a.csv')").error?.message == "'a.csv' cannot be read: there are no files here")
  }

  @Test(
    "load_idx reads MNIST's format",
    arguments: [
      ([0, 0, 8, 1, 0, 0, 0, 3, 7, 0, 255], "tensor([  7,   0, 255])"),
      ([0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2], "tensor([[1, 2]])"),
      ([0, 0, 9, 1, 0, 0, 0, 2, 0xFF, 1], "tensor([-1,  1])"),
      ([0, 0, 0x0B, 1, 0, 0, 0, 1, 1, 0], "tensor([256])"),
      ([0, 0, 0x0C, 1, 0, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0xFE], "tensor([-2])"),
      ([0, 0, 0x0D, 1, 0, 0, 0, 1, 0x3F, 0xC0, 0, 0], "tensor([1.5000])"),
      ([0, 0, 0x0E, 1, 0, 0, 0, 1, 0xC0, 0x04, 0, 0, 0, 0, 0, 0], "tensor([-2.5000])"),
      ([0, 0, 8, 0, 5], "tensor(5)"),
    ] as [([UInt8], String)])
  func arrays(bytes: [UInt8], shown: String) throws {
    #expect(try printed("print(load_idx('a'))", on: machine(["a": bytes])) == [shown])
  }

  @Test(
    "load_idx refuses what is not whole before it takes memory",
    arguments: [
      ([0, 0], "'a' is too short for an IDX file: 2 bytes", .value),
      ([0x50, 0x4B, 3, 4, 0], "'a' is not an IDX file: it begins with 50 4B 03 04", .value),
      ([0, 0, 7, 1, 0, 0, 0, 1, 1], "'a' is not an IDX file: it begins with 00 00 07 01", .value),
      ([0, 0, 8, 9, 0], "'a' has 9 dimensions, and a tensor has at most 4 here", .shape),
      ([0, 0, 8, 1, 0, 0], "'a' is cut off: it has 6 bytes and needs 8", .value),
      ([0, 0, 8, 1, 0, 0, 0, 3, 1], "'a' is cut off: it has 9 bytes and needs 11", .value),
      ([0, 0, 8, 1, 0, 0, 0, 1, 1, 2], "'a' goes on behind the 9 bytes that its shape [1] needs", .value),
      (
        [0, 0, 8, 3, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255],
        "the program keeps more than 200000000 elements alive", .limit
      ),
      ([0, 0, 8, 1, 0x20, 0, 0, 0], "the program keeps more than 200000000 elements alive", .limit),
    ] as [([UInt8], String, Diagnostic.Kind)])
  func wrongArrays(bytes: [UInt8], message: String, kind: Diagnostic.Kind) throws {
    let error = try #require(Execution("load_idx('a')", on: machine(["a": bytes])).error)
    #expect(error.message == message)
    #expect(error.kind == kind)
  }

  @Test("a table larger than the limit is refused as it grows")
  func largeTable() throws {
    var limits = Limits()
    limits.elements = 1000
    let csv = String(repeating: "1,2,3,4\n", count: 400)
    let error = try #require(
      Execution("x = load_csv('a')", on: machine(["a": Array(csv.utf8)], limits: limits)).error)
    #expect(error.kind == .limit)
  }

  @Test("train_test_split takes a share of the rows away, each pair staying together")
  func splitting() throws {
    let text = """
      x = arange(20.0).reshape(10, 2)
      y = arange(10)
      a, b, c, d = train_test_split(x, y)
      print(a.shape, b.shape, sorted(c.tolist() + d.tolist()), c.tolist() != sorted(c.tolist()))
      print((a[:, 0] == 2 * c).all().item(), (b[:, 1] == 2 * d + 1).all().item())
      a, b, c, d = train_test_split(x, y, test_size=3, shuffle=False)
      print(c.tolist(), d.tolist())
      """
    #expect(
      try printed(text) == [
        "torch.Size([7, 2]) torch.Size([3, 2]) [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] True", "True True",
        "[0, 1, 2, 3, 4, 5, 6] [7, 8, 9]",
      ])
    for wrong in ["1.0", "0.0", "0", "10", "'a'"] {
      let error = try failure("x = ones(10, 2)\ntrain_test_split(x, x, test_size=\(wrong))")
      #expect(error.kind == .value || error.kind == .type)
    }
    #expect(try failure("train_test_split(ones(3), ones(4))").kind == .shape)
  }

  @Test("pca finds the directions of largest variance, signed by their largest entry")
  func principalComponents() throws {
    let text = """
      x, y = iris()
      scores, components = pca(x, 2)
      print([[round(v, 4) for v in row] for row in components.tolist()])
      print([round(v, 4) for v in scores[0].tolist()], scores.shape)
      print((components @ components.T - eye(2)).abs().max().item() < 1e-12)
      print([round(v, 4) for v in scores.var(dim=0).tolist()])
      """
    // scikit-learn's PCA of the same data: explained variances 4.2282 and 0.2427.
    #expect(
      try printed(text) == [
        "[[0.3614, -0.0845, 0.8567, 0.3583], [0.6566, 0.7302, -0.1734, -0.0755]]",
        "[-2.6841, 0.3194] torch.Size([150, 2])", "True", "[4.2282, 0.2427]",
      ])
    #expect(try failure("pca(ones(3, 2), 3)").kind == .value)
    #expect(try failure("pca(ones(3), 1)").kind == .shape)
  }

  @Test("whiten leaves no covariance, and nothing where there was no variance")
  func whitening() throws {
    let text = """
      x, y = iris()
      w = whiten(x)
      print((w.T @ w / 150 - eye(4)).abs().max().item() < 1e-10, w.mean(dim=0).abs().max().item() < 1e-12)
      flat = whiten(tensor([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]]))
      print(flat[:, 1].tolist())
      """
    #expect(try printed(text) == ["True True", "[0.0, 0.0, 0.0]"])
  }

  @Test("lsuv_ gives every layer's output variance 1 on the batch, from orthonormal weights")
  func unitVariance() throws {
    let text = """
      import torch.nn as nn
      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.a, self.b = nn.Linear(4, 6), nn.Linear(6, 3)
          def forward(self, x):
              self.h = self.a(x)
              self.o = self.b(relu(self.h))
              return self.o
      x, y = iris()
      net = lsuv_(Net(), x)
      net(x)
      print(round(net.h.var(correction=0).item(), 8), round(net.o.var(correction=0).item(), 8))
      gram = net.a.weight.T @ net.a.weight
      print((gram / gram[0, 0] - eye(4)).abs().max().item() < 1e-9, net.a.bias.abs().sum().item())
      print(net.a.weight.requires_grad, net.a.weight.is_leaf, hasattr(net.a, 'forward'))
      """
    #expect(try printed(text) == ["1.0 1.0", "True 0.0", "True True True"])
    #expect(
      try failure("import torch.nn as nn\nlsuv_(nn.Linear(2, 2), zeros(3, 2))").message.contains("variance 0")
    )
  }

  @Test("a DataLoader goes through data sets of a program's own, too")
  func loaders() throws {
    let text = """
      from torch.utils.data import Dataset, DataLoader, TensorDataset
      class Squares(Dataset):
          def __init__(self, n): self.n = n
          def __len__(self): return self.n
          def __getitem__(self, i): return tensor([float(i)]), i * i
      loader = DataLoader(Squares(5), batch_size=2)
      print(len(loader), [y.tolist() for x, y in loader])
      data = TensorDataset(arange(5.0), arange(5))
      print(len(data), data[1], len(DataLoader(data, batch_size=2, drop_last=True)))
      print(next(iter(DataLoader(data, batch_size=2))))
      """
    #expect(
      try printed(text) == [
        "3 [[0, 1], [4, 9], [16]]", "5 (tensor(1.), tensor(1)) 2", "[tensor([0., 1.]), tensor([0, 1])]",
      ])
  }
}
