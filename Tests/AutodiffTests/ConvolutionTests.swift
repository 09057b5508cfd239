import Testing

@testable import Autodiff

@Suite("Convolutions")
struct ConvolutionTests {
  private func values(_ sample: SampleOperation) throws -> [Double] {
    let shape = try sample.operation.shape(of: sample.shapes)
    return try sample.operation.evaluate(sample.operands, shape: shape, precision: .double)
  }

  @Test("lay the kernel on the image, tap by tap", arguments: SampleOperation.convolutions)
  func sliding(sample: SampleOperation) throws {
    let operation = try #require(sample.operation as? Convolution)
    let shape = try operation.shape(of: sample.shapes)
    let e = operation.extents(of: sample.shapes, shape: shape)
    let (rows, columns) = (operation.settings.rows, operation.settings.columns)
    let (x, w) = (sample.operands[0].entries, sample.operands[1].entries)
    var expected: [Double] = []
    for n in 0..<e.batch {
      for o in 0..<e.groups * e.outputChannels {
        for y in 0..<e.outputHeight {
          for z in 0..<e.outputWidth {
            var sum = 0.0
            for c in 0..<e.inputChannels {
              let plane = (n * e.groups + o / e.outputChannels) * e.inputChannels + c
              for i in 0..<e.kernelHeight {
                for j in 0..<e.kernelWidth {
                  let (p, q) = (
                    y * rows.stride + i * rows.dilation, z * columns.stride + j * columns.dilation
                  )
                  let (row, column) = (p - rows.paddingBefore, q - columns.paddingBefore)
                  guard (0..<e.inputHeight).contains(row), (0..<e.inputWidth).contains(column) else {
                    continue
                  }
                  let tap = ((o * e.inputChannels + c) * e.kernelHeight + i) * e.kernelWidth + j
                  sum.addProduct(x[(plane * e.inputHeight + row) * e.inputWidth + column], w[tap])
                }
              }
            }
            expected.append(sum)
          }
        }
      }
    }
    #expect(try values(sample) == expected)
  }

  @Test("transposed, spread the image by the kernel", arguments: SampleOperation.transposedConvolutions)
  func spreading(sample: SampleOperation) throws {
    let operation = try #require(sample.operation as? TransposedConvolution)
    let shape = try operation.shape(of: sample.shapes)
    let e = operation.extents(of: sample.shapes, shape: shape)
    let (rows, columns) = (operation.settings.rows, operation.settings.columns)
    let (x, w) = (sample.operands[0].entries, sample.operands[1].entries)
    var expected = [Double](repeating: 0, count: shape.count)
    for n in 0..<e.batch {
      for c in 0..<e.groups * e.inputChannels {
        let group = c / e.inputChannels
        for o in 0..<e.outputChannels {
          let plane = (n * e.groups + group) * e.outputChannels + o
          for i in 0..<e.kernelHeight {
            for j in 0..<e.kernelWidth {
              let tap = ((c * e.outputChannels + o) * e.kernelHeight + i) * e.kernelWidth + j
              for y in 0..<e.inputHeight {
                for z in 0..<e.inputWidth {
                  let row = y * rows.stride + i * rows.dilation - rows.paddingBefore
                  let column = z * columns.stride + j * columns.dilation - columns.paddingBefore
                  guard (0..<e.outputHeight).contains(row), (0..<e.outputWidth).contains(column) else {
                    continue
                  }
                  let place = (n * e.groups * e.inputChannels + c) * e.inputHeight + y
                  expected[(plane * e.outputHeight + row) * e.outputWidth + column].addProduct(
                    x[place * e.inputWidth + z], w[tap])
                }
              }
            }
          }
        }
      }
    }
    #expect(try values(sample) == expected)
  }

  @Test("pull gradients back to the image by the transposed convolution")
  func pullback() throws {
    let settings = ConvolutionSettings(
      rows: KernelAxis(stride: 2, padding: 1), columns: KernelAxis(padding: 1, dilation: 2), groups: 2)
    let sample = SampleOperation(operation: Convolution(settings), shapes: [[2, 4, 6, 5], [4, 2, 3, 2]])
    let (recording, root) = try sample.recorded()
    var random = TestNumbers(seed: 8)
    let upstream = random.numbers(recording[root].shape.count, in: -1...1)
    let gradients = try ScalarEngine.backward(
      recording, from: root, gradient: upstream, existing: { _ in nil })
    // Six rows with a border of one are more than the kernel reaches: one is left over.
    let transposed = TransposedConvolution(settings, outputPadding: (1, 0))
    let shapes = [recording[root].shape, sample.shapes[1]]
    let shape = try transposed.shape(of: shapes)
    #expect(shape == sample.shapes[0])
    let spread = try transposed.evaluate(
      [(shapes[0], upstream), (shapes[1], sample.operands[1].entries)], shape: shape, precision: .double)
    for (a, b) in zip(gradients[0].gradient, spread) { #expect(a.isClose(to: b, within: 1e-14)) }
  }

  @Test(
    "cost as many scalar operations as their graph has",
    arguments: SampleOperation.convolutions + SampleOperation.transposedConvolutions)
  func cost(sample: SampleOperation) throws {
    let (recording, root) = try sample.recorded()
    let graph = try Expansion(recording, root: root).graph
    let own = graph.count - sample.shapes.reduce(0) { $0 + $1.count }
    #expect(sample.operation.cost(of: sample.shapes, shape: recording[root].shape) == own)
  }

  @Test("of nothing are nothing, and of no channels are zeros")
  func empty() throws {
    let plain = Convolution(ConvolutionSettings(rows: KernelAxis(), columns: KernelAxis()))
    #expect(try plain.shape(of: [[0, 2, 4, 4], [3, 2, 3, 3]]) == [0, 3, 2, 2])
    let none = SampleOperation(operation: plain, shapes: [[0, 2, 4, 4], [3, 2, 3, 3]])
    #expect(try values(none) == [])
    let silent = SampleOperation(operation: plain, shapes: [[1, 0, 2, 2], [1, 0, 1, 1]])
    #expect(try values(silent) == [0, 0, 0, 0])
  }

  @Test("too large to be counted cost the most there is, without a trap")
  func hugeCost() throws {
    let settings = ConvolutionSettings(along: KernelAxis())
    let shapes: [Shape] = [[1 << 40, 1 << 20, 3], [1, 1 << 20, 2]]
    let operation = Convolution(settings)
    #expect(operation.cost(of: shapes, shape: try operation.shape(of: shapes)) >= 1 << 60)
  }
}
