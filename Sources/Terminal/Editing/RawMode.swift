#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A terminal that hands over every key at once and shows nothing by itself, until ``leave()``.
///
/// Ctrl-C is a key like any other meanwhile. A window that changes its size interrupts a `read`.
struct RawMode {
  private let descriptor: Int32
  private var saved = termios()
  private var savedAction = sigaction()

  /// `nil` where the terminal does not allow it.
  init?(descriptor: Int32) {
    self.descriptor = descriptor
    guard tcgetattr(descriptor, &saved) == 0 else { return nil }
    var raw = saved
    raw.c_iflag &= ~tcflag_t(BRKINT | ICRNL | INPCK | ISTRIP | IXON)
    raw.c_lflag &= ~tcflag_t(ECHO | ICANON | IEXTEN | ISIG)
    withUnsafeMutableBytes(of: &raw.c_cc) {
      $0[Int(VMIN)] = 1
      $0[Int(VTIME)] = 0
    }
    // What was typed ahead is kept.
    guard tcsetattr(descriptor, TCSADRAIN, &raw) == 0 else { return nil }
    var action = sigaction()
    #if canImport(Darwin)
      action.__sigaction_u.__sa_handler = { _ in }
    #else
      action.__sigaction_handler.sa_handler = { _ in }
    #endif
    sigemptyset(&action.sa_mask)
    action.sa_flags = 0
    sigaction(SIGWINCH, &action, &savedAction)
  }

  /// Makes the terminal what it was before.
  func leave() {
    var (mode, action) = (saved, savedAction)
    sigaction(SIGWINCH, &action, nil)
    _ = tcsetattr(descriptor, TCSADRAIN, &mode)
  }

  /// Stops the process as Ctrl-Z does; returns when it is brought back.
  static func suspend() {
    _ = kill(0, SIGTSTP)
  }
}
