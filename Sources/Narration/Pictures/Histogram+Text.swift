import Autodiff
import Language

extension Histogram {
  public func lines(width: Int, look: Look, style: NumberStyle) -> [PictureLine] {
    let told = summaryLines(width: width, look: look, style: style)
    let gap = 2
    // Side by side in one row with an axis of counts each, or closer together in several rows.
    let isRoomy = groups.count * (22 + gap) - gap <= width
    let most = isRoomy ? groups.count : max((width + gap) / (14 + gap), 1)
    let panelRows = (groups.count + most - 1) / most
    let across = (groups.count + panelRows - 1) / panelRows
    let panelWidth = min((width + gap) / across - gap, 90)
    let isSingle = groups.count == 1
    // A name, an axis, its labels and two measures take five lines of each panel.
    let rows = isSingle ? 10 : min(max((20 - told.count) / panelRows - 5, 3), 8)
    let labelWidth = isRoomy ? groups.indices.map { String(measures[$0].count).count }.max() ?? 0 : 0
    let bins = bins(atMost: max(panelWidth - labelWidth - 3, 2))
    let panels = groups.indices.map {
      panel($0, bins, width: panelWidth, rows: rows, labelWidth: labelWidth, look, style)
    }
    var lines: [PictureLine] = []
    for first in stride(from: 0, to: panels.count, by: across) {
      let row = panels[first..<min(first + across, panels.count)]
      for index in 0..<(row.map({ $0.count }).max() ?? 0) {
        var line = PictureLine()
        for (place, panel) in row.enumerated() {
          line.pad(to: place * (panelWidth + gap))
          if index < panel.count { line.append(panel[index]) }
        }
        lines.append(line.trimmed)
      }
    }
    return lines + told
  }

  private func panel(
    _ index: Int, _ bins: Bins, width: Int, rows: Int, labelWidth: Int, _ look: Look, _ style: NumberStyle
  ) -> [PictureLine] {
    let counts = counts(index, bins)
    let each = max((width - labelWidth - 3) / bins.count, 1)
    let columns = bins.count * each
    let most = max(counts.max() ?? 1, 1)
    let isSingle = groups.count == 1
    let scale = AxisScale(0, Double(most))
    let rounded = isSingle ? scale.roundedOut(ticks: 4) : scale
    let top = Int(rounded.high)
    let ink = look == .color ? Ink(Palette.category(0)) : Ink()
    let bars = (0..<rows).map { row in
      var line = PictureLine()
      for count in counts {
        line.append(
          String(
            repeating: Histogram.glyph(count, of: top, row: rows - 1 - row, rows: rows, look), count: each),
          count > 0 ? ink : Ink())
      }
      return line
    }
    var left: [(row: Int, label: String)] = []
    if isSingle {
      left = rounded.ticks(atMost: 5, whole: true).filter { $0.value > 0 }.map {
        (rows - Int(($0.place * Double(rows)).rounded()), $0.label)
      }
    } else if labelWidth > 0 {
      left = [(0, String(most))]
    }
    let axes = TextAxes(
      left: left,
      below: xTicks(bins, atMost: max(columns / (isSingle ? 8 : 5), 2) + 1).map { tick in
        let place = Int((bins.scale.place(tick.value) * Double(columns)).rounded(.down))
        return (min(place, columns), tick.label)
      }, look: look)
    // Without an axis of counts, the fullest interval is told beside the name.
    let name = groups[index].name
    let title = labelWidth == 0 ? "\(name) top \(most)" : name
    var lines = [PictureLine((displayWidth(title) <= width ? title : name).fitted(to: width, look))]
    lines += axes.lines(around: bars, columns: columns + 1, labelWidth: labelWidth)
    if groups.count > 1 {
      let short = NumberStyle(digits: min(style.digits, 3))
      let one = measures[index]
      let indent = String(repeating: " ", count: min(labelWidth + 2, max(width - 14, 0)))
      let mean = one.count > 0 ? "mean \(short.text(one.mean))" : "no numbers"
      let deviation = one.deviation.map { "std \(short.text($0))" } ?? ""
      if displayWidth(indent + mean + ", " + deviation) <= width, !deviation.isEmpty {
        lines.append(PictureLine("\(indent)\(mean), \(deviation)"))
      } else {
        lines += [PictureLine(indent + mean), PictureLine(indent + deviation)]
      }
    }
    return lines
  }

  /// Round numbers along the lower axis.
  func xTicks(_ bins: Bins, atMost count: Int) -> [Tick] {
    bins.scale.ticks(atMost: count, whole: bins.isCentred)
  }

  /// The piece of a bar in one character: from bottom to top eighths of it, or three sizes.
  private static func glyph(_ count: Int, of top: Int, row: Int, rows: Int, _ look: Look) -> String {
    let parts = Int((Double(count) / Double(top) * Double(rows * 8)).rounded())
    let part = min(max(max(parts, count > 0 ? 1 : 0) - row * 8, 0), 8)
    if look == .ascii { return [" ", ".", ".", ".", ":", ":", ":", "#", "#"][part] }
    return [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"][part]
  }
}
