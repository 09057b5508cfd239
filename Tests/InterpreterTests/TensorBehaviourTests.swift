import Testing

@testable import Autodiff
@testable import Interpreter
@testable import Language

@Suite("Tensors behave as PyTorch's")
struct TensorBehaviourTests {
  @Test(
    "The kind of numbers follows PyTorch's rules",
    arguments: [
      ("tensor([1]) + 1", "torch.int64"), ("tensor([1]) + 0.5", "torch.float32"),
      ("tensor([1]) / 2", "torch.float32"), ("tensor([1]) // 2", "torch.int64"),
      ("tensor([True]) + 1", "torch.int64"), ("tensor([True]) + tensor([True])", "torch.bool"),
      ("tensor([1]) * True", "torch.int64"), ("tensor([1.0]) > 0", "torch.bool"),
      ("tensor([1.0], dtype=float64) + tensor([1.0])", "torch.float64"),
      ("tensor([1.0], dtype=float64) + tensor(1.0)", "torch.float64"),
      ("tensor([1.0], dtype=float64) * 2.5", "torch.float64"),
      ("tensor(1, dtype=float64) + tensor([1])", "torch.float64"), ("param([1, 2])", "torch.float32"),
      ("tensor([1, 2]).sum()", "torch.int64"), ("tensor([True, True]).sum()", "torch.int64"),
      ("exp(tensor([1]))", "torch.float32"), ("tensor([1, 2]) ** 2", "torch.int64"),
      ("tensor([1, 2]) ** 0.5", "torch.float32"), ("zeros(2)", "torch.float32"), ("arange(3)", "torch.int64"),
      ("arange(0, 1, 0.5)", "torch.float32"), ("tensor([1.5]).long()", "torch.int64"),
      ("argmax(tensor([1.0, 2.0]))", "torch.int64"), ("tensor([1.0]).double()", "torch.float64"),
    ])
  func dtypes(expression: String, dtype: String) throws {
    #expect(try printed("print((\(expression)).dtype)") == [dtype])
  }

