import Testing

@testable import Autodiff

/// Strides, borders, dilations, groups, batches and kernels of every kind, along two axes and along one.
extension SampleOperation {
  private static func convolution(
    _ images: Shape, _ weight: Shape, _ rows: KernelAxis = KernelAxis(), _ columns: KernelAxis = KernelAxis(),
    groups: Int = 1
  ) -> SampleOperation {
    let settings = ConvolutionSettings(rows: rows, columns: columns, groups: groups)
    return SampleOperation(operation: Convolution(settings), shapes: [images, weight])
  }

  private static func transposed(
    _ images: Shape, _ weight: Shape, _ rows: KernelAxis = KernelAxis(), _ columns: KernelAxis = KernelAxis(),
    _ extra: (rows: Int, columns: Int) = (0, 0), groups: Int = 1
  ) -> SampleOperation {
    let settings = ConvolutionSettings(rows: rows, columns: columns, groups: groups)
    return SampleOperation(
      operation: TransposedConvolution(settings, outputPadding: extra), shapes: [images, weight])
  }

  static let convolutions: [SampleOperation] = [
    convolution([1, 2, 4, 4], [3, 2, 3, 3]),
    convolution([2, 2, 5, 3], [2, 2, 3, 2], KernelAxis(stride: 2, padding: 1), KernelAxis(padding: 2)),
    convolution(
      [2, 5, 7], [1, 2, 3, 4], KernelAxis(padding: 2, dilation: 2), KernelAxis(stride: 3, padding: 1)),
    convolution(
      [2, 4, 3, 6], [4, 2, 2, 2], KernelAxis(stride: 2), KernelAxis(padding: 1, dilation: 3), groups: 2),
    convolution([1, 1, 2, 2], [1, 1, 2, 1], KernelAxis(paddingBefore: 0, paddingAfter: 1)),
    convolution(
      [3, 1, 3], [3, 1, 1, 1], KernelAxis(padding: 2), KernelAxis(stride: 5, padding: 3), groups: 3),
    SampleOperation(
      operation: Convolution(ConvolutionSettings(along: KernelAxis(stride: 2, padding: 1))),
      shapes: [[2, 3, 6], [2, 3, 3]]),
    SampleOperation(
      operation: Convolution(ConvolutionSettings(along: KernelAxis(padding: 2, dilation: 2), groups: 2)),
      shapes: [[4, 5], [2, 2, 3]]),
  ]

  static let transposedConvolutions: [SampleOperation] = [
    transposed([1, 2, 2, 3], [2, 3, 2, 2]),
    transposed(
      [2, 1, 3, 2], [1, 2, 3, 2], KernelAxis(stride: 2, padding: 1), KernelAxis(stride: 3), (1, 0)),
    transposed(
      [1, 3, 4], [1, 1, 3, 2], KernelAxis(stride: 4, dilation: 6), KernelAxis(padding: 1, dilation: 2), (3, 1)
    ),
    transposed(
      [2, 4, 3, 2], [4, 2, 2, 1], KernelAxis(stride: 3, padding: 2), KernelAxis(stride: 2), (0, 1), groups: 2),
    transposed([1, 4, 1], [1, 1, 4, 2], KernelAxis(stride: 6, padding: 1, dilation: 4)),
    SampleOperation(
      operation: TransposedConvolution(
        ConvolutionSettings(along: KernelAxis(stride: 3, padding: 1), groups: 2), outputPadding: (0, 2)),
      shapes: [[2, 4, 3], [4, 1, 4]]),
  ]
}
