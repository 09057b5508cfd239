import Autodiff
import Language

extension Builtins {
  static let paddingFunctions: [Builtin] = [
    Builtin(
      "pad(input, pad, mode='constant', value=None)", .functional,
      "Entries put round the last dimensions: (left, right, top, bottom, …); mode may be 'reflect', 'replicate' or 'circular'."
    ) { m, a throws(Diagnostic) in
      guard m.isSequence(a[1]) else {
        throw Diagnostic(
          .type, "pad() needs its widths as a tuple, not \(m.describe(a[1]))",
          hint: "pad(x, (1, 1)) puts one entry before and one behind")
      }
      let widths = try a.sizes(&m, [a[1]])
      let handle = try a.tensor(0, m)
      let word = try a.string(2, m)
      let value = a[3].isNone ? 0 : try a.double(3, m)
      if word == "constant" { return try m.padded(handle, widths, with: value) }
      guard let border = PaddingBorder(rawValue: word) else {
        throw Diagnostic(
          .value, "pad() knows no mode '\(brief(word))'",
          hint: "it is 'constant', 'reflect', 'replicate' or 'circular'")
      }
      guard value == 0 else {
        throw Diagnostic(
          .value, "pad() takes a value in mode 'constant' only",
          hint: "mode='\(word)' takes the entries from the tensor itself")
      }
      return try m.padded(handle, widths, border)
    }
  ]
}

/// Where a border takes its entries from.
enum PaddingBorder: String {
  /// Mirrored at the outermost entry, which is not repeated.
  case reflect
  /// The outermost entry again and again.
  case replicate
  /// From the other end.
  case circular

  /// Which of `count` entries stands at a place; places before the first one are negative.
  ///
  /// - Parameter kept: the entries that are left where widths below 0 cut some off; a circle closes over these.
  func source(of place: Int, count: Int, kept: Range<Int>) -> Int {
    switch self {
    case .reflect: return place < 0 ? -place : place >= count ? 2 * (count - 1) - place : place
    case .replicate: return min(max(place, 0), count - 1)
    case .circular:
      guard !kept.contains(place), !kept.isEmpty else { return place }
      let turned = (place - kept.lowerBound) % kept.count
      return kept.lowerBound + (turned < 0 ? turned + kept.count : turned)
    }
  }
}

extension Machine {
  /// What padding does to a tensor's dimensions.
  private struct Widths {
    var before: [Int]
    var dimensions: [Int]
  }

  /// A tensor with a number put round it; widths below 0 cut entries off.
  mutating func padded(_ handle: Handle, _ widths: [Int], with value: Double) throws(Diagnostic) -> Object {
    let tensor = heap.tensor(handle)
    let sized = try sized(tensor.shape, widths) { d, before, after throws(Diagnostic) in
      let length = tensor.shape[d]
      guard length + min(before, 0) >= 0, length + min(before, 0) + min(after, 0) >= 0 else {
        throw Diagnostic(
          .value,
          "pad() cannot cut \(-(min(before, 0) + min(after, 0))) entries off dimension \(d), which has \(length)",
          hint: "a width below 0 takes entries away")
      }
    }
    let filler = try plainFiller(value, tensor.dtype)
    return try padded(handle, sized, filler: filler) { d, place in
      (0..<tensor.shape[d]).contains(place) ? place : nil
    }
  }

