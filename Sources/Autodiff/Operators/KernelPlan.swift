/// How images, kernels and outputs meet: all that tells a convolution from a transposed one.
struct KernelPlan {
  let extents: ConvolutionExtents
  let rowAxis: KernelAxis
  let columnAxis: KernelAxis
  /// Where the kernel of an output channel begins, and how far apart those of two input channels lie.
  let kernelStart: (_ group: Int, _ channel: Int) -> Int
  let channelStride: Int
  /// Whether the image is spread by the kernel, and not the kernel laid on the image.
  let spreads: Bool

  /// The taps that meet the image in a row of the output.
  func rows(_ output: Int) -> TapRun {
    let (kernel, input) = (extents.kernelHeight, extents.inputHeight)
    return spreads
      ? rowAxis.spreadTaps(output: output, kernel: kernel, input: input)
      : rowAxis.taps(output: output, kernel: kernel, input: input)
  }

  /// The taps that meet the image in a column of the output.
  func columns(_ output: Int) -> TapRun {
    let (kernel, input) = (extents.kernelWidth, extents.inputWidth)
    return spreads
      ? columnAxis.spreadTaps(output: output, kernel: kernel, input: input)
      : columnAxis.taps(output: output, kernel: kernel, input: input)
  }

  /// How many scalar operations ``sums(images:kernels:into:)`` takes.
  var cost: Int {
    let e = extents
    func count(_ length: Int, _ taps: (Int) -> TapRun) -> (taps: Int, places: Int) {
      (0..<length).reduce((0, 0)) { sum, output in
        let count = taps(output).count
        return (sum.0 + count, sum.1 + (count > 0 && e.inputChannels > 0 ? 1 : 0))
      }
    }
    func product(_ factors: Int...) -> Int {
      factors.reduce(1) {
        let (value, overflow) = $0.multipliedReportingOverflow(by: $1)
        return overflow ? .max / 4 : min(value, .max / 4)
      }
    }
    let planes = product(e.batch, e.groups, e.outputChannels)
    guard planes > 0 else { return 0 }
    let (row, column) = (count(e.outputHeight, rows), count(e.outputWidth, columns))
    // An entry that no tap reaches is a constant of its own.
    let constants = e.outputHeight * e.outputWidth - row.places * column.places
    return product(planes, e.inputChannels, row.taps, column.taps) + product(planes, constants)
  }

  /// Every entry of the output as one chain of fused multiply-adds over the taps that meet the image, by input
  /// channel, kernel row and kernel column, each ascending; 0 where none does.
  func sums<B: ScalarBuilder>(
    images: [B.Node], kernels: [B.Node], into builder: inout B
  ) throws(OperationError) -> [B.Node] {
    let e = extents
    var result: [B.Node] = []
    result.reserveCapacity(e.batch * e.groups * e.outputChannels * e.outputHeight * e.outputWidth)
    for image in 0..<e.batch {
      for group in 0..<e.groups {
        for channel in 0..<e.outputChannels {
          let start = kernelStart(group, channel)
          for y in 0..<e.outputHeight {
            let row = rows(y)
            for x in 0..<e.outputWidth {
              let column = columns(x)
              var places = taps(image, group, start, row, column)
              let sum = try builder.productSum(e.inputChannels * row.count * column.count) { _ in
                let (place, tap) = places.next()
                return (images[place], kernels[tap])
              }
              result.append(sum)
            }
          }
        }
      }
    }
    return result
  }

  /// The taps of one entry of the output, whose kernel begins at `kernel`.
  func taps(_ image: Int, _ group: Int, _ kernel: Int, _ row: TapRun, _ column: TapRun) -> TapPlaces {
    let e = extents
    let plane = e.inputHeight * e.inputWidth
    return TapPlaces(
      row, column, image: ((image * e.groups + group) * e.inputChannels * plane, plane, e.inputWidth),
      kernel: (kernel, channelStride, e.kernelWidth))
  }

  /// The plan as kernels for whole arrays; `nil` where they have none for such numbers.
  func step(_ site: StepSite) -> TensorStep? {
    switch site.precision {
    case .single: return TensorStep(ConvolutionStep<Float>(site, self))
    case .double: return TensorStep(ConvolutionStep<Double>(site, self))
    case .half, .brain: return nil
    }
  }
}

/// Goes through the taps that meet the image at one entry of the output, channel by channel, row by row, and tells
/// where the image's entry and the kernel's lie.
struct TapPlaces {
  private var place: Int
  private var tap: Int
  private var columnsLeft: Int
  private var rowsLeft: Int
  private let columnCount: Int
  private let rowCount: Int
  /// How far image and kernel go on from one tap to the next in a row, to the next row, to the next channel.
  private let step: (column: Int, row: Int, channel: Int)
  private let tapStep: (column: Int, row: Int, channel: Int)

  init(
    _ row: TapRun, _ column: TapRun, image: (start: Int, channelStride: Int, width: Int),
    kernel: (start: Int, channelStride: Int, width: Int)
  ) {
    place = image.start + row.firstInput * image.width + column.firstInput
    tap = kernel.start + row.firstTap * kernel.width + column.firstTap
    (columnsLeft, rowsLeft, columnCount, rowCount) = (column.count, row.count, column.count, row.count)
    func steps(_ down: Int, _ across: Int, _ channel: Int) -> (column: Int, row: Int, channel: Int) {
      let back = (column.count - 1) * across
      return (across, down - back, channel - (row.count - 1) * down - back)
    }
    step = steps(row.inputStep * image.width, column.inputStep, image.channelStride)
    tapStep = steps(row.tapStep * kernel.width, column.tapStep, kernel.channelStride)
  }

  /// The places of the next tap; there must be one.
  @inline(__always)
  mutating func next() -> (image: Int, kernel: Int) {
    defer {
      columnsLeft -= 1
      if columnsLeft > 0 {
        place += step.column
        tap += tapStep.column
      } else {
        columnsLeft = columnCount
        rowsLeft -= 1
        place += rowsLeft > 0 ? step.row : step.channel
        tap += rowsLeft > 0 ? tapStep.row : tapStep.channel
        if rowsLeft == 0 { rowsLeft = rowCount }
      }
    }
    return (place, tap)
  }
}
