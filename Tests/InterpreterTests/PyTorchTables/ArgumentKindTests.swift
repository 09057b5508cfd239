import Testing

@testable import Interpreter

/// What PyTorch 2.15.0 (CPU, with CPython 3.11) printed for each line, or `refused`, found by running it there.
@Suite("As PyTorch, by the kinds of what is given")
struct ArgumentKindTests {
  private static let refused = "refused"

  private func told(_ line: String) -> String {
    let parts = line.split(separator: "; ").map(String.init)
    let setup = parts.dropLast().joined(separator: "\n")
    let execution = Execution(
      "import torch\nimport torch.nn.functional as F\nT = torch.tensor\nA = T([True, False])\n"
        + "x = T([[1.0, 2.0]], requires_grad=True)\n\(setup)\nprint(\(parts.last ?? ""))")
    return execution.error == nil
      ? execution.lines.joined(separator: " ") : ArgumentKindTests.refused
  }

  @Test(
    "lists are searched entry by entry, and a tensor of several entries is neither equal nor unequal",
    arguments: [
      ("4 in [T(4)]", "True"), ("T(4) in [3, 4]", "True"), ("T([4]) in [3, 4]", "True"),
      ("4 in [T([4, 5])]", refused), ("T([4, 5]) in [T([4, 5])]", refused), ("T([]) in [T([])]", refused),
      ("y = T([4, 5]); y in [y]", "True"), ("y = T([4, 5]); y in [1, y]", refused),
      ("T([[4, 1, 2]]) in [T([[3, 2], [5, -4]])]", refused), ("[T(4)].index(4)", "0"),
      ("[T(3), T(4)].count(4)", "1"), ("[T([3, 4])].count(4)", refused), ("[T(4)] == [4]", "True"),
      ("[T([3, 4])] == [T([3, 4])]", refused), ("y = T([3, 4]); [y] == [y]", "True"),
      ("[T([3, 4]), 1] == [T([3, 4])]", "False"), ("(T([3, 4]), 1) == (T([3, 4]), 1, 2)", refused),
      ("'a' in [T([3, 4])]", "False"), ("torch.equal(T([3, 4]), T([3, 4]))", "True"),
      ("torch.equal(T([3, 4]), T([3]))", "False"),
    ])
  func searching(_ line: String, _ wanted: String) {
    #expect(told(line) == wanted)
  }

  @Test(
    "switches are True or False, and these are no whole numbers",
    arguments: [
      ("x.sum(0, keepdim=1)", refused), ("x.sum(0, keepdim=None)", refused), ("x.sort(0, 1)", refused),
      ("x.max(0, 1)", refused), ("x.var(0, unbiased=1)", refused), ("x.requires_grad_(1)", refused),
      ("x.requires_grad_(None)", refused), ("T(1.0, requires_grad='x')", refused),
      ("torch.zeros(1, requires_grad=None)", "tensor([0.])"), ("F.dropout(x, 0.0, training=1)", refused),
      ("F.relu(x, inplace=0)", "tensor([[1., 2.]])"), ("x.sum().backward(retain_graph=1)", "None"),
      ("torch.zeros(True)", refused), ("torch.zeros((True, 2))", refused), ("x.reshape((True, 2))", refused),
      ("x.reshape(2, True).shape", "torch.Size([2, 1])"), ("x.sum((0, True))", "tensor(3.)"),
      ("torch.eye(True)", refused), ("x.chunk(True)", refused), ("x.topk(True)", refused),
      ("torch.arange(True)", "tensor([0])"),
      ("torch.arange(T([3]))", refused), ("torch.arange(T(3))", "tensor([0, 1, 2])"),
      ("torch.manual_seed(True).initial_seed()", "1"),
    ])
  func switches(_ line: String, _ wanted: String) {
    #expect(told(line).replacing(", requires_grad=True", with: "") == wanted)
  }

