import Language

extension HeatMap {
  /// How images are laid out in characters.
  private struct Layout {
    /// How many columns an entry takes; half as many rows, for a character is twice as high as it is wide.
    var size: Int
    /// How many entries, across and down, are one place of the picture.
    var block: Int
    var across: Int
    var shown: Int
  }

  /// How many lines the images may take.
  private static let height = 16

  private static let gap = 2

  public func lines(width: Int, look: Look, style: NumberStyle) -> [PictureLine] {
    let layout = layout(width: width, look)
    // Without colours, a character cannot show two entries one above the other.
    let isHalved = look != .color && layout.size == 1
    let drawn = reduced(across: layout.block, down: isHalved ? layout.block * 2 : layout.block)
    var lines: [PictureLine] = []
    let tileWidth = (images.map { $0.columns }.max() ?? 1).parts(of: layout.block) * layout.size
    for first in stride(from: 0, to: layout.shown, by: layout.across) {
      let row = drawn.images[first..<min(first + layout.across, layout.shown)].map {
        drawn.tile($0, size: layout.size, halves: isHalved ? 2 : layout.size, look)
      }
      for index in 0..<(row.map({ $0.count }).max() ?? 0) {
        var line = PictureLine()
        for (place, tile) in row.enumerated() {
          line.pad(to: place * (tileWidth + HeatMap.gap))
          if index < tile.count { line.append(tile[index]) }
        }
        lines.append(line.trimmed)
      }
    }
    lines.append(drawn.scaleLine(look, style, width: width))
    var told = summary(style)
    if layout.shown < images.count { told.append("the first \(layout.shown) are shown") }
    if layout.block > 1 {
      told.append("each place is the mean of \(layout.block) by \(layout.block) entries")
    }
    return lines + told.flatMap { sentences($0, width: width, look) }
  }

  /// The largest entries with which all images fit; where even small ones do not, fewer images or means.
  private func layout(width: Int, _ look: Look) -> Layout {
    for size in [8, 6, 4, 2, 1] {
      let layout = Layout(size: size, block: 1, across: 1, shown: images.count)
      let columns = images.map { tileSize($0, layout).columns }.max() ?? 1
      let across = max((width + HeatMap.gap) / (columns + HeatMap.gap), 1)
      let height = tileHeight(layout) * ((images.count + across - 1) / across)
      if columns <= width, height <= HeatMap.height {
        return Layout(size: size, block: 1, across: min(across, images.count), shown: images.count)
      }
    }
    var layout = Layout(size: 1, block: 1, across: 1, shown: images.count)
    while (images.map { tileSize($0, layout).columns }.max() ?? 0) > width
      || tileHeight(layout) > HeatMap.height
    {
      layout.block += 1
    }
    let columns = images.map { tileSize($0, layout).columns }.max() ?? 1
    layout.across = max((width + HeatMap.gap) / (columns + HeatMap.gap), 1)
    layout.shown = min(images.count, layout.across * max(HeatMap.height / tileHeight(layout), 1))
    return layout
  }

  private func tileSize(_ image: Image, _ layout: Layout) -> (columns: Int, rows: Int) {
    (
      image.columns.parts(of: layout.block) * layout.size,
      (image.rows.parts(of: layout.block) * layout.size).parts(of: 2)
    )
  }

  private func tileHeight(_ layout: Layout) -> Int {
    (images.map { tileSize($0, layout).rows }.max() ?? 1) + (images.count > 1 ? 1 : 0)
  }

  /// One image, its name above it where there are several.
  ///
  /// - Parameter halves: how many halves of a line an entry is high.
  private func tile(_ image: Image, size: Int, halves: Int, _ look: Look) -> [PictureLine] {
    var lines = images.count > 1 ? [PictureLine(image.label(width: image.columns * size, look))] : []
    for row in 0..<(image.rows * halves).parts(of: 2) {
      var line = PictureLine()
      for column in 0..<image.columns {
        let upper = image.values[2 * row / halves * image.columns + column]
        let below = (2 * row + 1) / halves
        let lower = below < image.rows ? image.values[below * image.columns + column] : nil
        for _ in 0..<size { draw(upper, lower, look, in: &line) }
      }
      lines.append(line)
    }
    return lines
  }

  private func draw(_ upper: Double, _ lower: Double?, _ look: Look, in line: inout PictureLine) {
    guard look == .color else {
      line.append(glyph(place(upper), look))
      return
    }
    func ink(_ value: Double) -> RGB { place(value).map(color) ?? RGB(0x888888) }
    guard let lower else {
      line.append("▀", Ink(ink(upper)))
      return
    }
    if ink(upper) == ink(lower) {
      line.append(place(upper) == nil ? "?" : " ", Ink(on: ink(upper)))
    } else {
      line.append("▀", Ink(ink(upper), on: ink(lower)))
    }
  }

  /// A shade for a place on the scale; negative numbers have strokes instead of shades.
  private func glyph(_ place: Double?, _ look: Look) -> String {
    guard let place else { return "?" }
    let shades = look == .ascii ? [" ", ".", "+", "*", "#"] : [" ", "░", "▒", "▓", "█"]
    let strokes = look == .ascii ? [" ", ",", "-", "=", "%"] : [" ", "·", "-", "=", "≡"]
    let amount = isDiverging ? (place - 0.5) * 2 : place
    let level = Int((amount.magnitude * 4).rounded())
    return amount < 0 ? strokes[level] : shades[level]
  }

  /// What stands for which number.
  private func scaleLine(_ look: Look, _ style: NumberStyle, width: Int) -> PictureLine {
    let ends = ends
    let style = style.telling(apart: [ends.low, ends.high])
    let (low, high) = (style.text(ends.low), style.text(ends.high))
    var line = PictureLine(low + " ")
    if ends.low == ends.high {
      line = PictureLine()
    } else {
      let steps = min(isDiverging ? 18 : 15, max(width - displayWidth(low) - displayWidth(high) - 2, 0))
      for step in 0..<steps {
        let place = (Double(step) + 0.5) / Double(steps)
        if look == .color {
          line.append(" ", Ink(on: color(place)))
        } else {
          line.append(glyph(place, look))
        }
      }
      line.append(" ")
    }
    line.append(high)
    return line
  }
}

extension Int {
  /// How many parts of a size it takes.
  fileprivate func parts(of size: Int) -> Int { (self + size - 1) / size }
}
