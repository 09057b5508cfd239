import Language

/// The area of a drawing where numbers have a place, with its axes.
struct SVGAxes {
  let left: Double
  let top: Double
  let width: Double
  let height: Double
  let x: AxisScale
  let y: AxisScale

  func across(_ place: Double) -> Double { left + place * width }
  func down(_ place: Double) -> Double { top + (1 - place) * height }

  /// Grid, ticks, labels and frame.
  func draw(
    in document: inout SVGDocument, xTicks: [Tick], yTicks: [Tick], xName: String? = nil,
    yName: String? = nil, hasGrid: Bool = true
  ) {
    for tick in yTicks {
      let at = down(tick.place)
      if hasGrid { document.line(left, at, left + width, at, SVGDocument.grid) }
      document.line(left - 4, at, left, at, SVGDocument.faint)
      document.label(tick.label, left - 8, at + 4.5, .end, color: SVGDocument.faint, size: 12)
    }
    for tick in xTicks {
      let at = across(tick.place)
      if hasGrid { document.line(at, top, at, top + height, SVGDocument.grid) }
      document.line(at, top + height, at, top + height + 4, SVGDocument.faint)
      document.label(tick.label, at, top + height + 18, .middle, color: SVGDocument.faint, size: 12)
    }
    document.line(left, top, left, top + height, SVGDocument.faint)
    document.line(left, top + height, left + width, top + height, SVGDocument.faint)
    if let xName {
      document.label(xName, left + width / 2, top + height + 38, .middle, color: SVGDocument.ink)
    }

    if let yName {
      let (x, y) = (SVGDocument.number(SVGAxes.roomForName), SVGDocument.number(top + height / 2))
      document.element(
        "text",
        [
          ("x", x), ("y", y), ("fill", SVGDocument.ink.hex), ("text-anchor", "middle"),
          ("transform", "rotate(-90 \(x) \(y))"),
        ], text: yName)
    }
  }

  /// How much more room an axis on the left needs that has a name.
  static let roomForName = 16.0

  /// How much room the labels of an axis on the left need.
  static func room(for ticks: [Tick]) -> Double {
    (ticks.map { SVGDocument.width(of: $0.label, size: 12) }.max() ?? 0) + 28
  }
}

/// Names with marks in rows above a drawing.
struct SVGLegend {
  private let rows: [[(index: Int, name: String, x: Double)]]

  static let rowHeight = 20.0
  var height: Double { Double(rows.count) * SVGLegend.rowHeight }

  init(_ names: [String], left: Double, right: Double) {
    var rows: [[(index: Int, name: String, x: Double)]] = []
    var x = right
    for (index, name) in names.enumerated() {
      let name = name.fitted(to: 40, .unicode)
      let width = SVGDocument.width(of: name) + 48
      if x + width > right {
        rows.append([])
        x = left
      }
      rows[rows.count - 1].append((index, name, x))
      x += width
    }
    self.rows = rows
  }

  /// Draws each name behind its mark.
  func draw(
    in document: inout SVGDocument, top: Double,
    mark: (_ document: inout SVGDocument, _ index: Int, _ x: Double, _ y: Double) -> Void
  ) {
    for (row, items) in rows.enumerated() {
      let y = top + (Double(row) + 0.5) * SVGLegend.rowHeight
      for item in items {
        mark(&document, item.index, item.x, y)
        document.label(item.name, item.x + 30, y + 4.5)
      }
    }
  }
}
