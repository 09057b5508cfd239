import Testing

@testable import Interpreter
@testable import Language

/// The forms of an index, as PyTorch 2.15 reads them.
@Suite("Indexing a tensor")
struct IndexTests {
  @Test(
    "shapes of arange(24).reshape(2, 3, 4)[…]",
    arguments: [
      ("0, :, [0, 1]", "[3, 2]"), ("[0, 1], :, [0, 1]", "[2, 3]"), (":, [0, 1], 0", "[2, 2]"),
      ("[0], None, [0]", "[1, 1, 4]"), ("None, [0, 1], [0, 1]", "[1, 2, 4]"),
      ("tensor(0), :, [0, 1]", "[3, 2]"),
      ("0, [0, 1], :", "[2, 4]"), ("..., [0, 1], 0", "[2, 2]"), ("[[0], [1]], [0, 1]", "[2, 2, 4]"),
      ("[0, 1], 0, :", "[2, 4]"), ("[0, 1], 0, [1, 2]", "[2]"), (":, 0, [1, 2]", "[2, 2]"),
      ("[0, 1], :, 0", "[2, 3]"), ("[0, 1], None", "[2, 1, 3, 4]"), ("True, [0, 1]", "[2, 3, 4]"),
      ("[0, 1], True", "[2, 3, 4]"), ("0, True, [0, 1]", "[2, 4]"), (":, True, [0, 1]", "[2, 2, 4]"),
      ("True", "[1, 2, 3, 4]"), ("False", "[0, 2, 3, 4]"), (":, True", "[2, 1, 3, 4]"),
      ("[[0, 1], [1, 0]]", "[2, 4]"),
      ("[]", "[0, 3, 4]"), ("range(2)", "[2, 3, 4]"), ("[True, False]", "[1, 3, 4]"),
      ("0, [True, False, True]", "[2, 4]"),
      ("tensor([[True, False, True], [False, False, True]])", "[3, 4]"), ("[1.0]", "[1, 3, 4]"),
    ])
  func shapes(index: String, shape: String) throws {
    #expect(try printed("x = arange(24).reshape(2, 3, 4)\nprint(list(x[\(index)].shape))") == [shape])
  }

  @Test("a mask of a single number adds a dimension")
  func scalarMask() throws {
    #expect(try printed("x = tensor(2.0)\nprint(x[x > 0], x[x < 0])") == ["tensor([2.]) tensor([])"])
  }

  /// What may be put into entries that an index array picks: numbers always, tensors of the same dtype; a single entry
  /// of any kind behind a mask.
  @Test(
    "kinds that are put in by index arrays",
    arguments: [
      ("zeros(2)", "[0]", "tensor([7])", false), ("zeros(2)", "tensor([0])", "7", true),
      ("zeros(2)", "tensor([True, False])", "tensor(7)", true),
      ("tensor([1, 2])", "[0]", "tensor(2.5)", false),
      ("tensor([1, 2])", "[0]", "2.5", true), ("tensor([1, 2])", "0", "tensor(2.5)", true),
      ("tensor([1, 2])", "0:1", "tensor([2.5])", true),
      ("tensor([True, False])", "[0]", "tensor([1])", false),
      ("tensor([True, False])", "0", "-3", true),
    ])
  func kinds(start: String, index: String, value: String, isAccepted: Bool) {
    let execution = Execution("x = \(start)\nx[\(index)] = \(value)")
    #expect((execution.error == nil) == isAccepted)
  }

  @Test("what is put in is kept as the tensor keeps its numbers")
  func stored() throws {
    let text = """
      a, b = tensor([1, 2]), tensor([True, False])
      a[0], b[...] = -1.68, -3
      b.fill_(2)
      print(a, b)
      a.fill_(2.9)
      print(a)
      """
    #expect(try printed(text) == ["tensor([-1,  2]) tensor([True, True])", "tensor([2, 2])"])
  }

  @Test(
    "what is no index",
    arguments: [
      ("x[tensor([1.0])]", "indices must be whole numbers, and these are floats"),
      ("x[[1e19]]", "indices must be whole numbers"), ("x[[float('nan')]]", "indices must be whole numbers"),
      ("x[[5]]", "index 5 is outside a dimension of 3 entries"), ("x[tensor([True])]", "a mask of shape [1]"),
      ("x[..., ...]", "only once"), ("x[0, 0]", "2 indices for a tensor of 1 dimension"),
    ])
  func refused(text: String, message: String) throws {
    #expect(try failure("x = ones(3)\n\(text)").message.contains(message))
  }
}
