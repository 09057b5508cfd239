#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Does something while no other process does something under the lock of the same folder. The lock is the folder's
/// own, so that it leaves nothing behind, and it ends with its process, however that ends.
///
/// Where the folder cannot be locked, as on some network drives, it is done all the same.
func withLock<Result>(of folder: String, _ body: () -> Result) -> Result {
  let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
  if descriptor >= 0 {
    while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
  }
  defer { if descriptor >= 0 { close(descriptor) } }
  return body()
}

/// Writes all the bytes, in as many pieces as the system wants; false where it does not want them.
func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
  bytes.withUnsafeBytes { bytes in
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest)
      let count = write(descriptor, piece.baseAddress, piece.count)
      if count < 0, errno != EINTR { return false }
      rest = rest.dropFirst(max(count, 0))
    }
    return true
  }
}

/// Everything that an ordinary file holds, up to a limit; `nil` where there is none, or it is larger.
func contents(of path: String, limit: Int) -> [UInt8]? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var information = stat()
  guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG,
    information.st_size <= limit
  else { return nil }
  var bytes = [UInt8](repeating: 0, count: Int(information.st_size))
  var filled = 0
  while filled < bytes.count {
    let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + filled, $0.count - filled) }
    if count == 0 { break }
    if count < 0, errno != EINTR { return nil }
    filled += max(count, 0)
  }
  return Array(bytes[..<filled])
}
