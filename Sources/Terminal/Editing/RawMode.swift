#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A terminal that hands over every key at once and shows nothing by itself, until ``leave()``.
///
/// Ctrl-C is a key like any other meanwhile. A window that changes its size interrupts a `read`, and so does being
/// brought back to the foreground. A signal that ends the process makes the terminal what it was before.
struct RawMode {
  private let descriptor: Int32
  private var saved = termios()
  private var raw = termios()
  private var savedActions: [(signal: Int32, action: sigaction)] = []

  /// `nil` where the terminal does not allow it.
  ///
  /// - Parameter promptDescriptor: where lines are drawn.
  init?(descriptor: Int32, promptDescriptor: Int32) {
    self.descriptor = descriptor
    guard tcgetattr(descriptor, &saved) == 0 else { return nil }
    raw = saved
    raw.c_iflag &= ~tcflag_t(BRKINT | ICRNL | INPCK | ISTRIP | IXON)
    raw.c_lflag &= ~tcflag_t(ECHO | ICANON | IEXTEN | ISIG)
    withUnsafeMutableBytes(of: &raw.c_cc) {
      $0[Int(VMIN)] = 1
      $0[Int(VTIME)] = 0
    }
    TerminalRescue.begin(descriptor: descriptor, promptDescriptor: promptDescriptor, mode: saved)
    // What was typed ahead is kept.
    guard tcsetattr(descriptor, TCSADRAIN, &raw) == 0 else {
      TerminalRescue.end()
      return nil
    }
    for number in [SIGWINCH, SIGCONT] {
      // Without SA_RESTART: the line has to be drawn anew.
      savedActions.append((number, setHandler(of: number) { _ in }))
    }
  }

  /// Makes the terminal raw once more: whoever had it meanwhile may have left it otherwise.
  func renew() {
    var mode = raw
    _ = tcsetattr(descriptor, TCSADRAIN, &mode)
  }

  /// Makes the terminal what it was before.
  func leave() {
    for saved in savedActions {
      var action = saved.action
      sigaction(saved.signal, &action, nil)
    }
    var mode = saved
    _ = tcsetattr(descriptor, TCSADRAIN, &mode)
    TerminalRescue.end()
  }

  /// Stops the process as Ctrl-Z does; returns when it is brought back.
  static func suspend() {
    _ = kill(0, SIGTSTP)
  }
}

/// Has a signal handled, without restarting what it interrupts, and gives what was done with it before.
@discardableResult func setHandler(
  of number: Int32, blocksOthers: Bool = false, _ handler: @escaping @convention(c) (Int32) -> Void
) -> sigaction {
  var action = sigaction()
  #if canImport(Darwin)
    action.__sigaction_u.__sa_handler = handler
  #else
    action.__sigaction_handler.sa_handler = handler
  #endif
  if blocksOthers { sigfillset(&action.sa_mask) } else { sigemptyset(&action.sa_mask) }
  action.sa_flags = 0
  var before = sigaction()
  sigaction(number, &action, &before)
  return before
}
