#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// One call of `read`, with everything sorted out that is no result.
enum ReadOutcome: Hashable {
  /// So many bytes; 0 is the end.
  case bytes(Int)
  /// A signal came in before anything was read.
  case signal
  case failed(Int32)
}

/// What became of some bytes that were to be written.
enum WriteOutcome: Hashable {
  case written
  /// Nobody reads any more.
  case brokenPipe
  /// Ctrl-C came while it waited for a reader.
  case interrupted
  case failed(Int32)
}

/// Reads what is there, waiting for the first byte.
func readSome(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> ReadOutcome {
  while true {
    let count = read(descriptor, buffer.baseAddress, buffer.count)
    if count >= 0 { return .bytes(count) }
    switch errno {
    case EINTR: return .signal
    // Whoever had this terminal before may have left it in non-blocking mode.
    case EAGAIN: if !waitUntilReady(descriptor, for: POLLIN) { return .signal }
    case let code: return .failed(code)
    }
  }
}

/// Writes all the bytes, in as many pieces as the system wants.
func writeAll(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> WriteOutcome {
  var rest = bytes[...]
  while !rest.isEmpty {
    let piece = UnsafeRawBufferPointer(rebasing: rest)
    let count = write(descriptor, piece.baseAddress, piece.count)
    if count >= 0 {
      rest = rest.dropFirst(count)
      continue
    }
    switch errno {
    case EINTR: if Interrupt.isRequested { return .interrupted }
    case EAGAIN: _ = waitUntilReady(descriptor, for: POLLOUT)
    case EPIPE: return .brokenPipe
    case let code: return .failed(code)
    }
  }
  return .written
}

/// Everything that comes from a descriptor, which must end before the limit.
public func readAll(_ descriptor: Int32, limit: Int) throws(TerminalError) -> [UInt8] {
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    switch buffer.withUnsafeMutableBytes({ readSome(descriptor, into: $0) }) {
    case .bytes(0): return bytes
    case .bytes(let count):
      bytes += buffer[..<count]
      if bytes.count > limit { throw .inputTooLarge(limit: limit) }
    case .signal: if Interrupt.isRequested { throw .interrupted }
    case .failed(let code): throw .readFailed(code: code)
    }
  }
}

/// A file's descriptor for reading; a negative one where there is none. Opening a pipe waits for its writer.
public func openForReading(_ path: String) -> Int32 {
  while true {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor >= 0 || errno != EINTR || Interrupt.isRequested { return descriptor }
  }
}

/// Closes what ``openForReading(_:)`` has opened.
public func closeDescriptor(_ descriptor: Int32) { close(descriptor) }

/// False when a signal ended the waiting.
private func waitUntilReady(_ descriptor: Int32, for events: some BinaryInteger) -> Bool {
  var request = pollfd(fd: descriptor, events: Int16(events), revents: 0)
  return !(poll(&request, 1, -1) < 0 && errno == EINTR)
}
