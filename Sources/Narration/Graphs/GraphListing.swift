import Language

extension GraphDrawing {
  /// The graph line by line in order of making, for those who listen rather than look: what each array is, what it
  /// was made from, and where it is used, by numbers.
  public func listing(limit: Int = 1000) -> [String] {
    let shown = nodes.indices.filter { !nodes[$0].isLiteral }
    var numbers = [Int](repeating: 0, count: nodes.count)
    for (number, index) in shown.enumerated() { numbers[index] = number + 1 }
    var users = [[Int]](repeating: [], count: nodes.count)
    for index in shown {
      for operand in nodes[index].operands where users[operand].last != numbers[index] {
        users[operand].append(numbers[index])
      }
    }
    let lines = shown.prefix(limit).map { index -> String in
      let node = nodes[index]
      let shape = node.shape.isEmpty ? "single number" : "shape \(node.shape)"
      var line = "\(numbers[index]). \(node.name)"
      if let operation = node.operation { line += " = \(operation)" }
      switch node.kind {
      case .parameter: line += ", parameter"
      case .constant: line += ", constant"
      case .result: break
      case .root: line += ", the result"
      }
      line += ", \(shape), value \(node.value)"
      let from = unique(node.operands.map { numbers[$0] }.filter { $0 > 0 })
      if !from.isEmpty { line += "; made from \(list(from))" }
      if !users[index].isEmpty { line += "; used in \(list(users[index]))" }
      if let mark, mark.node == index { line += "; here is the walk, \(mark.text)" }
      return line
    }
    let more = shown.count - lines.count
    return lines + (more > 0 ? ["\(more) more arrays"] : [])
  }

  private func unique(_ numbers: [Int]) -> [Int] {
    var seen: Set<Int> = []
    return numbers.filter { seen.insert($0).inserted }
  }

  private func list(_ numbers: [Int]) -> String {
    let shown = numbers.prefix(12).map(String.init)
    if numbers.count > shown.count {
      return shown.joined(separator: ", ") + " and \(numbers.count - shown.count) more"
    }
    return shown.count < 2
      ? shown.joined() : shown.dropLast().joined(separator: ", ") + " and " + (shown.last ?? "")
  }
}
