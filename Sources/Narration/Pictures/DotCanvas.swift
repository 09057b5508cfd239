/// Rows of characters that lines are drawn on: Braille dots, two across and four down in each character, or one
/// letter a character.
struct DotCanvas {
  let columns: Int
  let rows: Int
  let look: Look
  /// How many dots there are in all.
  let width: Int
  let height: Int
  private var dots: [UInt8]
  /// What was drawn last in each character, −1 for nothing.
  private var owners: [Int]
  private var marks: [Int]

  init(columns: Int, rows: Int, look: Look) {
    self.columns = columns
    self.rows = rows
    self.look = look
    width = look == .ascii ? columns : columns * 2
    height = look == .ascii ? rows : rows * 4
    dots = [UInt8](repeating: 0, count: columns * rows)
    owners = [Int](repeating: -1, count: columns * rows)
    marks = owners
  }

  /// A dot, counted from the left and from the bottom.
  struct Dot: Hashable {
    var x: Int
    var y: Int
  }

  /// The dot for places between 0 and 1 along both axes.
  func dot(_ place: (x: Double, y: Double)) -> Dot {
    func index(_ place: Double, _ count: Int) -> Int {
      min(max(Int((min(max(place, 0), 1) * Double(count - 1)).rounded()), 0), count - 1)
    }
    return Dot(x: index(place.x, width), y: index(place.y, height))
  }

  private func cell(_ dot: Dot) -> Int {
    look == .ascii
      ? (rows - 1 - dot.y) * columns + dot.x : (height - 1 - dot.y) / 4 * columns + dot.x / 2
  }

  mutating func set(_ dot: Dot, _ owner: Int) {
    let cell = cell(dot)
    owners[cell] = owner
    // Unicode numbers the upper six dots column by column and the lowest two last.
    let bits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]
    dots[cell] |= look == .ascii ? 1 : bits[dot.x % 2][(height - 1 - dot.y) % 4]
  }

  /// A mark in the character where a dot is.
  mutating func mark(_ dot: Dot, _ owner: Int) { marks[cell(dot)] = owner }

  /// A straight line, by Bresenham's rule.
  mutating func line(from start: Dot, to end: Dot, _ owner: Int) {
    var dot = start
    let (dx, dy) = (abs(end.x - start.x), -abs(end.y - start.y))
    let (stepX, stepY) = (start.x < end.x ? 1 : -1, start.y < end.y ? 1 : -1)
    var error = dx + dy
    while true {
      set(dot, owner)
      if dot == end { return }
      let doubled = 2 * error
      if doubled >= dy {
        error += dy
        dot.x += stepX
      }
      if doubled <= dx {
        error += dx
        dot.y += stepY
      }
    }
  }

  /// Joins dots in their order; `nil` is a gap. Neighbours in the same column are drawn at once, so that a
  /// million of them take no longer than the picture is wide.
  mutating func trace(_ dots: some Sequence<Dot?>, _ owner: Int) {
    var column: (last: Dot, low: Int, high: Int)?
    func finished(_ canvas: inout DotCanvas) {
      guard let column else { return }
      canvas.line(
        from: Dot(x: column.last.x, y: column.low), to: Dot(x: column.last.x, y: column.high), owner)
    }
    for dot in dots {
      guard let dot else {
        finished(&self)
        column = nil
        continue
      }
      if let known = column, known.last.x == dot.x {
        column = (dot, min(known.low, dot.y), max(known.high, dot.y))
      } else {
        finished(&self)
        if let known = column { line(from: known.last, to: dot, owner) }
        column = (dot, dot.y, dot.y)
      }
    }
    finished(&self)
  }

  /// The characters of a row, counted from the top.
  func line(_ row: Int) -> PictureLine {
    var line = PictureLine()
    for cell in (row * columns)..<((row + 1) * columns) {
      let owner = marks[cell] >= 0 ? marks[cell] : owners[cell]
      guard owner >= 0 else {
        line.append(" ")
        continue
      }
      let ink = look == .color ? Ink(Palette.category(owner)) : Ink()
      if marks[cell] >= 0 || look == .ascii {
        line.append(Palette.mark(owner, look), ink)
      } else {
        line.append(Unicode.Scalar(0x2800 + UInt32(dots[cell])).map { String($0) } ?? " ", ink)
      }
    }
    return line
  }
}
