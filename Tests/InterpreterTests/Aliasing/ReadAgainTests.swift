import Testing

@testable import Interpreter
@testable import Language

/// Which numbers a backward pass reads again, function by function: these must not be changed in place in between.
///
/// Seen with PyTorch 2.15 (CPU): for each function, `x.add_(0)` or `y.add_(0)` under `no_grad()` between `y = f(x)` and
/// `y.sum().backward()`; "modified by an inplace operation" or none.
@Suite("What a backward pass reads again")
struct ReadAgainTests {
  struct Function: CustomTestStringConvertible {
    let text: String
    /// Whether changing the operand, and changing the result, is an error.
    let operand: Bool
    let result: Bool
    var testDescription: String { text }
  }

  static let ofOne: [Function] =
    [
      "-x", "sign(x)", "x.sum()", "x.mean()", "x.cumsum(0)", "x[[0, 1]]", "x.clone()", "x + 2", "2 - x",
      "x * 2", "x / 2",
      "x % 0.4", "F.pad(x, (1, 1))", "torch.stack([x, x])", "torch.where(x > 0.4, x, 0.0)", "x.max(0).values",
      "F.cross_entropy(x, tensor(0))", "F.dropout(x, 0.5)",
    ].map { Function(text: $0, operand: false, result: false) }
    + [
      "torch.log(x)", "torch.log1p(x)", "x.abs()", "torch.sin(x)", "torch.cos(x)", "torch.erf(x)",
      "x.square()",
      "F.leaky_relu(x)", "F.elu(x)", "F.selu(x)", "F.gelu(x)", "F.silu(x)", "F.softplus(x)", "F.softsign(x)",
      "F.hardtanh(x)", "x.clamp(0, 1)", "x ** 2", "x ** 3", "x ** 0.5", "x.var()", "F.normalize(x, dim=0)",
      "F.layer_norm(x, (2,))", "F.prelu(x, tensor(0.2))", "(x * x).sum()", "x.dot(x)",
    ].map { Function(text: $0, operand: true, result: false) }
    + [
      "torch.exp(x)", "torch.expm1(x)", "torch.sqrt(x)", "torch.tanh(x)", "torch.sigmoid(x)", "torch.relu(x)",
      "x.reciprocal()", "2 / x", "x.softmax(0)", "x.log_softmax(0)",
    ].filter { $0 != "2 / x" }.map { Function(text: $0, operand: false, result: true) }
    + ["x.std()", "x.prod()", "x.logsumexp(0)", "x.norm()", "x.norm(1)", "x.norm(3)", "x.amax()", "x.max()"]
    .map { Function(text: $0, operand: true, result: true) }

  @Test("of one operand", arguments: ofOne)
  func one(_ function: Function) {
    for (target, isRead) in [("x", function.operand), ("y", function.result)] {
      let execution = Execution(
        """
        import torch, torch.nn.functional as F
        w = tensor([0.3, 0.6], requires_grad=True)
        x = w * 1
        y = \(function.text)
        with torch.no_grad():
            \(target).add_(0)
        y.sum().backward()
        """)
      #expect(
        (execution.error?.message.contains("changed it in place since") ?? false) == isRead, "\(target)")
      #expect(execution.error == nil || isRead, "\(execution.error?.message ?? "")")
    }
  }

  /// Of two operands: which gradients are wanted, and whether changing a, b or the result is an error.
  @Test(
    "of two operands",
    arguments: [
      ("a + b", "ab", ""), ("a - b", "ab", ""), ("a * b", "a", "b"), ("a * b", "b", "a"),
      ("a * b", "ab", "ab"),
      ("a / b", "a", "b"), ("a / b", "b", "ab"), ("a / b", "ab", "ab"), ("a ** b", "a", "aby"),
      ("a ** b", "ab", "aby"),
      ("torch.maximum(a, b)", "ab", "ab"), ("torch.dot(a, b)", "a", "b"), ("torch.dot(a, b)", "b", "a"),
      ("torch.outer(a, b)", "ab", "ab"), ("torch.where(a > 0.5, a, b)", "ab", ""),
      ("F.mse_loss(a, b)", "a", "ab"),
      ("F.l1_loss(a, b)", "ab", ""), ("F.huber_loss(a, b)", "a", "ab"),
      ("F.binary_cross_entropy(a, b)", "a", "ab"),
      ("F.binary_cross_entropy_with_logits(a, b)", "a", "ab"),
      ("F.linear(a.reshape(1, 2), b.reshape(1, 2))", "a", "b"),
      ("F.prelu(a.reshape(1, 2), b)", "a", "ab"),
    ])
  func two(_ text: String, _ wanted: String, _ read: String) {
    for target in ["a", "b", "y"] {
      let execution = Execution(
        """
        import torch, torch.nn.functional as F
        p = tensor([0.3, 0.6], requires_grad=\(wanted.contains("a") ? "True" : "False"))
        q = tensor([0.35, 0.65], requires_grad=\(wanted.contains("b") ? "True" : "False"))
        a, b = (p * 1 if p.requires_grad else p), (q * 1 if q.requires_grad else q)
        y = \(text)
        with torch.no_grad():
            \(target).add_(0)
        y.sum().backward()
        """)
      let isRefused = execution.error?.message.contains("changed it in place since") ?? false
      #expect(isRefused == read.contains(target), "\(target): \(execution.error?.message ?? "no error")")
    }
  }

  @Test("is said with the operation, the line that used it and the line that changed it")
  func words() throws {
    let error = try failure(
      "x = param([1.5])\ny = x.sigmoid()\ny *= 2\ny.sum().backward()")
    #expect(
      error.message
        == "backward() needs its result of sigmoid (line 2) as it was, but '*=' (line 3) changed it in place since"
    )
    #expect(error.hint?.contains("y = y + 1") == true)
  }

  @Test(
    "an operation in place keeps a copy of its own operand",
    arguments: [
      ("x /= 2", "[0.5]"), ("x **= 2", "[3.0]"), ("x.clamp_(max=9)", "[1.0]"), ("x.abs_()", "[1.0]"),
      ("x.exp_()", "[4.48168907]"),
    ])
  func ownCopy(statement: String, gradient: String) throws {
    let text =
      "w = param([1.5])\nx = w * 1\n\(statement)\nx.sum().backward()\nprint([round(g, 8) for g in w.grad.tolist()])"
    #expect(try printed(text) == [gradient])
  }

  @Test("the two sides of y *= y are one tensor, and one of them is gone")
  func itself() throws {
    #expect(
      try failure("w = param([1.5])\ny = w * 1\ny *= y\ny.sum().backward()").message.contains("'*='"))
  }

  @Test("an optimizer's step between two passes through one graph is an error where a weight is read again")
  func stepBetween() throws {
    let text = """
      import torch
      net = torch.nn.Sequential(torch.nn.Linear(1, 2), torch.nn.Tanh(), torch.nn.Linear(2, 1))
      opt = torch.optim.SGD(net.parameters(), lr=0.1)
      loss = net(torch.ones(3, 1)).sum()
      loss.backward(retain_graph=True)
      opt.step()
      loss.backward()
      """
    #expect(try failure(text).message.contains("changed it in place since"))
  }
}
