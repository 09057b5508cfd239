import Testing

@testable import Interpreter
@testable import Language

/// Programs whose work grows faster than the number of their statements: each is cut off by the limit of steps, for
/// what a built-in function does in its own loops counts as well.
@Suite("Hostile programs")
struct HostileProgramTests {
  @Test(
    "end at a limit, however much one of their steps does", .timeLimit(.minutes(1)),
    arguments: [
      "x, y = [1] * 30000, [1] * 30000\nwhile True: x == y",
      "x, y = [0], [0]\nfor i in range(40): x, y = [x, x], [y, y]\nx == y",
      "x = 'a' * 30000\ni = 0\nwhile True: x[i]",
      "x = []\nwhile True: x.insert(0, 1)",
      "x = [1] * 90000\nwhile True: x.append(x.pop(0))",
      "x = []\nwhile True: x = x + [1]", "x = ()\nwhile True: x = x + (1,)",
      "x = [1] * 30000\nwhile True: y = x[:]",
      "x = 'a' * 90000\nwhile True: ('a' * 60000 + 'b') in x",
      "x = 'a' * 90000\nwhile True: x.find('a' * 60000 + 'b')",
      "x = 'a' * 90000\nwhile True: x.count('a' * 60000 + 'b')",
      "x = 'a' * 90000\nwhile True: x.count('a')",
      "x = tensor(1.0)\nwhile True: x = x * 1.0", "x = param(1.0)\nwhile True: x = x * 1.0",
      "while True: sorted([2, 1], key=lambda x: x)", "sum(range(10 ** 18))", "max(range(10 ** 18))",
      "for i in range(10 ** 18): pass", "list(range(10 ** 18))", "a, b = range(10 ** 18)",
      "class A:\n    def __getattr__(self, n): return getattr(self, n)\nA().y",
      "class A:\n    @property\n    def x(self): return self.x\nA().x",
      "class A:\n    def __eq__(self, o): return self == o\nA() == A()",
      "class A:\n    def __len__(self): return len(self)\nlen(A())",
      "class A:\n    def __repr__(self): return repr(self)\nprint(A())",
    ])
  func end(text: String) throws {
    var limits = Limits()
    (limits.steps, limits.nodes, limits.elements, limits.output) = (5_000_000, 100_000, 1_000_000, 100_000)
    let error = try failure(text, limits: limits)
    #expect(error.kind == .limit || error.kind == .name)
    #expect(error.range != nil)
    #expect(error.hint != nil || error.message.contains("100 deep") || error.kind == .name)
  }

  @Test("a tuple that holds another many times, and that one too, is no key")
  func keyOfManyParts() throws {
    let error = try failure("x = ()\nfor i in range(40): x = (x, x)\nd = {x: 1}")
    #expect(error.message == "this tuple has too many parts for a key")
  }
}
