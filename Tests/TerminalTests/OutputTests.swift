import Foundation
import Testing

@testable import Terminal

@Suite("Output arrives whole")
struct OutputTests {
  @Test("Through a pipe that takes it in pieces, even where writing does not wait")
  func pieces() throws {
    let pipe = Pipe()
    let descriptor = pipe.fileHandleForWriting.fileDescriptor
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    let text = String(repeating: "0123456789", count: 50_000)
    let thread = Thread {
      var output = Output(descriptor: descriptor)
      output.write(text)
      output.writeLine("end")
      output.flush()
      try? pipe.fileHandleForWriting.close()
    }
    thread.start()
    #expect(try pipe.fileHandleForReading.readToEnd() == Data((text + "end\n").utf8))
  }

  @Test("In blocks, where nobody reads along")
  func blocks() {
    let pipe = Pipe()
    var output = Output(descriptor: pipe.fileHandleForWriting.fileDescriptor, capacity: 10)
    output.write("12345")
    output.flush()
    output.flush()
    output.write("6789")
    output.write("0123456")
    #expect(pipe.fileHandleForReading.availableData == Data("1234567890123456".utf8))
  }

  @Test("A reader that left is told from other failures, and what follows is dropped")
  func failures() throws {
    signal(SIGPIPE, SIG_IGN)
    let pipe = Pipe()
    defer { withExtendedLifetime(pipe) {} }
    try pipe.fileHandleForReading.close()
    var output = Output(descriptor: pipe.fileHandleForWriting.fileDescriptor, capacity: 0)
    output.write("lost")
    #expect(output.failure == EPIPE)
    output.write("lost")
    var nowhere = Output(descriptor: -1)
    nowhere.write("x")
    nowhere.flush()
    #expect(nowhere.failure == EBADF)
  }
}
