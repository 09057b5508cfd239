import Testing

@testable import Autodiff
@testable import Interpreter
@testable import Language

@Suite("Normalization")
struct NormalizationTests {
  /// Programs that end in a loss L of the parameters x, g and b.
  static let losses = [
    "x, g, b = param([[1.0, 20.0], [2.0, 10.0], [4.0, -3.0]]), param([1.5, 0.5]), param([0.1, -1.0])\n"
      + "y = batch_norm(x, None, None, g, b, training=True)\nL = (y * y * y).sum()",
    "x = param([[[1.0, 2.0], [-1.0, 0.5]], [[3.0, 0.3], [0.2, 1.0]]])\ng, b = param([1.5, 0.5]), param([0.1, -1.0])\n"
      + "y = batch_norm(x, zeros(2), ones(2), g, b, True, 0.5, 1e-2)\nL = (y * y * y).sum()",
    "x, g, b = param([[1.0, 20.0], [2.0, 10.0]]), param([1.5, 0.5]), param([0.1, -1.0])\n"
      + "y = batch_norm(x, tensor([0.5, 1.0]), tensor([2.0, 50.0]), g, b)\nL = (y * y * y).sum()",
    "x, g, b = param([[1.0, 2.0, 4.0], [-1.0, 0.5, 3.0]]), param([1.0, 0.5, 2.0]), param([0.0, 0.1, -0.1])\n"
      + "y = layer_norm(x, [3], g, b)\nL = (y * y * y).sum()",
    "x, g, b = param([[1.0, 2.0, 4.0], [-1.0, 0.5, 3.0]]), param([[2.0], [-3.0]]), param([1.0, 0.5, 2.0])\n"
      + "y = weight_norm(x, g) * b\nL = (y * y * y).sum()",
    "x, g, b = param([[3.0, 4.0], [1.0, -2.0]]), param(0.5), param(2.0)\n"
      + "y = normalize(x, p=3.0, dim=(0, 1)) * g + normalize(x) * b\nL = (y * y * y).sum()",
  ]

  @Test("has the gradients that its values show", arguments: losses)
  func slopes(text: String) throws {
    let execution = Execution(text)
    #expect(execution.error == nil)
    let root = try #require(try execution.machine.tensor(named: "L").entry)
    let expansion = try Expansion(execution.machine.recording, root: root)
    let leaves = try ["x", "g", "b"].flatMap { name in
      let entry = try #require(try execution.machine.tensor(named: name).entry)
      return try #require(expansion.nodes[entry])
    }
    let check = GradientCheck(expansion.graph, start: expansion.rootNodes[0])
    let rows = try #require(check.rows(of: leaves))
    #expect(rows.count == leaves.count)
    for row in rows { #expect(row.agrees) }
  }

  @Test("of a batch makes every channel's mean 0 and variance 1, and moves the running ones along")
  func batches() throws {
    let text =
      "x = tensor([[1.0, 10.0], [3.0, 30.0], [5.0, 20.0]])\nm, v = tensor([1.0, 0.0]), ones(2)\nsame = m\n"
      + "y = batch_norm(x, m, v, training=True, momentum=0.5, eps=1e-30)\n"
      + "mean, variance = y.mean(0), y.var(0, unbiased=False)"
    let machine = Execution(text).machine
    for value in try machine.tensor(named: "mean").values { #expect(value.magnitude < 1e-15) }
    for value in try machine.tensor(named: "variance").values { #expect((value - 1).magnitude < 1e-15) }
    #expect(try machine.tensor(named: "same").values == [2, 10])
    // The running variance takes in the unbiased one: 4 and 100.
    #expect(try machine.tensor(named: "v").values.map { ($0 * 1e9).rounded() / 1e9 } == [2.5, 50.5])
    #expect(machine.recording.entries.allSatisfy { !$0.needsGradient })
  }

  @Test("of an empty batch is empty and leaves the running mean alone")
  func emptyBatch() throws {
    let text =
      "m, v = tensor([0.5]), ones(1)\ny = batch_norm(zeros(0, 1), m, v, training=True)\nprint(y.shape, m, v)"
    #expect(try printed(text) == ["torch.Size([0, 1]) tensor([0.5000]) tensor([1.])"])
  }

  @Test(
    "refuses what does not fit",
    arguments: [
      ("batch_norm(zeros(3), None, None, training=True)", Diagnostic.Kind.shape, "[3]"),
      ("batch_norm(zeros(1, 3), None, None, training=True)", .value, "one value a channel"),
      ("batch_norm(zeros(4, 3), None, None)", .value, "running_mean"),
      ("batch_norm(zeros(4, 3), zeros(3), None)", .value, "both"),
      ("batch_norm(zeros(4, 3), zeros(2), zeros(3))", .shape, "running_mean has shape [2]"),
      ("batch_norm(zeros(4, 3), zeros(3), ones(3), zeros(4))", .shape, "weight has shape [4]"),
      ("batch_norm(zeros(4, 3).long(), zeros(3), ones(3))", .type, "integers"),
      ("layer_norm(zeros(4, 3), [4])", .shape, "[4, 3]"), ("layer_norm(zeros(4, 3), [])", .shape, "[]"),
      ("layer_norm(zeros(4, 3), [3], zeros(2))", .shape, "weight has shape [2]"),
      ("weight_norm(zeros(2, 3), zeros(3))", .shape, "[3]"), ("normalize(zeros(3))", .index, "dimension 1"),
      ("dropout(tensor([1, 2]))", .type, "integers"), ("dropout(zeros(2), 1.5)", .value, "1.5"),
    ])
  func refused(expression: String, kind: Diagnostic.Kind, word: String) throws {
    let error = try failure("y = \(expression)")
    #expect(error.kind == kind)
    #expect(error.message.contains(word))
  }

  @Test(
    "by weight goes by rows, and a vector is one row",
    arguments: [
      Example(
        "print(weight_norm(tensor([[3.0, 4.0], [0.0, 2.0]]), tensor([5.0, 3.0])).tolist())",
        "[[3.0, 4.0], [0.0, 3.0]]"),
      Example("print(weight_norm(tensor([3.0, 4.0]), 10.0).tolist())", "[6.0, 8.0]"),
      Example(
        "print(weight_norm(ones(2, 1, 2, 2), tensor([2.0, 4.0]).reshape(2, 1, 1, 1)).flatten().tolist())",
        "[1.0, 1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 2.0]"),
    ])
  func weights(_ example: Example) throws { #expect(try printed(example.text) == example.lines) }

  @Test("dropout scales what it keeps, does nothing outside training, and can change its input")
  func dropout() throws {
    let text =
      "x = ones(1000)\ny = dropout(x, 0.75)\n"
      + "print(((y == 0) + (y == 4)).all().item(), dropout(x, 0.75, False) is x)\n"
      + "z = ones(4)\nw = dropout(z, 1.0, inplace=True)\nprint(z.tolist(), w is z)"
    #expect(try printed(text) == ["True True", "[0.0, 0.0, 0.0, 0.0] True"])
  }
}
