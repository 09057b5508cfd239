#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// One of the two streams a program writes to, through `write(2)`.
///
/// A terminal gets every text at once. A file or a pipe gets it in blocks: call ``flush()`` before the
/// program ends and before the other stream writes.
public struct Output: Sendable {
  /// Where it goes.
  public let descriptor: Int32
  /// Whether a person reads along.
  public let isTerminal: Bool
  /// The first error of the system (its `errno`); whatever was written after it is lost.
  public private(set) var failure: Int32?

  private var pending: [UInt8] = []
  private let capacity: Int

  /// - Parameter capacity: how many bytes may wait, at most.
  public init(descriptor: Int32, capacity: Int = 1 << 16) {
    self.descriptor = descriptor
    let terminal = Terminal.isTerminal(descriptor)
    self.isTerminal = terminal
    self.capacity = terminal ? 0 : capacity
  }

  /// Writes a text as it is.
  public mutating func write(_ text: String) {
    guard failure == nil else { return }
    pending.append(contentsOf: text.utf8)
    if pending.count > capacity { flush() }
  }

  /// Writes a text and ends the line.
  public mutating func writeLine(_ text: String = "") {
    write(text + "\n")
  }

  /// Sends off what still waits.
  ///
  /// Where the reader of standard output has left (`gradwalk replay | head`), there is nobody to work for,
  /// and nothing to complain about: the process exits with 0. Where standard output cannot be written, the process
  /// says so and exits with 1. A lost standard error is no reason to stop.
  public mutating func flush() {
    guard !pending.isEmpty, failure == nil else { return }
    let outcome = pending.withUnsafeBytes { writeAll(descriptor, $0) }
    pending.removeAll(keepingCapacity: true)
    switch outcome {
    case .written: break
    case .brokenPipe where descriptor == STDOUT_FILENO: exit(0)
    case .brokenPipe: failure = EPIPE
    case .interrupted where descriptor == STDOUT_FILENO && !isTerminal: exit(130)
    case .interrupted: break
    case .failed(let code):
      failure = code
      if descriptor == STDOUT_FILENO { Output.leave(without: code) }
    }
  }

  /// Says why nothing can be written to standard output, and ends the process.
  private static func leave(without code: Int32) -> Never {
    let reason = code == EBADF ? "it is closed" : String(cString: strerror(code))
    let text = "gradwalk: standard output could not be written: \(reason)\n"
    _ = Array(text.utf8).withUnsafeBytes { writeAll(STDERR_FILENO, $0) }
    exit(1)
  }
}

/// Standard output and standard error, in the order in which they were written. A reference, since the process
/// has only one of each, whoever writes to it.
public final class StandardStreams {
  /// Results.
  public var output: Output
  /// Errors, prompts and progress.
  public var errors: Output

  /// Both streams of this process. From here on a reader that leaves is an error code and no signal, and other
  /// signals that end the process do so at once.
  public init() {
    signal(SIGPIPE, SIG_IGN)
    TerminalRescue.endAtOnce()
    // A stream that is closed must not become the next file that is opened. In its place stands one that can be
    // neither read nor written, as the case may be.
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
    output = Output(descriptor: STDOUT_FILENO)
    errors = Output(descriptor: STDERR_FILENO, capacity: 0)
  }

  /// Writes to standard error, after everything that was written to standard output before.
  public func writeError(_ text: String) {
    output.flush()
    errors.write(text)
  }

  /// Sends off what still waits on either stream.
  public func flush() {
    output.flush()
    errors.flush()
  }
}
