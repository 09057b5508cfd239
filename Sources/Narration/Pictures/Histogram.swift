import Autodiff
import Language

/// `:hist`: how often numbers of each size occur, for one group of numbers or for several over the same axis.
public struct Histogram: Picture, Sendable {
  public struct Group: Sendable {
    public let name: String
    public let values: [Double]

    public init(name: String, values: [Double]) { (self.name, self.values) = (pictureName(name), values) }
  }

  /// A group in numbers.
  struct Measures: Hashable {
    var count = 0
    var leftOut = 0
    var low = Double.infinity
    var high = -Double.infinity
    var mean = 0.0
    /// √(Σ (x − mean)² / (n − 1)), as `std()`; `nil` for fewer than two numbers.
    var deviation: Double?
  }

  /// So many are seen side by side at most.
  public static let limit = 24

  let groups: [Group]
  let measures: [Measures]
  let low: Double
  let high: Double
  private let areWhole: Bool

  /// - Throws: where there are no numbers, or too many groups.
  public init(_ groups: [Group]) throws(Diagnostic) {
    guard groups.count <= Histogram.limit else {
      throw Diagnostic(
        .value, "\(groups.count) histograms do not fit side by side; \(Histogram.limit) do",
        hint: "pick some: :hist layers[:\(Histogram.limit)]")
    }
    self.groups = groups
    measures = groups.map { Histogram.measured($0.values) }
    low = measures.map { $0.low }.min() ?? .infinity
    high = measures.map { $0.high }.max() ?? -.infinity
    guard low <= high else {
      let name = groups.first?.name ?? "it"
      throw Diagnostic(
        .value,
        groups.contains { !$0.values.isEmpty }
          ? "\(name) has no number that can be drawn: all are NaN or infinite"
          : "\(name) is empty: there is nothing to draw", hint: "a picture needs at least one number")
    }
    areWhole = groups.allSatisfy { group in
      group.values.allSatisfy { !AxisScale.canPlace($0) || ($0 == $0.rounded() && $0.magnitude < 1e15) }
    }
  }

  private static func measured(_ values: [Double]) -> Measures {
    var result = Measures()
    var sum = 0.0
    for value in values {
      guard AxisScale.canPlace(value) else {
        result.leftOut += 1
        continue
      }
      result.count += 1
      (result.low, result.high) = (min(result.low, value), max(result.high, value))
      // Numbers near the limit add up to more than there is.
      sum += value * 0x1p-40
    }
    guard result.count > 0 else { return result }
    let mean = sum / Double(result.count) * 0x1p40
    result.mean = mean
    guard result.count > 1 else { return result }
    // Squares of what is far away or close by would be too large or too small.
    let scale = max(result.high - mean, mean - result.low)
    guard scale > 0 else {
      result.deviation = 0
      return result
    }
    var squares = 0.0
    for value in values where AxisScale.canPlace(value) {
      let part = (value - mean) / scale
      squares += part * part
    }
    result.deviation = (squares / Double(result.count - 1)).squareRoot() * scale
    return result
  }

  /// Equal intervals with round ends.
  struct Bins: Hashable {
    let step: DecimalStep
    /// The first interval begins at so many steps.
    let first: Double
    let count: Int
    /// Whole numbers stand in the middle of their intervals.
    let isCentred: Bool

    func edge(_ index: Int) -> Double { step.value(first + Double(index)) }
    var scale: AxisScale { AxisScale(edge(0), edge(count)) }

    /// The interval that a number belongs to; the last one holds its upper end too.
    func index(of value: Double) -> Int {
      var index = Int(min(max((value / step.size - first).rounded(.down), 0), Double(count - 1)))
      // A quotient may be rounded over an edge.
      if index + 1 < count, value >= edge(index + 1) { index += 1 }
      if index > 0, value < edge(index) { index -= 1 }
      return index
    }
  }

  /// Intervals for all groups: more for more numbers, and no more than there is room for.
  func bins(atMost room: Int) -> Bins {
    let largest = Double(measures.map { $0.count }.max() ?? 1)
    // The rule of Rice, 2 ∛n.
    var wanted = 1.0
    while wanted * wanted * wanted < 8 * largest { wanted += 1 }
    let span = AxisScale(low, high)
    var target = min(max(Int(wanted), 8), room, 60)
    while true {
      var step = DecimalStep(range: span.high - span.low, atMost: max(target, 1))
      let isCentred = areWhole && (step.exponent < 0 || step.size == 1)
      if isCentred { step = DecimalStep(factor: 1, exponent: 0) }
      let first = isCentred ? low - 0.5 : (span.low / step.size).rounded(.down)
      let end = isCentred ? high + 0.5 : (span.high / step.size).rounded(.up)
      let count = max(Int(end - first), 1)
      if count <= room || target <= 2 {
        return Bins(step: step, first: first, count: count, isCentred: isCentred)
      }
      target -= 1
    }
  }

  func counts(_ group: Int, _ bins: Bins) -> [Int] {
    var counts = [Int](repeating: 0, count: bins.count)
    for value in groups[group].values where AxisScale.canPlace(value) { counts[bins.index(of: value)] += 1 }
    return counts
  }

  public func summary(_ style: NumberStyle) -> [String] {
    guard groups.count > 4 else {
      return groups.indices.map { index in
        let one = measures[index]
        let left = one.leftOut > 0 ? "; left out: \(one.leftOut) NaN or infinite" : ""
        guard one.count > 1, let deviation = one.deviation else {
          return "\(groups[index].name): "
            + (one.count == 0 ? "no numbers" : "a single value, \(style.text(one.mean))") + left
        }
        if one.low == one.high {
          return "\(groups[index].name): \(one.count) values, all \(style.text(one.low))\(left)"
        }
        let ends = style.telling(apart: [one.low, one.high])
        return
          "\(groups[index].name): \(one.count) values from \(ends.text(one.low)) to \(ends.text(one.high)), mean \(ends.text(one.mean)), std \(style.text(deviation))\(left)"
      }
    }
    let known = measures.indices.filter { measures[$0].deviation != nil }
    func extreme(_ word: String, _ value: (Int) -> Double, _ isBetter: (Double, Double) -> Bool) -> String {
      guard var best = known.first else { return "\(word) of none" }
      for index in known where isBetter(value(index), value(best)) { best = index }
      return "\(word) \(style.text(value(best))) in \(groups[best].name)"
    }
    let left = measures.reduce(0) { $0 + $1.leftOut }
    return [
      "\(groups.count) histograms: "
        + [
          extreme("lowest mean", { measures[$0].mean }, <), extreme("highest mean", { measures[$0].mean }, >),
          extreme("lowest std", { measures[$0].deviation ?? 0 }, <),
          extreme("highest std", { measures[$0].deviation ?? 0 }, >),
        ].joined(separator: ", ") + (left > 0 ? "; left out: \(left) NaN or infinite" : "")
    ]
  }
}
