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

  /// From now on SIGINT ends the process at once, as does the end of its time: for work that has nothing to keep.
  public static func endsProcess(afterSeconds seconds: UInt32?) {
    end(with: 130, at: SIGINT)
    guard let seconds, seconds > 0 else { return }
    end(with: 4, at: SIGALRM)
    alarm(seconds)
  }

  private static func end(with code: Int32, at signal: Int32) {
    // A handler captures nothing, so there is one for each code.
    let handler: @convention(c) (Int32) -> Void = code == 130 ? { _ in _exit(130) } : { _ in _exit(4) }
    var action = sigaction()
    #if canImport(Darwin)
      action.__sigaction_u.__sa_handler = handler
    #else
      action.__sigaction_handler.sa_handler = handler
    #endif
    sigemptyset(&action.sa_mask)
    sigaction(signal, &action, nil)
  }

  /// From now on SIGINT sets the flag, and a `read` that waits returns with EINTR.
  public static func install() {
    // A static is made at its first use, under a lock. It must not be the handler that uses it first.
    clear()
    // Without SA_RESTART: the prompt has to notice.
    setHandler(of: SIGINT) { _ in Interrupt.request() }
  }
}
