import Autodiff

/// A tensor as PyTorch prints it: four decimals, columns aligned, long ones shortened in the middle.
///
/// - Parameter exact: the entries where they are whole numbers of 64 bits.
func tensorText(
  _ values: [Double], exact: [Int64]? = nil, _ shape: Shape, _ dtype: DType, defaultDType: DType,
  requiresGradient: Bool
) -> String {
  let summarizes = shape.count > 1000
  let places = summarizes ? edgePlaces(shape) : Array(0..<shape.count)
  let format = EntryFormat(TensorEntries(values: values, exact: exact, dtype: dtype), places, dtype)
  var suffixes: [String] = []
  if shape.count == 0 {
    if shape.rank != 1 {
      suffixes.append("size=(\(shape.dimensions.map(String.init).joined(separator: ", ")))")
    }
    // Without entries nothing else tells the kind.
    if dtype != defaultDType { suffixes.append("dtype=torch.\(dtype.rawValue)") }
  } else if ![defaultDType, .int64, .bool].contains(dtype) {
    suffixes.append("dtype=torch.\(dtype.rawValue)")
  }
  if requiresGradient { suffixes.append("requires_grad=True") }
  let start = "tensor("
  let body =
    shape.count == 0
    ? "[]" : nested(0, shape.dimensions[...], format, indent: start.utf8.count, summarizes)
  return withSuffixes(start + body, suffixes, indent: start.utf8.count) + ")"
}

/// The numbers that a tensor's text is made of.
private struct TensorEntries {
  let values: [Double]
  let exact: [Int64]?
  let dtype: DType

  /// Those of dtype float32 are shown as 32 bits hold them, even where more are kept.
  func number(_ place: Int) -> Double {
    let value = values[place]
    guard dtype == .float32 else { return value }
    let rounded = Double(Float(value))
    return rounded.isFinite && (rounded != 0 || value == 0) ? rounded : value
  }

  func whole(_ place: Int) -> String {
    exact.map { String($0[place]) } ?? NumberFormat.fixed(values[place], decimals: 0)
  }
}

/// What follows the entries, on their line or, where that would become longer than 80 columns, on one of its own.
private func withSuffixes(_ text: String, _ suffixes: [String], indent: Int) -> String {
  var result = text
  let lastLine = text.utf8.lastIndex(of: UInt8(ascii: "\n")).map {
    text.utf8.distance(from: $0, to: text.endIndex)
  }
  // As PyTorch counts: the line, the bracket behind it, and the break before it.
  var length = (lastLine ?? text.utf8.count + 1) + 1
  for suffix in suffixes {
    if length + suffix.utf8.count + 2 > 80 {
      result += ",\n" + String(repeating: " ", count: indent) + suffix
      length = indent + suffix.utf8.count
    } else {
      result += ", " + suffix
      length += suffix.utf8.count + 2
    }
  }
  return result
}

/// Where the entries lie that a shortened tensor shows: the first and last three along each dimension.
private func edgePlaces(_ shape: Shape) -> [Int] {
  var places = [0]
  for (length, stride) in zip(shape.dimensions, shape.strides) {
    let kept = length > 6 ? Array(0..<3) + Array((length - 3)..<length) : Array(0..<length)
    places = places.flatMap { place in kept.map { place + $0 * stride } }
  }
  return places
}

private struct EntryFormat {
  private enum Style { case integer, boolean, whole, fixed, scientific }
  private let style: Style
  private let entries: TensorEntries
  private(set) var width = 0

  init(_ entries: TensorEntries, _ places: [Int], _ dtype: DType) {
    self.entries = entries
    // As PyTorch: in columns of floats, NaN, infinity and 0 do not ask for more room.
    var counted = places
    switch dtype.kind {
    case .boolean: style = .boolean
    case .integer: style = .integer
    case .floating:
      counted = places.filter { entries.number($0).isFinite && entries.number($0) != 0 }
      let sizes = counted.map { entries.number($0).magnitude }
      let largest = sizes.max() ?? 0
      let smallest = sizes.min() ?? 1
      let isWhole = sizes.allSatisfy { $0 == $0.rounded() }
      if isWhole {
        style = !sizes.isEmpty && (largest / smallest > 1000 || largest > 1e8) ? .scientific : .whole
      } else {
        style = largest / smallest > 1000 || largest > 1e8 || smallest < 1e-4 ? .scientific : .fixed
      }
    }
    width = counted.map { text($0).unicodeScalars.count }.max() ?? 1
  }

  func text(_ place: Int) -> String {
    let x = entries.number(place)
    return switch style {
    case .integer: entries.whole(place)
    case .boolean: x == 0 ? "False" : "True"
    case .whole: x.isFinite ? NumberFormat.fixed(x, decimals: 0) + "." : NumberFormat.shortest(x)
    case .fixed: NumberFormat.fixed(x, decimals: 4)
    case .scientific: NumberFormat.scientific(x, decimals: 4)
    }
  }

  func padded(_ place: Int) -> String {
    let text = text(place)
    return String(repeating: " ", count: max(0, width - text.unicodeScalars.count)) + text
  }
}

private func nested(
  _ start: Int, _ dimensions: ArraySlice<Int>, _ format: EntryFormat, indent: Int, _ summarizes: Bool
) -> String {
  guard let length = dimensions.first else { return format.text(start) }
  let inner = dimensions.dropFirst()
  let stride = inner.reduce(1, *)
  let shortens = summarizes && length > 6
  let kept: [Int?] =
    shortens ? [0, 1, 2, nil, length - 3, length - 2, length - 1] : (0..<length).map { Optional($0) }
  if inner.isEmpty {
    // As many entries on a line as fit into 80 columns.
    let perLine = max(1, (80 - indent) / (format.width + 2))
    let cells = kept.map { $0.map { format.padded(start + $0) } ?? " ..." }
    var lines: [String] = []
    for first in Swift.stride(from: 0, to: cells.count, by: perLine) {
      lines.append(cells[first..<min(first + perLine, cells.count)].joined(separator: ", "))
    }
    let separator = ",\n" + String(repeating: " ", count: indent + 1)
    return "[" + lines.joined(separator: separator) + "]"
  }
  let rows = kept.map {
    $0.map { nested(start + $0 * stride, inner, format, indent: indent + 1, summarizes) } ?? "..."
  }
  let separator =
    "," + String(repeating: "\n", count: dimensions.count - 1) + String(repeating: " ", count: indent + 1)
  return "[" + rows.joined(separator: separator) + "]"
}
