import Autodiff
import Language

extension LinePlot {
  /// The plot as lines of text, none of them wider than asked for (from 40 columns on), and a sentence for each
  /// series below it.
  public func lines(width: Int, look: Look, style: NumberStyle) -> [PictureLine] {
    let told = summaryLines(width: width, look: look, style: style)
    let legend = legend(width: width, look)
    let room = min(max(18 - told.count - legend.count, 6), options.mostRows)
    let y = y.roundedOut(ticks: room / 2 - 1)
    let ticks = y.ticks(atMost: room / 2)
    // Where ticks stand at both ends, as many rows between them everywhere.
    let intervals = max(ticks.count - 1, 1)
    let isEven = !options.isLogarithmic && ticks.first?.place == 0 && ticks.last?.place == 1
    let rows = isEven ? room / intervals * intervals + 1 : room
    let labelWidth = ticks.map { displayWidth($0.label) }.max() ?? 0
    let columns = min(max(width - labelWidth - 2, 8), 100)
    var canvas = DotCanvas(columns: columns, rows: rows, look: look)
    for index in series.indices {
      // Its measures are asked while it is drawn on.
      let grid = canvas
      let dots = series[index].values.indices.lazy.map { i in
        isDrawn(i, of: index) ? grid.dot(place(i, of: index, on: y)) : nil
      }
      if options.joinsPoints {
        canvas.trace(dots, index)
      } else {
        for case let dot? in dots { canvas.set(dot, index) }
      }
    }
    for index in series.indices {
      for i in marked(index, room: columns / 5) where isDrawn(i, of: index) {
        canvas.mark(canvas.dot(place(i, of: index, on: y)), index)
      }
    }
    let axes = TextAxes(
      left: ticks.map { (rows - 1 - row(at: $0.place, rows, canvas), $0.label) },
      below: x.ticks(atMost: columns / 8 + 1, whole: across == nil).map {
        (column(at: $0.place, columns, canvas), $0.label)
      }, look: look)
    let picture = (0..<rows).map(canvas.line)
    return legend + axes.lines(around: picture, columns: columns, labelWidth: labelWidth)
      + told
  }

  private func row(at place: Double, _ rows: Int, _ canvas: DotCanvas) -> Int {
    canvas.dot((0, place)).y * rows / canvas.height
  }

  private func column(at place: Double, _ columns: Int, _ canvas: DotCanvas) -> Int {
    canvas.dot((place, 0)).x * columns / canvas.width
  }

  /// The names of the series behind their marks.
  private func legend(width: Int, _ look: Look) -> [PictureLine] {
    var items = series.indices.map { index -> PictureLine in
      var item = PictureLine()
      let ink = look == .color ? Ink(Palette.category(index)) : Ink()
      if series.count > 1 { item.append(Palette.mark(index, look) + " ", ink) }
      item.append(series[index].name.fitted(to: width / 2, look))
      return item
    }
    if let across { items.append(PictureLine("against " + across.name.fitted(to: width / 3, look))) }
    return joined(items, gap: series.count > 1 ? 3 : 1, width: width)
  }
}
