import Foundation
import Testing

@Suite("The standard streams")
struct StreamTests {
  private static let readers = [["run", "-"], ["trace", "-"], ["compare", "-"], [], ["learn", "4"]]

  @Test("that cannot be read end a call with 3 and a sentence", arguments: readers)
  func unreadable(_ arguments: [String]) throws {
    let folder = try #require(FileHandle(forReadingAtPath: "/"))
    let call = try Gradwalk(all: arguments, in: Gradwalk.Surroundings(input: folder, folder: projectFolder))
    #expect(call.code == 3)
    #expect(call.errors.contains("standard input could not be read"))
  }

  @Test("that are closed are none that could be opened again", arguments: readers)
  func closed(_ arguments: [String]) throws {
    let program = try Gradwalk.executable().path
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", "\"$0\" \"$@\" <&-", program] + arguments
    shell.environment = Gradwalk.environment()
    shell.currentDirectoryURL = URL(fileURLWithPath: projectFolder)
    let (output, errors) = (Pipe(), Pipe())
    (shell.standardOutput, shell.standardError) = (output, errors)
    try shell.run()
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 3)
    #expect(said.contains("standard input could not be read"))
  }

  @Test("that never end are read up to 16 MB", arguments: readers)
  func endless(_ arguments: [String]) throws {
    let zeros = try #require(FileHandle(forReadingAtPath: "/dev/zero"))
    let call = try Gradwalk(all: arguments, in: Gradwalk.Surroundings(input: zeros, folder: projectFolder))
    #expect(call.code == 3)
    #expect(call.errors.contains("larger than 16 MB"))
  }

  #if os(Linux)
    @Test(
      "that cannot be written end a call with 1 and say so", arguments: [["-e", "1 + 1"], ["--version"], []])
    func full(_ arguments: [String]) throws {
      let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
      let call = try Gradwalk(all: arguments, input: "1 + 1\n", in: Gradwalk.Surroundings(output: full))
      #expect(call.code == 1)
      #expect(call.errors == "gradwalk: standard output could not be written: No space left on device\n")
    }
  #endif

  @Test("that nobody reads any more end it quietly")
  func left() throws {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let call = try Gradwalk(
      "-e", "for i in range(100000): print(i)",
      in: Gradwalk.Surroundings(output: pipe.fileHandleForWriting))
    #expect((call.code, call.errors) == (0, ""))
  }

  @Test("In a folder that was deleted, lessons are found beside the program or not at all")
  func deletedFolder() throws {
    try withFolder { folder in
      let program = try Gradwalk.executable().path
      for (call, words) in [("learn", "04-backprop"), ("run x.py", "there is no file"), ("-e 1", "1")] {
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = ["-c", "mkdir gone && cd gone && rmdir ../gone && \"$0\" \(call) 2>&1", program]
        shell.environment = Gradwalk.environment()
        shell.currentDirectoryURL = URL(fileURLWithPath: folder)
        let output = Pipe()
        shell.standardOutput = output
        try shell.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        shell.waitUntilExit()
        #expect(said.contains(words))
      }
    }
  }
}

/// Where the lessons are.
let projectFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path
