import Language

extension GraphDrawing {
  /// The graph in Graphviz's language: values flow down, each array is a box.
  public var dot: String {
    var lines = [
      "digraph \(quoted(nodes[nodes.count - 1].name)) {",
      "  rankdir=TB;",
      "  node [shape=box, style=filled, fontname=\"DejaVu Sans\", fontsize=12, penwidth=1.5];",
      "  edge [color=\"#666666\"];",
    ]
    for (index, node) in nodes.enumerated() where !node.isLiteral {
      let look = BoxLook(node.kind)
      let isMarked = mark?.node == index && mark?.operand == nil
      let style = "filled" + (look.isRound ? ",rounded" : "") + (look.isDashed ? ",dashed" : "")
      lines.append(
        "  n\(index) [label=\(quoted(caption(node).joined(separator: "\n"))), style=\"\(style)\", "
          + "fillcolor=\"\(look.fill.hex)\", color=\"\(look.stroke.hex)\", fontcolor=\"\(look.text.hex)\"\(isMarked ? ", penwidth=5" : "")];"
      )
    }
    for (index, node) in nodes.enumerated() {
      for (position, operand) in node.operands.enumerated() where !nodes[operand].isLiteral {
        let isMarked = mark?.node == index && mark?.operand == position
        lines.append(
          "  n\(operand) -> n\(index)"
            + (isMarked ? " [penwidth=4, color=\"#D55E00\", label=\(quoted(mark?.text ?? ""))];" : ";"))
      }
    }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  private func quoted(_ text: String) -> String {
    var result = ""
    for character in text.split(separator: "\n", omittingEmptySubsequences: false).map({
      withoutControlCharacters(String($0)).substituting("\\", with: "\\\\").substituting("\"", with: "\\\"")
    }).joined(separator: "\\n") {
      result.append(character)
    }
    return "\"\(result)\""
  }

  /// What stands in a node's box.
  func caption(_ node: Node) -> [String] {
    func short(_ text: String) -> String { text.fitted(to: 36, look) }
    var lines = [short(node.name)]
    switch node.kind {
    case .parameter: lines.append("parameter" + (node.shape.isEmpty ? "" : " " + node.shape))
    case .constant: lines.append("constant" + (node.shape.isEmpty ? "" : " " + node.shape))
    case .result, .root:
      lines.append(short(node.operation ?? "") + (node.shape.isEmpty ? "" : ",  " + node.shape))
    }
    return lines + [
      short("= " + (node.values.first { displayWidth($0) <= 26 } ?? node.values[node.values.count - 1]))
    ]
  }
}

/// How the box of a node looks. Kinds differ in more than their colours.
struct BoxLook {
  let fill: RGB
  let stroke: RGB
  let text: RGB
  let isRound: Bool
  let isDashed: Bool

  init(_ kind: GraphDrawing.Kind) {
    switch kind {
    case .parameter: (fill, stroke) = (RGB(0xFFE7CC), RGB(0xD55E00))
    case .constant: (fill, stroke) = (RGB(0xF4F4F2), RGB(0x777777))
    case .result: (fill, stroke) = (RGB(0xE3F1FC), RGB(0x0072B2))
    case .root: (fill, stroke) = (RGB(0x0072B2), RGB(0x004D7A))
    }
    text = kind == .root ? SVGDocument.paper : SVGDocument.ink
    isRound = kind == .parameter
    isDashed = kind == .constant
  }
}
