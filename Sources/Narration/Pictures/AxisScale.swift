import Autodiff

/// A place on an axis that has a label.
struct Tick: Hashable {
  let value: Double
  let label: String
  /// From 0, the axis's beginning, to 1.
  let place: Double
}

/// How numbers lie along an axis.
struct AxisScale: Hashable {
  let low: Double
  let high: Double
  let isLogarithmic: Bool

  /// Numbers beyond are not drawn: their distances would not be numbers.
  static let largest = 1e300

  /// Whether a number has a place on an axis.
  static func canPlace(_ x: Double, logarithmic: Bool = false) -> Bool {
    x.magnitude <= largest && (!logarithmic || x > 1e-300)
  }

  /// The scale that holds the numbers from `low` to `high`, with some room where that is a single one.
  init(_ low: Double, _ high: Double, logarithmic: Bool = false) {
    isLogarithmic = logarithmic
    let size = max(low.magnitude, high.magnitude)
    if high - low > size * 1e-12, high - low > 1e-290 {
      (self.low, self.high) = (low, high)
    } else if logarithmic {
      (self.low, self.high) = (low / 10, high * 10)
    } else {
      let room = size > 1e-280 ? size / 2 : 1
      (self.low, self.high) = (low - room, high + room)
    }
  }

  /// The same with both ends on round numbers.
  func roundedOut(ticks count: Int) -> AxisScale {
    if isLogarithmic {
      return AxisScale(
        DecimalStep(atOrBelow: low).size, DecimalStep(atOrAbove: high).size, logarithmic: true)
    }
    var scale = self
    // A longer axis may need a longer step, and that a longer axis.
    for _ in 0..<4 {
      let step = DecimalStep(range: scale.high - scale.low, atMost: count)
      let rounded = AxisScale(
        step.value((scale.low / step.size).rounded(.down)), step.value((scale.high / step.size).rounded(.up)))
      if rounded == scale { break }
      scale = rounded
    }
    if scale.high - scale.low < 1.5 * (high - low) { return scale }
    // Much of the picture would be empty: finer ends, between two ticks.
    let step = DecimalStep(range: high - low, atMost: 4 * count)
    return AxisScale(
      step.value((low / step.size).rounded(.down)), step.value((high / step.size).rounded(.up)))
  }

  /// The same with both ends on round numbers, if hardly any room is lost by that.
  func roundedOutIfClose(ticks count: Int) -> AxisScale {
    let rounded = roundedOut(ticks: count)
    return rounded.high - rounded.low < 1.08 * (high - low) ? rounded : self
  }

  /// Where a number lies: 0 at the beginning, 1 at the end.
  func place(_ x: Double) -> Double {
    isLogarithmic ? (x.log() - low.log()) / (high.log() - low.log()) : (x - low) / (high - low)
  }

  /// Round numbers along the axis: multiples of 1, 2 or 5 times a power of ten.
  ///
  /// - Parameter whole: whether only whole numbers have a meaning.
  func ticks(atMost count: Int, whole: Bool = false) -> [Tick] {
    if isLogarithmic { return logarithmicTicks(atMost: count) }
    var step = DecimalStep(range: high - low, atMost: max(count - 1, 1))
    if whole, step.exponent < 0 { step = DecimalStep(factor: 1, exponent: 0) }
    let first = (low / step.size - 1e-9).rounded(.up)
    let last = (high / step.size + 1e-9).rounded(.down)
    guard last >= first else { return [] }
    let size = max((first * step.size).magnitude, (last * step.size).magnitude)
    return stride(from: first, through: last, by: 1).map { count in
      let value = step.value(count)
      return Tick(
        value: value, label: step.label(value, largest: size), place: min(max(place(value), 0), 1))
    }
  }

  private func logarithmicTicks(atMost count: Int) -> [Tick] {
    let first = DecimalStep.exponent(of: low)
    let last = DecimalStep.exponent(of: high)
    let decades = last - first + 1
    let factors = decades * 3 <= count ? [1, 2, 5] : [1]
    let every = max((decades + count - 1) / max(count, 1), 1)
    var ticks: [Tick] = []
    for exponent in stride(from: first, through: last, by: every) {
      for factor in factors {
        let value = DecimalStep(factor: factor, exponent: exponent).size
        guard value >= low * (1 - 1e-9), value <= high * (1 + 1e-9) else { continue }
        ticks.append(
          Tick(
            value: value, label: NumberFormat.general(value, digits: 3), place: min(max(place(value), 0), 1)))
      }
    }
    // Less than a decade without a round number in it: as on a plain axis.
    guard ticks.count < 2 else { return ticks }
    return AxisScale(low, high).ticks(atMost: count).map { tick in
      Tick(value: tick.value, label: tick.label, place: min(max(place(tick.value), 0), 1))
    }
  }
}

/// A round distance: 1, 2 or 5 times a power of ten.
struct DecimalStep: Hashable {
  let factor: Int
  let exponent: Int

  init(factor: Int, exponent: Int) { (self.factor, self.exponent) = (factor, exponent) }

  /// The smallest that divides a range into at most so many parts.
  init(range: Double, atMost count: Int) {
    let wanted = range / Double(max(count, 1))
    let exponent = DecimalStep.exponent(of: wanted)
    for step in [(1, exponent), (2, exponent), (5, exponent)] {
      let candidate = DecimalStep(factor: step.0, exponent: step.1)
      if candidate.size >= wanted * (1 - 1e-9) {
        self = candidate
        return
      }
    }
    self.init(factor: 1, exponent: exponent + 1)
  }

  /// The largest that is not above a number.
  init(atOrBelow x: Double) {
    let exponent = DecimalStep.exponent(of: x)
    let factor = [5, 2].first { DecimalStep(factor: $0, exponent: exponent).size <= x }
    self.init(factor: factor ?? 1, exponent: exponent)
  }

  /// The smallest that is not below a number.
  init(atOrAbove x: Double) {
    let exponent = DecimalStep.exponent(of: x)
    let factor = [1, 2, 5].first { DecimalStep(factor: $0, exponent: exponent).size >= x }
    self.init(factor: factor ?? 1, exponent: factor == nil ? exponent + 1 : exponent)
  }

  var size: Double { value(1) }

  /// The multiple of it, as near as a double comes.
  func value(_ count: Double) -> Double {
    let product = count * Double(factor)
    return exponent >= 0 ? product * DecimalStep.power(exponent) : product / DecimalStep.power(-exponent)
  }

  /// A multiple of it in as many digits as its neighbours need.
  func label(_ value: Double, largest: Double) -> String {
    if value == 0 { return "0" }
    guard largest >= 1e6 || exponent < -5 else {
      return NumberFormat.fixed(value, decimals: max(-exponent, 0))
    }
    return NumberFormat.general(
      value, digits: max(DecimalStep.exponent(of: value.magnitude) - exponent + 1, 1))
  }

  static func power(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? 0 }

  /// The power of ten at or below a positive number.
  static func exponent(of x: Double) -> Int {
    var exponent = Int((x.log() / 10.0.log()).rounded(.down))
    while power(exponent + 1) <= x { exponent += 1 }
    while power(exponent) > x, exponent > -320 { exponent -= 1 }
    return exponent
  }
}