  /// A tensor with entries of its own put round it.
  fileprivate mutating func padded(
    _ handle: Handle, _ widths: [Int], _ border: PaddingBorder
  ) throws(Diagnostic) -> Object {
    let tensor = heap.tensor(handle)
    let (shape, padded) = (tensor.shape, widths.count / 2)
    guard widths.count % 2 == 0, (1...3).contains(padded), [padded + 1, padded + 2].contains(shape.rank)
    else {
      throw Diagnostic(
        .shape,
        "pad() in mode '\(border.rawValue)' does not take \(widths.count) widths for a tensor of \(shape.rank) dimension\(shape.rank == 1 ? "" : "s")",
        hint: "2 widths for 2 or 3 dimensions, 4 for 3 or 4, 6 for 4 or 5: x.unsqueeze(0) adds one")
    }
    guard tensor.dtype != .bool || border == .circular else {
      throw Diagnostic(
        .type, "pad() in mode '\(border.rawValue)' needs numbers, and these are Booleans",
        hint: "x.long() makes numbers of them")
    }
    var kept = shape.dimensions.map { 0..<$0 }
    let sized = try sized(shape, widths) { d, before, after throws(Diagnostic) in
      let length = shape[d]
      let left = length + min(before, 0) + min(after, 0)
      if border == .circular, left >= 0 { kept[d] = max(-before, 0)..<(length + min(after, 0)) }
      let most = border == .reflect ? length - 1 : border == .circular ? left : .max
      guard max(before, after, 0) <= most else {
        throw Diagnostic(
          .value,
          "pad() in mode '\(border.rawValue)' cannot put \(max(before, after)) entries beside the \(border == .circular ? left : length) of dimension \(d)",
          hint: border == .reflect
            ? "at most one fewer than there are: the outermost is the mirror"
            : "at most as many as there are: once round the circle")
      }
      guard length + before + after >= (border == .circular ? 0 : 1), border != .circular || left >= 0 else {
        throw Diagnostic(
          .value, "pad() would leave nothing of dimension \(d), which has \(length) entries",
          hint: "a width below 0 takes entries away")
      }
    }
    guard border == .circular || !shape.dimensions.suffix(padded + 1).contains(0) else {
      throw Diagnostic(
        .shape, "pad() in mode '\(border.rawValue)' has no entries to take in shape \(shape.list)",
        hint: "only the batch may be empty")
    }
    return try self.padded(handle, sized, filler: 0) { d, place in
      border.source(of: place, count: shape[d], kept: kept[d])
    }
  }

  private func sized(
    _ shape: Shape, _ widths: [Int],
    _ check: (_ dimension: Int, _ before: Int, _ after: Int) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> Widths {
    guard widths.count % 2 == 0, widths.count <= 2 * shape.rank else {
      throw Diagnostic(
        .value, "pad() needs two widths a dimension, from the last one on",
        hint: "pad(x, (1, 1)) puts one entry before and one behind")
    }
    var result = Widths(before: [Int](repeating: 0, count: shape.rank), dimensions: shape.dimensions)
    for i in 0..<(widths.count / 2) {
      let d = shape.rank - 1 - i
      let (before, after) = (widths[2 * i], widths[2 * i + 1])
      guard before.magnitude < 1 << 40, after.magnitude < 1 << 40 else { throw tooManyElements() }
      try check(d, before, after)
      result.before[d] = before
      result.dimensions[d] += before + after
    }
    return result
  }

  /// - Parameter source: the index that an entry along a dimension is taken from, where it is; `nil` is the filler.
  private mutating func padded(
    _ handle: Handle, _ sized: Widths, filler: Double, _ source: (_ dimension: Int, _ place: Int) -> Int?
  ) throws(Diagnostic) -> Object {
    try chargeTensor(sized.dimensions)
    let shape = heap.tensor(handle).shape
    let strides = shape.strides
    // One dimension after the other: a table of rows becomes one of the rows' entries.
    var sources: [Int32] = [0]
    for (d, length) in sized.dimensions.enumerated() {
      let along = (0..<length).map { source(d, $0 - sized.before[d]).map { Int32($0 * strides[d]) } ?? -1 }
      let rows = sources
      sources = try made(rows.count * length) { i in
        let (row, own) = (rows[i / length], along[i % length])
        return row < 0 || own < 0 ? -1 : row + own
      }
    }
    return try apply(
      Rearrangement("pad", result: Shape(sized.dimensions), sources: sources, filler: filler),
      [.tensor(handle)],
      dtype: heap.tensor(handle).dtype)
  }

  /// A number as entries of a dtype hold it.
  func plainFiller(_ value: Double, _ dtype: DType) throws(Diagnostic) -> Double {
    guard dtype != .int64 || value.magnitude <= 0x1p53 else {
      throw Diagnostic(
        .value, "\(NumberFormat.shortest(value)) does not fit into a tensor of whole numbers",
        hint: "x * 1.0 makes floats of them")
    }
    return try kept([value], as: dtype).doubles[0]
  }
}
