import Language

/// A line in as many as it takes, broken at blanks; what goes on stands further to the right than the line's beginning,
/// or than the code behind a prompt, whose comment begins a line of its own. Colours and tabs have no width of their own,
/// so lines with them stay as they are.
func brokenAtBlanks(_ line: String, width: Int) -> [String] {
  guard displayWidth(line) > width, !line.utf8.contains(where: { $0 < 0x20 }) else { return [line] }
  let prompt = line.hasPrefix(">>> ") || line.hasPrefix("... ") ? 4 : 0
  let start = prompt + line.dropFirst(prompt).prefix { $0 == " " }.count
  let hanging = String(repeating: " ", count: min(start + 2, width / 2))
  guard prompt > 0, let comment = commentStart(line), comment > start else {
    return broken(line, behind: start, hanging, width: width)
  }
  return broken(String(line.prefix(comment)), behind: start, hanging, width: width)
    + broken(hanging + line.dropFirst(comment), behind: hanging.count, hanging, width: width)
}

/// Where the remark behind a line of code begins, in characters; `nil` where there is none.
private func commentStart(_ line: String) -> Int? {
  var quote: Character?
  var last: Character = " "
  for (index, character) in line.enumerated() {
    if let open = quote {
      if character == open, last != "\\" { quote = nil }
    } else if character == "\"" || character == "'" {
      quote = character
    } else if character == "#", last == " " {
      return index
    }
    last = character
  }
  return nil
}

/// Where the part of a long word ends that a line holds: behind a bracket, a comma or a sign, or before a point with a
/// name; `nil` where there is no such place.
///
/// - Parameter orBehind: whether the first place behind the line's end will do.
private func joint(of word: Substring, within room: Int, orBehind: Bool) -> Substring.Index? {
  var best: Substring.Index?
  var columns = 0
  for place in word.indices {
    let character = word[place]
    if character == ".", columns > 0, columns <= room,
      word[word.index(after: place)...].first?.isLetter == true
    {
      best = place
    }
    columns += displayWidth(String(character))
    if columns > room, !orBehind || best != nil { break }
    if "([,=+*/".contains(character) { best = word.index(after: place) }
  }
  return best.flatMap { $0 > word.startIndex && $0 < word.endIndex ? $0 : nil }
}

/// A text broken at blanks behind its first characters.
private func broken(_ text: String, behind start: Int, _ hanging: String, width: Int) -> [String] {
  var lines: [String] = []
  var shown = String(text.prefix(start))
  var columns = start
  var gap = ""
  var isFirst = true
  for whole in text.dropFirst(start).split(separator: " ", omittingEmptySubsequences: false) {
    defer { gap += " " }
    // Two blanks in a row have nothing between them.
    if whole.isEmpty { continue }
    var word = whole
    var length = displayWidth(String(word))
    // What no line holds is broken where a call or an attribute begins.
    while length > width - hanging.utf8.count || (isFirst && columns + length > width) {
      let room = isFirst ? width - columns : width - columns - gap.utf8.count
      if let end = joint(of: word, within: room, orBehind: isFirst) {
        lines.append(shown + (isFirst ? "" : gap) + word[..<end])
        word = word[end...]
        length = displayWidth(String(word))
      } else if isFirst {
        break
      } else {
        lines.append(shown)
      }
      (shown, columns, gap, isFirst) = (hanging, hanging.utf8.count, "", true)
    }
    if !isFirst, columns + gap.utf8.count + length > width {
      lines.append(shown)
      (shown, columns) = (hanging, hanging.utf8.count)
    } else {
      shown += gap
      columns += gap.utf8.count
    }
    shown += word
    columns += length
    (gap, isFirst) = ("", false)
  }
  return lines + [shown]
}

/// Breaks the lines of a text that comes in pieces. Only a line that comes whole is broken.
final class LineBreaker {
  private var isAtLineStart = true

  func broken(_ text: String, width: Int) -> String {
    let pieces = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let last = pieces.last else { return text }
    var lines: [String] = []
    for (index, line) in pieces.dropLast().enumerated() {
      lines += index > 0 || isAtLineStart ? brokenAtBlanks(line, width: width) : [line]
    }
    if pieces.count > 1 || !last.isEmpty { isAtLineStart = last.isEmpty }
    return (lines + [last]).joined(separator: "\n")
  }
}
