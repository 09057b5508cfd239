import Autodiff
import Language

extension Builtins {
  static let poolingFunctions: [Builtin] = [
    Builtin(
      "max_pool2d(input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False)",
      .functional, "The largest entry of each window; the gradient goes to it."
    ) { m, a throws(Diagnostic) in
      let windows = try m.windows(a, dilation: 4, ceiling: 5)
      return try m.largest(windows, a, withPlaces: try a.flag(6, m))
    },
    Builtin(
      "avg_pool2d(input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None)",
      .functional, "The mean of each window; count_include_pad=False leaves the border out of the count."
    ) { m, a throws(Diagnostic) in
      try m.averages(try m.windows(a, dilation: nil, ceiling: 4), a)
    },
  ]
}

/// The windows of a pooling.
private struct PoolingWindows: Sendable {
  let rows: KernelAxis
  let columns: KernelAxis
  let kernel: (height: Int, width: Int)
  let image: (height: Int, width: Int)
  let output: (height: Int, width: Int)
  /// How many images there are, over batch and channels.
  let planes: Int
  let result: Shape

  /// The places in the images that one window takes in.
  @Sendable func places(of window: Int) -> [Int32] {
    let (plane, inside) = window.quotientAndRemainder(dividingBy: output.height * output.width)
    let (y, x) = inside.quotientAndRemainder(dividingBy: output.width)
    let row = rows.taps(output: y, kernel: kernel.height, input: image.height)
    let column = columns.taps(output: x, kernel: kernel.width, input: image.width)
    return (0..<row.count).flatMap { i in
      let line = (plane * image.height + row.firstInput + i * row.inputStep) * image.width
      return (0..<column.count).map { Int32(line + column.firstInput + $0 * column.inputStep) }
    }
  }
}

extension Machine {
  /// - Parameters:
  ///   - dilation: the place of the argument, where there is one.
  ///   - ceiling: the place of `ceil_mode`.
  fileprivate mutating func windows(
    _ a: Arguments, dilation: Int?, ceiling: Int
  ) throws(Diagnostic) -> PoolingWindows {
    let shape = heap.tensor(try a.tensor(0, self)).shape
    guard shape.rank == 3 || shape.rank == 4 else {
      throw Diagnostic(
        .shape, "\(a.builtin)() needs images of shape [batch, channels, height, width], not \(shape.list)",
        hint: "[channels, height, width] will do for a single one")
    }
    guard !shape.dimensions.suffix(3).contains(0) else {
      throw Diagnostic(
        .shape, "\(a.builtin)() needs images with entries, and shape \(shape.list) has none",
        hint: "only the batch may be empty")
    }
    let kernel = try a.axes(1, 2, &self)
    let isDefault: Bool
    switch a[2] {
    case .none: isDefault = true
    // PyTorch takes an empty list for none as well.
    case .list, .tuple: isDefault = try items(of: a[2]).isEmpty
    default: isDefault = false
    }
    let stride = isDefault ? kernel : try a.axes(2, 2, &self)
    let padding = try a.axes(3, 2, &self)
    let spread = try dilation.map { (place) throws(Diagnostic) in try a.axes(place, 2, &self) } ?? [1, 1]
    let rounding = try a.flag(ceiling, self)
    var axes: [KernelAxis] = []
    var output: [Int] = []
    for d in 0..<2 {
      for (word, value, lowest) in [
        ("kernel_size", kernel[d], 1), ("stride", stride[d], 1), ("padding", padding[d], 0),
        ("dilation", spread[d], 1),
      ] {
        guard value >= lowest else {
          throw Diagnostic(.value, "\(a.builtin)() needs at least \(lowest) for '\(word)', not \(value)")
        }
        guard value <= ConvolutionSettings.largest else {
          throw Diagnostic(.value, "\(value) is too large for '\(word)' of \(a.builtin)()")
        }
      }
      let axis = KernelAxis(stride: stride[d], padding: padding[d], dilation: spread[d])
      guard 2 * padding[d] <= axis.span(kernel[d]) else {
        throw Diagnostic(
          .value,
          "\(a.builtin)() needs a padding of at most half a window, and \(padding[d]) is more than half of \(axis.span(kernel[d]))"
        )
      }
      axes.append(axis)
      output.append(pooledLength(axis, shape[shape.rank - 2 + d], kernel[d], roundingUp: rounding))
    }
    let image = (height: shape[shape.rank - 2], width: shape[shape.rank - 1])
    guard output[0] > 0, output[1] > 0 else {
      let (padded, span) = (
        "\(axes[0].paddedLength(image.height))×\(axes[1].paddedLength(image.width))",
        "\(axes[0].span(kernel[0]))×\(axes[1].span(kernel[1]))"
      )
      throw Diagnostic(.shape, "a window of \(span) does not fit into an image of \(padded)")
    }
    let outer = Array(shape.dimensions.dropLast(2))
    try chargeTensor(outer + output)
    return PoolingWindows(
      rows: axes[0], columns: axes[1], kernel: (kernel[0], kernel[1]), image: image,
      output: (output[0], output[1]), planes: outer.reduce(1, *), result: Shape(outer + output))
  }

  /// How many windows there are along an axis. Rounded up, the last one may hang over the end, but it begins on the
  /// image or on the border before it.
  private func pooledLength(_ axis: KernelAxis, _ input: Int, _ kernel: Int, roundingUp: Bool) -> Int {
    let room = axis.paddedLength(input) - axis.span(kernel)
    guard roundingUp else { return axis.outputLength(input: input, kernel: kernel) }
    guard room + axis.stride > 0 else { return 0 }
    let length = (room + axis.stride - 1) / axis.stride + 1
    return (length - 1) * axis.stride >= input + axis.paddingBefore ? length - 1 : length
  }

