/// Makes keys of the bytes a terminal sends: UTF-8, control characters, and the sequences of ECMA-48 and xterm.
///
/// Bytes may come in any pieces. What is no key of ours, and no valid text, gives nothing.
public struct KeyDecoder: Sendable {
  private enum State {
    case ground
    /// After ESC.
    case escape
    /// After ESC O: one more byte.
    case function
    /// After ESC [: parameters, then a letter or ~.
    case sequence
    /// In the middle of a character of so many bytes.
    case character(length: Int)
  }

  private var state = State.ground
  private var collected: [UInt8] = []
  /// Between ESC [200~ and ESC [201~.
  private var isPasting = false
  private var lastWasReturn = false

  public init() {}

  /// Takes a byte; gives the key that it completes.
  public mutating func feed(_ byte: UInt8) -> Key? {
    defer { lastWasReturn = byte == 0x0D }
    switch state {
    case .ground: return begin(byte)
    case .escape: return escaped(byte)
    case .function:
      state = .ground
      return Self.letters[byte]
    case .sequence:
      // An ESC in the middle begins anew; parameters that never end are cut.
      if byte == 0x1B || collected.count > 32 { return begin(byte) }
      guard (0x40...0x7E).contains(byte) else {
        collected.append(byte)
        return nil
      }
      state = .ground
      return sequenceKey(endingIn: byte)
    case .character(let length):
      guard byte & 0xC0 == 0x80 else { return begin(byte) }
      collected.append(byte)
      guard collected.count == length else { return nil }
      state = .ground
      return String(validating: collected, as: UTF8.self).map { .text($0) }
    }
  }

  /// Whether an ESC came that nothing has followed yet: the key itself, or the beginning of another.
  var isAfterEscape: Bool { if case .escape = state { true } else { false } }

  /// Nothing follows: the ESC was the key.
  mutating func endEscape() -> Key {
    state = .ground
    return .giveUp
  }

  private mutating func begin(_ byte: UInt8) -> Key? {
    state = .ground
    collected = []
    switch byte {
    case 0x1B:
      state = .escape
      return nil
    case 0x0D: return isPasting ? .pastedLineBreak : .enter
    // CR LF is one line break.
    case 0x0A: return lastWasReturn ? nil : isPasting ? .pastedLineBreak : .enter
    case 0x09: return isPasting ? .text("\t") : .complete
    case 0x7F: return isPasting ? nil : .backspace
    case 0..<0x20: return isPasting ? nil : Self.controls[byte]
    case 0x20..<0x7F: return .text(String(UnicodeScalar(byte)))
    case 0xC2...0xDF: state = .character(length: 2)
    case 0xE0...0xEF: state = .character(length: 3)
    case 0xF0...0xF4: state = .character(length: 4)
    default: return nil
    }
    collected = [byte]
    return nil
  }

  private mutating func escaped(_ byte: UInt8) -> Key? {
    state = .ground
    switch byte {
    case UInt8(ascii: "["): state = .sequence
    case UInt8(ascii: "O"): state = .function
    case 0x1B: state = .escape
    default: return isPasting ? nil : Self.alternates[byte]
    }
    return nil
  }

  private mutating func sequenceKey(endingIn last: UInt8) -> Key? {
    let parameters = collected.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
    let first = parameters.first ?? 0
    if last == UInt8(ascii: "~"), first == 200 || first == 201 {
      isPasting = first == 200
      return nil
    }
    if isPasting { return nil }
    guard last != UInt8(ascii: "~") else { return Self.numbers[first] }
    // The second parameter tells of Shift, Alt and Ctrl; with Alt or Ctrl an arrow goes by words.
    let byWords = parameters.count > 1 && (parameters[1] - 1) & 0b110 != 0
    switch Self.letters[last] {
    case .left where byWords: return .wordLeft
    case .right where byWords: return .wordRight
    case let key: return key
    }
  }

  private static let controls: [UInt8: Key] = [
    0x01: .home, 0x02: .left, 0x03: .interrupt, 0x04: .endOfInput, 0x05: .end, 0x06: .right, 0x07: .giveUp,
    0x08: .backspace, 0x0B: .cutToEnd, 0x0C: .clearScreen, 0x0E: .down, 0x10: .up, 0x12: .search, 0x14: .swap,
    0x15: .cutToStart, 0x17: .cutWordLeft, 0x19: .putBack, 0x1A: .suspend,
  ]
  private static let alternates: [UInt8: Key] = [
    UInt8(ascii: "b"): .wordLeft, UInt8(ascii: "f"): .wordRight, UInt8(ascii: "d"): .cutWordRight,
    0x7F: .cutWordLeft, 0x08: .cutWordLeft,
  ]
  private static let letters: [UInt8: Key] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
    UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end, UInt8(ascii: "M"): .enter,
  ]
  private static let numbers: [Int: Key] = [
    1: .home, 3: .delete, 4: .end, 7: .home, 8: .end,
  ]
}
