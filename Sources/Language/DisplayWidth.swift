/// How many columns of a terminal a text takes: East Asian wide characters and emoji two, marks none.
///
/// Control characters count nothing; a tab's width depends on where it stands and is not counted either.
public func displayWidth(_ text: String) -> Int {
  text.reduce(0) { $0 + displayWidth($1) }
}

func displayWidth(_ character: Character) -> Int {
  let scalars = character.unicodeScalars
  // Emoji that are joined to one picture are as wide as one.
  if let first = scalars.first, first.properties.isEmojiPresentation { return 2 }
  return scalars.reduce(0) { $0 + displayWidth($1) }
}

private func displayWidth(_ scalar: Unicode.Scalar) -> Int {
  let value = scalar.value
  if value < 0x7F { return value < 0x20 ? 0 : 1 }
  if value < 0x300 { return value < 0xA0 || value == 0xAD ? 0 : 1 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format, .control: return 0
  default: break
  }
  // Middle and last letters of Korean syllables join the first.
  if (0x1160...0x11FF).contains(value) { return 0 }
  return wideRanges.contains { $0.contains(value) } || scalar.properties.isEmojiPresentation ? 2 : 1
}

/// The blocks that Unicode calls wide or fullwidth.
private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
  0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
  0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x17000...0x18CFF, 0x1B000...0x1B2FF, 0x20000...0x2FFFD,
  0x30000...0x3FFFD,
]
