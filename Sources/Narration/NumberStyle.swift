import Autodiff

/// How numbers are shown: so many significant digits.
public struct NumberStyle: Sendable, Hashable {
  public var digits: Int
  public init(digits: Int = 6) { self.digits = digits }

  /// So many digits, or from 17 on the shortest text that reads back as the same number.
  public func text(_ x: Double) -> String {
    if digits >= 17, x.isFinite { return NumberFormat.json(x) }
    return x.isFinite ? NumberFormat.significant(x, digits: digits) : NumberFormat.shortest(x)
  }

  /// More digits than these are never given to tell numbers apart: what differs only there is rounding.
  static let mostDigitsApart = 12

  /// The style with as many digits as it takes to tell numbers apart that differ by more than rounding.
  func telling(apart numbers: [Double]) -> NumberStyle {
    let finest = NumberStyle(digits: max(digits, NumberStyle.mostDigitsApart))
    var seen: Set<String> = []
    let different = numbers.filter { seen.insert(finest.text($0)).inserted }
    var style = self
    while style.digits < finest.digits, !style.tells(apart: different) { style.digits += 1 }
    return style
  }

  /// Whether numbers that differ have different texts.
  func tells(apart numbers: [Double]) -> Bool {
    let sorted = numbers.sorted()
    return zip(sorted, sorted.dropFirst()).allSatisfy { $0 == $1 || text($0) != text($1) }
  }

  /// A sum of numbers, as formulas write it: a negative one behind a plus stands in brackets.
  public func sum(_ terms: [Double]) -> String {
    guard let first = terms.first else { return text(0) }
    return terms.dropFirst().reduce(Formula.number(text(first))) { $0 + Formula.number(text($1)) }.text
  }

  /// A few entries of an array: `[0.593270, 0.596884]`, shortened in the middle.
  public func text(_ values: [Double], _ shape: Shape, limit: Int = 6) -> String {
    guard shape.rank > 0 else { return values.first.map(text) ?? "" }
    if shape.rank == 1 || values.isEmpty {
      guard values.count > limit else { return "[\(values.map(text).joined(separator: ", "))]" }
      let shown = values.prefix(limit - 1).map(text).joined(separator: ", ")
      return "[\(shown), … \(values.count) entries]"
    }
    guard values.count <= limit else {
      let shown = values.prefix(limit - 1).map(text).joined(separator: ", ")
      return "[\(shown), … \(shape)]"
    }
    let inner = Shape(Array(shape.dimensions.dropFirst()))
    let rows = (0..<shape[0]).map { row in
      text(Array(values[(row * inner.count)..<((row + 1) * inner.count)]), inner, limit: limit)
    }
    return "[\(rows.joined(separator: ", "))]"
  }
}

/// `1 step`, `2 steps`
public func counted(_ count: Int, _ thing: String) -> String { "\(count) \(thing)\(count == 1 ? "" : "s")" }
