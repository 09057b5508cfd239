import Autodiff

extension StepNarrator {
  /// The sum that a step is a part of, where the step is one on the way to a sum or a product of arrays: what has been
  /// added up so far. `nil` where it is no partial sum.
  func whole(of node: Int32) -> Int32? {
    let graph = expansion.graph
    let entry = expansion.places[Int(node)].entry
    guard expansion.places[Int(node)].element == nil, !graph.isLeaf(node) else { return nil }
    var current = node
    var whole: Int32?
    var next = node + 1
    // The steps of an array follow one another, and each sum goes into the next.
    while Int(next) < expansion.places.count, expansion.places[Int(next)].entry == entry {
      if !graph.isLeaf(next),
        (0..<graph.arity(next)).contains(where: { graph.operand(next, at: $0) == current })
      {
        guard adds(current, in: next) else { break }
        (current, whole) = (next, next)
        if expansion.places[Int(next)].element != nil { break }
      }
      next += 1
    }
    return whole
  }

  /// Whether a step goes on with the sum that another has begun.
  private func adds(_ part: Int32, in step: Int32) -> Bool {
    let graph = expansion.graph
    let (name, own) = (graph.operation(step)?.name, graph.operation(part)?.name)
    switch name {
    case "addcmul": return graph.operand(step, at: 2) == part && ["mul", "add", "addcmul"].contains(own)
    case "add": return own == "add" || own == "addcmul"
    default: return false
    }
  }
}
