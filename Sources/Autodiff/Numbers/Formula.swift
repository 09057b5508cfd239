/// A number that is not calculated but written down.
///
/// Given names, a rule becomes its formula: `1 − y²`. Given numbers as text, the same rule shows the numbers
/// put in: `1 − 0.462117²`. Trivial factors (1·x, x + 0) are left out, and brackets stand only where needed.
public struct Formula: Scalar {
  /// How tightly the outermost operation binds; brackets are put around what binds less.
  enum Binding: Int, Comparable {
    case choice, sum, product, sign, power, atom
    static func < (a: Binding, b: Binding) -> Bool { a.rawValue < b.rawValue }
  }

  public let text: String
  let binding: Binding
  /// The number, where the formula is nothing but a constant of the rule.
  let constant: Double?
  /// Whether the text is a number that was put in: products of such are written with ×.
  let isNumeric: Bool

  init(_ text: String, _ binding: Binding, constant: Double? = nil, isNumeric: Bool = false) {
    self.text = text
    self.binding = binding
    self.constant = constant
    self.isNumeric = isNumeric
  }

  /// A constant of the rule itself.
  public init(_ constant: Double) {
    let text = Formula.plain(constant)
    self.init(text, constant < 0 ? .sign : .atom, constant: constant, isNumeric: true)
  }

  /// A variable's name, or any text that stands for itself.
  public static func name(_ name: String) -> Formula { Formula(name, .atom) }

  /// A number put in for a variable, already written as it is to be shown.
  public static func number(_ text: String) -> Formula {
    Formula(text, text.hasPrefix("-") ? .sign : .atom, isNumeric: true)
  }

  private static func plain(_ x: Double) -> String { NumberFormat.significant(x, digits: 7) }

  private var startsWithMinus: Bool { text.hasPrefix("-") }

  private func bracketed(under outer: Binding) -> String { binding < outer ? "(\(text))" : text }

  public static func + (a: Formula, b: Formula) -> Formula {
    if a.constant == 0 { return b }
    if b.constant == 0 { return a }
    // "a + -3" reads worse than "a + (-3)".
    let right = b.startsWithMinus ? "(\(b.text))" : b.bracketed(under: .sum)
    return Formula("\(a.bracketed(under: .sum)) + \(right)", .sum, isNumeric: a.isNumeric && b.isNumeric)
  }

  public static func - (a: Formula, b: Formula) -> Formula {
    if b.constant == 0 { return a }
    if a.constant == 0 { return -b }
    let right = b.startsWithMinus ? "(\(b.text))" : b.bracketed(under: .product)
    return Formula("\(a.bracketed(under: .sum)) − \(right)", .sum, isNumeric: a.isNumeric && b.isNumeric)
  }

  public static func * (a: Formula, b: Formula) -> Formula {
    if a.constant == 1 { return b }
    if b.constant == 1 { return a }
    if a.constant == 0 || b.constant == 0 { return Formula(0) }
    let isNumeric = a.isNumeric || b.isNumeric
    let left = a.bracketed(under: .product)
    let right = b.binding == .sign && !b.isNumeric ? "(\(b.text))" : b.bracketed(under: .product)
    return Formula("\(left) \(isNumeric ? "×" : "·") \(right)", .product, isNumeric: isNumeric)
  }

  public static func / (a: Formula, b: Formula) -> Formula {
    if b.constant == 1 { return a }
    if a.constant == 0 { return a }
    let right = b.binding <= .product ? "(\(b.text))" : b.text
    return Formula(
      "\(a.bracketed(under: .product)) / \(right)", .product, isNumeric: a.isNumeric && b.isNumeric)
  }

  public static prefix func - (a: Formula) -> Formula {
    if a.constant == 0 { return a }
    return Formula("-\(a.binding <= .sign ? "(\(a.text))" : a.text)", .sign, isNumeric: a.isNumeric)
  }

  public func multiplied(by factor: Formula, adding addend: Formula) -> Formula { self * factor + addend }

  public var squared: Formula { raised("²") }

  private func raised(_ mark: String) -> Formula {
    Formula("\(binding < .atom ? "(\(text))" : text)\(mark)", .power, isNumeric: isNumeric)
  }
  private func applied(_ function: String) -> Formula { Formula("\(function)(\(text))", .atom) }

  public func exp() -> Formula { applied("exp") }
  public func expm1() -> Formula { applied("expm1") }
  public func log() -> Formula { applied("log") }
  public func log1p() -> Formula { applied("log1p") }
  public func sqrt() -> Formula { Formula("√\(binding < .atom ? "(\(text))" : text)", .power) }
  public func abs() -> Formula { Formula("|\(text)|", .atom) }
  public func floor() -> Formula { Formula("⌊\(text)⌋", .atom) }
  public func ceil() -> Formula { Formula("⌈\(text)⌉", .atom) }
  public func truncated() -> Formula { applied("trunc") }
  public func roundedToEven() -> Formula { applied("round") }
  public func fmod(_ divisor: Formula) -> Formula { Formula("fmod(\(text), \(divisor.text))", .atom) }
  public func floorQuotient(_ divisor: Formula) -> Formula { (self / divisor).floor() }
  public func floorRemainder(_ divisor: Formula) -> Formula { self - divisor * floorQuotient(divisor) }
  /// As text the sign is a function of its own.
  public var sign: Formula { applied("sign") }
  public func sin() -> Formula { applied("sin") }
  public func cos() -> Formula { applied("cos") }
  public func tanh() -> Formula { applied("tanh") }
  public func erf() -> Formula { applied("erf") }
  public func sigmoid() -> Formula { 1 / (1 + (-self).exp()) }
  public func pythonPower(_ y: Double) -> Formula {
    switch y {
    case 0: 1
    case 1: self
    case 2: squared
    default: power(Formula(y))
    }
  }
  public func power(_ exponent: Formula) -> Formula {
    let base = binding < .atom ? "(\(text))" : text
    return Formula("\(base)^\(exponent.binding < .atom ? "(\(exponent.text))" : exponent.text)", .power)
  }

  /// A comparison's text, or that of its opposite.
  public struct Condition: Sendable {
    let text: String
    let isOpposite: Bool
  }

  /// Written with the variable first: `x > 0` rather than `0 < x`.
  public static func < (a: Formula, b: Formula) -> Condition {
    let (left, right) = (a.bracketed(under: .sum), b.bracketed(under: .sum))
    let text = a.constant != nil && b.constant == nil ? "\(right) > \(left)" : "\(left) < \(right)"
    return Condition(text: text, isOpposite: false)
  }
  /// Told by its opposite, so that what passes stands first: "1 if x > 0 else 0" for a rule that asks x ≤ 0.
  public static func <= (a: Formula, b: Formula) -> Condition {
    let (left, right) = (a.bracketed(under: .sum), b.bracketed(under: .sum))
    let text = a.constant != nil && b.constant == nil ? "\(right) < \(left)" : "\(left) > \(right)"
    return Condition(text: text, isOpposite: true)
  }
  public static func == (a: Formula, b: Formula) -> Condition {
    Condition(
      text: "\(a.bracketed(under: .sum)) = \(b.bracketed(under: .sum))", isOpposite: false)
  }
  public static func select(_ condition: Condition, _ yes: Formula, _ no: Formula) -> Formula {
    if yes.text == no.text { return yes }
    let (first, last) = condition.isOpposite ? (no, yes) : (yes, no)
    return Formula("\(first.bracketed(under: .sum)) if \(condition.text) else \(last.text)", .choice)
  }
  public static func unlessNaN(_ x: Formula, _ value: Formula) -> Formula { value }
}
