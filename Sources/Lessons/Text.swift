extension StringProtocol where SubSequence == Substring {
  /// Without spaces and tabs at either end.
  var trimmed: String {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    let start = self[...].utf8.drop(while: isBlank)
    guard let end = start.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(Substring(start[...end]))
  }

  /// Whether there is nothing to see.
  var isBlank: Bool { utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
}

/// The lines of a text, without their line breaks (`\n` or `\r\n`). Nothing follows the last line break.
///
/// Works on bytes: to Swift, `\r\n` is a single character, and one that is no newline.
func splitLines(_ text: String) -> [String] {
  var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
    String(Substring(line.last == 0x0D ? line.dropLast() : line))
  }
  if lines.last == "" { lines.removeLast() }
  return lines
}
