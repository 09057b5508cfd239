import Testing

@testable import Autodiff

@Suite("The shapes of convolutions")
struct ConvolutionShapeTests {
  private func plane(
    stride: Int = 1, padding: Int = 0, dilation: Int = 1, groups: Int = 1
  ) -> ConvolutionSettings {
    let axis = KernelAxis(stride: stride, padding: padding, dilation: dilation)
    return ConvolutionSettings(rows: axis, columns: axis, groups: groups)
  }

  private func error(_ operation: any ArrayOperation, _ shapes: [Shape]) -> OperationError? {
    #expect(throws: OperationError.self) { _ = try operation.shape(of: shapes) }
  }

  @Test("follow from stride, padding, dilation and groups, with a batch and without")
  func results() throws {
    #expect(try Convolution(plane()).shape(of: [[2, 3, 8, 6], [4, 3, 3, 5]]) == [2, 4, 6, 2])
    #expect(
      try Convolution(plane(stride: 2, padding: 1)).shape(of: [[3, 8, 8], [4, 3, 3, 3]]) == [4, 4, 4])
    #expect(
      try Convolution(plane(dilation: 2, groups: 3)).shape(of: [[3, 5, 5], [6, 1, 3, 3]]) == [6, 1, 1])
    let spread = TransposedConvolution(plane(stride: 2, padding: 1, groups: 2), outputPadding: (1, 0))
    #expect(try spread.shape(of: [[5, 4, 3, 3], [4, 3, 3, 3]]) == [5, 6, 6, 5])
    let axis = KernelAxis(stride: 2, padding: 1)
    #expect(try Convolution(ConvolutionSettings(along: axis)).shape(of: [[2, 7], [3, 2, 3]]) == [3, 4])
    #expect(
      try TransposedConvolution(ConvolutionSettings(along: axis)).shape(of: [[1, 2, 4], [2, 3, 3]]) == [
        1, 3, 7,
      ])
  }

  @Test("that do not fit are refused with both shapes and both numbers of channels")
  func channels() {
    let misfit = error(Convolution(plane()), [[1, 3, 8, 8], [4, 2, 3, 3]])
    #expect(misfit?.kind == .shape)
    #expect(
      misfit?.message
        == "an input of shape [1, 3, 8, 8] and a weight of shape [4, 2, 3, 3] do not fit together for conv2d")
    #expect(misfit?.hint == "the input has 3 channels, and the weight is for 2")
    let groups = error(Convolution(plane(groups: 2)), [[1, 3, 8, 8], [4, 2, 3, 3]])
    #expect(groups?.hint == "the input has 3 channels, and the weight is for 2 groups of 2")
    let transposed = error(TransposedConvolution(plane()), [[1, 8, 8], [2, 1, 3, 3]])
    #expect(transposed?.hint == "the input has 1 channel, and the weight is for 2")
    #expect(
      error(Convolution(plane(groups: 2)), [[2, 8, 8], [3, 1, 3, 3]])?.message.contains("3 output") == true)
    #expect(
      error(TransposedConvolution(plane(groups: 2)), [[3, 8, 8], [3, 1, 3, 3]])?.message.contains("2 groups")
        == true)
  }

  @Test("of the wrong rank are refused with what is needed")
  func ranks() {
    let flat = error(Convolution(plane()), [[8, 8], [1, 1, 3, 3]])
    #expect(flat?.message == "conv2d needs an input of shape [batch, channels, height, width], not [8, 8]")
    let line = error(Convolution(ConvolutionSettings(along: KernelAxis())), [[8], [1, 1, 3]])
    #expect(line?.message == "conv1d needs an input of shape [batch, channels, length], not [8]")
    let weight = error(Convolution(plane()), [[1, 8, 8], [3, 3]])
    #expect(weight?.message.contains("[output channels, channels of a group, height, width]") == true)
    #expect(error(Convolution(plane()), [[1, 8, 8], [1, 1, 0, 3]])?.kind == .shape)
  }

  @Test("leave no room for a kernel that spans more than the image and its border")
  func kernels() {
    let small = error(Convolution(plane(padding: 1)), [[1, 2, 2], [1, 1, 5, 5]])
    #expect(small?.message == "a kernel that spans 5×5 does not fit into an image of 4×4")
    #expect(small?.hint?.contains("padding") == true)
    let wide = error(
      Convolution(ConvolutionSettings(along: KernelAxis(dilation: 3))), [[1, 6], [1, 1, 3]])
    #expect(wide?.message == "a kernel that spans 7 does not fit into a signal of 6")
    let gone = error(TransposedConvolution(plane(padding: 2)), [[1, 2, 2], [1, 1, 1, 1]])
    #expect(gone?.hint == "the result would have -2×-2: make the padding smaller")
  }

  @Test("mean nothing for steps below 1, borders below 0, or an output padding as large as the stride")
  func settings() {
    let shapes: [Shape] = [[1, 8, 8], [1, 1, 3, 3]]
    for (settings, word) in [
      (plane(stride: 0), "stride"), (plane(padding: -1), "padding"), (plane(dilation: 0), "dilation"),
      (plane(groups: 0), "groups"), (plane(stride: .max), "stride"), (plane(padding: .max), "padding"),
      (plane(dilation: .max), "dilation"), (plane(groups: .max), "groups"),
    ] {
      for operation in [Convolution(settings) as any ArrayOperation, TransposedConvolution(settings)] {
        let refused = error(operation, shapes)
        #expect(refused?.kind == .value)
        #expect(refused?.message.contains("'\(word)'") == true)
      }
    }
    for extra in [-1, 2] {
      let refused = error(TransposedConvolution(plane(stride: 2), outputPadding: (0, extra)), shapes)
      #expect(refused?.kind == .value)
    }
  }

  @Test("too large to be counted are the limit's business")
  func huge() {
    let far = ConvolutionSettings.largest
    #expect(error(Convolution(plane(padding: far)), [[4, 4, 8, 8], [9, 4, 3, 3]])?.kind == .limit)
    #expect(error(TransposedConvolution(plane(stride: far)), [[4, 9, 9], [4, 1, 3, 3]])?.kind == .limit)
  }
}
