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
    public let finding: Finding
    /// For each h of ``GradientCheck/steps``, the quotient and how far it is off.
    public let sweep: [(step: Double, estimate: Double, difference: Double)]

    public var agrees: Bool { difference <= 1e-6 }
    public var kink: Kink? { if case .kink(let kink) = finding { kink } else { nil } }
    public var jump: Jump? { if case .jump(let jump) = finding { jump } else { nil } }
    /// Whether gradient and quotient ought to be the same and are not.
    public var differs: Bool { if case .smooth = finding { !agrees } else { false } }
  }

  /// What the loss is like near a parameter's value.
  public enum Finding {
    case smooth
    case kink(Kink)
    case jump(Jump)
    /// No h keeps the loss a finite number on both sides. With the loss itself, if it is none.
    case outsideDomain(value: Double?)
  }

  /// The slopes to the left and to the right differ, however near.
  public struct Kink {
    public let left: Double
    public let right: Double
    /// The node whose slope jumps there, the first on the way from the leaf.
    public let node: Int32?
    /// What ties for the largest or the smallest there.
    public let tied: [Int32]
  }

  /// The value itself jumps, as of a step.
  public struct Jump {
    public let node: Int32
    /// The node's values to the left and to the right.
    public let left: Double
    public let right: Double
    /// Whether the operator's derivative there is 0.
    public let isFlat: Bool
  }

  /// The h that are tried.
  public static let steps: [Double] = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7]
  /// Where none of these agrees, h as a share of |x|: it keeps small values inside a domain, and steps over the
  /// rounding of large ones.
  static let shares: [Double] = [1e-3, 1e-4, 1e-5, 1e-6]

  let graph: Graph
  let start: Int32
  /// The backward pass, gone through.
  let pass: BackwardPass

  /// - Parameter start: the node whose gradients are checked.
  public init(_ graph: Graph, start: Int32) {
    self.graph = graph
    self.start = start
    var pass = BackwardPass(graph, from: start)
    while pass.next() != nil {}
    self.pass = pass
  }

  /// Checks ∂(start)/∂(leaf) for every leaf given.
  ///
  /// - Parameter isInterrupted: asked before each evaluation of the graph whether to give up.
  /// - Returns: a row a leaf; `nil` where it was given up.
  public func rows(of leaves: [Int32], isInterrupted: () -> Bool = { false }) -> [Row]? {
    var rows: [Row] = []
    for leaf in leaves {
      guard let row = row(of: leaf, isInterrupted) else { return nil }
      rows.append(row)
    }
    return rows
  }

  /// A difference quotient.
  private typealias Quotient = (step: Double, estimate: Double, difference: Double)

  private func row(of leaf: Int32, _ isInterrupted: () -> Bool) -> Row? {
    let gradient = leaf <= start ? pass.gradients[Int(leaf)] : 0
    let probe = Probe(graph, leaf)
    var sweep: [Quotient] = []
    var sides: [Double: (left: Double, right: Double)] = [:]
    for h in GradientCheck.steps {
      if isInterrupted() { return nil }
      let (left, right) = probe.sides(h)
      sides[h] = (left[Int(start)], right[Int(start)])
      sweep.append(quotient(probe, h, left[Int(start)], right[Int(start)], gradient))
    }
    let finite = sweep.filter { $0.estimate.isFinite }
    // A gradient that is no number is nearest to none: then the smallest h tells most.
    var best = finite.last
    for quotient in finite.reversed() where quotient.difference <= (best?.difference ?? .infinity) {
      best = quotient
    }
    var isByShare = false
    if !((best?.difference ?? .infinity) <= 1e-6), probe.x != 0 {
      for share in GradientCheck.shares {
        if isInterrupted() { return nil }
        let (left, right) = probe.sides(share * probe.x.magnitude)
        let (low, high) = (left[Int(start)], right[Int(start)])
        // A difference that is next to nothing says nothing.
        guard (high - low).magnitude > 1e-10 * max(high.magnitude, low.magnitude) else { continue }
        let quotient = quotient(probe, share * probe.x.magnitude, low, high, gradient)
        guard quotient.estimate.isFinite, best == nil || quotient.difference <= 1e-6,
          quotient.difference < (best?.difference ?? .infinity)
        else { continue }
        (best, isByShare) = (quotient, true)
      }
    }
    let found = best ?? (0, .nan, .infinity)
    var finding = Finding.smooth
    let base = graph.value(start)
    if !base.isFinite || best == nil {
      finding = .outsideDomain(value: base.isFinite ? nil : base)
    } else if !isByShare, let wide = sides[1e-4], let narrow = sides[1e-6] {
      let agrees = found.difference <= 1e-6
      let slopes = ((base - narrow.left) / 1e-6, (narrow.right - base) / 1e-6)
      let isKink = isKink(
        wide: ((base - wide.left) / 1e-4, (wide.right - base) / 1e-4), narrow: slopes)
      if isKink || !agrees {
        if isInterrupted() { return nil }
        finding = self.finding(probe, slopes, isKink: isKink, agrees: agrees)
      }
    }
    return Row(
      node: leaf, gradient: gradient, estimate: found.estimate, step: found.step,
      difference: found.difference, finding: finding, sweep: sweep)
  }

  private func quotient(
    _ probe: Probe, _ h: Double, _ left: Double, _ right: Double, _ gradient: Double
  ) -> Quotient {
    let estimate = (right - left) / probe.distance(h)
    let difference = (gradient - estimate).magnitude / max(1, gradient.magnitude)
    return (h, estimate, difference.isNaN ? .infinity : difference)
  }

  /// Whether the slopes on both sides stay apart as h shrinks from the wide one to the narrow.
  private func isKink(wide: (left: Double, right: Double), narrow: (left: Double, right: Double)) -> Bool {
    let gap = (narrow.left - narrow.right).magnitude
    return gap > 1e-3 * max(1, narrow.left.magnitude, narrow.right.magnitude)
      && gap > 0.5 * (wide.left - wide.right).magnitude
  }
}

/// A graph with one of its leaves moved.
struct Probe {
  let graph: Graph
  let leaf: Int32
  let x: Double

  init(_ graph: Graph, _ leaf: Int32) {
    (self.graph, self.leaf) = (graph, leaf)
    x = graph.value(leaf)
  }

  /// Every node's value at x − h and at x + h.
  func sides(_ h: Double) -> (left: [Double], right: [Double]) {
    (graph.values(replacing: [leaf: x - h]), graph.values(replacing: [leaf: x + h]))
  }

  /// From the one to the other, as rounding leaves it.
  func distance(_ h: Double) -> Double {
    let precision = graph.precision(leaf)
    return precision.rounded(x + h) - precision.rounded(x - h)
  }
}
