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
      for h in steps {
        let (right, left) = (loss(x + h), loss(x - h))
        let estimate = (right - left) / ((x + h) - (x - h))
        let difference = (gradient - estimate).magnitude / max(1, gradient.magnitude)
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
        kink: isKink ? narrow : nil)
    }
  }
}
