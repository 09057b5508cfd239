@testable import Autodiff

/// Reads a formula's text and calculates it, by the rules that a reader knows: · × / before + −, powers before
/// the minus sign before them.
struct FormulaReader {
  struct Failure: Error {
    let text: String
    let rest: String
  }

  private let text: [Character]
  private let names: [String: Double]
  private var position = 0

  static func value(_ formula: Formula, _ names: [String: Double] = [:]) throws -> Double {
    var reader = FormulaReader(text: Array(formula.text), names: names)
    let value = try reader.choice()
    guard reader.position == reader.text.count else { throw reader.failure }
    return value
  }

  private init(text: [Character], names: [String: Double]) {
    self.text = text
    self.names = names
  }

  private var failure: Failure { Failure(text: String(text), rest: String(text[position...])) }

  private mutating func accept(_ mark: String) -> Bool {
    guard text[position...].starts(with: mark) else { return false }
    position += mark.count
    return true
  }
  private mutating func expect(_ mark: String) throws { if !accept(mark) { throw failure } }

  /// yes if condition else no
  private mutating func choice() throws -> Double {
    let yes = try sum()
    guard accept(" if ") else { return yes }
    let left = try sum()
    let holds: Bool
    if accept(" < ") {
      holds = left < (try sum())
    } else if accept(" > ") {
      holds = left > (try sum())
    } else {
      try expect(" = ")
      holds = left == (try sum())
    }
    try expect(" else ")
    let no = try choice()
    return holds ? yes : no
  }

  private mutating func sum() throws -> Double {
    var total = try product()
    while true {
      if accept(" + ") {
        total += try product()
      } else if accept(" − ") {
        total -= try product()
      } else {
        return total
      }
    }
  }

  private mutating func product() throws -> Double {
    var total = try signed()
    while true {
      if accept(" · ") || accept(" × ") {
        total *= try signed()
      } else if accept(" / ") {
        total /= try signed()
      } else {
        return total
      }
    }
  }

  private mutating func signed() throws -> Double { accept("-") ? -(try signed()) : try power() }

  private mutating func power() throws -> Double {
    let base = try atom()
    if accept("²") { return base * base }
    return accept("^") ? base.power(try atom()) : base
  }

  private mutating func atom() throws -> Double {
    if accept("√") { return try atom().squareRoot() }
    for (open, close) in [("(", ")"), ("|", "|"), ("⌊", "⌋"), ("⌈", "⌉")] where accept(open) {
      let inner = try choice()
      try expect(close)
      switch open {
      case "|": return inner.magnitude
      case "⌊": return inner.rounded(.down)
      case "⌈": return inner.rounded(.up)
      default: return inner
      }
    }
    let word = scan { $0.isLetter || $0.isNumber && $0 != "²" || $0 == "." }
    if let first = word.first, first.isNumber { return try number(word) }
    if let value = names[word] { return value }
    if word == "inf" { return .infinity }
    try expect("(")
    let x = try choice()
    try expect(")")
    let functions: [String: Double] = [
      "exp": x.exp(), "expm1": x.expm1(), "log": x.log(), "log1p": x.log1p(), "sin": x.sin(), "cos": x.cos(),
      "tanh": x.tanh(), "erf": x.erf(), "sign": x.sign, "trunc": x.rounded(.towardZero),
      "round": x.rounded(.toNearestOrEven),
    ]
    guard let value = functions[word] else { throw failure }
    return value
  }

  /// `1.5e-07`: a minus sign after the e belongs to the number.
  private mutating func number(_ word: String) throws -> Double {
    var word = word
    if word.last == "e", accept("-") || accept("+") {
      word += (text[position - 1] == "-" ? "-" : "+") + scan { $0.isNumber && $0 != "²" }
    }
    guard let value = Double(word) else { throw failure }
    return value
  }

  private mutating func scan(_ belongs: (Character) -> Bool) -> String {
    let start = position
    while position < text.count, belongs(text[position]) { position += 1 }
    return String(text[start..<position])
  }
}
