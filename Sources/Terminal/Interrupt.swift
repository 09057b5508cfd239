import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Ctrl-C, as a flag that a running program looks at between two steps.
///
/// A signal handler may do next to nothing: no allocation, no lock, no reference counting. Setting a
/// lock-free atomic is allowed, and reading it costs one plain load, cheap enough for every step.
public enum Interrupt {
  private static let requested = Atomic<Bool>(false)

  /// Whether Ctrl-C was pressed since the last ``clear()``.
  public static var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// Forgets the request, once it was answered.
  public static func clear() { requested.store(false, ordering: .relaxed) }

  /// Asks for an interruption as Ctrl-C does.
  public static func request() { requested.store(true, ordering: .relaxed) }

  /// From now on SIGINT sets the flag, and a `read` that waits returns with EINTR.
  public static func install() {
    // A static is made at its first use, under a lock. It must not be the handler that uses it first.
    clear()
    // Without SA_RESTART: the prompt has to notice.
    setHandler(of: SIGINT) { _ in Interrupt.request() }
  }
}
