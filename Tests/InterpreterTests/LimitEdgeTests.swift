import Testing

@testable import Interpreter
@testable import Language

/// Something of which a program may have so many and no more.
struct Edge: Sendable, CustomTestStringConvertible {
  let name: String
  /// The largest number that is allowed.
  let last: Int
  let message: String
  var limits = Limits()
  let program: @Sendable (Int) -> String
  var testDescription: String { name }

  init(
    _ name: String, _ last: Int, _ message: String, _ change: (inout Limits) -> Void = { _ in },
    program: @escaping @Sendable (Int) -> String
  ) {
    (self.name, self.last, self.message, self.program) = (name, last, message, program)
    change(&limits)
  }
}

@Suite("The edges of limits")
struct LimitEdgeTests {
  @Test(
    "lie exactly where they are said to be: one below and at the limit a program runs, one above it does not")
  func exact() throws {
    for edge in LimitEdgeTests.edges {
      for count in [edge.last - 1, edge.last] {
        #expect(Execution(edge.program(count), limits: edge.limits).error == nil, "\(edge.name): \(count)")
      }
      let execution = Execution(
        "before = 1\nprint(before)\n" + edge.program(edge.last + 1), limits: edge.limits)
      #expect(execution.error?.message == edge.message, "\(edge.name)")
      #expect(execution.error?.range != nil, "\(edge.name)")
      guard execution.error?.kind != .syntax else { continue }
      // What was printed and defined stays.
      #expect(execution.lines.first == "1", "\(edge.name)")
      #expect(execution.machine.global("before") != nil, "\(edge.name)")
    }
  }

  @Test("are lifted by 0")
  func lifted() {
    for edge in LimitEdgeTests.edges where edge.limits != Limits() {
      var none = Limits()
      (none.steps, none.nodes, none.elements, none.output) = (0, 0, 0, 0)
      #expect(Execution(edge.program(edge.last + 1), limits: none).error == nil, "\(edge.name)")
    }
  }

  private static let tooMany = "the program keeps more than 10000 elements alive"

  private static let edges: [Edge] = [
    Edge("calls", 1000, "calls nest more than 1000 deep") {
      "def f(n): return 0 if n == 1 else f(n - 1)\nf(\($0))"
    },
    Edge(
      "calls inside built-in functions", 100, "functions called by built-in functions nest more than 100 deep"
    ) {
      "def f(n): return 0 if n == 0 else max([n - 1], key=f)\nf(\($0))"
    },
    Edge("brackets", 200, "nested more than 200 deep") {
      String(repeating: "(", count: $0) + "1" + String(repeating: ")", count: $0)
    },
    Edge("lists that are compared", 99, "these are nested too deep to be compared") {
      "x, y = [], []\nfor i in range(\($0)): x, y = [x], [y]\nx == y"
    },
    Edge("tuples as a key", 49, "this tuple is nested too deep for a key") {
      "x = ()\nfor i in range(\($0)): x = (x,)\nd = {x: 1}"
    },
    Edge("lists that are copied", 199, "deepcopy() of what is nested more than 200 deep") {
      "from copy import deepcopy\nx = []\nfor i in range(\($0)): x = [x]\ny = deepcopy(x)"
    },
    Edge("the width of a format", 10_000, "the format '10001' is too wide") { "f'{1:\($0)}'" },
    Edge("the decimals of a format", 1000, "the format '.1001f' is too wide") { "f'{1:.\($0)f}'" },
    Edge("dimensions", 6, "a tensor has at most 6 dimensions here") {
      "zeros(\(Array(repeating: "1", count: $0).joined(separator: ", ")))"
    },
    Edge(
      "whole numbers of 8 bits in tensors", 127, "128 does not fit into int8, which holds -128 to 127"
    ) {
      "import torch; x = tensor([\($0)], dtype=torch.int8)"
    },
    Edge("positive results", Int.max - 1, "the result is an integer that does not fit in 64 bits") {
      "x = \($0) + 1"
    },
    Edge("entries of an array", 10_000, tooMany, { $0.elements = 10_000 }) { "x = zeros(\($0))" },
    Edge("characters of a string", 10_000, tooMany, { $0.elements = 10_000 }) { "x = 'a' * \($0)" },
    // The list that is repeated is alive as well.
    Edge("entries of a list", 9999, tooMany, { $0.elements = 10_000 }) { "x = [0] * \($0)" },
    Edge("bytes printed", 100, "the program printed more than 100 bytes", { $0.output = 100 }) {
      "print('a' * \($0), end='')"
    },
  ]
}
