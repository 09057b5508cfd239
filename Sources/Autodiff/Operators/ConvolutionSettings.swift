/// What a convolution is told beside its operands: how the kernel moves along each axis, and in how many groups the
/// channels are handled.
///
/// A convolution along one axis is one over images of height 1.
public struct ConvolutionSettings: Hashable, Sendable {
  /// 2 for images, 1 for signals.
  public let spatialRank: Int
  public let rows: KernelAxis
  public let columns: KernelAxis
  public let groups: Int

  public init(rows: KernelAxis, columns: KernelAxis, groups: Int = 1) {
    spatialRank = 2
    self.rows = rows
    self.columns = columns
    self.groups = groups
  }

  /// Along one axis.
  public init(along axis: KernelAxis, groups: Int = 1) {
    spatialRank = 1
    rows = KernelAxis()
    columns = axis
    self.groups = groups
  }

  var identity: OperationIdentity {
    OperationIdentity(
      settings: [spatialRank, groups]
        + [rows, columns].flatMap { [$0.stride, $0.paddingBefore, $0.paddingAfter, $0.dilation] })
  }

  /// The largest stride, padding or dilation, so that places in an image can be calculated without overflow.
  public static let largest = Int(Int32.max)

  /// Refuses settings that mean nothing, and operands of the wrong rank.
  ///
  /// - Parameter channels: what the first two dimensions of the weight are.
  func check(_ name: String, images: Shape, weight: Shape, channels: String) throws(OperationError) {
    for axis in [rows, columns] {
      try within(name, "stride", axis.stride, from: 1)
      try within(name, "padding", min(axis.paddingBefore, axis.paddingAfter), from: 0)
      try within(name, "padding", max(axis.paddingBefore, axis.paddingAfter), from: 0)
      try within(name, "dilation", axis.dilation, from: 1)
    }
    try within(name, "groups", groups, from: 1)
    let axes = spatialRank == 1 ? "length" : "height, width"
    guard images.rank == spatialRank + 1 || images.rank == spatialRank + 2 else {
      throw OperationError(
        .shape, "\(name) needs an input of shape [batch, channels, \(axes)], not \(images.list)",
        hint: "[channels, \(axes)] will do for a single one; x.unsqueeze(0) adds a dimension")
    }
    guard weight.rank == spatialRank + 2 else {
      throw OperationError(
        .shape, "\(name) needs a weight of shape [\(channels), \(axes)], not \(weight.list)")
    }
    guard weight.dimensions.suffix(spatialRank).allSatisfy({ $0 > 0 }) else {
      throw OperationError(.shape, "a kernel of shape \(weight.list) has no taps")
    }
  }

  private func within(_ name: String, _ setting: String, _ value: Int, from lowest: Int)
    throws(OperationError)
  {
    guard value >= lowest else {
      throw OperationError(.value, "\(name) needs at least \(lowest) for '\(setting)', not \(value)")
    }
    guard value <= ConvolutionSettings.largest else {
      throw OperationError(.value, "\(value) is too large for '\(setting)' of \(name)")
    }
  }

  /// The shape of the result, without a batch where the input has none.
  func result(
    _ name: String, images: Shape, channels: Int, height: Int, width: Int
  ) throws(OperationError) -> Shape {
    let batch = Array(images.dimensions.dropLast(spatialRank + 1))
    let dimensions = batch + [channels] + (spatialRank == 1 ? [] : [height]) + [width]
    var count = 1
    // Where one length is 0, the others must be countable all the same: strides are products of them.
    for length in dimensions {
      let product = count.multipliedReportingOverflow(by: max(length, 1))
      guard !product.overflow else {
        throw OperationError(.limit, "the result of \(name) would be too large to be counted")
      }
      count = product.partialValue
    }
    return Shape(dimensions)
  }

  /// `5×3`, or `5` along one axis.
  func extent(_ height: Int, _ width: Int) -> String {
    spatialRank == 1 ? "\(width)" : "\(height)×\(width)"
  }
  /// What the operands are called in messages.
  var image: String { spatialRank == 1 ? "a signal" : "an image" }
}
