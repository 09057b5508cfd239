import Testing

@testable import Interpreter
@testable import Language

@Suite("Names and functions are Python's")
struct ScopeTests {
  @Test("A closure sees the variable, not the value it had")
  func lateBinding() throws {
    let text = """
      fs = []
      for i in range(3):
          fs.append(lambda: i)
      print([f() for f in fs])
      print([f() for f in [lambda: j for j in range(3)]])
      print([f() for f in [lambda k=k: k for k in range(3)]])
      """
    #expect(try printed(text) == ["[2, 2, 2]", "[2, 2, 2]", "[0, 1, 2]"])
  }

  @Test("A closure keeps its own variables, and two calls have two of them")
  func counters() throws {
    let text = """
      def counter(start):
          state = [start]
          def step(by=1):
              state[0] += by
              return state[0]
          return step
      a, b = counter(0), counter(10)
      print(a(), a(), b(), a(5), b())
      def outer(x):
          def show(): return x
          x = x + 1
          return show
      print(outer(1)())
      """
    #expect(try printed(text) == ["1 2 11 7 12", "2"])
  }

  @Test("Each evaluation of a comprehension has a loop variable of its own")
  func comprehensionClosures() throws {
    let text = """
      fs = []
      for k in range(2):
          fs.append([lambda: i for i in range(k + 1)])
      print(fs[0][0](), fs[1][0]())
      def make(n): return [lambda: i * n for i in range(n)]
      p, q = make(2), make(3)
      print(p[0](), q[0]())
      """
    #expect(try printed(text) == ["0 1", "2 6"])
  }

  @Test("A comprehension's variable is its own, and its first iterable is read outside")
  func comprehensionScope() throws {
    let text = """
      x = 5
      print([x for x in range(3)], x)
      print([x * y for x in range(3) if x for y in range(x)], x)
      x = [1, 2]
      print([x for x in x], x)
      def f(x): return [x + y for y in [10, 20]], [[x for x in range(2)] for _ in range(2)], x
      print(f(1))
      print([(a, b) for a, b in zip('ab', range(2))])
      """
    #expect(
      try printed(text) == [
        "[0, 1, 2] 5", "[0, 0, 2] 5", "[1, 2] [1, 2]", "([11, 21], [[0, 1], [0, 1]], 1)",
        "[('a', 0), ('b', 1)]",
      ])
    #expect(try failure("[q for q in range(2)]\nq").kind == .name)
  }

  @Test("Defaults are evaluated once, where the function is defined")
  func defaults() throws {
    let text = """
      n = 1
      def f(a, b=n, c=[]):
          c.append(a)
          return b, c
      n = 2
      print(f(1), f(2), f(3, 4, []))
      """
    #expect(try printed(text) == ["(1, [1, 2]) (1, [1, 2]) (4, [3])"])
  }

  @Test("Arguments go by place, by name, through a star, and by name only")
  func arguments() throws {
    let text = """
      def f(a, b=2, *rest, c=3, d):
          return a, b, rest, c, d
      print(f(1, d=4))
      print(f(1, 5, 6, 7, d=4, c=0))
      print(f(*[1, 2, 3], d=4), f(b=1, a=0, d=9))
      def g(*, k): return k
      print(g(k=1), (lambda *a: a)(1, 2), (lambda x, y=2: x + y)(1))
      """
    #expect(
      try printed(text) == [
        "(1, 2, (), 3, 4)", "(1, 5, (6, 7), 0, 4)", "(1, 2, (3,), 3, 4) (0, 1, (), 3, 9)", "1 (1, 2) 3",
      ])
  }

  @Test(
    "A call that does not fit names the function and the parameter",
    arguments: [
      ("f()", "f()"), ("f(1, 2, 3)", "f()"), ("f(1, a=2)", "'a'"), ("f(1, q=2)", "'q'"), ("g(1)", "g()"),
      ("g()", "'k'"), ("f(1)(2)", "cannot be called"),
    ])
  func wrongCalls(call: String, words: String) throws {
    let execution = Execution("def f(a, b=2): return a\ndef g(*, k): return k\n\(call)")
    let error = try #require(execution.error)
    #expect(error.kind == .type)
    #expect(error.message.contains(words))
    #expect(execution.errorLine == 3)
  }

  @Test("A name assigned in a function is local there, from its first line on")
  func locals() throws {
    #expect(try printed("x = 1\ndef f():\n    x = 2\n    return x\nprint(f(), x)") == ["2 1"])
    #expect(try printed("x = 1\ndef f():\n    global x\n    x = 2\nf()\nprint(x)") == ["2"])
    let error = try failure("x = 1\ndef f():\n    print(x)\n    x = 2\nf()")
    #expect(error.kind == .name)
    #expect(error.message.contains("'x'"))
    #expect(try failure("x = 1\ndef f():\n    x += 1\nf()").kind == .name)
    #expect(try failure("def f():\n    g = lambda: y\n    print(y)\n    y = 1\nf()").kind == .name)
  }

  @Test("del takes a name away, a local one also beside a closure, and no second time")
  func deletion() throws {
    #expect(try failure("x = 1\ndel x\nx").kind == .name)
    #expect(try failure("del x").kind == .name)
    #expect(try failure("def f():\n    x = 1\n    del x\n    return x\nf()").kind == .name)
    #expect(try failure("def f():\n    x = 1\n    del x\n    del x\nf()").kind == .name)
    let text = "x = 7\ndef f():\n    x = 1\n    g = lambda: 2\n    del x\n    return g()\nprint(f(), x)"
    #expect(try printed(text) == ["2 7"])
  }

  @Test("Functions nest, and each level finds the variables of all around it")
  func nesting() throws {
    let depth = 15
    var text = ""
    for i in 0..<depth { text += String(repeating: "  ", count: i) + "def f\(i)(a\(i)):\n" }
    let inner = String(repeating: "  ", count: depth)
    text += inner + "return " + (0..<depth).map { "a\($0)" }.joined(separator: " + ") + "\n"
    for i in stride(from: depth - 1, to: 0, by: -1) {
      text += String(repeating: "  ", count: i) + "return f\(i)(2 ** \(i))\n"
    }
    #expect(try printed(text + "print(f0(1))") == ["32767"])
    #expect(try printed("print((lambda a: lambda b: lambda c: a + b * c)(1)(2)(3))") == ["7"])
  }

  @Test("A program's own name hides a built-in one until it is deleted")
  func shadowing() throws {
    #expect(try printed("sum = 3\nprint(sum)\ndel sum\nprint(sum([1, 2]))") == ["3", "3"])
  }

  @Test("A function can call itself, and one defined later")
  func recursion() throws {
    let text = """
      def even(n): return n == 0 or odd(n - 1)
      def odd(n): return n != 0 and even(n - 1)
      def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
      print(even(100), odd(7), [fib(n) for n in range(10)])
      """
    #expect(try printed(text) == ["True True [0, 1, 1, 2, 3, 5, 8, 13, 21, 34]"])
  }
}
