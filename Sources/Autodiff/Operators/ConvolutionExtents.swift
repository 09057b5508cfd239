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
}
