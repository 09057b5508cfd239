import Autodiff
import Interpreter
import Language

extension StepNarrator {
  /// The computation graph as a tree, the result on top. An array that is used more than once is drawn at its
  /// first use and named at the others.
  public func diagram(limit: Int = 60) -> [String] {
    var lines: [String] = []
    var drawn: Set<EntryID> = []
    // (array, what stands before its name, what stands before its operands)
    var pending: [(id: EntryID, lead: String, indent: String)] = [(expansion.root, "", "")]
    while let (named, lead, indent) = pending.popLast() {
      let id = source(of: named)
      if lines.count >= limit {
        lines.append("… \(expansion.entries.count - drawn.count) more arrays")
        break
      }
      let entry = recording[id]
      guard drawn.insert(id).inserted || entry.isLeaf else {
        lines.append("\(lead)\(names.array(id)) (drawn above)")
        continue
      }
      lines.append(lead + label(id))
      guard !entry.isLeaf else { continue }
      let operands = entry.operands
      for (i, operand) in operands.enumerated().reversed() {
        let isLast = i == operands.count - 1
        pending.append((operand, indent + (isLast ? "└─ " : "├─ "), indent + (isLast ? "   " : "│  ")))
      }
    }
    return lines.map { displayWidth($0) <= width ? $0 : shortened($0) }
  }

  /// An array without a name whose only entry is all that another single number holds is passed over.
  private func source(of id: EntryID) -> EntryID {
    var id = id
    while recording[id].name == nil, recording[id].shape.count == 1, !recording[id].isLeaf,
      recording[id].operands.count == 1, recording[recording[id].operands[0]].shape.count == 1,
      expansion.nodes[id] == expansion.nodes[recording[id].operands[0]], id != expansion.root
    {
      id = recording[id].operands[0]
    }
    return id
  }

  private func label(_ id: EntryID) -> String {
    let entry = recording[id]
    let value = style.text(entry.values, entry.shape, limit: 4)
    if entry.isLeaf {
      let name = names.array(id)
      if name == value { return value }
      return "\(name) = \(value)" + (entry.needsGradient ? "  parameter" : "")
    }
    return "\(names.array(id)) = \(operation(id)) = \(value)"
  }

  private func shortened(_ line: String) -> String {
    var kept = ""
    for scalar in line.unicodeScalars {
      if displayWidth(kept) >= width - 1 { break }
      kept.unicodeScalars.append(scalar)
    }
    return kept + "…"
  }
}
