#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How a tensor program is to run.
public struct TensorOptions: Sendable {
  public var instructionSet: InstructionSet
  /// How many cores may work at the same time.
  public var threads: Int

  public init(instructionSet: InstructionSet = .best, threads: Int = 1) {
    self.instructionSet = instructionSet
    self.threads = max(1, threads)
  }

  /// How many cores there are.
  ///
  /// Asked once: the system reads files for the answer, which takes longer than a small pass.
  public static let availableThreads = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}
