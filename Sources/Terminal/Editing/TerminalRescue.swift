import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a terminal was before it was made raw, for when a signal ends the process in the middle of a line.
///
/// The handler makes the terminal what it was, ends the line, and lets the signal do what it would have done, so
/// that the process ends with that signal's status. A signal handler may do next to nothing: no allocation, no
/// lock, no reference counting; `tcsetattr`, `write`, `sigaction` and `raise` are allowed (POSIX.1-2017, 2.4.3).
enum TerminalRescue {
  /// What the handler needs, in memory that stays where it is.
  private struct Plan {
    let descriptor: Int32
    let promptDescriptor: Int32
    var mode: termios
    /// What was done with each signal before, by its number.
    let actions: UnsafeMutablePointer<sigaction>
  }

  /// The plan's address; 0 while no terminal is raw. Whoever takes it away carries it out, or frees it.
  private static let plan = Atomic<UInt>(0)

  /// Signals that end a process, asked for or by its own fault.
  private static let signals: [Int32] = [
    SIGHUP, SIGTERM, SIGQUIT, SIGALRM, SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ, SIGILL,
    SIGTRAP,
    SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS,
  ]
  private static let signalCount = 65

  /// Has signals that end the process end it at once. Where Swift's toolchain is installed, the runtime would answer
  /// SIGQUIT and crashes at a terminal with a backtrace and a question; who wants that sets SWIFT_BACKTRACE.
  static func endAtOnce() {
    guard environmentVariable("SWIFT_BACKTRACE") == nil else { return }
    for number in signals {
      var action = sigaction()
      sigaction(number, nil, &action)
      if !action.isIgnoring { signal(number, SIG_DFL) }
    }
  }

  /// From now on, until ``end()``, signals that end the process leave the terminal in this mode.
  static func begin(descriptor: Int32, promptDescriptor: Int32, mode: termios) {
    let actions = UnsafeMutablePointer<sigaction>.allocate(capacity: signalCount)
    actions.initialize(repeating: sigaction(), count: signalCount)
    let address = UnsafeMutablePointer<Plan>.allocate(capacity: 1)
    address.initialize(
      to: Plan(descriptor: descriptor, promptDescriptor: promptDescriptor, mode: mode, actions: actions))
    // What somebody has told the process to ignore (nohup) stays ignored.
    for number in signals {
      sigaction(number, nil, actions + Int(number))
    }
    plan.store(UInt(bitPattern: address), ordering: .sequentiallyConsistent)
    for number in signals where !(actions + Int(number)).pointee.isIgnoring {
      setHandler(of: number, blocksOthers: true) { TerminalRescue.restore(endedBy: $0) }
    }
  }

  static func end() {
    guard let address = take() else { return }
    let actions = address.pointee.actions
    for number in signals { sigaction(number, actions + Int(number), nil) }
    actions.deallocate()
    address.deallocate()
  }

  private static func take() -> UnsafeMutablePointer<Plan>? {
    UnsafeMutablePointer(bitPattern: plan.exchange(0, ordering: .sequentiallyConsistent))
  }

  private static func restore(endedBy number: Int32) {
    if let address = take() {
      let descriptor = address.pointee.descriptor
      // In the background, the terminal is another's.
      let group = tcgetpgrp(descriptor)
      if group < 0 || group == getpgrp() {
        _ = tcsetattr(descriptor, TCSANOW, &address.pointee.mode)
        let ending: StaticString = "\u{1B}[?2004l\r\n\u{1B}[J"
        _ = write(address.pointee.promptDescriptor, ending.utf8Start, ending.utf8CodeUnitCount)
      }
      sigaction(number, address.pointee.actions + Int(number), nil)
    } else {
      signal(number, SIG_DFL)
    }
    // It comes when this handler has returned.
    raise(number)
  }
}

extension sigaction {
  fileprivate var isIgnoring: Bool {
    #if canImport(Darwin)
      let handler = __sigaction_u.__sa_handler
    #else
      let handler = __sigaction_handler.sa_handler
    #endif
    return handler.map { unsafeBitCast($0, to: Int.self) } == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
