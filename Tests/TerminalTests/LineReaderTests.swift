import Foundation
import Testing

@testable import Terminal

/// Everything that a reader makes of some bytes, up to the end of the input, seen twice.
private func entries(_ bytes: [UInt8], limit: Int = LineReader.standardLimit) -> [String] {
  let pipe = Pipe()
  // The descriptor alone does not keep the pipe open.
  defer { withExtendedLifetime(pipe) {} }
  let writer = pipe.fileHandleForWriting
  // More than a pipe holds has to be written while it is read.
  let thread = Thread {
    writer.write(Data(bytes))
    try? writer.close()
  }
  thread.start()
  var reader = LineReader(descriptor: pipe.fileHandleForReading.fileDescriptor, limit: limit)
  var entries: [String] = []
  while entries.suffix(2) != ["end", "end"], entries.count < 20 { entries.append(next(&reader)) }
  return entries
}

/// The next entry: `line …`, `end`, `interrupted`, or `error …`.
private func next(_ reader: inout LineReader) -> String {
  do {
    switch try reader.readLine(prompt: ">>> ") {
    case .line(let line, _): return "line \(line)"
    case .endOfInput: return "end"
    case .interrupted: return "interrupted"
    }
  } catch {
    return "error \(error)"
  }
}

@Suite("Lines are read from a pipe", .serialized)
struct LineReaderTests {
  @Test("One after the other, whatever ends them, the last without a line break too")
  func lines() {
    #expect(
      entries(Array("one\n\r\ntwo ŷ\r\n\u{1B}[A\0\nlast".utf8)) == [
        "line one", "line ", "line two ŷ", "line \u{1B}[A\0", "line last", "end", "end",
      ])
  }

  @Test("Longer than one read")
  func longLine() {
    let long = String(repeating: "ab", count: 100_000)
    #expect(entries(Array((long + "\nx\n").utf8)) == ["line " + long, "line x", "end", "end"])
  }

  @Test("A line beyond the limit is an error, and the next one is read again")
  func tooLong() {
    let error = "error the line is longer than 5 bytes"
    #expect(
      entries(Array("123456\n12345\n1234567".utf8), limit: 5) == [error, "line 12345", error, "end", "end"])
  }

  @Test("A line that is no UTF-8 is an error, and the next one is read again")
  func invalidText() {
    #expect(
      entries([0x61, 0xC3, 0x28, 0x0A, 0x62, 0x0A])
        == ["error the line is no UTF-8 text", "line b", "end", "end"])
  }

  @Test("A descriptor that cannot be read is an error")
  func unreadable() {
    var reader = LineReader(descriptor: -1)
    #expect(next(&reader) == "error standard input could not be read (error \(EBADF))")
  }

  @Test("Ctrl-C abandons the entry that waits and leaves the next one alone")
  func interrupt() {
    Interrupt.install()
    // Tests run on threads that keep signals from themselves; a program's main thread does not.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    defer { pthread_sigmask(SIG_BLOCK, &signals, nil) }
    let pipe = Pipe()
    defer { withExtendedLifetime(pipe) {} }
    pipe.fileHandleForWriting.write(Data("half".utf8))
    var reader = LineReader(descriptor: pipe.fileHandleForReading.fileDescriptor)
    // The signal goes to the very thread that waits, again and again in case it was not there yet.
    let waiting = pthread_self()
    let isOver = DispatchSemaphore(value: 0)
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      while isOver.wait(timeout: .now() + .milliseconds(20)) == .timedOut { pthread_kill(waiting, SIGINT) }
      done.signal()
    }
    thread.start()
    let entry = next(&reader)
    isOver.signal()
    done.wait()
    Interrupt.clear()
    #expect(entry == "interrupted")
    pipe.fileHandleForWriting.write(Data("next\n".utf8))
    #expect(next(&reader) == "line next")
  }

  @Test("A request is seen until it is cleared")
  func flag() {
    Interrupt.clear()
    #expect(!Interrupt.isRequested)
    Interrupt.request()
    #expect(Interrupt.isRequested)
    Interrupt.clear()
    #expect(!Interrupt.isRequested)
  }
}
