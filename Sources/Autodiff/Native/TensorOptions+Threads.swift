#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension TensorOptions {
  /// How many cores there are.
  ///
  /// Asked once: the system reads files for the answer, which takes longer than a small pass.
  public static let availableThreads = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}
