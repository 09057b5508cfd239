import Autodiff
import Interpreter
import Language
import Narration

/// A place in a walk at which `continue` stops.
struct Break {
  enum Kind {
    /// Every step of an operation.
    case operation
    /// Every step that makes a value, adds to its gradient or passes it on.
    case value
    /// Every step that changes a gradient.
    case gradient
  }

  let number: Int
  /// What it is about, as it was typed: `tanh`, `h[2]`, `w[0].grad`.
  let label: String
  let kind: Kind
  /// For each node whether it is one of those that the break is about.
  private let isMeant: [Bool]
  let condition: Condition?
  /// The places at which going forwards it has been hit.
  private(set) var places: Set<Int> = []
  /// Whether its condition went wrong, and that was told.
  var hasFailed = false

  init(
    number: Int, label: String, kind: Kind, nodes: some Sequence<Int32>, of graph: Graph,
    condition: Condition?
  ) {
    self.number = number
    self.label = label
    self.kind = kind
    var isMeant = [Bool](repeating: false, count: graph.count)
    for node in nodes { isMeant[Int(node)] = true }
    self.isMeant = isMeant
    self.condition = condition
  }

  /// The node that a step is about as far as this break is concerned; `nil` where the step is not one of its.
  func subject(of step: Walk.Step) -> Int32? {
    switch (step, kind) {
    case (.forward(let node), .operation), (.forward(let node), .value):
      return isMeant[Int(node)] ? node : nil
    case (.forward, .gradient): return nil
    case (.backward(let edge), .operation): return isMeant[Int(edge.node)] ? edge.node : nil
    case (.backward(let edge), .value):
      return isMeant[Int(edge.operand)] ? edge.operand : isMeant[Int(edge.node)] ? edge.node : nil
    case (.backward(let edge), .gradient):
      // What is NaN already does not change by becoming NaN again.
      let changes = edge.total != edge.before && !(edge.total.isNaN && edge.before.isNaN)
      return isMeant[Int(edge.operand)] && changes ? edge.operand : nil
    }
  }

  /// Whether the condition says something about the chain rule, of which there is none forwards.
  private var needsEdge: Bool {
    condition.map { !$0.names.isDisjoint(with: ["upstream", "local", "contribution"]) } ?? false
  }

  /// What the names of a condition stand for at a step; `nil` where one of them stands for nothing.
  func values(at step: Walk.Step, place: Int, about node: Int32, _ graph: Graph, gradients: [Double]) -> [(
    name: String, value: Object
  )]? {
    var values: [(name: String, value: Object)] = [
      ("value", .float(graph.value(node))),
      ("grad", .float(Int(node) < gradients.count ? gradients[Int(node)] : 0)), ("step", .integer(place)),
    ]
    switch step {
    case .forward: return needsEdge ? nil : values
    case .backward(let edge):
      values += [
        ("upstream", .float(edge.upstream)), ("local", .float(edge.local)),
        ("contribution", .float(edge.contribution)),
      ]
      return values
    }
  }

  /// `break tanh`, as it is listed and told.
  var title: String { (kind == .gradient ? "watch " : "break ") + label }

  /// How often it has been hit. Going back, or over the same place again, hits nothing new.
  var hitText: String {
    switch places.count {
    case 0: "not hit yet"
    case 1: "hit once"
    default: "hit \(places.count) times"
    }
  }

  mutating func hit(at place: Int) { places.insert(place) }
}

extension Condition {
  /// The condition as it was probably meant, where it asks about the whole array that the break is about: in
  /// `break h if h > 0.5` it is the one number of each step, `value > 0.5`.
  func meaning(at label: String, _ kind: Break.Kind) -> String? {
    let (sought, word): (String, String)
    switch kind {
    case .operation: return nil
    case .value: (sought, word) = (IndexedName(label).name, "value")
    case .gradient: (sought, word) = (label, "grad")
    }
    func isPart(_ character: Character?, of signs: String) -> Bool {
      character.map { $0.isLetter || $0.isNumber || signs.contains($0) } ?? false
    }
    var meant = ""
    var rest = text[...]
    var isFound = false
    while let range = rest.occurrences(of: sought).first {
      let stands =
        !isPart(rest[..<range.lowerBound].last, of: "_.")
        && !isPart(rest[range.upperBound...].first, of: "_.[(")
      isFound = isFound || stands
      meant += rest[..<range.lowerBound] + (stands ? word : sought)
      rest = rest[range.upperBound...]
    }
    return isFound ? meant + rest : nil
  }
}