  @Test(
    "a multiple that is added keeps to Booleans and whole numbers",
    arguments: [
      ("torch.add(A, False, alpha=2)", "tensor([ True, False])"),
      ("A.add(True, alpha=3)", "tensor([True, True])"),
      ("torch.add(A, True, alpha=0)", "tensor([ True, False])"),
      ("torch.add(A, 1, alpha=2)", "tensor([3, 2])"),
      ("torch.add(A, True, alpha=-1)", "tensor([True, True])"), ("torch.add(A, 1, alpha=True)", refused),
      ("torch.add(T([1.0]), 1.5, alpha=True)", refused), ("torch.add(A, A, alpha=1.5)", refused),
      ("A.add_(A, alpha=3)", "tensor([ True, False])"), ("torch.sub(T([1, 2]), A, alpha=2)", refused),
      ("torch.sub(T([1, 2]), True, alpha=2)", refused),
      ("torch.add(T([1, 2]), 1.5, alpha=2)", "tensor([4., 5.])"),
    ])
  func multiples(_ line: String, _ wanted: String) {
    #expect(told(line) == wanted)
  }

  @Test(
    "no dimension is none, and a single number is a vector of one",
    arguments: [
      ("x.squeeze(()).shape", "torch.Size([1, 2])"), ("x.sum(()).shape", "torch.Size([])"),
      ("torch.any(x, ()).shape", "torch.Size([1, 2])"), ("x.logsumexp(())", refused),
      ("T(1.5).gather(-1, T([0, 0]))", "tensor([1.5000, 1.5000])"),
      ("T([1.5, 2.0]).gather(0, T(1))", "tensor(2.)"),
      ("T(1.5).gather(0, T(0))", "tensor(1.5000)"), ("T(1.5).gather(0, T([[0]]))", refused),
      ("torch.zeros(3).gather(0, torch.zeros(0, 2, dtype=torch.int64)).shape", "torch.Size([0, 2])"),
    ])
  func dimensions(_ line: String, _ wanted: String) {
    #expect(told(line) == wanted)
  }

  @Test(
    "what has no derivative says so, and the median of nothing has one",
    arguments: [
      ("x.unique().requires_grad", "True"), ("x.unique().sum().backward()", refused),
      ("torch.remainder(-1.9, x).sum().backward()", refused),
      ("torch.remainder(T(-1.9), x).sum().backward()", "None"), ("x.sum(dtype=torch.int64)", refused),
      ("x.prod(0, dtype=torch.int64)", refused), ("x.cumsum(0, dtype=torch.int64)", refused),
      ("x.detach().sum(dtype=torch.int64)", "tensor(3)"),
      ("y = torch.zeros(0, 3, requires_grad=True); y.median().backward(); y.grad", "tensor([], size=(0, 3))"),
      ("F.huber_loss(x, torch.ones(1, 2, dtype=torch.float64)).backward()", refused),
      ("torch.lerp(T([1.0], dtype=torch.float64), T(0.5), 0.25)", refused),
      ("torch.lerp(T([1.0]), T([0.5]), T(0.25, dtype=torch.float64))", "tensor([0.8750])"),
    ])
  func derivatives(_ line: String, _ wanted: String) {
    #expect(told(line) == wanted)
  }

  @Test(
    "a mean beside a deviation is moved from entry to entry, and no more once it is infinite",
    arguments: [
      ("torch.std_mean(T([1.0, float('inf')]))[1]", "tensor(inf)"),
      ("torch.std_mean(T([float('inf'), 1.0]))[1]", "tensor(nan)"),
      ("torch.var_mean(T([[1.0, float('inf')], [float('inf'), 1.0]]), 0)[1]", "tensor([inf, nan])"),
      ("torch.var_mean(T([[1.0, float('inf')], [float('inf'), 1.0]]), 1)[1]", "tensor([inf, nan])"),
      ("torch.var_mean(T([[1.0, 2.0], [3.0, float('inf')]]).t())[1]", "tensor(inf)"),
    ])
  func means(_ line: String, _ wanted: String) {
    #expect(told(line) == wanted)
  }