  /// The largest entry of each window; among equals the first, among NaNs the last, as in PyTorch.
  fileprivate mutating func largest(
    _ windows: PoolingWindows, _ a: Arguments, withPlaces: Bool
  ) throws(Diagnostic) -> Object {
    let handle = try a.tensor(0, self)
    if heap.tensor(handle).dtype == .bool { throw notForBooleans("max_pool2d") }
    let (height, width) = windows.image
    let values = values(of: handle)
    var sources: [Int32] = []
    sources.reserveCapacity(windows.result.count)
    let rows = (0..<windows.output.height).map {
      windows.rows.taps(output: $0, kernel: windows.kernel.height, input: height)
    }
    let columns = (0..<windows.output.width).map {
      windows.columns.taps(output: $0, kernel: windows.kernel.width, input: width)
    }
    let across = columns.reduce(0) { $0 + $1.count }
    for plane in 0..<windows.planes {
      let start = plane * height * width
      for row in rows {
        try work(row.count * across + 16 * columns.count)
        values.withUnsafeBufferPointer { values in
          for column in columns {
            var best = start + row.firstInput * width + column.firstInput
            for i in 0..<row.count {
              let line = start + (row.firstInput + i * row.inputStep) * width + column.firstInput
              for j in 0..<column.count {
                let place = line + j * column.inputStep
                if values[place] > values[best] || values[place].isNaN { best = place }
              }
            }
            sources.append(Int32(best))
          }
        }
      }
    }
    let pooled = try apply(
      Rearrangement(
        "max_pool2d", result: windows.result, sources: sources,
        pick: Rearrangement.Pick(.largest, from: windows.places(of:))), [a[0]],
      dtype: heap.tensor(handle).dtype)
    guard withPlaces else { return pooled }
    let places = sources.map { Double(Int($0) % (height * width)) }
    return newTuple([pooled, try plainTensor(places, windows.result, .int64)])
  }

  fileprivate mutating func averages(_ windows: PoolingWindows, _ a: Arguments) throws(Diagnostic) -> Object {
    var handle = try a.tensor(0, self)
    let dtype = heap.tensor(handle).dtype
    guard dtype.isFloating else {
      throw Diagnostic(
        .type, "avg_pool2d() needs floats, and these are \(dtype == .bool ? "Booleans" : "integers")",
        hint: "x * 1.0 or x.float() makes floats of them")
    }
    let (rows, columns) = (windows.rows, windows.columns)
    // Zeros all round as far as the windows reach, so that each takes in equally many entries.
    func overhang(_ axis: KernelAxis, _ output: Int, _ kernel: Int, _ input: Int) -> Int {
      max((output - 1) * axis.stride + kernel - axis.paddingBefore - input, 0)
    }
    let widths = [
      columns.paddingBefore,
      overhang(columns, windows.output.width, windows.kernel.width, windows.image.width), rows.paddingBefore,
      overhang(rows, windows.output.height, windows.kernel.height, windows.image.height),
    ]
    if widths.contains(where: { $0 > 0 }), case .tensor(let wide) = try padded(handle, widths, with: 0) {
      handle = wide
    }
    let shape = heap.tensor(handle).shape
    let (height, width) = (shape[shape.rank - 2], shape[shape.rank - 1])
    let grouping = Grouping(
      starts: .strided(
        StridedIndices(
          shape: [windows.planes, windows.output.height, windows.output.width],
          strides: [height * width, rows.stride * width, columns.stride], offset: 0)),
      offsets: .strided(
        StridedIndices(
          shape: [windows.kernel.height, windows.kernel.width], strides: [width, 1], offset: 0)),
      result: windows.result)
    let counts = try divisors(windows, a)
    let whole = Double(windows.kernel.height * windows.kernel.width)
    if counts.allSatisfy({ $0 == whole }) {
      return try apply(Mean().over(grouping), [.tensor(handle)], dtype: dtype)
    }
    let sums = try apply(Sum().over(grouping), [.tensor(handle)], dtype: dtype)
    let shapeOfCounts: Shape = [windows.output.height, windows.output.width]
    return try elementwise(Divide(), [sums, try plainTensor(counts, shapeOfCounts, dtype)])
  }

  /// By how much the sum of each window of an image is divided.
  private func divisors(_ windows: PoolingWindows, _ a: Arguments) throws(Diagnostic) -> [Double] {
    let count = windows.output.height * windows.output.width
    if !a[6].isNone {
      let divisor = try a.integer(6, self)
      guard divisor != 0 else { throw Diagnostic(.value, "avg_pool2d() cannot divide by divisor_override=0") }
      return [Double](repeating: Double(divisor), count: count)
    }
    let countsBorder = try a.flag(5, self)
    func counts(_ axis: KernelAxis, _ output: Int, _ kernel: Int, _ input: Int) -> [Double] {
      (0..<output).map {
        let start = axis.inputPosition(output: $0, tap: 0)
        let end = min(start + kernel, countsBorder ? input + axis.paddingAfter : input)
        return Double(end - (countsBorder ? start : max(start, 0)))
      }
    }
    let down = counts(windows.rows, windows.output.height, windows.kernel.height, windows.image.height)
    let across = counts(windows.columns, windows.output.width, windows.kernel.width, windows.image.width)
    return down.flatMap { rows in across.map { rows * $0 } }
  }
}
