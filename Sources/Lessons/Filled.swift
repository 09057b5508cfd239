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

/// A line of help in as many as it takes: all as far to the right as it is, or behind one at the very left indented.
func filledInPlace(_ line: String, width: Int) -> [String] {
  guard displayWidth(line) > width else { return [line] }
  let lead = line.prefix { $0 == " " }.count
  return filled(line, indent: lead == 0 ? 4 : lead, width: width)
}

extension SessionIO {
  /// The same, with every line of the results broken to a width.
  func filling(_ width: Int) -> SessionIO {
    var io = self
    io.write = { [write] text in
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      write(lines.flatMap { filledInPlace(String($0), width: width) }.joined(separator: "\n"))
    }
    return io
  }
}

/// Rows of a name and a text, the texts one below the other; where the window is narrow, each text below its name.
///
/// - Parameter least: how many columns the texts need to stand beside the names.
public func inColumns(_ rows: [(String, String)], least: Int = 30, width: Int) -> [String] {
  let column = (rows.map { displayWidth($0.0) }.max() ?? 0) + 4
  guard width - column >= least else {
    return rows.flatMap { name, text in
      filled("  " + name, indent: 4, width: width) + filled("      " + text, indent: 6, width: width)
    }
  }
  return rows.flatMap { name, text -> [String] in
    let lead = "  " + name + String(repeating: " ", count: column - 2 - displayWidth(name))
    return filled(text, indent: 0, width: width - column).enumerated().map {
      ($0.offset == 0 ? lead : String(repeating: " ", count: column)) + $0.element
    }
  }
}