  @Test(
    "the slope of a product is the product divided by the entry, unless a zero is among them",
    arguments: [
      ("y = T([2.0, float('nan')], requires_grad=True); y.prod().backward(); y.grad", "tensor([nan, nan])"),
      ("y = T([2.0, float('inf')], requires_grad=True); y.prod().backward(); y.grad", "tensor([inf, nan])"),
      ("y = T([0.0, float('inf')], requires_grad=True); y.prod().backward(); y.grad", "tensor([inf, 0.])"),
      (
        "y = T([[float('nan'), 2.0]], requires_grad=True); y.prod(0).sum().backward(); y.grad",
        "tensor([[nan, 1.]])"
      ),
      ("y = T(float('nan'), requires_grad=True); y.prod().backward(); y.grad", "tensor(1.)"),
    ])
  func products(_ line: String, _ wanted: String) {
    #expect(told(line) == wanted)
  }

  @Test(
    "a float goes into whole numbers behind one mask or into all, and as a number anywhere",
    arguments: [
      ("x[True]", "copied"), ("x[False]", "copied"), ("x[M]", "filled"), ("x[R]", "filled"),
      ("x[R, :]", "filled"),
      ("x[:, C]", "filled"), ("x[..., C]", "filled"), ("x[R, 0]", "filled"), ("x[R, None]", "filled"),
      ("x[None, M]", "filled"), ("x[[True, False, True]]", "filled"), ("x[True, 0]", "number"),
      ("x[0, True]", "number"), ("x[:, True]", "number"), ("x[True, ...]", "number"),
      ("x[True, None]", "number"),
      ("x[2:2, True]", "number"), ("x[True, M]", "number"), ("x[R, C]", "number"), ("x[T(True)]", "number"),
      ("x[T(True), 0]", "number"), ("x[[0]]", "number"), ("x[R[:2]]", "nothing"),
    ])
  func floatsIntoWholes(_ place: String, _ taken: String) {
    func takes(_ value: String) -> Bool {
      let error = Execution(
        """
        import torch
        T = torch.tensor
        x = torch.zeros(3, 2, dtype=torch.int64)
        M = T([[True, False], [False, True], [False, False]])
        R, C = T([True, False, True]), T([True, False])
        \(place) = \(value)
        """
      ).error
      return error == nil
    }
    // Several floats, one in a tensor, a number.
    let wanted = [
      "copied": [true, true, true], "filled": [false, true, true], "number": [false, false, true],
    ]
    #expect(
      [takes("T([1.5, 2.5])"), takes("T([[1.5]])"), takes("1.5")]
        == wanted[taken, default: [false, false, false]])
  }

  @Test(
    "None is a dimension where PyTorch has one signature for both, and none where it has two",
    arguments: [
      ("x.max(None)", refused), ("x.min(dim=None)", refused), ("x.prod(None)", refused),
      ("torch.median(x, None)", refused), ("x.squeeze(None)", refused), ("x.cumsum(None)", refused),
      ("x.logsumexp(None)", refused), ("x.amax(None)", "tensor(2.)"), ("x.argmax(None)", "tensor(1)"),
      ("x.sum(None)", "tensor(3.)"), ("x.all(dim=None)", "tensor(True)"), ("x.var(None)", "tensor(0.5000)"),
      ("x.norm(None)", "tensor(2.2361)"), ("x.nansum(dim=None)", "tensor(3.)"),
    ])
  func dimensionNone(_ line: String, _ wanted: String) {
    #expect(told(line) == wanted)
  }

  @Test(
    "bmm multiplies matrix by matrix and stretches nothing",
    arguments: [
      ("torch.bmm(torch.ones(1, 2, 3), torch.ones(2, 3, 1)).shape", refused),
      ("torch.bmm(torch.ones(2, 2, 3), torch.ones(1, 3, 1)).shape", refused),
      ("torch.bmm(torch.ones(2, 2, 3), torch.ones(2, 2, 1)).shape", refused),
      ("torch.bmm(torch.ones(2, 2, 3), torch.ones(2, 3, 1)).shape", "torch.Size([2, 2, 1])"),
      ("(torch.ones(1, 2, 3) @ torch.ones(2, 3, 1)).shape", "torch.Size([2, 2, 1])"),
    ])
  func batches(_ line: String, _ wanted: String) {
    #expect(told(line) == wanted)
  }
}
