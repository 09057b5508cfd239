/// The engine that executes a recording number by number.
public enum ScalarEngine {
  /// The gradients that a backward pass from `root` brings to the arrays with an owner.
  ///
  /// - Parameters:
  ///   - gradient: ∂L/∂root, one number an entry.
  ///   - existing: what an owner's gradient already holds; contributions are added to it one by one.
  ///   - passesOnExisting: whether intermediate arrays pass on what their owners hold, as in micrograd.
  ///   - stop: whether to end early.
  ///   - observe: sees every chain-rule step as it is done.
  /// - Returns: owners in the order of their arrays, each with its new gradient.
  public static func backward(
    _ recording: Recording, from root: EntryID, gradient: [Double], nodeLimit: Int = 0,
    stop: Stop = .never, passesOnExisting: Bool = false, existing: @escaping (Int) -> [Double]?,
    observe: ((Expansion, ChainRuleStep) -> Void)? = nil
  ) throws(OperationError) -> [(owner: Int, gradient: [Double])] {
    let expansion = try Expansion(recording, root: root, nodeLimit: nodeLimit, stop: stop)
    let owners = Owners(recording, expansion.entries, passesOn: passesOnExisting, existing)
    let initial = owners.initial.flatMap { array, gradient in
      zip(expansion.nodes[array] ?? [], gradient).map { (node: $0, gradient: $1) }
    }
    var pass = BackwardPass(
      expansion.graph, seeds: zip(expansion.rootNodes, gradient).map { (node: $0, gradient: $1) },
      initial: initial)
    if let observe {
      var pace = Pace(stop)
      while let step = pass.next() {
        observe(expansion, step)
        try pace.did(16)
      }
    } else {
      try pass.drain(stop)
    }
    return owners.collect { array in
      // A node behind the start has no gradient to give.
      (expansion.nodes[array] ?? []).map { Int($0) < pass.gradients.count ? pass.gradients[Int($0)] : 0 }
    }
  }
}
