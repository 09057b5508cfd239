/// Memory filled with zeros.
enum ZeroedMemory {
  static func take(_ bytes: Int) -> UnsafeMutableRawPointer {
    let start = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 16)
    start.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    return start
  }

  static func release(_ start: UnsafeMutableRawPointer) { start.deallocate() }
}
