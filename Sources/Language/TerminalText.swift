/// A text that is safe to send to a terminal: control characters, those that turn the direction of writing, and
/// those that are there without being seen are replaced by visible ones. Line breaks and tabs stay.
public func withoutControlCharacters(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: { !isSafeForTerminals($0) }) else { return text }
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if let form = visibleForm(of: scalar) {
      result.append(contentsOf: form.unicodeScalars)
    } else {
      result.append(scalar)
    }
  }
  return String(result)
}

/// Whether a terminal shows this, or moves on, and does nothing else.
public func isSafeForTerminals(_ scalar: Unicode.Scalar) -> Bool { visibleForm(of: scalar) == nil }

/// What is shown in place of a scalar that a terminal would obey or hide, nil for all others.
private func visibleForm(of scalar: Unicode.Scalar) -> String? {
  // Nearly everything is ASCII.
  if scalar.value >= 0x20, scalar.value < 0x7F { return nil }
  switch scalar.value {
  case 0x09, 0x0A: return nil
  // Unicode has pictures of these.
  case 0x00..<0x20: return Unicode.Scalar(0x2400 + scalar.value).map { String($0) }
  case 0x7F: return "␡"
  case let value where obeyed.contains { $0.contains(value) }: return "<\(scalar.codePoint)>"
  default: return nil
  }
}

/// The second block of control characters; marks and embeddings of direction (Unicode Standard Annex 9), with the
/// deprecated ones; separators of lines and paragraphs; tags.
private let obeyed: [ClosedRange<UInt32>] = [
  0x80...0x9F, 0x61C...0x61C, 0x200E...0x200F, 0x2028...0x2029, 0x202A...0x202E, 0x2066...0x2069,
  0x206A...0x206F, 0xE0000...0xE007F,
]
