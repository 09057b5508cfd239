#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Memory that the system hands out as zeros: it takes no time until it is written to.
enum ZeroedMemory {
  static func take(_ bytes: Int) -> UnsafeMutableRawPointer {
    guard let start = calloc(bytes, 1) else { preconditionFailure("there is not so much memory") }
    return start
  }

  static func release(_ start: UnsafeMutableRawPointer) { free(start) }
}
