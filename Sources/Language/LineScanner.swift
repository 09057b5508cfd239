/// Follows brackets, strings and comments line by line, only to know whether a line goes on in the next one.
///
/// It keeps its place between lines, so that a long block costs no more than its length, and it never fails:
/// where the text is wrong it takes the line for ended, and the parser says what is wrong.
struct LineScanner: Sendable {
  private enum Context: Sendable {
    case bracket(closing: UInt8)
    /// A replacement field of an f-string.
    case field
    case string(quote: UInt8, isTriple: Bool, isRaw: Bool, isFormatted: Bool)
  }

  private var contexts: [Context] = []
  private var endsInBackslash = false
  /// Whether the last character of the logical line, comments aside, is a colon outside brackets.
  private(set) var endsInColon = false

  /// Whether the next line still belongs to this one.
  var isOpen: Bool { !contexts.isEmpty || endsInBackslash }

  /// Reads one line, without its line break.
  mutating func scan(_ line: String) {
    var bytes = Array(line.utf8)
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    endsInBackslash = false
    endsInColon = false
    var position = 0
    while position < bytes.count {
      switch contexts.last {
      case .string(let quote, let isTriple, let isRaw, let isFormatted):
        scanString(bytes, &position, quote, isTriple: isTriple, isRaw: isRaw, isFormatted: isFormatted)
      default: scanCode(bytes, &position)
      }
      // The parser refuses what nests deeper, so there is nothing to wait for.
      if contexts.count > Parser.nestingLimit { return contexts = [] }
    }
    closeLine()
  }

  /// At the end of a line: a string with single quotes cannot go on, unless a backslash says so.
  private mutating func closeLine() {
    guard !endsInBackslash else { return }
    let hasBrokenString = contexts.contains { context in
      // A format ends in a brace, and goes on as long as its f-string does.
      guard case .string(let quote, isTriple: false, _, _) = context else { return false }
      return quote != UInt8(ascii: "}")
    }
    if hasBrokenString { contexts = [] }
  }

  private mutating func scanString(
    _ bytes: [UInt8], _ position: inout Int, _ quote: UInt8, isTriple: Bool, isRaw: Bool, isFormatted: Bool
  ) {
    let here = bytes[position]
    let next = position + 1 < bytes.count ? bytes[position + 1] : 0
    position += 1
    switch here {
    case quote:
      if isTriple {
        guard next == quote, position + 1 < bytes.count, bytes[position + 1] == quote else { return }
        position += 2
      }
      contexts.removeLast()
    case UInt8(ascii: "\\"):
      endsInBackslash = position == bytes.count && !isTriple
      if next != UInt8(ascii: "{"), next != UInt8(ascii: "}") { position += 1 }
    case UInt8(ascii: "{") where isFormatted:
      if next == here { position += 1 } else { contexts.append(.field) }
    default: break
    }
  }

  private mutating func scanCode(_ bytes: [UInt8], _ position: inout Int) {
    let here = bytes[position]
    var isColon = false
    switch here {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): isColon = endsInColon
    case UInt8(ascii: "#"):
      position = bytes.count
      return
    case UInt8(ascii: "\\"): endsInBackslash = position == bytes.count - 1
    case UInt8(ascii: ":"): scanColon(&isColon)
    case UInt8(ascii: "("): contexts.append(.bracket(closing: UInt8(ascii: ")")))
    case UInt8(ascii: "["): contexts.append(.bracket(closing: UInt8(ascii: "]")))
    case UInt8(ascii: "{"): contexts.append(.bracket(closing: UInt8(ascii: "}")))
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): close(here)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): openString(bytes, &position)
    default: break
    }
    endsInColon = isColon
    position += 1
  }

  private mutating func scanColon(_ isColon: inout Bool) {
    switch contexts.last {
    case .field:
      // A format follows: text up to the closing brace, with fields of its own.
      contexts[contexts.count - 1] = .string(
        quote: UInt8(ascii: "}"), isTriple: false, isRaw: true, isFormatted: true)
    case nil: isColon = true
    default: break
    }
  }

  private mutating func close(_ bracket: UInt8) {
    switch contexts.last {
    case .bracket(let closing) where closing == bracket: contexts.removeLast()
    case .field where bracket == UInt8(ascii: "}"): contexts.removeLast()
    default: contexts = []
    }
  }

  /// Opens the string whose quote stands here, and leaves the position on the last byte of the quote.
  private mutating func openString(_ bytes: [UInt8], _ position: inout Int) {
    let quote = bytes[position]
    var isRaw = false
    var isFormatted = false
    var before = position - 1
    while before >= 0, position - before <= 2, bytes[before].isLetter {
      if bytes[before] | 0x20 == UInt8(ascii: "r") { isRaw = true }
      if bytes[before] | 0x20 == UInt8(ascii: "f") { isFormatted = true }
      before -= 1
    }
    let isTriple = position + 2 < bytes.count && bytes[position + 1] == quote && bytes[position + 2] == quote
    if isTriple { position += 2 }
    contexts.append(.string(quote: quote, isTriple: isTriple, isRaw: isRaw, isFormatted: isFormatted))
  }
}
