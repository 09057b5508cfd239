import Language

/// Axes around rows of characters, with ticks and their labels.
struct TextAxes {
  /// Where each row's tick is, by row from the top.
  var left: [(row: Int, label: String)]
  /// Where each column's tick is.
  var below: [(column: Int, label: String)]
  var look: Look

  /// How many columns the labels on the left need.
  var labelWidth: Int { left.map { displayWidth($0.label) }.max() ?? 0 }

  /// The rows with the axes around them.
  ///
  /// - Parameter labelWidth: how many columns to keep for the labels on the left.
  func lines(around rows: [PictureLine], columns: Int, labelWidth: Int) -> [PictureLine] {
    let ascii = look == .ascii
    var lines: [PictureLine] = []
    for (row, content) in rows.enumerated() {
      let label = left.first { $0.row == row }?.label
      var line = PictureLine((label ?? "").padded(to: labelWidth))
      line.append(label == nil ? (ascii ? " |" : " │") : (ascii ? " +" : " ┤"))
      line.append(content)
      lines.append(line.trimmed)
    }
    var axis = String(repeating: " ", count: labelWidth + 1) + (ascii ? "+" : "└")
    for column in 0..<columns {
      let isTick = below.contains { $0.column == column }
      axis += isTick ? (ascii ? "+" : "┬") : ascii ? "-" : "─"
    }
    lines.append(PictureLine(axis))
    let labels = tickLabels(offset: labelWidth + 2, width: labelWidth + 2 + columns)
    if !labels.isEmpty { lines.append(PictureLine(labels)) }
    return lines
  }

  /// The labels below, each centred under its tick; those that would touch another or the margin are left out.
  private func tickLabels(offset: Int, width: Int) -> String {
    var text = ""
    for (column, label) in below {
      let size = displayWidth(label)
      let start = min(offset + column - (size - 1) / 2, width - size)
      guard start >= displayWidth(text) + (text.isEmpty ? 0 : 2), start + size <= width else { continue }
      text += String(repeating: " ", count: start - displayWidth(text)) + label
    }
    return text
  }
}
