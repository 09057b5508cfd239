import Testing

@testable import Autodiff
@testable import Interpreter
@testable import Language

@Suite("Limits")
struct LimitTests {
  private func limits(_ change: (inout Limits) -> Void) -> Limits {
    var limits = Limits()
    change(&limits)
    return limits
  }

  @Test("of steps: a program stops just beyond it, and not at it")
  func steps() throws {
    let text = "for i in range(50): pass\nprint('done')"
    let free = Execution(text)
    let needed = free.machine.steps
    #expect(needed > 50)
    for slack in [0, 1] {
      #expect(Execution(text, limits: limits { $0.steps = needed + slack }).lines == ["done"])
    }
    let short = Execution(text, limits: limits { $0.steps = needed - 1 })
    #expect(short.error?.kind == .limit)
    #expect(short.error?.range != nil)
    #expect(Execution("while True: pass", limits: limits { $0.steps = 1000 }).error?.kind == .limit)
    #expect(Execution(text, limits: limits { $0.steps = 0 }).error == nil)
  }

  @Test("of printed bytes: as many as allowed are printed, one more is an error")
  func output() throws {
    #expect(Execution("print('abcd')", limits: limits { $0.output = 6 }).lines == ["abcd"])
    #expect(Execution("print('abcd')", limits: limits { $0.output = 5 }).lines == ["abcd"])
    let short = Execution("print('ab')\nprint('∂')", limits: limits { $0.output = 6 })
    #expect(short.error?.kind == .limit)
    #expect(short.lines == ["ab"])
    #expect(short.errorLine == 2)
    let endless = Execution("while True: print('x' * 1000)", limits: limits { $0.output = 100_000 })
    #expect(endless.error?.kind == .limit)
    #expect(endless.output.utf8.count <= 100_000)
  }

  @Test("of elements: an array of as many fits, a larger one does not, and garbage does not count")
  func elements() throws {
    let small = limits { $0.elements = 10_000 }
    #expect(Execution("x = zeros(9000)", limits: small).error == nil)
    for text in [
      "x = zeros(10001)", "x = zeros(100, 101)", "x = [0] * 10001", "x = 'a' * 10001",
      "x = list(range(10001))",
      "x = []\nwhile True: x.append(1)", "x = 'a'\nwhile True: x = x + x", "x = arange(10001)",
      "x = zeros(100) + zeros(101, 1)", "x = ones(101, 1) @ ones(1, 100)", "x = []\nwhile True: x += [1, 2]",
      "x = {}\nfor i in range(10001): x[i] = i", "x = ones(2, 1).expand(2, 6000)", "t = (0,) * 10001",
      "x = eye(101)", "x = []\nwhile True: x = [x, x]", "x = one_hot(tensor([1] * 200), 100)",
      "x = [1]\nwhile True: x.extend(x)", "x = 'a' * 9000\ny = x.split('a')", "x = ''.join(['a' * 3000] * 4)",
      "x = 'a' * 200\ny = x.replace('a', x)", "x = [i for i in range(10001)]",
      "t = ()\nwhile True: t = (t, t)",
      "x = 'a' * 6000\ny = x.upper()", "x = zeros(2000)\ny = x.tolist()\nz = [x.tolist() for i in range(9)]",
    ] {
      #expect(Execution(text, limits: small).error?.kind == .limit, "\(text)")
    }
  }

  @Test("of elements do not count garbage, and do count what strings and closures keep")
  func aliveElements() throws {
    let small = limits { $0.elements = 10_000 }
    let garbage = Execution("for i in range(200): x = zeros(4000)\nprint(i)", limits: small)
    #expect(garbage.error == nil)
    #expect(garbage.lines == ["199"])
    for keeping in [
      "x.append('a' * 1000 + str(i))", "x.append({i: 'a' * 1000})",
      "x.append((lambda s: lambda: s)('a' * 1000))",
    ] {
      var kept = Execution("x = []", limits: small).machine
      var rounds = 0
      for i in 0..<40 {
        let next = Execution("i = \(i)\n" + keeping, on: kept)
        kept = next.machine
        try kept.collectGarbage()
        if next.error != nil { break }
        rounds += 1
      }
      #expect((8...10).contains(rounds), "\(keeping): \(rounds) rounds")
    }
  }

  @Test("of a graph's nodes: a backward pass within it runs, one beyond it is an error")
  func nodes() throws {
    func run(_ nodes: Int) -> Execution {
      Execution("x = param(ones(10))\ny = (x * x).sum()\ny.backward()", limits: limits { $0.nodes = nodes })
    }
    #expect(run(1000).error == nil)
    let needed = try #require((1...1000).first { run($0).error == nil })
    #expect(needed >= 29)
    #expect(run(needed - 1).error?.kind == .limit)
    #expect(run(needed - 1).errorLine == 3)
    #expect(run(0).error == nil)
  }

  @Test("of calls: a thousand nest, an endless recursion is an error, also through built-in functions")
  func recursion() throws {
    let text = "def f(n): return 0 if n == 0 else 1 + f(n - 1)\n"
    #expect(try printed(text + "print(f(998))") == ["998"])
    #expect(try failure(text + "f(1001)").kind == .limit)
    #expect(try failure("def f(): return f()\nf()").kind == .limit)
    #expect(try failure("def f(x): return sorted([1, 2], key=f)\nf(1)").kind == .limit)
    #expect(try failure("def f(x): return max([1, 2], key=f)\nf(1)").kind == .limit)
    #expect(try failure("f = lambda x: map(f, [x])\nf(1)").kind == .limit)
    // After such an error the machine goes on as if nothing had been.
    let broken = Execution("def f(x): return sorted([1, 2], key=f)\nf(1)")
    #expect(try printed("print(sorted([2, 1], key=lambda x: x))", on: broken.machine) == ["[1, 2]"])
  }

  @Test("are not needed for deep data: tuples nested a million deep are made, freed, shown and compared")
  func deepNesting() throws {
    let machine = Execution("t = ()\nfor i in range(1000000): t = (t,)").machine
    #expect(try printed("print(len(t), str(t)[:3], type(t) == tuple)", on: machine) == ["1 ((( True"])
    #expect(Execution("print(t == (t,))", on: machine).error?.kind == .value)
    #expect(Execution("d = {t: 1}", on: machine).error?.kind == .value)
    let freed = Execution("del t", on: machine).machine
    var collected = freed
    try collected.collectGarbage()
    #expect(collected.heap.elements < 1000)
    let list = Execution("x = []\nx.append(x)\nprint(len(str(x)) > 2, x == [1])")
    #expect(list.lines == ["True False"])
  }
}
