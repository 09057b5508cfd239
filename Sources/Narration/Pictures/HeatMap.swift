import Autodiff
import Language

/// `:image`: matrices as heat maps, all on one scale.
public struct HeatMap: Picture, Sendable {
  public struct Image: Sendable {
    public let name: String
    let rows: Int
    let columns: Int
    let values: [Double]

    /// - Parameter values: row by row.
    public init(name: String, rows: Int, columns: Int, values: [Double]) {
      precondition(values.count == rows * columns, "an image has a number for each of its places")
      (self.name, self.rows, self.columns, self.values) = (pictureName(name), rows, columns, values)
    }

    /// The name, or of `x[3]` the index, or as much as there is room for.
    func label(width: Int, _ look: Look) -> String {
      guard displayWidth(name) > width, name.last == "]", let open = name.lastIndex(of: "[") else {
        return name.fitted(to: width, look)
      }
      return String(name[open...]).fitted(to: width, look)
    }

    /// The means of blocks; NaN where a block has no number.
    func reduced(across: Int, down: Int) -> Image {
      guard across > 1 || down > 1 else { return self }
      let (newRows, newColumns) = ((rows + down - 1) / down, (columns + across - 1) / across)
      var means: [Double] = []
      for row in 0..<newRows {
        for column in 0..<newColumns {
          var (mean, count) = (0.0, 0.0)
          for y in (row * down)..<min((row + 1) * down, rows) {
            for x in (column * across)..<min((column + 1) * across, columns) {
              let value = values[y * columns + x]
              guard AxisScale.canPlace(value) else { continue }
              count += 1
              mean += (value - mean) / count
            }
          }
          means.append(count > 0 ? mean : .nan)
        }
      }
      return Image(name: name, rows: newRows, columns: newColumns, values: means)
    }
  }

  /// So many images are looked at in one picture.
  public static let limit = 100

  let images: [Image]
  let low: Double
  let high: Double
  let leftOut: Int

  /// - Throws: where there are no numbers, or too many images.
  public init(_ images: [Image]) throws(Diagnostic) {
    guard images.count <= HeatMap.limit else {
      throw Diagnostic(
        .value, "\(images.count) images are too many for one picture",
        hint: "pick some: :image \(images.first?.name.prefix { $0 != "[" } ?? "x")[:10]")
    }
    if let empty = images.first(where: { $0.values.isEmpty }) {
      throw Diagnostic(
        .value, "\(empty.name) is empty: there is nothing to draw",
        hint: "a picture needs at least one number")
    }
    self.init(measuring: images)
    guard low <= high else {
      throw Diagnostic(
        .value,
        images.isEmpty
          ? "there is nothing to draw"
          : "\(images[0].name) has no number that can be drawn: all are NaN or infinite",
        hint: images.isEmpty ? "an image is a matrix" : "print(\(images[0].name)) shows them")
    }
  }

  private init(measuring images: [Image]) {
    self.images = images
    var (low, high, leftOut) = (Double.infinity, -Double.infinity, 0)
    for image in images {
      for value in image.values {
        guard AxisScale.canPlace(value) else {
          leftOut += 1
          continue
        }
        (low, high) = (min(low, value), max(high, value))
      }
    }
    (self.low, self.high, self.leftOut) = (low, high, leftOut)
  }

  /// The same with the means of blocks in place of entries, and their scale.
  func reduced(across: Int, down: Int) -> HeatMap {
    across == 1 && down == 1
      ? self : HeatMap(measuring: images.map { $0.reduced(across: across, down: down) })
  }

  /// Whether there are numbers on both sides of a middle, 0.
  var isDiverging: Bool { low < 0 }

  /// The numbers at both ends of the scale.
  var ends: (low: Double, high: Double) {
    guard isDiverging else { return (low, high) }
    let size = max(high, -low)
    return (-size, size)
  }

  /// Where a number lies on the scale, from 0 to 1; `nil` where it is none.
  func place(_ value: Double) -> Double? {
    guard AxisScale.canPlace(value) else { return nil }
    let ends = ends
    return ends.high > ends.low ? (value - ends.low) / (ends.high - ends.low) : ends.high == 0 ? 0 : 1
  }

  func color(_ place: Double) -> RGB { isDiverging ? Palette.diverging(place) : Palette.sequential(place) }

  public func summary(_ style: NumberStyle) -> [String] {
    let left = leftOut > 0 ? "; left out: \(leftOut) NaN or infinite" : ""
    let style = style.telling(apart: [low, high])
    func entry(_ wanted: Double) -> String {
      for image in images {
        guard let index = image.values.firstIndex(of: wanted) else { continue }
        let place = "[\(index / image.columns), \(index % image.columns)]"
        return "\(style.text(wanted)) at \(images.count > 1 ? image.name : "")\(place)"
      }
      return style.text(wanted)
    }
    let first = images[0]
    let isSame = images.allSatisfy { $0.rows == first.rows && $0.columns == first.columns }
    let what =
      images.count == 1
      ? "\(first.name): \(first.rows) by \(first.columns)"
      : "\(images.count) images" + (isSame ? " of \(first.rows) by \(first.columns)" : "")
    if low == high { return ["\(what), all \(style.text(low))\(left)"] }
    return ["\(what), lowest \(entry(low)), highest \(entry(high))\(left)"]
  }
}
