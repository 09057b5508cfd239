/// A node that is one of several others, picked by their values when the graph was made. With other values another
/// one might have been picked, which the tape alone does not tell.
struct Choice: Sendable {
  let node: Int32
  let which: Extreme.Which
  /// What was picked from.
  let candidates: [Int32]

  /// Which of the candidates is picked, given the values of all nodes.
  func winner(_ values: [Double]) -> Int32 {
    candidates[Extreme.place(which, in: candidates.map { values[Int($0)] })]
  }

  /// The candidates that tie for the first place.
  func winners(_ values: [Double]) -> [Int32] {
    let best = values[Int(winner(values))]
    return candidates.filter { values[Int($0)] == best }
  }
}

extension Graph {
  /// Every node's value.
  var values: [Double] { nodes.map { $0.value } }

  /// Evaluates the tape anew with other values for some leaves, and gives every node's value. The tape itself
  /// stays as it is; where its ``choices`` are known, they are made anew.
  public func values(replacing leaves: [Int32: Double]) -> [Double] {
    // The tape at hand for every node.
    let (nodes, operators, traits) = (nodes, operators, traits)
    var values = self.values
    for (leaf, value) in leaves { values[Int(leaf)] = nodes[Int(leaf)].precision.rounded(value) }
    let start = leaves.keys.min().map { Int($0) } ?? nodes.count
    var pending = choices.drop { Int($0.node) < start }[...]
    for index in start..<nodes.count where !nodes[index].isLeaf {
      if let choice = pending.first, Int(choice.node) == index {
        values[index] = values[Int(choice.winner(values))]
        pending = pending.dropFirst()
        continue
      }
      let node = nodes[index]
      let (a, b, c) = (values[Int(node.a)], values[Int(node.b)], values[Int(node.c)])
      let place = Int(node.tag >> Graph.Node.shift)
      if node.precision == .double, let quick = traits[place].shortcut.value(a, b, c) {
        values[index] = quick
      } else {
        values[index] = operators[place].value(a, b, c, node.precision)
      }
    }
    return values
  }
}
