import Autodiff
import Language
import Testing

@testable import Interpreter

@Suite("What is under way")
struct StopTests {
  /// Runs a program, and stops it when that is asked for the n-th time.
  private func run(_ text: String, on machine: Machine, stoppingAt limit: Int = .max) -> (
    machine: Machine, error: Diagnostic?, asked: Int
  ) {
    var machine = machine
    var asked = 0
    machine.stop(for: {
      asked += 1
      return asked >= limit ? Diagnostic(.interrupted, "enough") : nil
    })
    var failure: Diagnostic?
    do throws(Diagnostic) {
      try machine.load(Source(name: "<test>", text: text))
      while case .paused = try machine.run(steps: 1_000_000) {}
    } catch {
      failure = error
    }
    machine.goesOn()
    return (machine, failure, asked)
  }

  /// What must be as it was: numbers, lists, texts and the stream of random numbers.
  private func state(_ machine: Machine) throws -> String {
    let text = """
      print(x.sum().item(), m.sum().item(), w.grad, len(l), l[0], l[-1], len(d), len(s))
      print(normal((2,)).tolist(), y)
      """
    let execution = Execution(text, on: machine)
    try #require(execution.error == nil, "\(execution.error?.message ?? "")")
    return execution.lines.joined(separator: "\n")
  }

  private static let setup = """
    import torch
    import torch.nn as nn
    import torch.nn.functional as F
    x = torch.arange(120000.0) % 7 - 3
    m = (x[:90000] * 1).reshape(300, 300).clone()
    image = m.reshape(1, 1, 300, 300)
    w = param(ones(1, 1, 40, 40))
    l = list(range(40000))
    d = {i: i for i in range(3000)}
    s = 'ab,' * 30000
    y = 0
    """

  @Test(
    "stops inside of any operation, and nothing has changed",
    arguments: [
      "y = m @ m", "y = conv2d(image, ones(1, 1, 60, 60))",
      "y = F.conv_transpose2d(image, ones(1, 1, 30, 30))",
      "y = F.max_pool2d(image[:, :, :80, :80], 10, stride=1)", "y = F.avg_pool2d(image, 20, stride=1)",
      "y = softmax(x, 0)", "y = x.cumsum(0)", "y = x.norm(3)", "y = x.prod()",
      "y = normal((120000,))", "y = torch.randperm(90000)", "F.dropout(x)",
      "nn.init.orthogonal_(ones(60, 60))", "y = pca(m[:, :40], 2)", "y = x.tolist()", "y = tensor(l)",
      "y = sorted(l, reverse=True)", "y = [0] * 200000", "y = l[::-1]", "y = l + l", "y = l == list(l)",
      "y = -1 in l", "y = sum(l)", "y = set(l)", "y = dict(d.items())", "y = s * 30",
      "y = s.replace('a', 'c')", "y = s.split(',')", "y = s.upper()", "y = s.find('abb')",
      "y = ', '.join(s.split(','))", "y = str(l)", "y = x.repeat(2)",
      "y = F.pad(m, (40, 40, 40, 40))", "y = F.pad(m, (9, 9), mode='circular')", "y = x.topk(50000)",
      "y = x.topk(9)", "y = x.median()", "y = x.scatter(0, torch.arange(120000), 1.0)",
      "y = torch.triu(m.repeat(2, 1))",
      "conv2d(image, w).sum().backward()", "conv2d(image[:, :, :60, :60], w).sum().backward()",
    ])
  func inside(operation: String) throws {
    let before = Execution(StopTests.setup).machine
    let expected = try state(before)
    let whole = run(operation, on: before)
    #expect(whole.error == nil)
    try #require(whole.asked >= 3, "asked \(whole.asked) times")
    for place in Set([2, whole.asked / 2, whole.asked - 1]) {
      let stopped = run(operation, on: before, stoppingAt: place)
      #expect(stopped.error?.kind == .interrupted)
      #expect(stopped.error?.message == "enough")
      #expect(try state(stopped.machine) == expected)
    }
  }

