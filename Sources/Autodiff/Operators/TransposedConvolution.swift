/// `conv_transpose2d(input, weight)` and `conv_transpose1d`: every entry of the image spreads over the output by the
/// kernel, and what falls on one entry of the output is added up. It is the pull-back of a ``Convolution`` with the
/// same settings (Dumoulin and Visin, A guide to convolution arithmetic for deep learning, section 4).
///
/// Each entry of the output is one chain of fused multiply-adds over the entries and taps that reach it. The input is
/// [batch, channels, height, width], or without the batch; the weight [channels, output channels of a group, height,
/// width].
public struct TransposedConvolution: SpelledOperation {
  public var backwardReading: BackwardReading { .operands }
  public let settings: ConvolutionSettings
  public var identity: OperationIdentity? { settings.identity }
  public var isProductSum: Bool { true }
  /// By how much the output is longer, since a stride leaves open which of several lengths the image came from.
  public let outputPadding: (rows: Int, columns: Int)
  public var name: String { "conv_transpose\(settings.spatialRank)d" }
  public init(_ settings: ConvolutionSettings, outputPadding: (rows: Int, columns: Int) = (0, 0)) {
    self.settings = settings
    self.outputPadding = outputPadding
  }

  public func shape(of operands: [Shape]) throws(OperationError) -> Shape {
    let (images, weight) = (operands[0], operands[1])
    try settings.check(
      name, images: images, weight: weight, channels: "channels, output channels of a group")
    for (axis, extra) in [(settings.rows, outputPadding.rows), (settings.columns, outputPadding.columns)] {
      guard extra >= 0, extra < max(axis.stride, axis.dilation) else {
        throw OperationError(
          .value, "an output_padding of \(extra) means nothing to \(name) with stride=\(axis.stride)",
          hint: "it is 0 or more, and smaller than the stride or the dilation")
      }
    }
    let (groups, rank) = (settings.groups, settings.spatialRank)
    let channels = images[images.rank - rank - 1]
    guard channels == weight[0] else {
      throw OperationError(
        .shape,
        "an input of shape \(images.list) and a weight of shape \(weight.list) do not fit together for \(name)",
        hint:
          "the input has \(channels) channel\(channels == 1 ? "" : "s"), and the weight is for \(weight[0])")
    }
    guard channels % groups == 0 else {
      throw OperationError(
        .shape, "the \(channels) channels of \(images.list) cannot be split into \(groups) groups")
    }
    let (kernelHeight, kernelWidth) = (rank == 1 ? 1 : weight[2], weight[rank + 1])
    let (height, width) = (rank == 1 ? 1 : images[images.rank - 2], images[images.rank - 1])
    let output = (
      height: settings.rows.spreadLength(input: height, kernel: kernelHeight, extra: outputPadding.rows),
      width: settings.columns.spreadLength(input: width, kernel: kernelWidth, extra: outputPadding.columns)
    )
    guard output.height > 0, output.width > 0 else {
      throw OperationError(
        .shape, "\(name) leaves nothing of \(settings.image) of \(settings.extent(height, width))",
        hint:
          "the result would have \(settings.extent(output.height, output.width)): make the padding smaller")
    }
    let made = weight[1].multipliedReportingOverflow(by: groups)
    return try settings.result(
      name, images: images, channels: made.overflow ? .max : made.partialValue, height: output.height,
      width: output.width)
  }

  /// The lengths for operands and a result of these shapes.
  public func extents(of operands: [Shape], shape: Shape) -> ConvolutionExtents {
    ConvolutionExtents(settings, images: operands[0], weight: operands[1], result: shape)
  }

  private func plan(of operands: [Shape], shape: Shape) -> KernelPlan {
    let e = extents(of: operands, shape: shape)
    let kernel = e.kernelHeight * e.kernelWidth
    return KernelPlan(
      extents: e, rowAxis: settings.rows, columnAxis: settings.columns,
      kernelStart: { group, channel in (group * e.inputChannels * e.outputChannels + channel) * kernel },
      channelStride: e.outputChannels * kernel, spreads: true)
  }

  public func cost(of operands: [Shape], shape: Shape) -> Int { plan(of: operands, shape: shape).cost }

  public func expand<B: ScalarBuilder>(
    _ x: [Spelled<B.Node>], shape: Shape, into builder: inout B
  ) throws(OperationError) -> [B.Node] {
    try plan(of: x.map { $0.shape }, shape: shape).sums(
      images: x[0].nodes, kernels: x[1].nodes, into: &builder)
  }
}

extension TransposedConvolution {
  public func tensorStep(_ site: StepSite) -> TensorStep? {
    plan(of: site.operands.map { $0.shape }, shape: site.shape).step(site)
  }
}
