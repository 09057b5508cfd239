import Language

/// Text broken at blanks to a width; the lines after the first are indented.
public func filled(_ text: String, indent: Int, width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  let clean = withoutControlCharacters(text)
  let lead = String(clean.prefix { $0 == " " })
  for word in clean.split(separator: " ") {
    let isFirst = line.allSatisfy { $0 == " " }
    let candidate = line.isEmpty ? lead + word : isFirst ? line + word : line + " " + word
    if !isFirst, displayWidth(candidate) > width {
      lines.append(line)
      line = String(repeating: " ", count: indent) + word
    } else {
      line = candidate
    }
  }
  return lines + [line]
}
