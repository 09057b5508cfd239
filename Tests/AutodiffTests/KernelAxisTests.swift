import Testing

@testable import Autodiff

@Suite("The taps of a kernel along an axis")
struct KernelAxisTests {
  static let axes: [KernelAxis] = [1, 2, 3, 4, 6].flatMap { stride in
    [0, 1, 3].flatMap { before in
      [0, 2].flatMap { after in
        [1, 2, 3, 4].map {
          KernelAxis(stride: stride, paddingBefore: before, paddingAfter: after, dilation: $0)
        }
      }
    }
  }

  private func listed(_ run: TapRun) -> [[Int]] {
    (0..<run.count).map { [run.firstTap + $0 * run.tapStep, run.firstInput + $0 * run.inputStep] }
  }

  @Test("are those that lie on the image")
  func sliding() {
    for axis in KernelAxisTests.axes {
      for (kernel, input) in [(1, 1), (2, 3), (3, 7), (5, 2), (4, 1)] {
        for output in 0..<axis.outputLength(input: input, kernel: kernel) {
          let all = (0..<kernel).map { [$0, axis.inputPosition(output: output, tap: $0)] }
          let run = axis.taps(output: output, kernel: kernel, input: input)
          #expect(listed(run) == all.filter { (0..<input).contains($0[1]) }, "\(axis), \(kernel), \(input)")
        }
      }
    }
  }

  @Test("are those that bring an entry to the output, where the image is spread")
  func spreading() {
    for axis in KernelAxisTests.axes {
      for (kernel, input) in [(1, 1), (2, 3), (3, 7), (5, 2), (7, 4)] {
        for output in 0..<max(axis.spreadLength(input: input, kernel: kernel, extra: axis.stride - 1), 0) {
          let all = (0..<kernel).compactMap { tap in
            axis.spreadSource(output: output, tap: tap, input: input).map { [tap, $0] }
          }
          let run = axis.spreadTaps(output: output, kernel: kernel, input: input)
          #expect(listed(run) == all, "\(axis), \(kernel), \(input)")
        }
      }
    }
  }

  @Test("leave as many entries as there are places for the kernel")
  func lengths() {
    #expect(KernelAxis(stride: 2, padding: 1).outputLength(input: 6, kernel: 3) == 3)
    #expect(KernelAxis(dilation: 3).outputLength(input: 7, kernel: 3) == 1)
    #expect(KernelAxis(dilation: 3).outputLength(input: 6, kernel: 3) == 0)
    #expect(KernelAxis(stride: 2, padding: 1).spreadLength(input: 3, kernel: 3, extra: 1) == 6)
  }
}
