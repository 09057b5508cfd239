import Foundation

/// The program at a terminal of the test's own.
final class PseudoTerminal {
  let process = Process()
  private let keyboard: FileHandle
  private let screen: FileHandle
  private(set) var seen = ""

  init(_ arguments: [String], data: String, folder: String = projectFolder) throws {
    var (main, other): (Int32, Int32) = (-1, -1)
    guard openpty(&main, &other, nil, nil, nil) == 0 else { throw CocoaError(.fileReadUnknown) }
    keyboard = FileHandle(fileDescriptor: main, closeOnDealloc: true)
    screen = FileHandle(fileDescriptor: other, closeOnDealloc: true)
    process.executableURL = try Gradwalk.executable()
    process.arguments = arguments
    process.environment = Gradwalk.environment(data: data, terminal: "xterm")
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    (process.standardInput, process.standardOutput, process.standardError) = (screen, screen, screen)
    try withSignals([SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGUSR1, SIGSEGV, SIGINT]) { try process.run() }
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  /// How the terminal is set: its local, input and output flags.
  var mode: [tcflag_t] {
    var mode = termios()
    tcgetattr(screen.fileDescriptor, &mode)
    return [mode.c_lflag, mode.c_iflag, mode.c_oflag]
  }

  func type(_ keys: String) { keyboard.write(Data(keys.utf8)) }

  /// Waits until something has been shown since the last call; false if it does not come.
  @discardableResult func sees(_ text: String, within seconds: Double = 20) -> Bool {
    let end = Date(timeIntervalSinceNow: seconds)
    while !seen.contains(text) {
      guard readSome(), Date() < end else { return false }
    }
    seen = ""
    return true
  }

  /// Reads what is there, waiting a little; false when nothing can come any more.
  @discardableResult func readSome() -> Bool {
    var request = pollfd(fd: keyboard.fileDescriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, 50) > 0 else { return process.isRunning }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(keyboard.fileDescriptor, &buffer, buffer.count)
    guard count > 0 else { return false }
    seen += String(decoding: buffer[..<count], as: UTF8.self)
    return true
  }

  /// Sends a signal and waits for the end.
  func end(by signal: Int32) {
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    while seen.count < 1 << 20, readSome() {}
  }
}
