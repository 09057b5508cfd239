import Foundation
import Testing

/// One call of the program, as somebody makes it from a shell.
struct Gradwalk {
  let code: Int32
  let output: String
  let errors: String

  /// - Parameters:
  ///   - input: what stands in standard input.
  ///   - interruptedAfter: seconds until Ctrl-C, if ever.
  init(_ arguments: String..., input: String = "", interruptedAfter: Double? = nil) throws {
    try self.init(all: arguments, input: input, interruptedAfter: interruptedAfter)
  }

  init(all arguments: [String], input: String = "", interruptedAfter: Double? = nil) throws {
    let process = Process()
    process.executableURL = try Self.executable()
    process.arguments = arguments
    // Nothing of the user's own, and the same answers everywhere.
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": "/nowhere", "TERM": "dumb"]
    process.currentDirectoryURL = FileManager.default.temporaryDirectory
    let (standardInput, standardOutput, standardError) = (Pipe(), Pipe(), Pipe())
    process.standardInput = standardInput
    process.standardOutput = standardOutput
    process.standardError = standardError
    // A test's thread keeps signals from itself, and a program inherits that.
    var interruption = sigset_t()
    sigemptyset(&interruption)
    sigaddset(&interruption, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &interruption, nil)
    try process.run()
    pthread_sigmask(SIG_BLOCK, &interruption, nil)
    standardInput.fileHandleForWriting.write(Data(input.utf8))
    try standardInput.fileHandleForWriting.close()
    if let interruptedAfter {
      Thread.sleep(forTimeInterval: interruptedAfter)
      process.interrupt()
    }
    // What is said on standard error is a few lines and waits in its pipe.
    output = String(decoding: standardOutput.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    errors = String(decoding: standardError.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    code = process.terminationStatus
  }

  /// It is built beside the tests.
  private static func executable() throws -> URL {
    let runner = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    var folder = runner
    for _ in 0..<5 {
      folder.deleteLastPathComponent()
      let candidate = folder.appendingPathComponent("gradwalk")
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
    }
    Issue.record("the program is not beside \(runner.path)")
    throw CocoaError(.fileNoSuchFile)
  }
}

/// A file that is gone after the test.
func withFile<Result>(_ text: String, named name: String = "program.py", _ body: (String) throws -> Result)
  throws
  -> Result
{
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gradwalk-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let path = folder.appendingPathComponent(name).path
  try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  return try body(path)
}
