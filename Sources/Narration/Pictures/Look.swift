/// What a picture may be drawn with.
public enum Look: String, Sendable, Hashable, CaseIterable {
  /// Letters and punctuation only.
  case ascii
  /// Blocks, shades and Braille dots, without colour.
  case unicode
  /// The same and colours.
  case color
}

/// A colour of 24 bits.
public struct RGB: Sendable, Hashable {
  public let red: UInt8
  public let green: UInt8
  public let blue: UInt8

  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// From a number as it is written in style sheets: `0x0072B2`.
  init(_ code: UInt32) { self.init(UInt8(code >> 16 & 255), UInt8(code >> 8 & 255), UInt8(code & 255)) }

  /// As style sheets write it: `#0072b2`.
  var hex: String {
    "#"
      + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The colour so far on the way to another one, 0 ≤ part ≤ 1.
  func mixed(with other: RGB, _ part: Double) -> RGB {
    func between(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8((Double(a) + (Double(b) - Double(a)) * part).rounded())
    }
    return RGB(between(red, other.red), between(green, other.green), between(blue, other.blue))
  }
}

/// What a piece of a picture is painted with; `nil` is what the terminal has.
public struct Ink: Sendable, Hashable {
  public var foreground: RGB?
  public var background: RGB?

  public init(_ foreground: RGB? = nil, on background: RGB? = nil) {
    (self.foreground, self.background) = (foreground, background)
  }
}
