/// A colour of 24 bits.
public struct TerminalColor: Hashable, Sendable {
  public let red: UInt8
  public let green: UInt8
  public let blue: UInt8

  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// The nearest of the 216 colours (16 to 231) and 24 greys (232 to 255) that xterm numbers.
  var index: Int {
    let levels = [0, 95, 135, 175, 215, 255]
    func nearest(_ value: UInt8) -> Int {
      levels.indices.min { abs(levels[$0] - Int(value)) < abs(levels[$1] - Int(value)) } ?? 0
    }
    let (r, g, b) = (nearest(red), nearest(green), nearest(blue))
    let mean = (Int(red) + Int(green) + Int(blue)) / 3
    let grey = min(max((mean - 3) / 10, 0), 23)
    func distance(_ r: Int, _ g: Int, _ b: Int) -> Int {
      let (dr, dg, db) = (r - Int(red), g - Int(green), b - Int(blue))
      return dr * dr + dg * dg + db * db
    }
    let shade = 8 + 10 * grey
    return distance(shade, shade, shade) < distance(levels[r], levels[g], levels[b])
      ? 232 + grey : 16 + 36 * r + 6 * g + b
  }
}

/// How many colours a terminal tells apart.
public enum ColorDepth: Sendable, Hashable {
  case indexed, direct

  /// Terminals that take 24 bits say so in COLORTERM.
  public init(variable: (String) -> String? = environmentVariable) {
    self = ["truecolor", "24bit"].contains(variable("COLORTERM")) ? .direct : .indexed
  }
}

extension Style {
  /// The text in a colour of its own, on another one; `nil` is what the terminal has.
  public func colored(
    _ text: String, _ foreground: TerminalColor?, on background: TerminalColor?, _ depth: ColorDepth
  ) -> String {
    guard isEnabled, !text.isEmpty, foreground != nil || background != nil else { return text }
    func code(_ color: TerminalColor, _ base: Int) -> String {
      depth == .direct
        ? "\(base);2;\(color.red);\(color.green);\(color.blue)" : "\(base);5;\(color.index)"
    }
    let codes = [foreground.map { code($0, 38) }, background.map { code($0, 48) }].compactMap(\.self)
    return "\u{1B}[\(codes.joined(separator: ";"))m\(text)\u{1B}[0m"
  }
}

/// Whether what is printed may hold more than ASCII: the locale says UTF-8, or says nothing at all.
///
/// Of LC_ALL, LC_CTYPE and LANG the first that is set and not empty decides (POSIX, 8.2).
public func showsUnicode(variable: (String) -> String? = environmentVariable) -> Bool {
  let named = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { variable($0) }.first { !$0.isEmpty }
  guard let name = named?.lowercased() else { return true }
  return name.contains("utf-8") || name.contains("utf8")
}
