/// A family of processor instructions that kernels are compiled for. Whichever is used, the bits are the same.
public enum InstructionSet: String, Sendable, CaseIterable {
  case baseline, avx2, avx512

  /// The widest one.
  public static var best: InstructionSet { available.last ?? .baseline }
}
