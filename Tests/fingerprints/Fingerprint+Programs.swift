import Interpreter
import Language

extension Fingerprint {
  /// One line a program, precision and engine: every number of its variables, and every gradient.
  static func ofPrograms(_ line: (String) -> Void) {
    for (name, program) in programs {
      for isSingle in [false, true] {
        for engine in [Engine.scalar, .tensor] {
          let hash = outcome(of: program, engine, isSingle)
          line("\(isSingle ? "f32" : "f64") \(name) \(engine == .scalar ? "scalar" : "tensor") \(hash)\n")
        }
      }
    }
  }

  private static func outcome(of program: String, _ engine: Engine, _ isSingle: Bool) -> String {
    var machine = Machine()
    machine.engine = engine
    machine.usesSinglePrecision = isSingle
    var print = Fingerprint()
    do throws(Diagnostic) {
      try machine.load(Source(name: "fingerprint", text: "import torch\nimport torch.nn as nn\n" + program))
      while true {
        if case .finished = try machine.run(steps: 100_000) { break }
      }
    } catch {
      return error.message
    }
    for (_, value) in machine.variables {
      guard let tensor = machine.tensorReport(value) else { continue }
      print.add(tensor.values)
      print.add(tensor.gradient ?? [])
    }
    return print.text
  }

  private static let programs: [(name: String, text: String)] = [
    (
      "convolution",
      """
      x = torch.randn(2, 3, 9, 8, requires_grad=True)
      w = torch.randn(4, 3, 3, 2, requires_grad=True)
      b = torch.randn(4, requires_grad=True)
      y = torch.nn.functional.conv2d(x, w, b, stride=2, padding=1)
      y.square().sum().backward()
      """
    ),
    (
      "pooling",
      """
      x = torch.randn(2, 3, 8, 8, requires_grad=True)
      y = torch.nn.functional.max_pool2d(x, 2) + torch.nn.functional.avg_pool2d(x, 2)
      (y * torch.randn(2, 3, 4, 4)).sum().backward()
      """
    ),
    (
      "softmax",
      """
      x = torch.randn(7, 33, requires_grad=True)
      y = torch.softmax(x, 1)
      z = torch.logsumexp(x, 0)
      loss = torch.nn.functional.cross_entropy(x, torch.tensor([0, 1, 2, 3, 4, 5, 6])) + y.square().sum() + z.sum()
      loss.backward()
      """
    ),
    (
      "reductions",
      """
      x = torch.randn(5, 100, requires_grad=True)
      y = x.sum(1)
      m = x.mean(0)
      v = x.var(1)
      c = x.cumsum(1)
      (y.sum() + m.square().sum() + v.sum() + (c * c).mean() + x.norm()).backward()
      """
    ),
    (
      "draws",
      """
      torch.manual_seed(7)
      u = torch.rand(37)
      n = torch.randn(15)
      m = torch.randn(100)
      p = torch.randperm(50)
      i = torch.randint(0, 1000, (40,))
      b = torch.bernoulli(torch.full((60,), 0.3))
      k = torch.multinomial(torch.ones(20), 10)
      e = torch.empty(30).exponential_()
      d = torch.nn.functional.dropout(torch.ones(100), 0.5)
      """
    ),
    (
      "training",
      """
      torch.manual_seed(0)
      net = nn.Sequential(nn.Linear(3, 16), nn.Tanh(), nn.BatchNorm1d(16), nn.Linear(16, 2))
      x = torch.randn(32, 3)
      t = (x[:, 0] * x[:, 1] > 0).long()
      opt = torch.optim.Adam(net.parameters(), lr=0.01)
      for step in range(10):
          opt.zero_grad()
          loss = nn.functional.cross_entropy(net(x), t)
          loss.backward()
          opt.step()
      w = net[0].weight
      y = net(x)
      """
    ),
  ]
}
