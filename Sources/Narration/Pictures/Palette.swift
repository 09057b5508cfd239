/// The colours and marks of pictures. Colours are told apart by people who see few of them, and never carry a
/// meaning alone.
enum Palette {
  /// For things that differ in kind: Okabe and Ito's colours (2008), the blue a little lighter for dark terminals and
  /// without the yellow, which is pale on paper; and four of Tol's kind.
  static let categories = [
    RGB(0x0087D7), RGB(0xD55E00), RGB(0x009E73), RGB(0xCC79A7), RGB(0xE69F00), RGB(0x56B4E9), RGB(0x882255),
    RGB(0x999933), RGB(0x6655AA), RGB(0x888888),
  ]

  /// How many things a picture tells apart.
  static let limit = categories.count

  static func category(_ index: Int) -> RGB { categories[index % limit] }

  /// Pale areas for the same things. They are among the colours that xterm numbers, so that terminals of 256 colours
  /// keep them apart too.
  static let tints = [
    RGB(0xAFD7FF), RGB(0xFFD7AF), RGB(0xAFD7AF), RGB(0xFFD7FF), RGB(0xFFFFAF), RGB(0xD7FFFF), RGB(0xD7AFAF),
    RGB(0xD7D787), RGB(0xD7AFFF), RGB(0xDADADA),
  ]

  static func marks(_ look: Look) -> [String] {
    look == .ascii
      ? ["*", "o", "+", "x", "#", "@", "%", "&", "=", "~"]
      : ["●", "○", "▲", "△", "■", "□", "◆", "◇", "★", "☆"]
  }

  static func mark(_ index: Int, _ look: Look) -> String { marks(look)[index % limit] }

  /// From little to much: viridis (Smith and van der Walt 2015), which also reads in grey.
  static func sequential(_ place: Double) -> RGB {
    blend(
      [
        RGB(0x440154), RGB(0x472D7B), RGB(0x3B528B), RGB(0x2C728E), RGB(0x21918C), RGB(0x28AE80),
        RGB(0x5EC962),
        RGB(0xADDC30), RGB(0xFDE725),
      ], place)
  }

  /// From negative (blue) over zero (white) to positive (red), after ColorBrewer's RdBu; each a colour that xterm
  /// numbers.
  static func diverging(_ place: Double) -> RGB {
    blend(
      [
        RGB(0x005FAF), RGB(0x0087D7), RGB(0x5FAFD7), RGB(0x87D7FF), RGB(0xAFD7FF), RGB(0xD7FFFF),
        RGB(0xFFFFFF), RGB(0xFFD7D7), RGB(0xFFAF87), RGB(0xFF875F), RGB(0xD75F5F), RGB(0xD70000),
        RGB(0xAF0000),
      ], place)
  }

  private static func blend(_ anchors: [RGB], _ place: Double) -> RGB {
    // So many shades that neighbours cannot be told apart, and few enough that equal ones join.
    let steps = 72.0
    let position = (min(max(place, 0), 1) * steps).rounded() / steps * Double(anchors.count - 1)
    let left = min(Int(position), anchors.count - 2)
    return anchors[left].mixed(with: anchors[left + 1], position - Double(left))
  }
}
