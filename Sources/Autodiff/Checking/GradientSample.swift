extension GradientCheck {
  /// How many leaves are checked of a graph too large for all, where it has that many parameters.
  private static let fewest = 16

  /// How much of a large graph is checked: so many leaves that evaluating the graph anew for each of them stays
  /// within `work` nodes, but at least four, and one of each parameter (of up to 16 parameters); spread evenly over
  /// all.
  ///
  /// - Parameter parameters: the leaves of each parameter.
  public static func sample(
    _ parameters: [[Int32]], of graph: Graph, work: Int = 60_000_000
  ) -> [Int32] {
    let parameters = parameters.filter { !$0.isEmpty }
    let count = parameters.reduce(0) { $0 + $1.count }
    let evaluations = 2 * steps.count
    let most = max(4, min(parameters.count, fewest), work / max(graph.count * evaluations, 1))
    guard count > most else { return parameters.flatMap { $0 } }
    guard parameters.count <= most else {
      return (0..<most).map { parameters[$0 * parameters.count / most][0] }
    }
    // One of each, and of the rest each parameter's share.
    let rest = (left: most - parameters.count, of: count - parameters.count)
    var (before, taken) = (0, 0)
    return parameters.flatMap { leaves in
      before += leaves.count - 1
      let upToHere = rest.left * before / max(rest.of, 1)
      let share = 1 + upToHere - taken
      taken = upToHere
      return (0..<share).map { leaves[$0 * leaves.count / share] }
    }
  }
}
