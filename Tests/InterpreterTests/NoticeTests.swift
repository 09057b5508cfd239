import Testing

@testable import Interpreter
@testable import Language

/// Where PyTorch 2.15 warns, a program runs on and one line tells of it.
@Suite("Notices")
struct NoticeTests {
  /// A program after `import torch`, and the notices it brings, one each line.
  static let cases: [(program: String, notices: [String])] = [
    (
      "F.mse_loss(torch.ones(3, 1), torch.ones(3))",
      ["mse_loss() compares an input of shape [3, 1] with a target of shape [3] as if both were [3, 3]"]
    ),
    (
      "F.l1_loss(torch.ones(2), torch.tensor(1.0))",
      ["l1_loss() compares an input of shape [2] with a target of shape [] as if both were [2]"]
    ),
    (
      "F.smooth_l1_loss(torch.ones(1), torch.ones(2))",
      ["smooth_l1_loss() compares an input of shape [1] with a target of shape [2] as if both were [2]"]
    ),
    (
      "nn.HuberLoss()(torch.ones(2, 1), torch.ones(2))",
      ["huber_loss() compares an input of shape [2, 1] with a target of shape [2] as if both were [2, 2]"]
    ),
    ("F.mse_loss(torch.ones(3), torch.ones(3))", []),
    (
      "for i in range(5): F.mse_loss(torch.ones(3, 1), torch.ones(3))",
      ["mse_loss() compares an input of shape [3, 1] with a target of shape [3] as if both were [3, 3]"]
    ),
    (
      "torch.ones(1).var()",
      ["var() of 1 entry divides by 1 − 1, which is not above 0; unbiased=False divides by 1"]
    ),
    (
      "torch.ones(2, 1).std(dim=1)",
      ["std() of 1 entry divides by 1 − 1, which is not above 0; unbiased=False divides by 1"]
    ),
    (
      "torch.ones(2).var(correction=2)",
      ["var() of 2 entries divides by 2 − 2, which is not above 0; unbiased=False divides by 2"]
    ),
    ("torch.ones(1).var(unbiased=False)", []),
    (
      "w = torch.ones(2, requires_grad=True)\ny = w * 2\ny.sum().backward()\ny.grad",
      [
        "y.grad is None: backward() keeps the gradients of leaves, and this is a result; retain_grad() before it keeps this one too"
      ]
    ),
    ("w = torch.ones(2, requires_grad=True)\ny = w * 2\ny.retain_grad()\ny.sum().backward()\ny.grad", []),
    ("w = torch.ones(2, requires_grad=True)\nw.grad", []),
    (
      "w = torch.ones(2, requires_grad=True)\ntorch.optim.SGD([w, w], lr=0.1)",
      ["a parameter stands twice in the optimizer, so each step changes it twice"]
    ),
    (
      "w = torch.ones(2, requires_grad=True)\no = torch.optim.SGD([w], lr=0.1)\ns = torch.optim.lr_scheduler.StepLR(o, 3)\ns.step()\no.step()",
      ["the schedule's step() comes before the optimizer's, so the first rate is skipped"]
    ),
    (
      "w = torch.ones(2, requires_grad=True)\no = torch.optim.SGD([w], lr=0.1)\ns = torch.optim.lr_scheduler.StepLR(o, 3)\no.step()\ns.step()",
      []
    ),
    (
      "nn.MSELoss(size_average=False)",
      ["what stands for size_average and reduce, which are old, means reduction='sum'"]
    ),
    ("nn.MSELoss('sum')", ["what stands for size_average and reduce, which are old, means reduction='mean'"]),
    (
      "F.kl_div(torch.zeros(2, 2), torch.ones(2, 2))",
      ["kl_div() with 'mean' divides by all entries; the divergence is what 'batchmean' gives"]
    ),
    ("F.softmax(torch.ones(2, 2))", ["without dim=, softmax() goes along dimension 1 here"]),
    ("nn.RNN(2, 3, dropout=0.5)", ["dropout acts between the layers of an RNN, and there is one layer only"]),
  ]

  @Test("tell what PyTorch warns of, once for each place", arguments: cases.indices)
  func told(_ index: Int) throws {
    let (program, wanted) = NoticeTests.cases[index]
    let head = "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n"
    var execution = Execution(head + program)
    #expect(execution.error == nil)
    #expect(execution.machine.takeNotices().map(\.words) == wanted)
    #expect(execution.machine.takeNotices().isEmpty)
  }

  @Test("stand at the line of the program, also where a class of ours found it")
  func place() throws {
    var execution = Execution("import torch.nn as nn\nloss = nn.MSELoss()\ny = loss(ones(2, 1), ones(2))")
    let notice = try #require(execution.machine.takeNotices().first)
    let range = try #require(notice.place)
    #expect(execution.machine.sources[Int(range.source)].position(of: Int(range.start)).line == 3)
  }

  @Test(
    "name what turned infinities into NaN, as they name what finite numbers made",
    arguments: [
      ("y = x * inf - x * inf", "sub"), ("y = x * inf * 0", "mul"), ("y = x * inf / inf", "div"),
      ("y = torch.stack([x * inf, x * -inf]).sum()", "sum"),
      ("y = tensor([inf, inf]) @ tensor([1.0, 0.0])", "matmul"),
      ("y = sin(x * inf)", "sin"),
    ])
  func bornOfInfinities(line: String, operation: String) {
    var execution = Execution("import torch\nfrom math import inf\nx = param(2.0)\n\(line)\nz = y + 1")
    #expect(execution.error == nil)
    #expect(execution.machine.takeNotices().map(\.words) == ["\(operation) gave nan"])
  }

  @Test("tell first what became infinite, then what made NaN of it, each once")
  func infiniteThenNaN() {
    var execution = Execution("x = param(0.0)\ny = log(x)\nz = y * 0\nu = log(x) - log(x)\nv = u + z")
    #expect(execution.machine.takeNotices().map(\.words) == ["log gave -inf", "mul gave nan"])
    #expect(execution.machine.firstNotFinite?.operation == "log")
  }

  @Test("say nothing of a divergence from a distribution that is 0 somewhere")
  func divergence() {
    var execution = Execution(
      "x = log(param([0.5, 0.25, 0.25]))\nk = kl_div(x, tensor([0.5, 0.5, 0.0]), reduction='sum')\n"
        + "k.backward()\nprint(k)")
    #expect(execution.lines == ["tensor(0.3466)"])
    #expect(execution.machine.takeNotices().isEmpty)
  }

  @Test("take the place of the notice that the same line gave nan")
  func replacesNotFinite() {
    var execution = Execution("x = param([1.0])\ny = x.var()")
    #expect(execution.machine.takeNotices().count == 1)
    #expect(execution.machine.firstNotFinite != nil)
  }
}