  @Test(
    "Tensors print as PyTorch prints them",
    arguments: [
      Example("print(tensor([0.5, -1.25]))", "tensor([ 0.5000, -1.2500])"),
      Example(
        "print(param([[1.0, 2.0], [3.0, 4.5]]))", "tensor([[1.0000, 2.0000],",
        "        [3.0000, 4.5000]], requires_grad=True)"),
      Example(
        "print(tensor([1.0, 2.0]), tensor(3.0), tensor([1, -2]), tensor([True, False]))",
        "tensor([1., 2.]) tensor(3.) tensor([ 1, -2]) tensor([ True, False])"),
      Example("print(tensor([1e-5, 1.0]))", "tensor([1.0000e-05, 1.0000e+00])"),
      Example(
        "print(tensor([]), zeros(0, 3), zeros(2, 1, 2))",
        "tensor([]) tensor([], size=(0, 3)) tensor([[[0., 0.]],", "", "        [[0., 0.]]])"),
      Example(
        "print(tensor([1.0], dtype=float64), tensor([float('nan'), 1.0]))",
        "tensor([1.], dtype=torch.float64) tensor([nan, 1.])"),
      Example(
        "x = param(2.0)\nprint(x * 3, [x * 3, 1], x.detach())", "tensor(6.) [tensor(6.), 1] tensor(2.)"),
      Example(
        "print(zeros(2, 3).shape, zeros(2).shape, tensor(1.0).shape)",
        "torch.Size([2, 3]) torch.Size([2]) torch.Size([])"),
      Example(
        "v = Value(2.0)\nw = v * 3\nw.backward()\nprint(v, w.data, v.grad)",
        "Value(data=2.0, grad=3) 6.0 3"),
    ])
  func printing(_ example: Example) throws { #expect(try printed(example.text) == example.lines) }

  @Test(
    "Shapes that do not fit are named, both of them",
    arguments: [
      ("zeros(2, 3) + zeros(4)", ["[2, 3]", "[4]"]), ("zeros(3) * zeros(2, 2)", ["[3]", "[2, 2]"]),
      ("zeros(2) < zeros(3)", ["[2]", "[3]"]), ("zeros(2, 3) @ zeros(4)", ["[2, 3]", "[4]"]),
      ("zeros(2, 3) @ zeros(2, 3)", ["[2, 3]", "[2, 3]"]), ("maximum(zeros(2), zeros(3))", ["[2]", "[3]"]),
      ("where(zeros(2) > 0, zeros(3), 1.0)", ["[2]", "[3]"]), ("zeros(6).reshape(4, 2)", ["6"]),
      ("mse_loss(zeros(2), zeros(3))", ["[2]", "[3]"]),
    ])
  func shapes(expression: String, words: [String]) throws {
    let error = try failure("y = \(expression)")
    #expect(error.kind == .shape)
    for word in words { #expect((error.message + (error.hint ?? "")).contains(word)) }
  }

  @Test(
    "Indexing picks, views, stretches and masks",
    arguments: [
      Example(
        "x = arange(6.0).reshape(2, 3)\n"
          + "print(x[1, -1].item(), x[:, 1].tolist(), x[..., 0].tolist(), x[-1].tolist())",
        "5.0 [1.0, 4.0] [0.0, 3.0] [3.0, 4.0, 5.0]"),
      Example(
        "x = arange(6)\n"
          + "print(x[1:5:2].tolist(), x[x > 3].tolist(), x[tensor([0, -1, 0])].tolist(), x[None].shape)",
        "[1, 3] [4, 5] [0, 5, 0] torch.Size([1, 6])"),
      Example(
        "x = arange(6).reshape(2, 3)\n"
          + "print(x[[1, 0], [2, 0]].tolist(), x[:, [0, 2]].tolist(), [r.tolist() for r in x], len(x))",
        "[5, 0] [[0, 2], [3, 5]] [[0, 1, 2], [3, 4, 5]] 2"),
      Example(
        "x = zeros(2, 2)\nx[0] = tensor([1.0, 2.0])\nx[:, 1] = 7\nx[x == 0] = -1\nprint(x.tolist())",
        "[[1.0, 7.0], [-1.0, 7.0]]"),
      Example(
        "print((tensor([1.0]) == 1).item(), bool(tensor([0.0])), 1 if tensor(2.0) > 1 else 0)", "True False 1"
      ),
    ])
  func indexing(_ example: Example) throws { #expect(try printed(example.text) == example.lines) }

  @Test(
    "What cannot be indexed or decided says so",
    arguments: [
      ("zeros(3)[3]", Diagnostic.Kind.index), ("zeros(2, 2)[0, 0, 0]", .index),
      ("zeros(3)[tensor([3])]", .index),
      ("zeros(3)[tensor([0.5])]", .type), ("bool(zeros(2))", .value), ("tensor([[1.0], [1.0, 2.0]])", .shape),
      ("tensor(['a'])", .type), ("zeros(2).item()", .value), ("len(tensor(1.0))", .type),
    ])
  func refused(expression: String, kind: Diagnostic.Kind) throws {
    let error = try failure("y = \(expression)")
    #expect(error.kind == kind)
    #expect(error.range != nil)
  }

  @Test("Whole numbers that leave 64 bits, or come from infinity, end in an error and not in a trap")
  func wholeNumbers() async {
    await #expect(processExitsWith: .success) {
      for text in [
        "x = tensor([float('inf')]).long()\nprint(x, x.tolist(), x.sum().item())",
        "print((tensor([1, 2]) // 0).tolist())", "x = tensor(10) ** 30\nprint(x.item())",
        "x = tensor([2]) ** 62\nprint((x * x).tolist())", "zeros(3)[tensor([float('nan')]).long()]",
        "x = tensor([4503599627370496]) * 4503599627370496\nprint(x.tolist(), range(x))",
      ] {
        _ = Execution(text)
      }
    }
  }

  @Test("Counting beyond 64 bits ends in an error and not in a trap")
  func counting() async {
    await #expect(processExitsWith: .success) {
      for text in [
        "print(len(range(0, -9223372036854775807 - 1, -1)))", "list(enumerate([1, 2], 9223372036854775807))",
        "list(range(9223372036854775806, 9223372036854775807, 5))", "range(-9223372036854775807 - 1, 1)",
        "[0] * 9223372036854775807", "'ab' * 9223372036854775807", "zeros(3037000500, 3037000500, 4)",
        "f'{1:99999999999999999999}'", "round(1.5, 9223372036854775807)", "'a'.ljust(9223372036854775807)",
        "[1][-9223372036854775807 - 1]", "x = [1]\nx.insert(-9223372036854775807 - 1, 2)",
        "one_hot(tensor([1]), 9223372036854775807)", "eye(9223372036854775807)", "arange(1e300)",
        "linspace(0, 1, 9223372036854775807)", "zeros(2).reshape(9223372036854775807, 2)", "randperm(-1)",
      ] {
        _ = Execution(text)
      }
    }
  }

  @Test("Random numbers follow the seed and are the same for both precisions, rounded")
  func random() throws {
    let text =
      "manual_seed(5)\na = rand(3)\nb = randn(2)\nmanual_seed(5)\nc = rand(3)\nd = randn(2)\n"
      + "print((a == c).all(), (b == d).all())"
    #expect(try printed(text) == ["tensor(True) tensor(True)"])
    var single = Machine()
    single.usesSinglePrecision = true
    let wide = try Execution("x = rand(5)").machine.tensor(named: "x").values
    let narrow = try Execution("x = rand(5)", on: single).machine.tensor(named: "x").values
    #expect(wide.map { Double(Float($0)) } == narrow)
    #expect(Set(wide).count == 5)
  }
}
