import Autodiff
import Interpreter
import Language

extension StepNarrator {
  /// Every path from a node to the start: the product of the local derivatives along each, and their sum. Beyond
  /// `limit` paths they are grouped by the first edge.
  ///
  /// The work grows with the edges of the graph, not with its paths, of which there may be astronomically many.
  public func paths(from node: Int32, limit: Int = 20) -> [String] {
    guard let start = expansion.rootNodes.first, node <= start else {
      return wrapped(noPart(node), indent: 2)
    }
    let flow = Flow(expansion.graph, from: node, to: start)
    guard flow.isReached else { return wrapped(noPart(node), indent: 2) }
    let target = gradientName(node)
    var lines: [String] = []
    var products: [Double] = []
    var leavesOut = false
    if flow.count <= Double(limit) {
      flow.forEachPath(expansion.graph) { path in
        let product = path.reduce(1.0) { $0 * $1.local }
        products.append(product)
        leavesOut = leavesOut || (path.count > 1 && path.contains { $0.local == 1 })
        lines += describe(path, product, index: products.count)
      }
    } else {
      lines.append("  (more than \(limit): grouped by the first edge)")
      for (edge, count) in flow.outgoing.reversed() {
        let value = edge.upstream * edge.local
        products.append(value)
        guard products.count <= limit else { continue }
        lines += wrapped(
          "  through \(names.node(edge.node))\(role(of: edge)) (\(paths(count))): \(style.text(edge.upstream)) × \(style.text(edge.local)) = \(style.text(value))",
          indent: 5)
      }
      if products.count > limit { lines.append("  … \(products.count - limit) more edges") }
    }
    let sum = products.reduce(0, +)
    if products.count > 1 {
      let shown = products.count <= 6 ? style.sum(products) : "their sum"
      lines += wrapped("  sum: \(shown) = \(style.text(sum))", indent: 7)
    }
    let remainder = flow.gradient - sum
    lines += fitted(
      "  \(target) = \(style.text(flow.gradient))"
        + (remainder != 0 && remainder.isFinite ? "  (rounding: \(style.text(remainder)))" : ""))
    let title =
      "\(target) is the sum over \(paths(flow.count)) from \(names.node(node)) to \(lossName)"
      + (leavesOut ? ", without factors of 1:" : ":")
    lines = wrapped(title, indent: 4) + lines
    if flow.gradient.isNaN, !sum.isNaN {
      lines += wrapped(
        "  (an entry that nothing picked has an infinite slope, and 0 × ∞ is no number: where(…) guards the value, not the gradient)",
        indent: 3)
    }
    return lines
  }

  private func noPart(_ node: Int32) -> String {
    let (name, loss) = (names.node(node), names.array(expansion.root))
    guard !expansion.graph.needsGradient(node), takesPart(node) else {
      return "\(name) takes no part in \(loss): its gradient is 0"
    }
    let remedy = expansion.graph.isLeaf(node) ? "make it a param" : "make what it was computed from a param"
    return
      "\(name) takes part in \(loss) but asks for no gradient, so none is calculated; \(remedy) to see it"
  }

  /// Whether the start was computed from a node, gradient or not.
  private func takesPart(_ node: Int32) -> Bool {
    guard let start = expansion.rootNodes.first, node <= start else { return false }
    let graph = expansion.graph
    var isAbove = [Bool](repeating: false, count: Int(start) + 1)
    isAbove[Int(node)] = true
    for above in node..<start where !graph.isLeaf(above + 1) {
      isAbove[Int(above + 1)] = (0..<graph.arity(above + 1)).contains {
        isAbove[Int(graph.operand(above + 1, at: $0))]
      }
    }
    return isAbove[Int(start)]
  }

  /// As which of several operands a value goes in, where it is more than one: ` (as left factor)`.
  private func role(of step: ChainRuleStep) -> String {
    let graph = expansion.graph
    guard graph.operands(step.node).count(where: { $0 == step.operand }) > 1 else { return "" }
    switch (graph.operation(step.node)?.name, step.position) {
    case ("mul", 0), ("addcmul", 0): return " (as left factor)"
    case ("mul", _), ("addcmul", 1): return " (as right factor)"
    case ("addcmul", _): return " (as what is added to)"
    case ("add", 0): return " (as left summand)"
    case ("add", _): return " (as right summand)"
    case ("sub", let position), ("div", let position):
      return position == 0 ? " (on the left)" : " (on the right)"
    case (_, let position): return " (as operand \(position + 1))"
    }
  }

  /// So many paths, in words.
  private func paths(_ count: Double) -> String {
    if count == 1 { return "one path" }
    if count.isInfinite { return "more than 1e308 paths" }
    // Up to 2⁵³ the number is exact.
    return (count < 9e15 ? String(Int(count)) : "about \(NumberFormat.significant(count, digits: 6))")
      + " paths"
  }

  /// How many nodes of a path are named at its beginning and at its end; what lies between is counted.
  private static let (head, tail) = (14, 6)

