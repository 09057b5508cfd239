/// The lengths that a convolution works with: images are [batch, channels, height, width], row by row, and the
/// channels of a group lie together. Signals have height 1, and a single image is a batch of one.
public struct ConvolutionExtents: Hashable, Sendable {
  public let batch: Int
  public let groups: Int
  /// How many channels each group reads, and how many it makes.
  public let inputChannels: Int
  public let outputChannels: Int
  public let inputHeight: Int
  public let inputWidth: Int
  public let kernelHeight: Int
  public let kernelWidth: Int
  public let outputHeight: Int
  public let outputWidth: Int

  init(_ settings: ConvolutionSettings, images: Shape, weight: Shape, result: Shape) {
    let rank = settings.spatialRank
    func lengths(_ shape: Shape) -> (channels: Int, height: Int, width: Int) {
      let d = shape.dimensions.suffix(rank + 1)
      return (d[d.startIndex], rank == 1 ? 1 : d[d.endIndex - 2], d[d.endIndex - 1])
    }
    let (input, kernel, output) = (lengths(images), lengths(weight), lengths(result))
    batch = images.rank == rank + 1 ? 1 : images[0]
    groups = settings.groups
    inputChannels = input.channels / settings.groups
    outputChannels = output.channels / settings.groups
    (inputHeight, inputWidth) = (input.height, input.width)
    (kernelHeight, kernelWidth) = (kernel.height, kernel.width)
    (outputHeight, outputWidth) = (output.height, output.width)
  }

  /// How many scalar operations ``sums(images:kernels:kernelStart:channelStride:rows:columns:into:)`` takes.
  func cost(rows: (Int) -> TapRun, columns: (Int) -> TapRun) -> Int {
    func count(_ length: Int, _ taps: (Int) -> TapRun) -> (taps: Int, places: Int) {
      (0..<length).reduce((0, 0)) { sum, output in
        let count = taps(output).count
        return (sum.0 + count, sum.1 + (count > 0 && inputChannels > 0 ? 1 : 0))
      }
    }
    func product(_ factors: Int...) -> Int {
      factors.reduce(1) {
        let (value, overflow) = $0.multipliedReportingOverflow(by: $1)
        return overflow ? .max / 4 : min(value, .max / 4)
      }
    }
    let planes = product(batch, groups, outputChannels)
    guard planes > 0 else { return 0 }
    let (row, column) = (count(outputHeight, rows), count(outputWidth, columns))
    // An entry that no tap reaches is a constant of its own.
    let constants = outputHeight * outputWidth - row.places * column.places
    return product(planes, inputChannels, row.taps, column.taps) + product(planes, constants)
  }

  /// Every entry of the output as one chain of fused multiply-adds over the taps that meet the image, by input
  /// channel, kernel row and kernel column, each ascending; 0 where none does.
  ///
  /// - Parameters:
  ///   - kernelStart: where the kernel of an output channel begins, given the group and the channel in it.
  ///   - channelStride: how far apart the kernels of two input channels lie.
  ///   - rows: the taps that meet the image in a row of the output.
  ///   - columns: the same for a column.
  @inline(__always)
  func sums<B: ScalarBuilder>(
    images: [B.Node], kernels: [B.Node], kernelStart: (_ group: Int, _ channel: Int) -> Int,
    channelStride: Int, rows: (Int) -> TapRun, columns: (Int) -> TapRun, into builder: inout B
  ) -> [B.Node] {
    let plane = inputHeight * inputWidth
    var result: [B.Node] = []
    result.reserveCapacity(batch * groups * outputChannels * outputHeight * outputWidth)
    for image in 0..<batch {
      for group in 0..<groups {
        let imageStart = (image * groups + group) * inputChannels * plane
        for channel in 0..<outputChannels {
          let kernelStart = kernelStart(group, channel)
          for y in 0..<outputHeight {
            let row = rows(y)
            for x in 0..<outputWidth {
              let column = columns(x)
              var places = TapPlaces(
                row, column, image: (imageStart, plane, inputWidth),
                kernel: (kernelStart, channelStride, kernelWidth))
              let sum = builder.productSum(inputChannels * row.count * column.count) { _ in
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
