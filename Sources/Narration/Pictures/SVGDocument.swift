import Autodiff
import Language

/// A drawing in Scalable Vector Graphics 1.1, element by element.
struct SVGDocument {
  let width: Double
  let height: Double
  private let title: String
  private let summary: [String]
  private var body = ""

  static let ink = RGB(0x222222)
  static let faint = RGB(0x666666)
  static let grid = RGB(0xE4E4E0)
  static let paper = RGB(0xFFFFFF)

  init(width: Double, height: Double, title: String, summary: [String]) {
    (self.width, self.height, self.title, self.summary) = (width, height, title, summary)
  }

  /// The whole file.
  var text: String {
    let size = "\(SVGDocument.number(width)) \(SVGDocument.number(height))"
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size)" width="\(SVGDocument.number(width))" \
      height="\(SVGDocument.number(height))" role="img" \
      font-family="system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif" font-size="13">
      <title>\(SVGDocument.escaped(title))</title>
      <desc>\(SVGDocument.escaped(summary.joined(separator: ". ")))</desc>
      <rect width="100%" height="100%" fill="\(SVGDocument.paper.hex)"/>
      \(body)</svg>

      """
  }

  mutating func element(_ name: String, _ attributes: [(String, String)], text: String? = nil) {
    body += "<\(name)"
    for (key, value) in attributes { body += " \(key)=\"\(SVGDocument.escaped(value))\"" }
    body += text.map { ">\(SVGDocument.escaped($0))</\(name)>\n" } ?? "/>\n"
  }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ color: RGB, width: Double = 1)
  {
    element(
      "line",
      [
        ("x1", SVGDocument.number(x1)), ("y1", SVGDocument.number(y1)), ("x2", SVGDocument.number(x2)),
        ("y2", SVGDocument.number(y2)), ("stroke", color.hex), ("stroke-width", SVGDocument.number(width)),
      ])
  }

  mutating func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ color: RGB) {
    element(
      "rect",
      [
        ("x", SVGDocument.number(x)), ("y", SVGDocument.number(y)), ("width", SVGDocument.number(width)),
        ("height", SVGDocument.number(height)), ("fill", color.hex),
      ])
  }

  /// Rectangles that touch without a seam.
  mutating func cells(_ draw: (inout SVGDocument) -> Void) {
    body += "<g shape-rendering=\"crispEdges\">\n"
    draw(&self)
    body += "</g>\n"
  }

  enum Anchor: String { case start, middle, end }

  mutating func label(
    _ text: String, _ x: Double, _ y: Double, _ anchor: Anchor = .start, color: RGB = ink, size: Double = 13
  ) {
    var attributes = [("x", SVGDocument.number(x)), ("y", SVGDocument.number(y)), ("fill", color.hex)]
    if anchor != .start { attributes.append(("text-anchor", anchor.rawValue)) }
    if size != 13 { attributes.append(("font-size", SVGDocument.number(size))) }
    element("text", attributes, text: text)
  }

  /// One of the marks that tell things apart: circle, triangle, square and diamond, filled and hollow.
  mutating func mark(_ index: Int, _ x: Double, _ y: Double, size: Double = 4, color: RGB? = nil) {
    let color = color ?? Palette.category(index)
    let paint = [
      ("fill", index % 2 == 0 ? color.hex : SVGDocument.paper.hex),
      ("stroke", index % 2 == 0 ? SVGDocument.paper.hex : color.hex),
      ("stroke-width", index % 2 == 0 ? "0.8" : "1.8"),
    ]
    func point(_ dx: Double, _ dy: Double) -> String {
      "\(SVGDocument.number(x + dx * size)),\(SVGDocument.number(y + dy * size))"
    }
    switch index / 2 % 4 {
    case 0:
      element(
        "circle",
        [("cx", SVGDocument.number(x)), ("cy", SVGDocument.number(y)), ("r", SVGDocument.number(size))]
          + paint)
    case 1:
      element(
        "polygon",
        [("points", [point(0, -1.2), point(1.1, 0.9), point(-1.1, 0.9)].joined(separator: " "))] + paint)
    case 2:
      element(
        "polygon",
        [
          (
            "points",
            [point(-0.9, -0.9), point(0.9, -0.9), point(0.9, 0.9), point(-0.9, 0.9)].joined(separator: " ")
          )
        ]
          + paint)
    default:
      element(
        "polygon",
        [("points", [point(0, -1.3), point(1.3, 0), point(0, 1.3), point(-1.3, 0)].joined(separator: " "))]
          + paint)
    }
  }

  /// A coordinate in as many digits as can be seen.
  static func number(_ x: Double) -> String {
    var text = NumberFormat.fixed(x, decimals: 2)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text == "-0" ? "0" : text
  }

  /// How wide a label is, roughly: fonts differ.
  static func width(of text: String, size: Double = 13) -> Double { Double(displayWidth(text)) * size * 0.6 }

  /// A text in which nothing is markup, and nothing that XML 1.0 forbids.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in withoutControlCharacters(text).unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "\u{FFFE}", "\u{FFFF}": result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
