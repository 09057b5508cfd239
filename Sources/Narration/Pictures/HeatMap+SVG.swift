extension HeatMap {
  /// A drawing with square entries, several images in rows, and the scale on the right.
  public func svg(style: NumberStyle) -> String {
    // More places than can be seen are joined, so that the file stays small.
    let longest = images.map { max($0.rows, $0.columns) }.max() ?? 1
    let block = (longest + 127) / 128
    return reduced(across: block, down: block).svg(style: style, summary: summary(style))
  }

  private func svg(style: NumberStyle, summary: [String]) -> String {
    let across = images.count <= 4 ? images.count : images.count <= 10 ? 5 : 8
    let down = (images.count + across - 1) / across
    let side = images.count == 1 ? 400.0 : images.count <= 4 ? 220 : 120
    let longest = Double(images.map { max($0.rows, $0.columns) }.max() ?? 1)
    let size = min(side / longest, 40)
    let tileWidth = Double(images.map { $0.columns }.max() ?? 1) * size
    let tileHeight = Double(images.map { $0.rows }.max() ?? 1) * size
    let (gap, title) = (16.0, images.count > 1 ? 22.0 : 8)
    let width = 24 + Double(across) * (tileWidth + gap) + 100
    let height = max(24 + Double(down) * (tileHeight + title + 8) + 16, 160)
    var document = SVGDocument(
      width: width, height: height, title: images.map { $0.name }.joined(separator: ", "), summary: summary
    )
    for (index, tile) in images.enumerated() {
      let left = 24 + Double(index % across) * (tileWidth + gap)
      let top = 16 + Double(index / across) * (tileHeight + title + 8) + title
      if images.count > 1 {
        document.label(tile.label(width: max(Int(tileWidth / 7.8), 3), .unicode), left, top - 6)
      }
      document.cells { draw(tile, left, top, size, in: &$0) }
    }
    drawScale(width - 96, 24, height - 60, style, in: &document)
    return document.text
  }

  /// Neighbours of one colour in a row are one rectangle.
  private func draw(
    _ tile: Image, _ left: Double, _ top: Double, _ size: Double, in document: inout SVGDocument
  ) {
    func color(_ row: Int, _ column: Int) -> RGB {
      place(tile.values[row * tile.columns + column]).map { self.color($0) } ?? RGB(0x888888)
    }
    for row in 0..<tile.rows {
      var start = 0
      for column in 1...max(tile.columns, 1) {
        guard column == tile.columns || color(row, column) != color(row, start) else { continue }
        document.rectangle(
          left + Double(start) * size, top + Double(row) * size, Double(column - start) * size, size,
          color(row, start))
        start = column
      }
    }
  }

  private func drawScale(
    _ left: Double, _ top: Double, _ height: Double, _ style: NumberStyle, in document: inout SVGDocument
  ) {
    let short = NumberStyle(digits: min(style.digits, 4))
    let ends = ends
    guard ends.high > ends.low else {
      document.rectangle(left, top, 16, 16, color(place(low) ?? 0))
      document.label(short.text(low), left + 24, top + 12, color: SVGDocument.faint, size: 12)
      return
    }
    let steps = 64
    document.cells { document in
      for step in 0..<steps {
        document.rectangle(
          left, top + Double(step) * height / Double(steps), 16, height / Double(steps),
          color(1 - (Double(step) + 0.5) / Double(steps)))
      }
    }
    for tick in AxisScale(ends.low, ends.high).ticks(atMost: 6) {
      let y = top + (1 - tick.place) * height
      document.line(left + 16, y, left + 20, y, SVGDocument.faint)
      document.label(tick.label, left + 24, y + 4, color: SVGDocument.faint, size: 12)
    }
  }
}
