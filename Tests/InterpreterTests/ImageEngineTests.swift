import Testing

@testable import Autodiff
@testable import Interpreter
@testable import Language

/// Programs over images give the same bits on both engines, values and gradients, in both precisions.
@Suite("Both engines see images alike")
struct ImageEngineTests {
  private static let programs = [
    "a convolution wherever its operands lie": """
    x = torch.randn(2, 1, 13, 12, requires_grad=True)
    v = torch.randn(3, 1, 3, 3, requires_grad=True)
    w = torch.randn(5, 4, 3, 3, requires_grad=True)
    apart = F.max_pool2d(F.conv2d(x, v, padding=1), 2)
    overlapping = F.max_pool2d(F.relu(F.conv2d(x, v, padding=1)), 3, stride=1)
    turned = overlapping.flip(3).transpose(2, 3)
    parts = [F.conv2d(apart, w[:, :3], padding=1), F.conv2d(overlapping, w[:, 1:], stride=2, padding=1), F.conv2d(turned, w[1:4, :3].flip(0))]
    loss = (parts[0] ** 2).sum() + (parts[1] * parts[1].detach().cos()).sum() + parts[2].sin().sum()
    """,
    "blocks of a large convolution": """
    x = torch.randn(2, 3, 40, 37, requires_grad=True)
    v = torch.randn(4, 3, 5, 3, requires_grad=True)
    w = torch.randn(4, 2, 3, 3, requires_grad=True)
    h = F.conv2d(x, v, padding=(4, 1), dilation=(2, 1))
    parts = [h, F.conv_transpose2d(h[:, :, ::3, ::3], w, stride=2, padding=1, dilation=2, groups=1)]
    loss = (parts[1] ** 2).mean() + h.tanh().sum()
    """,
    "a row of many blocks": """
    x = torch.randn(1, 2, 3000, requires_grad=True)
    v = torch.randn(2, 2, 31, requires_grad=True)
    w = v
    parts = [F.conv1d(x, v, padding=40)]
    loss = (parts[0] ** 3).mean()
    """,
    "numbers for channels, rows and columns": """
    x = torch.randn(3, 5, 7, 6, requires_grad=True)
    v = torch.randn(5, 1, 1, requires_grad=True)
    w = torch.randn(7, 1, requires_grad=True)
    column = torch.randn(3, 5, 7, 1, requires_grad=True)
    one = torch.randn(3, 1, 7, 1, requires_grad=True)
    parts = [x * v, x / (w ** 2 + 1), x * column, torch.maximum(x, one)]
    loss = sum([(each * each.detach()).sum() for each in parts])
    """,
    "products of what was pooled": """
    x = torch.randn(6, 2, 6, 6, requires_grad=True)
    v = torch.randn(18, 4, requires_grad=True)
    w = torch.randn(6, 18, requires_grad=True)
    h = F.max_pool2d(x, 2)
    parts = [h.flatten(1) @ v, F.max_pool2d(x, 3, stride=1).reshape(6, 2, 16) @ v[:16], w.flip(1).t() @ h.flatten(1)[:, ::2]]
    loss = sum([(each ** 2).sum() for each in parts])
    """,
    "borders that infinite and missing weights must not touch": """
    x = torch.randn(1, 1, 4, 4, requires_grad=True)
    v = torch.tensor([[[[float("inf"), 1.0, 2.0], [1.0, -1.0, 0.5], [0.0, 1.0, float("nan")]]]], requires_grad=True)
    w = v
    parts = [F.conv2d(x, v, padding=2)]
    loss = parts[0][0, 0, 5, 0] + parts[0][0, 0, 0, 5]
    """,
  ]

  @Test("in", arguments: programs.keys.sorted(), [false, true])
  func agree(name: String, single: Bool) throws {
    var found: [[UInt64]] = []
    for engine in [Engine.scalar, .tensor] {
      var machine = Machine()
      (machine.engine, machine.usesSinglePrecision) = (engine, single)
      let program = """
        import torch
        import torch.nn.functional as F
        torch.manual_seed(5)
        \(Self.programs[name] ?? "")
        r = torch.cat([part.detach().reshape(-1) for part in parts])
        loss.backward()
        """
      let execution = Execution(program, on: machine)
      try #require(execution.error == nil, "\(execution.error?.message ?? "")")
      var bits: [UInt64] = []
      for name in ["x", "v", "w", "r", "loss"] {
        guard let value = execution.machine.global(name),
          case .tensor(let tensor) = execution.machine.inspect(value)
        else { continue }
        bits += (tensor.values + (tensor.gradient ?? [])).map { $0.isNaN ? 0 : $0.bitPattern }
      }
      found.append(bits)
    }
    #expect(found[0].count > 100 && found[0] == found[1])
  }
}
