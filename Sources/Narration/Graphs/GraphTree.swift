import Autodiff
import Interpreter
import Language

extension GraphDrawing {
  /// The graph as a tree, the result on top. An array that is used more than once is drawn at its first use and
  /// named at the others; what is too much for the page is folded, and its number told.
  public func tree(width: Int, limit: Int = 60) -> [String] {
    var lines: [String] = []
    let step = width < 60 ? 2 : 3
    let open = unfolded(limit: limit)
    var drawn = [Bool](repeating: false, count: nodes.count)
    var folded: [Int] = []
    var isMarked = false
    // (node, what stands before its name, what stands before its operands)
    var pending: [(index: Int, lead: String, indent: String)] = [(nodes.count - 1, "", "")]
    while let (index, lead, indent) = pending.popLast() {
      let node = nodes[index]
      if drawn[index], !node.isLiteral {
        lines.append(fitted("\(lead)\(node.name) (drawn above)", width))
        continue
      }
      drawn[index] = true
      let isPlace = mark?.node == index && mark?.operand == nil
      isMarked = isMarked || isPlace
      let isFolded = !node.operands.isEmpty && (!open[index] || indent.count + step > width / 2)
      let isParent = !node.operands.isEmpty && !isFolded
      if isFolded { folded.append(index) }
      lines += label(
        node, lead + (isPlace ? arrow + " " : ""), indent + (isParent ? pipe(step) : ""), isFolded: isFolded,
        width)
      guard isParent else { continue }
      for (i, operand) in node.operands.enumerated().reversed() {
        let isLast = i == node.operands.count - 1
        let isEdge = mark?.node == index && mark?.operand == i
        isMarked = isMarked || isEdge
        pending.append(
          (
            operand, indent + branch(isLast, step, isMarked: isEdge),
            indent + (isLast ? blank(step) : pipe(step))
          ))
      }
    }
    return lines + markLines(isMarked, width) + note(folded, drawn, width)
  }

  /// What the mark stands for.
  private func markLines(_ isDrawn: Bool, _ width: Int) -> [String] {
    guard let mark else { return [] }
    let sign = mark.operand == nil ? arrow : String(repeating: doubleDash, count: 2)
    let text = look == .ascii ? mark.text.spelledInASCII : mark.text
    return sentences(
      isDrawn ? "\(sign) \(text)" : "\(text), in what is folded", width: width, look
    ).map { $0.text }
  }

  private var arrow: String { look == .ascii ? ">" : "▶" }
  private var doubleDash: String { look == .ascii ? "=" : "═" }

  /// The nodes whose operands are drawn: those next to the result first, so far as the lines suffice.
  private func unfolded(limit: Int) -> [Bool] {
    var isOpen = [Bool](repeating: false, count: nodes.count)
    var seen = isOpen
    var lines = 1
    var queue = [nodes.count - 1]
    var next = 0
    while next < queue.count {
      let index = queue[next]
      next += 1
      let operands = nodes[index].operands
      guard !seen[index], !operands.isEmpty, lines + operands.count <= limit else { continue }
      seen[index] = true
      isOpen[index] = true
      lines += operands.count
      queue += operands
    }
    return isOpen
  }

  // MARK: Lines

  private func branch(_ isLast: Bool, _ step: Int, isMarked: Bool) -> String {
    let plain = look == .ascii ? ("`", "+", "-") : ("└", "├", "─")
    // An edge is marked by its form, for there may be no colours.
    let double = look == .ascii ? ("`", "+", "=") : ("╘", "╞", "═")
    let (corner, fork, dash) = isMarked ? double : plain
    return (isLast ? corner : fork) + String(repeating: dash, count: step - 2) + " "
  }
  private func pipe(_ step: Int) -> String {
    (look == .ascii ? "|" : "│") + String(repeating: " ", count: step - 1)
  }
  private func blank(_ step: Int) -> String { String(repeating: " ", count: step) }

  /// A node in a line, or in two where its value does not fit behind its operation.
  private func label(_ node: Node, _ lead: String, _ indent: String, isFolded: Bool, _ width: Int) -> [String]
  {
    let mark = node.kind == .parameter ? "  parameter" : isFolded ? "  (folded)" : ""
    if node.isLiteral { return [fitted(lead + node.value, width)] }
    let head = lead + node.name + (node.operation.map { " = \($0)" } ?? "")
    for value in node.values {
      let whole = "\(head) = \(value)\(mark)"
      if displayWidth(whole) <= width { return [whole] }
    }
    let below = node.values.map { "\(indent)  = \($0)" }
    return [
      fitted(head + mark, width),
      fitted(below.first { displayWidth($0) <= width } ?? below[below.count - 1], width),
    ]
  }

  private func fitted(_ line: String, _ width: Int) -> String { line.fitted(to: width, look) }

  /// What is folded, and how to see it.
  private func note(_ folded: [Int], _ drawn: [Bool], _ width: Int) -> [String] {
    guard !folded.isEmpty else { return [] }
    let hidden = nodes.indices.count { !drawn[$0] && !nodes[$0].isLiteral }
    let named =
      folded.first { nodes[$0].isVariable }.map { ":graph \(nodes[$0].name) goes on there; " } ?? ""
    let text =
      "\(hidden) more array\(hidden == 1 ? " is" : "s are") folded: \(named):graph \(nodes[nodes.count - 1].name) text lists all"
    return sentences(text, width: width, look).map { $0.text }
  }
}