  @Test("is over soon after it is to stop: nothing goes on for long without asking")
  func soon() {
    let before = Execution(StopTests.setup).machine
    let text = "y = m @ m\ny = softmax(x, 0)\ny = conv2d(image, ones(1, 1, 60, 60))"
    let whole = run(text, on: before).asked
    // Whoever is told to stop asks perhaps a few times more on its way out.
    #expect(run(text, on: before, stoppingAt: whole / 3).asked < whole / 3 + 20)
  }

  @Test(
    "meets its limit of steps inside of built-in functions",
    arguments: [
      "while True: normal((100000,))", "while True: m @ m", "while True: softmax(x, 0)",
      "while True: x + x", "while True: x.tolist()", "while True: l == list(l)",
      "while True: s.replace('a', 'c')",
      "for q in l: l.append(q)", "while True: l[::-1]", "while True: str(l)", "y = [i for i in l for j in l]",
    ])
  func steps(program: String) {
    var before = Execution(StopTests.setup).machine
    before.limits.steps = 20_000_000
    #expect(run(program, on: before).error?.kind == .limit)
  }

  @Test(
    "takes no memory beyond the limit",
    arguments: [
      "y = l[::-1]", "y = l + l", "y = tuple(l) + tuple(l)", "y = l * 3", "y = x.tolist()", "y = list(s)",
      "y = x.repeat(2 ** 62, 2 ** 62)", "y = zeros(2 ** 62, 2 ** 62)", "y = zeros(2 ** 40)",
      "y = s * 2 ** 40",
      "y = s.replace('', s)", "y = s.center(2 ** 62)", "y = x.expand(2 ** 50, 120000)",
      "y = F.pad(x, (2 ** 40, 0))", "t = (0,)\nwhile True: t = t + t",
      "i = 0\nwhile True:\n  d[i] = i\n  i += 1",
    ])
  func memory(program: String) throws {
    var before = Execution(StopTests.setup).machine
    try before.collectGarbage()
    before.limits.elements = before.elementsAlive + 20_000
    #expect(run(program, on: before).error?.kind == .limit)
  }

  @Test(
    "is refused, and never a trap, where a number is no whole number or no place",
    arguments: [
      "ones(3)[[1e19]]", "ones(3)[[float('nan')]]", "x[[float('nan')]] = 2", "ones(3)[[2 ** 62]]",
      "i = iter([1])\nfor k in range(100000): i = enumerate(i)\nnext(i)",
      "i = iter([1])\nfor k in range(100000): i = zip(i)\nnext(i)", "F.one_hot(tensor([1e300]))",
      "x.view(2 ** 62, 0, 2 ** 62)", "F.embedding(tensor([1e19]), m)",
    ])
  func noTrap(program: String) {
    let before = Execution(StopTests.setup).machine
    #expect(run(program, on: before).error != nil)
  }

  @Test("keeps the order of a dict when entries are taken out and put in again")
  func dictionaryOrder() {
    let execution = Execution(
      """
      d = {i: str(i) for i in range(6)}
      del d[2], d[0]
      d[2] = 'new'
      d[5] = 'five'
      print(d, d.pop(1), list(d), 0 in d, d.get(3))
      """)
    #expect(
      execution.lines == ["{3: '3', 4: '4', 5: 'five', 2: 'new'} 1 [3, 4, 5, 2] False 3"])
  }

  @Test("finds a text in another as Python does, also where much of it is alike")
  func searching() {
    let execution = Execution(
      """
      s = 'abababcababcaab'
      print(s.find('ababca'), s.find('abac'), s.count('ab'), s.count('aa'), s.find(''), 'aab' in s, 'ac' in s)
      print(s.split('ab'), s.replace('aba', '-'), 'x'.split('x'), ''.split('x'), ' a  b '.split())
      l = list(range(10))
      del l[8:2:-2]
      print(l, 'ab' * 3, 'ab' * 0, [1, 2] * 2, 'aé'.upper(), 'ab'.center(7, '*'))
      """)
    #expect(
      execution.lines == [
        "2 -1 6 1 0 True False",
        "['', '', '', 'c', '', 'ca', ''] -babc-bcaab ['', ''] [''] ['a', 'b']",
        "[0, 1, 2, 3, 5, 7, 9] ababab  [1, 2, 1, 2] AÉ ***ab**",
      ])
  }
}
