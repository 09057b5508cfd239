import Autodiff

extension Machine {
  /// How many scalar nodes a graph may have for the first bad step of its backward pass to be looked for.
  private static let largestSearch = 2_000_000

  /// Remembers the first gradient that is NaN or infinite, and what made it so.
  mutating func noteIfNotFinite(
    _ gradients: [(owner: Int, gradient: [Double])], from root: EntryID, _ seed: [Double]
  ) {
    guard firstNotFinite == nil,
      let bad = gradients.first(where: { !$0.gradient.areFinite }),
      let value = bad.gradient.first(where: { !$0.isFinite })
    else { return }
    var name: String?
    if case .tensor(let tensor) = heap[Handle(index: Int32(bad.owner))] { name = tensor.name }
    let cause = firstNotFiniteStep(from: root, seed)
    note(
      NotFiniteNotice(
        operation: cause.flatMap { recording[$0].operation?.name },
        name: name, value: value, isGradient: true,
        range: cause.flatMap(origin) ?? range))
  }

  /// The array operation on whose way back something finite first became NaN or infinite; `nil` where none did, as
  /// the gradients of an earlier pass were so already, or where the graph is too large to look.
  private func firstNotFiniteStep(from root: EntryID, _ seed: [Double]) -> EntryID? {
    let largest = limits.nodes > 0 ? min(limits.nodes, Machine.largestSearch) : Machine.largestSearch
    guard let expansion = try? Expansion(recording, root: root, nodeLimit: largest, stop: stop) else {
      return nil
    }
    var pass = BackwardPass(
      expansion.graph, seeds: zip(expansion.rootNodes, seed).map { (node: $0, gradient: $1) })
    var pace = Pace(stop)
    while let step = pass.next() {
      do { try pace.did(1) } catch { return nil }
      if !step.total.isFinite { return expansion.places[Int(step.node)].entry }
    }
    return nil
  }

  /// Says where a variance divides by nothing, as that of a single entry does.
  mutating func noteFreedom(_ name: String, _ count: Int, _ correction: Double) {
    guard Double(count) <= correction else { return }
    note(
      name,
      "\(name)() of \(count) \(count == 1 ? "entry" : "entries") divides by \(count) − \(NumberFormat.general(correction, digits: 6)), which is not above 0; unbiased=False divides by \(count)"
    )
  }
}
