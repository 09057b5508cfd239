import Foundation
import Testing

@testable import Terminal

/// A terminal with nobody but the test at its keyboard.
private struct PseudoTerminal: Sendable {
  let master: Int32
  let slave: Int32

  init() throws {
    #if canImport(Darwin)
      master = posix_openpt(O_RDWR | O_NOCTTY)
      try #require(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0)
      let name = String(cString: try #require(ptsname(master)))
    #else
      master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
      var (isLocked, number): (Int32, UInt32) = (0, 0)
      // TIOCSPTLCK and TIOCGPTN, which are macros with arguments.
      try #require(
        master >= 0 && ioctl(master, 0x4004_5431, &isLocked) == 0 && ioctl(master, 0x8004_5430, &number) == 0)
      let name = "/dev/pts/\(number)"
    #endif
    slave = open(name, O_RDWR | O_NOCTTY)
    try #require(slave >= 0)
  }

  func type(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
  }

  /// What came out so far.
  func output() -> String {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    var text: [UInt8] = []
    while poll(&request, 1, 50) > 0, case let count = read(master, &bytes, bytes.count), count > 0 {
      text += bytes[..<count]
    }
    return String(decoding: text, as: UTF8.self)
  }

  func end() {
    close(slave)
    close(master)
  }
}

@Suite("At a terminal, lines are edited", .serialized)
struct EditingTests {
  private func reader(_ terminal: PseudoTerminal, kind: String = "xterm") -> LineReader {
    LineReader(
      descriptor: terminal.slave, promptDescriptor: terminal.slave, variable: { $0 == "TERM" ? kind : nil })
  }

  @Test("typed ahead, edited, taken from the history, in the order of the keys")
  func conversation() throws {
    let terminal = try PseudoTerminal()
    defer { terminal.end() }
    var reader = reader(terminal)
    // Before the reader comes, the terminal would see to some of these keys itself.
    var mode = termios()
    try #require(tcgetattr(terminal.slave, &mode) == 0)
    cfmakeraw(&mode)
    try #require(tcsetattr(terminal.slave, TCSANOW, &mode) == 0)
    terminal.type("ab\u{1B}[DX\r\u{1B}[A!\r\u{03}\u{04}\u{1B}[200~p\rq\u{1B}[201~\r\n")
    #expect(try reader.readLine(prompt: ">>> ") == .line("aXb", isPasted: false))
    #expect(try reader.readLine(prompt: ">>> ") == .line("aXb!", isPasted: false))
    #expect(try reader.readLine(prompt: ">>> ") == .interrupted)
    #expect(try reader.readLine(prompt: ">>> ") == .endOfInput)
    #expect(try reader.readLine(prompt: ">>> ") == .line("p", isPasted: true))
    #expect(try reader.readLine(prompt: ">>> ") == .line("q", isPasted: false))
    #expect(reader.history.lines == ["aXb", "aXb!", "p", "q"])
  }

  @Test("Escape gives a search up, and does not take the key after it")
  func escape() throws {
    let terminal = try PseudoTerminal()
    defer { terminal.end() }
    var reader = reader(terminal)
    reader.history = LineHistory(["loss"])
    let typist = Thread {
      // A person takes longer between two keys than a terminal between the bytes of one.
      for key in ["n\u{12}lo", "\u{1B}", "ew\r"] {
        terminal.type(key)
        Thread.sleep(forTimeInterval: 1)
      }
    }
    typist.start()
    #expect(try reader.readLine(prompt: ">>> ") == .line("new", isPasted: false))
  }

  @Test("and between two lines the terminal is what it was before")
  func modes() throws {
    let terminal = try PseudoTerminal()
    defer { terminal.end() }
    var before = termios()
    try #require(tcgetattr(terminal.slave, &before) == 0)
    var reader = reader(terminal)
    terminal.type("x\n")
    _ = try reader.readLine(prompt: ">>> ", LineReader.Aid(indentation: 4))
    var after = termios()
    try #require(tcgetattr(terminal.slave, &after) == 0)
    #expect((before.c_lflag, before.c_iflag) == (after.c_lflag, after.c_iflag))
    let shown = terminal.output()
    #expect(shown.hasSuffix("\u{1B}[?2004l"), "a paste is marked no longer")
    #expect(shown.contains(">>>     x"))
  }

  @Test("unless it can do no more than print", arguments: ["dumb", ""])
  func plain(_ kind: String) throws {
    let terminal = try PseudoTerminal()
    defer { terminal.end() }
    var reader = reader(terminal, kind: kind)
    terminal.type("x = 1\u{1B}[D\n")
    #expect(try reader.readLine(prompt: ">>> ") == .line("x = 1", isPasted: false))
    #expect(!terminal.output().contains("\u{1B}[?"))
  }
}
