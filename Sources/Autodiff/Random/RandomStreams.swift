/// The streams of random numbers that a program draws from, none of which moves another.
public struct RandomStreams: Sendable, Hashable {
  public var torch: TorchStream
  public var python: PythonStream
  public var numpy: NumPyStream

  /// All three at the beginning of one seed.
  public init(seed: UInt64) {
    torch = TorchStream(seed: seed)
    python = PythonStream(
      key: [UInt32(truncatingIfNeeded: seed)] + (seed >> 32 == 0 ? [] : [UInt32(seed >> 32)]))
    numpy = NumPyStream(seed: UInt32(truncatingIfNeeded: seed))
  }
}
