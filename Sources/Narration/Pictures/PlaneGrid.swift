import Language

/// A rectangle of the plane in equal cells, by rows from the top.
public struct PlaneGrid: Sendable, Hashable {
  let x: AxisScale
  let y: AxisScale
  let columns: Int
  let rows: Int

  /// From −3 to 3, or around points so that none of them stands at the margin.
  ///
  /// - Parameter points: pairs one behind the other; what is not finite is passed over.
  static func scales(around points: [Double]) -> (x: AxisScale, y: AxisScale) {
    func scale(_ offset: Int) -> AxisScale {
      var (low, high) = (Double.infinity, -Double.infinity)
      for index in stride(from: offset, to: points.count, by: 2) where AxisScale.canPlace(points[index]) {
        (low, high) = (min(low, points[index]), max(high, points[index]))
      }
      guard low <= high else { return AxisScale(-3, 3) }
      guard high > low else { return AxisScale(low - 1, high + 1) }
      let margin = (high - low) * 0.12
      return AxisScale(low - margin, high + margin)
    }
    return (scale(0), scale(1))
  }

  /// The cells for a picture in text; colours have two in a character, one above the other.
  public static func text(around points: [Double], width: Int, look: Look) -> PlaneGrid {
    let (x, y) = scales(around: points)
    let labels = y.ticks(atMost: 7).map { displayWidth($0.label) }.max() ?? 0
    return PlaneGrid(
      x: x, y: y, columns: min(max(width - labels - 2, 8), 64), rows: look == .color ? 28 : 14)
  }

  /// The cells for a drawing.
  public static func drawing(around points: [Double]) -> PlaneGrid {
    let (x, y) = scales(around: points)
    return PlaneGrid(x: x, y: y, columns: 100, rows: 75)
  }

  /// The middle of each cell, row by row: x and y one behind the other.
  public var points: [Double] {
    var points: [Double] = []
    for row in 0..<rows {
      for column in 0..<columns {
        points.append(x.low + (x.high - x.low) * (Double(column) + 0.5) / Double(columns))
        points.append(y.high - (y.high - y.low) * (Double(row) + 0.5) / Double(rows))
      }
    }
    return points
  }

  /// Which of so many equal parts a place between 0 and 1 is in.
  static func part(_ place: Double, of count: Int) -> Int {
    min(max(Int((min(max(place, 0), 1) * Double(count)).rounded(.down)), 0), count - 1)
  }
}