  private func shortened(_ items: [ChainRuleStep], _ separator: String, _ text: (ChainRuleStep) -> String)
    -> String
  {
    let (head, tail) = (StepNarrator.head, StepNarrator.tail)
    guard items.count > head + tail + 4 else { return items.map(text).joined(separator: separator) }
    let middle = ["… (\(items.count - head - tail) more) …"]
    return (items.prefix(head).map(text) + middle + items.suffix(tail).map(text)).joined(separator: separator)
  }

  private func describe(_ path: [ChainRuleStep], _ product: Double, index: Int) -> [String] {
    guard let first = path.first else { return ["  the value itself: 1"] }
    let way =
      names.node(first.operand) + " → " + shortened(path, " → ") { names.node($0.node) + role(of: $0) }
    let counting = path.filter { $0.local != 1 }
    let factors = shortened(counting, " × ") {
      $0.local < 0 ? "(\(style.text($0.local)))" : style.text($0.local)
    }
    let result =
      counting.isEmpty && path.count > 1
      ? "= 1, each step passes the gradient on unchanged"
      : counting.count < 2 ? "= \(style.text(product))" : "\(factors) = \(style.text(product))"
    return wrapped("  \(index). \(way)", indent: 5) + wrapped("     \(result)", indent: 7)
  }

  /// Long lines broken at blanks; what follows the first line is indented.
  func wrapped(_ text: String, indent: Int) -> [String] {
    var lines: [String] = []
    var line = String(text.prefix { $0 == " " })
    var columns = line.utf8.count
    var isEmpty = true
    for word in text.split(separator: " ") {
      let width = displayWidth(String(word))
      if !isEmpty, columns + 1 + width > self.width {
        lines.append(line)
        line = String(repeating: " ", count: indent) + word
        columns = indent + width
      } else {
        line += (isEmpty ? "" : " ") + word
        columns += (isEmpty ? 0 : 1) + width
      }
      isEmpty = false
    }
    return lines + [line]
  }
}

/// What flows back from the start of a backward pass to one node.
private struct Flow {
  /// Whether the node takes part at all.
  let isReached: Bool
  let gradient: Double
  /// How many paths lead from the node to the start; a double, since they may be more than any integer holds.
  let count: Double
  /// The edges that leave the node upwards, in the order of the pass, each with the paths that go through it.
  let outgoing: [(edge: ChainRuleStep, paths: Double)]
  private let node: Int32
  private let start: Int32
  /// How many paths lead from each node to the start.
  private let counts: [Double]

  init(_ graph: Graph, from node: Int32, to start: Int32) {
    (self.node, self.start) = (node, start)
    var pass = BackwardPass(graph, from: start)
    var counts = [Double](repeating: 0, count: pass.gradients.count)
    counts[Int(start)] = 1
    var outgoing: [(edge: ChainRuleStep, paths: Double)] = []
    // A node's users all come before it in the pass, so its count is complete when it is passed on. Below the
    // node nothing is of interest any more.
    while let step = pass.next(), step.node > node {
      let paths = counts[Int(step.node)]
      counts[Int(step.operand)] += paths
      guard step.operand == node else { continue }
      // Told from the end on: of the operands of one node, the first stands last.
      outgoing.insert((step, paths), at: (outgoing.lastIndex { $0.edge.node != step.node } ?? -1) + 1)
    }
    isReached = pass.hasReached(node)
    gradient = pass.gradients[Int(node)]
    count = counts[Int(node)]
    self.outgoing = outgoing
    self.counts = counts
  }

  /// Follows all paths, first uses first. Only for few of them.
  func forEachPath(_ graph: Graph, _ visit: ([ChainRuleStep]) -> Void) {
    if node == start { return visit([]) }
    // The edges that paths may take: those out of what the node has been put into.
    var isAbove = [Bool](repeating: false, count: Int(start) + 1)
    isAbove[Int(node)] = true
    for above in (node + 1)...start {
      isAbove[Int(above)] = graph.operands(above).contains { isAbove[Int($0)] }
    }
    // For each node a chain of edges, the latest of the pass first: those are its first uses.
    var edges: [(step: ChainRuleStep, next: Int)] = []
    var first = [Int](repeating: -1, count: Int(start) + 1)
    var pass = BackwardPass(graph, from: start)
    while let step = pass.next(), step.node > node {
      guard isAbove[Int(step.operand)], counts[Int(step.node)] > 0 else { continue }
      let latest = first[Int(step.operand)]
      guard latest >= 0, edges[latest].step.node == step.node else {
        edges.append((step, latest))
        first[Int(step.operand)] = edges.count - 1
        continue
      }
      // Of the operands of one node, the first is named first.
      var last = latest
      while edges[last].next >= 0, edges[edges[last].next].step.node == step.node { last = edges[last].next }
      edges.append((step, edges[last].next))
      edges[last].next = edges.count - 1
    }
    var path: [ChainRuleStep] = []
    // For each node of the path, the edge that comes next.
    var open = [first[Int(node)]]
    while let next = open.popLast() {
      guard next >= 0 else {
        _ = path.popLast()
        continue
      }
      let edge = edges[next].step
      open.append(edges[next].next)
      path.append(edge)
      if edge.node == start {
        visit(path)
        path.removeLast()
      } else {
        open.append(first[Int(edge.node)])
      }
    }
  }
}
