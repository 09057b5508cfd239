import Autodiff

extension Histogram {
  /// A drawing of 720 by 420 units, or of smaller ones in rows of up to four.
  public func svg(style: NumberStyle) -> String {
    let isSingle = groups.count == 1
    let across = min(groups.count, groups.count <= 4 ? 2 : 4)
    let down = (groups.count + across - 1) / across
    let width = isSingle ? 720.0 : groups.count <= 4 ? 360 : 240
    let height = isSingle ? 420.0 : 240
    var document = SVGDocument(
      width: width * Double(isSingle ? 1 : across), height: height * Double(down),
      title: "Histogram of " + groups.map { $0.name }.joined(separator: ", "), summary: summary(style))
    let bins = bins(atMost: isSingle ? 60 : 30)
    for index in groups.indices {
      let left = Double(index % across) * width
      let top = Double(index / across) * height
      draw(index, bins, left, top, width, height, style, in: &document)
    }
    return document.text
  }

  private func draw(
    _ index: Int, _ bins: Bins, _ left: Double, _ top: Double, _ width: Double, _ height: Double,
    _ style: NumberStyle, in document: inout SVGDocument
  ) {
    let counts = counts(index, bins)
    let y = AxisScale(0, Double(max(counts.max() ?? 1, 1))).roundedOut(ticks: 5)
    let yTicks = y.ticks(atMost: 6, whole: true)
    let room = SVGAxes.room(for: yTicks)
    let axes = SVGAxes(
      left: left + room, top: top + 36, width: width - room - 20, height: height - 92, x: bins.scale, y: y)
    axes.draw(in: &document, xTicks: xTicks(bins, atMost: Int(width / 60)), yTicks: yTicks)
    let each = axes.width / Double(bins.count)
    for (bin, count) in counts.enumerated() where count > 0 {
      let place = y.place(Double(count))
      document.rectangle(
        axes.left + Double(bin) * each + 0.5, axes.down(place), max(each - 1, 0.5), axes.height * place,
        Palette.category(0))
    }
    let one = measures[index]
    let short = NumberStyle(digits: min(style.digits, 4))
    document.label(groups[index].name.fitted(to: Int(width / 9), .unicode), axes.left, top + 22)
    let told =
      one.count == 0
      ? "no numbers"
      : "mean \(short.text(one.mean))" + (one.deviation.map { ", std \(short.text($0))" } ?? "")
    document.label(
      told, axes.left + axes.width / 2, top + height - 16, .middle, color: SVGDocument.faint, size: 12)
  }
}
