import Kernels
import KernelsBaseline

// Where there are no threads and one set of kernels: in the place of what stands in the folder Native.

#if arch(wasm32) || arch(wasm64)
  typealias OnlyKernels = BrowserKernels
#else
  typealias OnlyKernels = BaselineKernels
#endif

/// The kernels in use.
typealias ChosenKernels = OnlyKernels.Type

extension InstructionSet {
  var kernels: ChosenKernels { OnlyKernels.self }

  public static var available: [InstructionSet] { [.baseline] }
}

extension TensorOptions {
  public static var availableThreads: Int { 1 }
}

/// The one thread of a pass, which does every job whole.
final class Crew: Sendable {
  static func gather(_ threads: Int, for pass: (Crew) -> Void) { pass(Crew()) }

  func perform(_ parts: Int, _ body: (_ part: Int, _ parts: Int) -> Void) {
    for part in 0..<parts { body(part, parts) }
  }
}
