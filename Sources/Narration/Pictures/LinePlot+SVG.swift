import Autodiff

extension LinePlot {
  /// The plot as a drawing of 720 by 420 units.
  public func svg(style: NumberStyle) -> String {
    let names = series.map { $0.name }
    let title = names.joined(separator: ", ") + (across.map { " against \($0.name)" } ?? "")
    var document = SVGDocument(width: 720, height: 420, title: title, summary: summary(style))
    let y = y.roundedOut(ticks: 7)
    let yTicks = y.ticks(atMost: 8)
    let left = SVGAxes.room(for: yTicks)
    let legend = SVGLegend(names, left: left, right: 696)
    let top = 20 + legend.height
    let axes = SVGAxes(left: left, top: top, width: 696 - left, height: 420 - top - 56, x: x, y: y)
    axes.draw(
      in: &document, xTicks: x.ticks(atMost: 10, whole: across == nil), yTicks: yTicks,
      xName: (across?.name ?? "index").fitted(to: 60, .unicode))
    for index in series.indices { draw(index, axes, in: &document) }
    legend.draw(in: &document, top: 10) { document, index, x, y in
      if options.joinsPoints {
        document.element(
          "path", [("d", "M\(SVGDocument.number(x)) \(SVGDocument.number(y))h24")] + stroke(index))
      }
      if series.count > 1 || !options.joinsPoints { document.mark(index, x + 12, y) }
    }
    return document.text
  }

  private func stroke(_ index: Int) -> [(String, String)] {
    let dashes = ["", "7 3", "2 3"][index / 4 % 3]
    return [
      ("fill", "none"), ("stroke", Palette.category(index).hex), ("stroke-width", "2"),
      ("stroke-linejoin", "round"), ("stroke-linecap", "round"),
    ] + (dashes.isEmpty ? [] : [("stroke-dasharray", dashes)])
  }

  private func draw(_ index: Int, _ axes: SVGAxes, in document: inout SVGDocument) {
    if options.joinsPoints {
      let path = path(index, axes)
      if !path.isEmpty { document.element("path", [("d", path)] + stroke(index)) }
    }
    let all = options.joinsPoints ? marked(index, room: 60) : Array(series[index].values.indices)
    // A million marks are a blot; as many as there are places to see them will do.
    var seen: Set<DotCanvas.Dot> = []
    let grain = all.count > 10_000 ? 4.0 : 1
    for i in all where isDrawn(i, of: index) {
      let place = place(i, of: index, on: axes.y)
      let (x, y) = (axes.across(place.x), axes.down(place.y))
      guard seen.insert(DotCanvas.Dot(x: Int((x / grain).rounded()), y: Int((y / grain).rounded()))).inserted
      else { continue }
      document.mark(index, x, y, size: all.count > 200 ? 2.5 : 4)
    }
  }

  /// The line through the points. Of many in one column of units, the first, the lowest, the highest and the last
  /// show what there is to see.
  private func path(_ index: Int, _ axes: SVGAxes) -> String {
    var path = ""
    var begins = true
    var column: [(x: Double, y: Double)] = []
    func point(_ x: Double, _ y: Double) {
      path += (begins ? "M" : "L") + SVGDocument.number(x) + " " + SVGDocument.number(y)
      begins = false
    }
    func finish() {
      for one in column { point(one.x, one.y) }
      column = []
    }
    for i in series[index].values.indices {
      guard isDrawn(i, of: index) else {
        finish()
        begins = true
        continue
      }
      let place = place(i, of: index, on: axes.y)
      let new = (x: axes.across(place.x), y: axes.down(place.y))
      if let first = column.first, Int(first.x.rounded()) == Int(new.x.rounded()) {
        if column.count < 4 {
          column.append(new)
        } else {
          let others = column.dropFirst() + [new]
          let lowest = others.max { $0.y < $1.y } ?? new
          let highest = others.min { $0.y < $1.y } ?? new
          column = [first, lowest, highest, new]
        }
      } else {
        finish()
        column = [new]
      }
    }
    finish()
    return path
  }
}
