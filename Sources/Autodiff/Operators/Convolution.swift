/// `conv2d(input, weight)` and `conv1d`: every entry of the output is a kernel laid on the image, one chain of fused
/// multiply-adds over the taps that lie on it. What would be multiplied by the border's zeros is left out.
///
/// The input is [batch, channels, height, width], or without the batch; the weight [output channels, channels of a
/// group, height, width]. As in PyTorch the kernel is not turned round, which makes it a cross-correlation
/// (Goodfellow, Bengio and Courville, Deep Learning, equation 9.6).
public struct Convolution: SpelledOperation {
  public let settings: ConvolutionSettings
  public var identity: OperationIdentity? { settings.identity }
  public var isProductSum: Bool { true }
  public var name: String { "conv\(settings.spatialRank)d" }
  public var backwardReading: BackwardReading { .operands }
  public init(_ settings: ConvolutionSettings) { self.settings = settings }

  public func shape(of operands: [Shape]) throws(OperationError) -> Shape {
    let (images, weight) = (operands[0], operands[1])
    try settings.check(
      name, images: images, weight: weight, channels: "output channels, channels of a group")
    let (groups, rank) = (settings.groups, settings.spatialRank)
    let channels = images[images.rank - rank - 1]
    guard weight[0] % groups == 0 else {
      throw OperationError(
        .shape, "the \(weight[0]) output channels of \(weight.list) cannot be split into \(groups) groups")
    }
    let (expected, overflow) = weight[1].multipliedReportingOverflow(by: groups)
    guard channels == expected, !overflow else {
      let wanted = groups == 1 ? "\(weight[1])" : "\(groups) groups of \(weight[1])"
      throw OperationError(
        .shape,
        "an input of shape \(images.list) and a weight of shape \(weight.list) do not fit together for \(name)",
        hint: "the input has \(channels) channel\(channels == 1 ? "" : "s"), and the weight is for \(wanted)")
    }
    let (kernelHeight, kernelWidth) = (rank == 1 ? 1 : weight[2], weight[rank + 1])
    let (height, width) = (rank == 1 ? 1 : images[images.rank - 2], images[images.rank - 1])
    let output = (
      height: settings.rows.outputLength(input: height, kernel: kernelHeight),
      width: settings.columns.outputLength(input: width, kernel: kernelWidth)
    )
    guard output.height > 0, output.width > 0 else {
      let span = settings.extent(settings.rows.span(kernelHeight), settings.columns.span(kernelWidth))
      let padded = settings.extent(
        settings.rows.paddedLength(height), settings.columns.paddedLength(width))
      throw OperationError(
        .shape, "a kernel that spans \(span) does not fit into \(settings.image) of \(padded)",
        hint: "a smaller kernel or dilation, or a larger padding would")
    }
    return try settings.result(
      name, images: images, channels: weight[0], height: output.height, width: output.width)
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
      kernelStart: { group, channel in (group * e.outputChannels + channel) * e.inputChannels * kernel },
      channelStride: kernel, spreads: false)
  }

  public func cost(of operands: [Shape], shape: Shape) -> Int { plan(of: operands, shape: shape).cost }

  public func expand<B: ScalarBuilder>(
    _ x: [Spelled<B.Node>], shape: Shape, into builder: inout B
  ) throws(OperationError) -> [B.Node] {
    try plan(of: x.map { $0.shape }, shape: shape).sums(
      images: x[0].nodes, kernels: x[1].nodes, into: &builder)
  }
}

extension Convolution {
  public func tensorStep(_ site: StepSite) -> TensorStep? {
    plan(of: site.operands.map { $0.shape }, shape: site.shape).step(site)
  }
}
