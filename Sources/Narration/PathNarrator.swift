import Autodiff
import Interpreter
import Language

extension StepNarrator {
  /// Every path from a node to the start: the product of the local derivatives along each, and their sum. Beyond
  /// `limit` paths they are grouped by the first edge.
  public func paths(from node: Int32, limit: Int = 20) -> [String] {
    guard let start = expansion.rootNodes.first, node <= start else {
      return ["\(names.node(node)) takes no part in \(names.array(expansion.root)): its gradient is 0"]
    }
    let graph = expansion.graph
    var pass = BackwardPass(graph, from: start)
    var edges: [Int32: [ChainRuleStep]] = [:]
    while let step = pass.next() { edges[step.operand, default: []].append(step) }
    let gradient = pass.gradients[Int(node)]
    guard pass.hasReached(node) else {
      return ["\(names.node(node)) takes no part in \(names.array(expansion.root)): its gradient is 0"]
    }
    // How many paths lead from each node to the start; counted from the start downwards, as doubles since they
    // may be astronomically many.
    var counts = [Double](repeating: 0, count: Int(start) + 1)
    counts[Int(start)] = 1
    for index in stride(from: Int(start) - 1, through: Int(node), by: -1) {
      counts[index] = edges[Int32(index), default: []].reduce(0) { $0 + counts[Int($1.node)] }
    }
    let total = counts[Int(node)]
    let target = gradientName(node)
    let number = NumberFormat.significant(total, digits: 6)
    var lines = [
      "\(target) is the sum over \(total == 1 ? "one path" : "\(number) paths") from \(names.node(node)) to \(lossName):"
    ]
    var products: [Double] = []
    if total <= Double(limit) {
      for path in collect(from: node, to: start, edges) {
        let product = path.reduce(1.0) { $0 * $1.local }
        products.append(product)
        lines += describe(path, product, index: products.count)
      }
    } else {
      lines.append("  (more than \(limit): grouped by the first edge)")
      for edge in edges[node, default: []].reversed() {
        let value = edge.upstream * edge.local
        products.append(value)
        let many = NumberFormat.significant(counts[Int(edge.node)], digits: 6)
        lines.append(
          "  through \(names.node(edge.node)) (\(many) paths): \(style.text(edge.upstream)) × \(style.text(edge.local)) = \(style.text(value))"
        )
      }
    }
    let sum = products.reduce(0, +)
    if products.count > 1 {
      let shown = products.count <= 6 ? products.map(style.text).joined(separator: " + ") : "their sum"
      lines.append("  sum: \(shown) = \(style.text(sum))")
    }
    let remainder = gradient - sum
    lines.append(
      "  \(target) = \(style.text(gradient))"
        + (remainder != 0 && remainder.isFinite ? "  (rounding: \(style.text(remainder)))" : ""))
    return lines
  }

  /// All paths, first uses first, followed with a stack of our own.
  private func collect(from node: Int32, to start: Int32, _ edges: [Int32: [ChainRuleStep]])
    -> [[ChainRuleStep]]
  {
    var found: [[ChainRuleStep]] = []
    var pending: [[ChainRuleStep]] = edges[node, default: []].map { [$0] }
    if node == start { return [[]] }
    while let path = pending.popLast() {
      guard let last = path.last else { continue }
      if last.node == start {
        found.append(path)
      } else {
        pending += edges[last.node, default: []].map { path + [$0] }
      }
    }
    return found
  }

  private func describe(_ path: [ChainRuleStep], _ product: Double, index: Int) -> [String] {
    guard let first = path.first else { return ["  the value itself: 1"] }
    let way = ([names.node(first.operand)] + path.map { names.node($0.node) }).joined(separator: " → ")
    let factors = path.map { $0.local < 0 ? "(\(style.text($0.local)))" : style.text($0.local) }.joined(
      separator: " × ")
    let result = factors == style.text(product) ? "= \(factors)" : "\(factors) = \(style.text(product))"
    return wrapped("  \(index). \(way)", indent: 5) + wrapped("     \(result)", indent: 7)
  }

  /// Long lines broken at blanks; what follows the first line is indented.
  func wrapped(_ text: String, indent: Int) -> [String] {
    var lines: [String] = []
    var line = String(text.prefix { $0 == " " })
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, displayWidth(line) + 1 + displayWidth(String(word)) > width {
        lines.append(line)
        line = String(repeating: " ", count: indent) + word
      } else {
        line += (isEmpty ? "" : " ") + word
      }
      isEmpty = false
    }
    return lines + [line]
  }
}
