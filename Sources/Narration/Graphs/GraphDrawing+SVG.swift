import Autodiff
import Language

extension GraphDrawing {
  /// How many arrays a drawing may have.
  public static let mostDrawn = 1000

  /// The graph as a drawing: values flow down, from parameters and constants to the result.
  public func svg() -> String {
    let boxes = nodes.indices.filter { !nodes[$0].isLiteral }
    var numbers = [Int](repeating: -1, count: nodes.count)
    for (number, index) in boxes.enumerated() { numbers[index] = number }
    let captions = boxes.map { caption(nodes[$0]) }
    let sizes = captions.map { lines in
      LayeredLayout.Size(
        width: max(64, (lines.map { SVGDocument.width(of: $0) }.max() ?? 0) + 24),
        height: Double(lines.count) * 18 + 14)
    }
    let operands = boxes.map { nodes[$0].operands.map { numbers[$0] }.filter { $0 >= 0 } }
    let layout = LayeredLayout(sizes, operands: operands)
    let rows = Rows(layout, sizes)
    let margin = 24.0
    let legend = mark == nil ? 40.0 : 62.0
    let width = max((layout.places.map { $0.x + $0.width / 2 }.max() ?? 0) + 2 * margin, 420)
    var document = SVGDocument(
      width: width, height: rows.height + 2 * margin + legend,
      title: "Computation graph of \(nodes[nodes.count - 1].name)",
      summary: listing(limit: 200))
    // A drawing that is narrower than its legend stands in the middle.
    let content = (layout.places.map { $0.x + $0.width / 2 }.max() ?? 0)
    let (left, top) = ((width - content) / 2, margin)
    let marked = markedPlaces(layout, numbers)
    for (index, place) in layout.places.enumerated() {
      for lower in place.below {
        draw(
          edge: (index, lower), layout, rows, left, top,
          isMarked: marked.contains(index) && marked.contains(lower), &document)
      }
      if place.box == nil {
        let (from, to) = rows.span(place.layer)
        let isMarked = marked.contains(index)
        document.line(
          place.x + left, from + top, place.x + left, to + top,
          isMarked ? GraphDrawing.markedWire : GraphDrawing.wire, width: isMarked ? 4 : 1.4)
      }
    }
    for (box, lines) in captions.enumerated() {
      let place = layout.places[box]
      let y = rows.middle(place.layer) - sizes[box].height / 2 + top
      document.box(
        place.x - place.width / 2 + left, y, place.width, sizes[box].height, BoxLook(nodes[boxes[box]].kind),
        isMarked: mark?.node == boxes[box] && mark?.operand == nil)
      let ink = BoxLook(nodes[boxes[box]].kind).text
      for (i, line) in lines.enumerated() {
        document.caption(
          line, place.x + left, y + 20 + Double(i) * 18, isBold: i == 0,
          color: ink)
      }
    }
    drawLegend(&document, y: rows.height + 2 * margin + 6, left: margin)
    return document.text
  }

  private static let wire = RGB(0x8A8A8A)
  private static let markedWire = RGB(0xD55E00)

  /// The places that the edge goes through where the walk is: both boxes, and the layers between them.
  private func markedPlaces(_ layout: LayeredLayout, _ numbers: [Int]) -> Set<Int> {
    guard let mark, let position = mark.operand, nodes[mark.node].operands.indices.contains(position) else {
      return []
    }
    let (from, to) = (numbers[nodes[mark.node].operands[position]], numbers[mark.node])
    guard let start = layout.places.firstIndex(where: { $0.box == from }),
      let end = layout.places.firstIndex(where: { $0.box == to })
    else { return [] }
    for first in layout.places[start].below {
      var way: Set<Int> = [start]
      var next: Int? = first
      while let index = next {
        way.insert(index)
        if index == end { return way }
        next = layout.places[index].box == nil ? layout.places[index].below.first : nil
      }
    }
    return []
  }

