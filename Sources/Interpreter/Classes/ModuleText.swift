/// Models as PyTorch prints them.
extension Machine {
  /// A model: its class, what it was made with, and the models in it, indented.
  func instanceText(_ handle: Handle, _ own: OwnTexts) -> String {
    // A model that stands in itself many times over would be told without an end.
    var left = 10_000
    return lines(of: handle, own, depth: 0, &left).joined(separator: "\n")
  }

  private func lines(of handle: Handle, _ own: OwnTexts, depth: Int, _ left: inout Int) -> [String] {
    left -= 1
    if let text = own.whole[handle] {
      return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    guard isModule(handle) else { return ["<\(className(of: handle)) object>"] }
    let name = className(of: handle)
    guard depth < 50, left > 0 else { return ["\(name)(...)"] }
    var made = own.made[handle] ?? ""
    if made.isEmpty, case .string(let text)? = heap.instance(handle).attributes["_made_with"] { made = text }
    var parts: [(name: String, lines: [String])] = []
    for part in children(of: handle) {
      parts.append((part.name, lines(of: part.handle, own, depth: depth + 1, &left)))
    }
    if isModuleList(handle) { parts = folded(parts) }
    let madeLines = made.split(separator: "\n").map(String.init)
    guard !parts.isEmpty || madeLines.count > 1 else { return ["\(name)(\(made))"] }
    let inner = madeLines + parts.flatMap { ["(\($0.name)): \($0.lines[0])"] + $0.lines.dropFirst() }
    return ["\(name)("] + inner.map { $0.isEmpty ? $0 : "  " + $0 } + [")"]
  }

  private func isModuleList(_ handle: Handle) -> Bool {
    lineage(of: heap.instance(handle).type).contains {
      heap.classObject($0).isLibrary && heap.classObject($0).name == "ModuleList"
    }
  }

  /// Equal neighbours in a `ModuleList` are told once: `(0-2): 3 x Linear(…)`.
  private func folded(_ parts: [(name: String, lines: [String])]) -> [(name: String, lines: [String])] {
    var result: [(name: String, lines: [String])] = []
    var first = 0
    while first < parts.count {
      var end = first + 1
      while end < parts.count, parts[end].lines == parts[first].lines { end += 1 }
      var (name, lines) = parts[first]
      if end > first + 1 {
        name = "\(first)-\(end - 1)"
        lines[0] = "\(end - first) x \(lines[0])"
      }
      result.append((name, lines))
      first = end
    }
    return result
  }
}
