#if canImport(Glibc)
  import Glibc
#endif

/// What becomes of memory that arrays give back.
enum FreedMemory {
  /// Lets it stay with the program, which will want as much again for the next array. The C library would give it back
  /// to the system, which hands out new pages one by one, each of them cleared.
  ///
  /// The setting is the GNU library's own, which Swift's module of it leaves out; where there is none, its absence does
  /// no harm.
  static func keep() {
    #if canImport(Glibc)
      typealias Setting = @convention(c) (_ parameter: Int32, _ value: Int32) -> Int32
      guard let symbol = dlsym(nil, "mallopt") else { return }
      let set = unsafeBitCast(symbol, to: Setting.self)
      let (trimThreshold, mapThreshold): (Int32, Int32) = (-1, -3)
      _ = set(trimThreshold, 256 << 20)
      _ = set(mapThreshold, 32 << 20)
    #endif
  }
}
