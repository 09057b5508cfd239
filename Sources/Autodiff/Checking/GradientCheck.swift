/// Compares gradients with central differences, (L(x + h) − L(x − h)) / 2h, over a sweep of h.
///
/// Too large an h bends the secant, too small a one drowns in rounding; in between the two agree. On a kink, as
/// ReLU has at 0, the slopes to the left and to the right differ and stay apart however small h becomes; on a
/// curve that is only steep their distance shrinks with h.
public struct GradientCheck {
  public struct Row {
    public let node: Int32
    public let gradient: Double
    /// The difference quotient closest to the gradient, and its h.
    public let estimate: Double
    public let step: Double
    /// |gradient − estimate| / max(1, |gradient|).
    public let difference: Double
    /// The slopes to the left and to the right, where they differ.
    public let kink: (left: Double, right: Double)?
    /// The node whose slope jumps there, the first on the way from the leaf.
    public let kinkNode: Int32?
    /// For each h that was tried, the quotient and how far it is off.
    public let sweep: [(step: Double, estimate: Double, difference: Double)]
    public var agrees: Bool { difference <= 1e-6 }
  }

  /// The h that are tried.
  public static let steps: [Double] = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7]

  /// Checks ∂(start)/∂(leaf) for every leaf given.
  public static func run(_ graph: Graph, start: Int32, leaves: [Int32]) -> [Row] {
    var pass = BackwardPass(graph, from: start)
    while pass.next() != nil {}
    let base = graph.value(start)
    return leaves.map { leaf in
      let gradient = leaf <= start ? pass.gradients[Int(leaf)] : 0
      let x = graph.value(leaf)
      func loss(_ x: Double) -> Double { graph.values(replacing: [leaf: x])[Int(start)] }
      var best: (estimate: Double, step: Double, difference: Double)?
      var sweep: [(step: Double, estimate: Double, difference: Double)] = []
      for h in steps {
        let (right, left) = (loss(x + h), loss(x - h))
        let estimate = (right - left) / ((x + h) - (x - h))
        let difference = (gradient - estimate).magnitude / max(1, gradient.magnitude)
        sweep.append((h, estimate, difference))
        if difference < (best?.difference ?? .infinity) { best = (estimate, h, difference) }
      }
      func sides(_ h: Double) -> (left: Double, right: Double) {
        ((base - loss(x - h)) / h, (loss(x + h) - base) / h)
      }
      let found = best ?? (.nan, 0, .infinity)
      let (wide, narrow) = (sides(1e-4), sides(1e-6))
      let gap = (narrow.left - narrow.right).magnitude
      let isKink =
        gap > 1e-3 * max(1, narrow.left.magnitude, narrow.right.magnitude)
        && gap > 0.5 * (wide.left - wide.right).magnitude
      return Row(
        node: leaf, gradient: gradient, estimate: found.estimate, step: found.step,
        difference: found.difference,
        kink: isKink ? narrow : nil,
        kinkNode: isKink ? kink(graph, at: leaf, x, upTo: start) : nil, sweep: sweep)
    }
  }

  /// The first node whose slope is another one to the right of x than to the left, however near.
  private static func kink(_ graph: Graph, at leaf: Int32, _ x: Double, upTo start: Int32) -> Int32? {
    let h = 1e-6
    let (left, right) = (graph.values(replacing: [leaf: x - h]), graph.values(replacing: [leaf: x + h]))
    guard leaf < start else { return nil }
    return (leaf + 1...start).first { node in
      (0..<graph.arity(node)).contains { position in
        let slopes = [left, right].map { graph.local(node, at: position, values: $0) }
        return (slopes[0] - slopes[1]).magnitude > 1e-3 * max(1, slopes[0].magnitude, slopes[1].magnitude)
      }
    }
  }

  /// How much of a large graph is checked: so many leaves that evaluating the graph anew for each of them stays
  /// within `work` nodes, at least four, spread evenly over all.
  public static func sample(_ leaves: [Int32], of graph: Graph, work: Int = 60_000_000) -> [Int32] {
    let evaluations = 2 * steps.count + 5
    let most = max(4, work / max(graph.count * evaluations, 1))
    guard leaves.count > most else { return leaves }
    return (0..<most).map { leaves[$0 * leaves.count / most] }
  }
}
