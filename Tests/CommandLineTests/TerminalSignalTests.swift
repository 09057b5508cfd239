import Foundation
import Testing

@Suite("A signal that ends the prompt", .serialized)
struct TerminalSignalTests {
  @Test(
    "leaves the terminal as it was, the history written, and its own status",
    arguments: [[], ["learn", "1"]], [SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGUSR1, SIGSEGV])
  func restores(_ arguments: [String], _ signal: Int32) throws {
    try withFolder { data in
      let terminal = try PseudoTerminal(arguments, data: data)
      let before = terminal.mode
      #expect(terminal.sees("\u{1B}[?2004h"))
      terminal.type("x = 41 + 1\r")
      #expect(terminal.sees("\u{1B}[?2004h"))
      terminal.type("half a l")
      #expect(terminal.sees("half a l"))
      #expect(terminal.mode != before)
      terminal.end(by: signal)
      #expect(terminal.process.terminationReason == .uncaughtSignal)
      #expect(terminal.process.terminationStatus == signal)
      #expect(terminal.mode == before)
      #expect(terminal.seen.contains("\u{1B}[?2004l"))
      #expect(try String(contentsOfFile: data + "/gradwalk/history", encoding: .utf8) == "x = 41 + 1\n")
    }
  }
}

@Suite("A kill in the middle of writing", .serialized)
struct KillTests {
  private func files(in folder: String) -> [String] {
    (FileManager.default.subpaths(atPath: folder) ?? []).sorted()
  }

  @Test("loses no line of two prompts' history, and leaves nothing behind")
  func history() throws {
    try withFolder { data in
      var acknowledged: [String] = []
      for round in 0..<4 {
        let prompts = try (0..<2).map { _ in try PseudoTerminal([], data: data) }
        for prompt in prompts { prompt.sees("\u{1B}[?2004h") }
        for number in 0..<(3 + round) {
          for (index, prompt) in prompts.enumerated() {
            let line = "x\(round)_\(index)_\(number) = 1"
            prompt.type(line + "\r")
            if prompt.sees("\u{1B}[?2004h") { acknowledged.append(line) }
          }
        }
        for prompt in prompts {
          prompt.type("unseen = 1\r")
          prompt.end(by: SIGKILL)
        }
      }
      let kept = try String(contentsOfFile: data + "/gradwalk/history", encoding: .utf8)
      let lines = kept.split(separator: "\n").map(String.init)
      #expect(acknowledged.count == 36)
      #expect(Set(acknowledged).subtracting(lines).isEmpty)
      #expect(Set(lines).subtracting(acknowledged).isSubset(of: ["unseen = 1"]))
      #expect(files(in: data) == ["gradwalk", "gradwalk/history"])
    }
  }

  @Test("leaves a picture old or new, and nothing beside it after the next start")
  func pictures() throws {
    try withFolder { folder in
      let program =
        "xs = [float(i % 37) for i in range(5000)]\n" + String(repeating: ":plot xs a.svg!\n", count: 500)
      for round in 0..<6 {
        let pipe = Pipe()
        pipe.fileHandleForWriting.write(Data(program.utf8))
        let process = Process()
        process.executableURL = try Gradwalk.executable()
        process.environment = Gradwalk.environment(data: folder + "/data")
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        (process.standardInput, process.standardOutput) = (pipe, FileHandle.nullDevice)
        try process.run()
        let path = folder + "/a.svg"
        while process.isRunning, !FileManager.default.fileExists(atPath: path) { usleep(1000) }
        usleep(UInt32(round) * 3_700)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(try String(contentsOfFile: path, encoding: .utf8).hasSuffix("</svg>\n"))
      }
      _ = try Gradwalk("-e", "1", in: Gradwalk.Surroundings(data: folder + "/data"))
      #expect(files(in: folder) == ["a.svg", "data", "data/gradwalk"])
    }
  }
}
