import Language

extension DecisionRegions {
  public func lines(width: Int, look: Look, style: NumberStyle) -> [PictureLine] {
    let yTicks = grid.y.ticks(atMost: 7)
    let labelWidth = yTicks.map { displayWidth($0.label) }.max() ?? 0
    let columns = min(max(width - labelWidth - 2, 8), grid.columns)
    let (legend, told) = (
      legend(width: width, look), summaryLines(width: width, look: look, style: style)
    )
    // What is said takes more lines in a narrow window; with the axis it is to fit a small one.
    let rows = min(14, max(19 - legend.count - told.count, 8))
    let marks = marks(columns, rows)
    let picture = (0..<rows).map { row in
      var line = PictureLine()
      for column in 0..<columns {
        let upper = cell(column, columns, 2 * row, 2 * rows)
        let lower = cell(column, columns, 2 * row + 1, 2 * rows)
        draw(upper, lower, marks[row * columns + column], look, in: &line)
      }
      return line
    }
    let axes = TextAxes(
      left: yTicks.map { (rows - 1 - PlaneGrid.part($0.place, of: rows), $0.label) },
      below: grid.x.ticks(atMost: columns / 8 + 1).map { (PlaneGrid.part($0.place, of: columns), $0.label) },
      look: look)
    return legend + axes.lines(around: picture, columns: columns, labelWidth: labelWidth) + told
  }

  /// The class in the cell nearest to a place of a picture with so many columns and rows.
  private func cell(_ column: Int, _ columns: Int, _ row: Int, _ rows: Int) -> Int {
    let x = (2 * column + 1) * grid.columns / (2 * columns)
    let y = (2 * row + 1) * grid.rows / (2 * rows)
    return cells[min(y, grid.rows - 1) * grid.columns + min(x, grid.columns - 1)]
  }

  /// The point to be seen in each character, a wrong one rather than a right one; −1 for none.
  private func marks(_ columns: Int, _ rows: Int) -> [Int] {
    var marks = [Int](repeating: -1, count: columns * rows)
    for point in data?.classes.indices ?? 0..<0 {
      let place = place(point)
      let index =
        (rows - 1 - PlaneGrid.part(place.y, of: rows)) * columns + PlaneGrid.part(place.x, of: columns)
      if marks[index] < 0 || isWrong(point) { marks[index] = point }
    }
    return marks
  }

  private func draw(_ upper: Int, _ lower: Int, _ point: Int, _ look: Look, in line: inout PictureLine) {
    if point >= 0, let data {
      let ink =
        look == .color
        ? Ink(DecisionRegions.strong(data.classes[point]), on: DecisionRegions.tint(upper)) : Ink()
      line.append(isWrong(point) ? DecisionRegions.wrong(look) : Palette.mark(data.classes[point], look), ink)
    } else if look == .color {
      if upper == lower {
        line.append(" ", Ink(on: DecisionRegions.tint(upper)))
      } else {
        line.append("▀", Ink(DecisionRegions.tint(upper), on: DecisionRegions.tint(lower)))
      }
    } else {
      line.append(DecisionRegions.texture(upper, look))
    }
  }

  /// What stands for a region where there are no colours.
  private static func texture(_ index: Int, _ look: Look) -> String {
    guard index >= 0 else { return "?" }
    return look == .ascii
      ? [" ", ".", ":", "-", ",", "'", ";", "_", "\"", "`"][index]
      : [" ", "░", "·", "▒", "╌", "╱", "▓", "╲", "∶", "┼"][index]
  }

  private static func wrong(_ look: Look) -> String { look == .ascii ? "!" : "✗" }

  static func tint(_ index: Int) -> RGB {
    index < 0 ? RGB(0xBBBBBB) : Palette.tints[index]
  }

  static func strong(_ index: Int) -> RGB { Palette.category(index).mixed(with: RGB(0x000000), 0.35) }

  private func legend(width: Int, _ look: Look) -> [PictureLine] {
    var items: [PictureLine] = []
    for index in regionOrder where regionOrder.count > 2 || index == 1 || look == .color {
      var item = PictureLine()
      if look == .color {
        item.append("  ", Ink(on: DecisionRegions.tint(index)))
      } else {
        let texture = DecisionRegions.texture(index, look)
        item.append(texture == " " ? "blank" : texture + texture)
      }
      item.append(" " + regionName(index, width: width / 2, look))
      items.append(item)
    }
    if hasUnknown {
      var item = PictureLine()
      if look == .color {
        item.append("  ", Ink(on: DecisionRegions.tint(-1)))
      } else {
        let texture = DecisionRegions.texture(-1, look)
        item.append(texture + texture)
      }
      item.append(" NaN")
      items.append(item)
    }
    for index in data?.names.indices ?? 0..<0 where data?.classes.contains(index) == true {
      var item = PictureLine()
      item.append(Palette.mark(index, look), look == .color ? Ink(Palette.category(index)) : Ink())
      item.append(" " + (data?.names[index] ?? "").fitted(to: width / 2, look))
      items.append(item)
    }
    if (data?.classes.indices ?? 0..<0).contains(where: isWrong) {
      items.append(PictureLine("\(DecisionRegions.wrong(look)) on the wrong side"))
    }
    return joined(items, gap: 3, width: width)
  }
}
