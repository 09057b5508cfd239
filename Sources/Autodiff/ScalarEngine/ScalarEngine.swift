/// The engine that executes a recording number by number.
public enum ScalarEngine {
  /// The gradients that a backward pass from `root` brings to the arrays with an owner.
  ///
  /// - Parameters:
  ///   - gradient: ∂L/∂root, one number an entry.
  ///   - existing: what an owner's gradient already holds; contributions are added to it one by one.
  ///   - observe: sees every chain-rule step as it is done.
  /// - Returns: owners in the order of their arrays, each with its new gradient.
  public static func backward(
    _ recording: Recording, from root: EntryID, gradient: [Double], nodeLimit: Int = 0,
    existing: (Int) -> [Double]?, observe: ((Expansion, ChainRuleStep) -> Void)? = nil
  ) throws(OperationError) -> [(owner: Int, gradient: [Double])] {
    let expansion = try Expansion(recording, root: root, nodeLimit: nodeLimit)
    var initial: [(node: Int32, gradient: Double)] = []
    var seeded: [Int32: EntryID] = [:]
    let owned = expansion.entries.filter { recording[$0].owner >= 0 && recording[$0].needsGradient }
    for id in owned where recording[id].isLeaf && seeded[recording[id].owner] == nil {
      guard let old = existing(Int(recording[id].owner)) else { continue }
      seeded[recording[id].owner] = id
      initial += zip(expansion.nodes[id] ?? [], old).map { ($0, $1) }
    }
    var pass = BackwardPass(
      expansion.graph, seeds: zip(expansion.rootNodes, gradient).map { ($0, $1) }, initial: initial)
    if let observe {
      while let step = pass.next() { observe(expansion, step) }
    } else {
      while pass.next() != nil {}
    }
    return collect(expansion, recording, owned, pass, seeded, existing)
  }

  /// An owner may have several arrays in one graph, a parameter before and after an update: their gradients add.
  /// What the owner holds from before is in the gradient of the array that was seeded with it; an intermediate
  /// array is not seeded, since it would pass that on once more, so there it is added here.
  private static func collect(
    _ expansion: Expansion, _ recording: Recording, _ owned: [EntryID], _ pass: BackwardPass,
    _ seeded: [Int32: EntryID], _ existing: (Int) -> [Double]?
  ) -> [(owner: Int, gradient: [Double])] {
    var result: [(owner: Int, gradient: [Double])] = []
    var places: [Int32: Int] = [:]
    for id in owned {
      let (owner, precision) = (recording[id].owner, recording[id].precision)
      let nodes = expansion.nodes[id] ?? []
      let isReached = id == expansion.root || nodes.isEmpty || nodes.contains(where: pass.hasReached)
      guard isReached || seeded[owner] == id else { continue }
      // A node behind the start has no gradient to give.
      var gradient = nodes.map { Int($0) < pass.gradients.count ? pass.gradients[Int($0)] : 0 }
      if let place = places[owner] {
        gradient = zip(result[place].gradient, gradient).map { precision.rounded($0 + $1) }
        result[place].gradient = gradient
        continue
      }
      if seeded[owner] == nil, let old = existing(Int(owner)) {
        gradient = zip(old, gradient).map { precision.rounded($0 + $1) }
      }
      places[owner] = result.count
      result.append((Int(owner), gradient))
    }
    return result
  }
}
