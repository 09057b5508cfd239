extension DecisionRegions {
  /// A drawing of 640 by 480 units.
  public func svg(style: NumberStyle) -> String {
    var document = SVGDocument(
      width: 640, height: 520, title: "Decision regions of \(name)", summary: summary(style))
    let yTicks = grid.y.ticks(atMost: 8)
    let left = SVGAxes.room(for: yTicks) + SVGAxes.roomForName
    let order = regionOrder + (hasUnknown ? [-1] : [])
    var names = order.map { $0 < 0 ? "NaN" : regionName($0) }
    let seen = (data?.names.indices ?? 0..<0).filter { data?.classes.contains($0) == true }
    names += seen.map { "data: " + (data?.names[$0] ?? "") }
    let hasWrong = (data?.classes.indices ?? 0..<0).contains(where: isWrong)
    if hasWrong { names.append("on the wrong side") }
    let legend = SVGLegend(names, left: left, right: 620)
    let top = 20 + legend.height
    let axes = SVGAxes(
      left: left, top: top, width: 620 - left, height: 500 - top - 36, x: grid.x, y: grid.y)
    document.cells { drawCells(axes, in: &$0) }
    axes.draw(
      in: &document, xTicks: grid.x.ticks(atMost: 9), yTicks: yTicks, xName: "first input",
      yName: "second input", hasGrid: false)
    for point in data?.classes.indices ?? 0..<0 {
      let place = place(point)
      let (x, y) = (axes.across(place.x), axes.down(place.y))
      if isWrong(point) { drawRing(x, y, in: &document) }
      document.mark(data?.classes[point] ?? 0, x, y, size: 4.5)
    }
    legend.draw(in: &document, top: 10) { document, index, x, y in
      if index < order.count {
        document.rectangle(x, y - 7, 24, 14, DecisionRegions.tint(order[index]))
      } else if index < order.count + seen.count {
        document.mark(seen[index - order.count], x + 12, y, size: 4.5)
      } else {
        drawRing(x + 12, y, in: &document)
      }
    }
    return document.text
  }

  private func drawRing(_ x: Double, _ y: Double, in document: inout SVGDocument) {
    document.element(
      "circle",
      [
        ("cx", SVGDocument.number(x)), ("cy", SVGDocument.number(y)), ("r", "9"), ("fill", "none"),
        ("stroke", "#111111"), ("stroke-width", "2"),
      ])
  }

  /// Neighbours of one class in a row are one rectangle.
  private func drawCells(_ axes: SVGAxes, in document: inout SVGDocument) {
    let (width, height) = (axes.width / Double(grid.columns), axes.height / Double(grid.rows))
    for row in 0..<grid.rows {
      var start = 0
      for column in 1...grid.columns {
        let index = row * grid.columns + start
        guard column == grid.columns || cells[row * grid.columns + column] != cells[index] else { continue }
        document.rectangle(
          axes.left + Double(start) * width, axes.top + Double(row) * height, Double(column - start) * width,
          height, DecisionRegions.tint(cells[index]))
        start = column
      }
    }
  }
}
