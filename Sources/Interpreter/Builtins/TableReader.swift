import Language

/// Reads the lines of a text file of numbers that are separated by commas.
struct TableReader {
  struct Failure: Error {
    let message: String
    let hint: String?
  }

  private let bytes: [UInt8]
  private var position: Int
  /// The line read last, from 1.
  private(set) var row = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
    // A byte order mark says only that the text is UTF-8.
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The bytes of the next line; nil at the end.
  mutating func nextLine() -> Range<Int>? {
    guard position < bytes.count else { return nil }
    row += 1
    let start = position
    var end = start
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    position = end + 1
    if end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == 0x0A { position += 1 }
    return start..<end
  }

  func isBlank(_ line: Range<Int>) -> Bool { bytes[line].allSatisfy(isSpace) }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Adds the numbers of a line.
  func readNumbers(_ line: Range<Int>, into numbers: inout [Double]) throws(Failure) {
    var start = line.lowerBound
    var column = 1
    while true {
      let end = bytes[start..<line.upperBound].firstIndex(of: UInt8(ascii: ",")) ?? line.upperBound
      numbers.append(try number(start..<end, column))
      guard end < line.upperBound else { return }
      start = end + 1
      column += 1
    }
  }

  private func number(_ field: Range<Int>, _ column: Int) throws(Failure) -> Double {
    var (start, end) = (field.lowerBound, field.upperBound)
    while start < end, isSpace(bytes[start]) { start += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    let place = "row \(row), column \(column)"
    guard start < end else {
      throw Failure(message: "\(place): nothing stands where a number is expected", hint: nil)
    }
    guard let text = String(validating: bytes[start..<end], as: UTF8.self) else {
      throw Failure(message: "\(place): this is not text in UTF-8", hint: "save the file as UTF-8")
    }
    if isNumber(start, end), let value = Double(text) { return value }
    switch text.lowercased() {
    case "nan": return .nan
    case "inf", "+inf": return .infinity
    case "-inf": return -.infinity
    default: throw Failure(message: "\(place): '\(brief(text))' is not a number", hint: hint(text))
    }
  }

  /// Digits with a sign, a point and an exponent: what Python reads, and no hexadecimal numbers.
  private func isNumber(_ start: Int, _ end: Int) -> Bool {
    bytes[start..<end].allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"),
        UInt8(ascii: "e"), UInt8(ascii: "E"):
        true
      default: false
      }
    }
  }

  private func hint(_ text: String) -> String? {
    if text.contains(";") || text.contains("\t") || text.contains(" ") {
      return "numbers are separated by commas"
    }
    return row == 1 ? "skip_rows=1 leaves out a line of names" : "every entry must be a number"
  }
}

/// The kinds of numbers in a file in MNIST's format.
enum IndexedNumber: UInt8 {
  case unsignedByte = 0x08
  case byte = 0x09
  case short = 0x0B
  case int = 0x0C
  case float = 0x0D
  case double = 0x0E

  var isWhole: Bool { self != .float && self != .double }

  /// Bytes of one number.
  var width: Int {
    switch self {
    case .unsignedByte, .byte: 1
    case .short: 2
    case .int, .float: 4
    case .double: 8
    }
  }

  func value(_ bytes: [UInt8], at place: Int) -> Double {
    var bits: UInt64 = 0
    for i in 0..<width { bits = bits << 8 | UInt64(bytes[place + i]) }
    return switch self {
    case .unsignedByte: Double(bits)
    case .byte: Double(Int8(truncatingIfNeeded: bits))
    case .short: Double(Int16(truncatingIfNeeded: bits))
    case .int: Double(Int32(truncatingIfNeeded: bits))
    case .float: Double(Float(bitPattern: UInt32(bits)))
    case .double: Double(bitPattern: bits)
    }
  }
}
