/// A recording run forwards and backwards on both engines, compared array by array.
public struct EngineComparison {
  /// How far two arrays lie apart.
  public struct Distance: Sendable, Hashable {
    /// The largest |a − b|.
    public var absolute = 0.0
    /// `absolute` / max(1, the largest |entry|).
    public var relative = 0.0
    /// The most floating-point numbers of the array's precision that lie between two entries.
    public var ulps = 0.0
    /// The first entry where they part.
    public var element: Int?
  }

  /// One array on both engines.
  public struct Difference: Sendable {
    public let array: EntryID
    public let value: Distance
    /// `nil` where no gradient flows.
    public let gradient: Distance?
  }

  /// Where the engines part first: forwards in the order of computation, then backwards.
  public struct Parting: Sendable {
    public let array: EntryID
    public let element: Int
    public let isGradient: Bool
    public let scalar: Double
    public let tensor: Double
  }

  /// Every array that the root was made from, in order.
  public let differences: [Difference]
  public let parting: Parting?
  /// The recording spelled out, as the scalar engine ran it.
  public let expansion: Expansion

  init(_ differences: [Difference], parting: Parting?, in expansion: Expansion) {
    self.differences = differences
    self.parting = parting
    self.expansion = expansion
  }

  public var largestRelative: Double {
    differences.reduce(0) { max($0, $1.value.relative, $1.gradient?.relative ?? 0) }
  }

  /// - Parameters:
  ///   - nodeLimit: how many nodes the scalar graph may have; 0 for any number.
  ///   - stop: whether to end early.
  public init(
    _ recording: Recording, root: EntryID, nodeLimit: Int = 0, options: TensorOptions = TensorOptions(),
    stop: Stop = .never
  ) throws(OperationError) {
    let expansion = try Expansion(recording, root: root, nodeLimit: nodeLimit, stop: stop)
    var pass = BackwardPass(expansion.graph, seeds: expansion.rootNodes.map { (node: $0, gradient: 1) })
    try pass.drain(stop)
    let program = try TensorProgram(recording, root: root, options: options, stop: stop)
    program.forward()
    program.backward()
    try program.requireFinished()

    var differences: [Difference] = []
    var forward: Parting?
    var backward: Parting?
    for id in expansion.entries {
      let entry = recording[id]
      let nodes = expansion.nodes[id] ?? []
      func compare(_ scalar: [Double], _ tensor: [Double], isGradient: Bool) -> Distance {
        let distance = Distance(scalar, tensor, entry.precision)
        if let element = distance.element {
          let parting = Parting(
            array: id, element: element, isGradient: isGradient, scalar: scalar[element],
            tensor: tensor[element])
          // The backward pass comes to the arrays from the last to the first.
          if isGradient { backward = parting } else { forward = forward ?? parting }
        }
        return distance
      }
      let value = compare(
        nodes.map { entry.precision.rounded(expansion.graph.value($0)) }, program.values(of: id),
        isGradient: false)
      var gradient: Distance?
      if entry.needsGradient {
        let own = nodes.map { Int($0) < pass.gradients.count ? pass.gradients[Int($0)] : 0 }
        gradient = compare(own, program.gradients(of: id), isGradient: true)
      }
      differences.append(Difference(array: id, value: value, gradient: gradient))
    }
    self.differences = differences
    self.expansion = expansion
    parting = forward ?? backward
  }
}

extension EngineComparison.Distance {
  /// The distance of two arrays of the same length.
  init(_ a: [Double], _ b: [Double], _ precision: Precision) {
    var largest = 1.0
    for i in a.indices {
      if a[i].isFinite { largest = max(largest, a[i].magnitude) }
      let ulps = Self.ulps(a[i], b[i], precision)
      guard ulps > 0 else { continue }
      if element == nil { element = i }
      self.ulps = max(self.ulps, ulps)
      // Where only one of them is a number, no distance is large enough.
      let gap = (a[i] - b[i]).magnitude
      absolute = max(absolute, gap.isNaN ? .infinity : gap)
    }
    relative = absolute / largest
  }

  /// How many floating-point numbers apart two are: 0 for equal ones, for zeros of either sign and for two NaNs.
  private static func ulps(_ a: Double, _ b: Double, _ precision: Precision) -> Double {
    if a == b || (a.isNaN && b.isNaN) { return 0 }
    guard a.isFinite, b.isFinite else { return .infinity }
    switch precision {
    case .double:
      // As whole numbers, neighbouring doubles are neighbours, counted away from zero on both sides.
      let (x, y) = (Int64(bitPattern: a.magnitude.bitPattern), Int64(bitPattern: b.magnitude.bitPattern))
      return Double((a < 0) == (b < 0) ? (x - y).magnitude : UInt64(x) + UInt64(y))
    case .single, .half, .brain:
      let (x, y) = (Int64(Float(a).magnitude.bitPattern), Int64(Float(b).magnitude.bitPattern))
      return Double(((a < 0 ? -x : x) - (b < 0 ? -y : y)).magnitude)
    }
  }
}