  /// From the lower edge of a box, or of the layer where an edge passes, to the upper edge of what follows.
  private func draw(
    edge: (upper: Int, lower: Int), _ layout: LayeredLayout, _ rows: Rows, _ left: Double, _ top: Double,
    isMarked: Bool, _ document: inout SVGDocument
  ) {
    let color = (isMarked ? GraphDrawing.markedWire : GraphDrawing.wire).hex
    let (upper, lower) = (layout.places[edge.upper], layout.places[edge.lower])
    let from = (
      x: layout.port(edge.upper, to: edge.lower, downwards: true) + left,
      y: rows.bottom(edge.upper, upper) + top
    )
    let to = (
      x: layout.port(edge.lower, to: edge.upper, downwards: false) + left,
      y: rows.top(edge.lower, lower) + top
    )
    // Between the layers it may bend; inside of them it runs straight down, past the boxes.
    let (bendFrom, bendTo) = (rows.span(upper.layer).to + top, rows.span(lower.layer).from + top)
    let middle = (bendFrom + bendTo) / 2
    func n(_ x: Double) -> String { SVGDocument.number(x) }
    let isArrow = lower.box != nil
    let end = isArrow ? to.y - 6 : to.y
    document.element(
      "path",
      [
        (
          "d",
          "M\(n(from.x)) \(n(from.y))L\(n(from.x)) \(n(bendFrom))C\(n(from.x)) \(n(middle)) \(n(to.x)) \(n(middle)) \(n(to.x)) \(n(min(bendTo, end)))L\(n(to.x)) \(n(end))"
        ), ("fill", "none"), ("stroke", color), ("stroke-width", isMarked ? "4" : "1.4"),
      ])
    if isArrow {
      document.element(
        "polygon",
        [
          ("points", "\(n(to.x)),\(n(to.y)) \(n(to.x - 4)),\(n(to.y - 8)) \(n(to.x + 4)),\(n(to.y - 8))"),
          ("fill", color),
        ])
    }
  }

  private func drawLegend(_ document: inout SVGDocument, y: Double, left: Double) {
    var x = left
    for (kind, name) in [
      (Kind.parameter, "parameter"), (.constant, "constant"), (.result, "operation"), (.root, "result"),
    ] {
      document.box(x, y, 22, 15, BoxLook(kind))
      document.label(name, x + 28, y + 12, color: SVGDocument.faint, size: 12)
      x += 28 + SVGDocument.width(of: name, size: 12) + 22
    }
    if let mark {
      document.line(left, y + 29, left + 22, y + 29, GraphDrawing.markedWire, width: 4)
      document.label("the walk, \(mark.text)", left + 28, y + 34, color: SVGDocument.faint, size: 12)
    }
  }
}

/// Where the layers of a drawing lie.
private struct Rows {
  private var spans: [(from: Double, to: Double)] = []
  private let sizes: [LayeredLayout.Size]

  init(_ layout: LayeredLayout, _ sizes: [LayeredLayout.Size]) {
    self.sizes = sizes
    var y = 0.0
    for layer in layout.layers {
      let height = layer.compactMap { layout.places[$0].box.map { sizes[$0].height } }.max() ?? 20
      spans.append((y, y + height))
      // Where many edges run side by side there is more room between the layers.
      let edges = layer.reduce(0) { $0 + layout.places[$1].below.count }
      y += height + min(40 + 3 * Double(edges), 110)
    }
  }

  var height: Double { spans.last?.to ?? 0 }
  func span(_ layer: Int) -> (from: Double, to: Double) { spans[layer] }
  func middle(_ layer: Int) -> Double { (spans[layer].from + spans[layer].to) / 2 }
  func top(_ index: Int, _ place: LayeredLayout.Place) -> Double {
    place.box.map { middle(place.layer) - sizes[$0].height / 2 } ?? spans[place.layer].from
  }
  func bottom(_ index: Int, _ place: LayeredLayout.Place) -> Double {
    place.box.map { middle(place.layer) + sizes[$0].height / 2 } ?? spans[place.layer].to
  }
}

extension LayeredLayout {
  /// Where an edge leaves a box or enters it: side by side, in the order of the other ends.
  fileprivate func port(_ index: Int, to other: Int, downwards: Bool) -> Double {
    let place = places[index]
    guard place.box != nil else { return place.x }
    let ends = (downwards ? place.below : place.above).sorted { (places[$0].x, $0) < (places[$1].x, $1) }
    guard ends.count > 1, let rank = ends.firstIndex(of: other) else { return place.x }
    let spread = min(place.width - 28, Double(ends.count - 1) * 18)
    return place.x + (Double(rank) / Double(ends.count - 1) - 0.5) * spread
  }
}

extension SVGDocument {
  fileprivate mutating func box(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ look: BoxLook, isMarked: Bool = false
  ) {
    var attributes = [
      ("x", SVGDocument.number(x)), ("y", SVGDocument.number(y)), ("width", SVGDocument.number(width)),
      ("height", SVGDocument.number(height)), ("rx", look.isRound ? "10" : "2"), ("fill", look.fill.hex),
      ("stroke", look.stroke.hex), ("stroke-width", isMarked ? "5" : "1.6"),
    ]
    if look.isDashed { attributes.append(("stroke-dasharray", "5 3")) }
    element("rect", attributes)
  }

  fileprivate mutating func caption(_ text: String, _ x: Double, _ y: Double, isBold: Bool, color: RGB) {
    var attributes = [
      ("x", SVGDocument.number(x)), ("y", SVGDocument.number(y)), ("fill", color.hex),
      ("text-anchor", "middle"),
    ]
    if isBold { attributes.append(("font-weight", "bold")) }
    element("text", attributes, text: text)
  }
}
