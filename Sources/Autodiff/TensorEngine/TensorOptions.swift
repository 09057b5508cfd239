/// How a tensor program is to run.
public struct TensorOptions: Sendable {
  public var instructionSet: InstructionSet
  /// How many cores may work at the same time.
  public var threads: Int

  public init(instructionSet: InstructionSet = .best, threads: Int = 1) {
    self.instructionSet = instructionSet
    self.threads = max(1, threads)
  }
}
