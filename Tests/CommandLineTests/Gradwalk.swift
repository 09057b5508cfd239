import Foundation
import Testing

/// One call of the program, as somebody makes it from a shell.
struct Gradwalk {
  let code: Int32
  let output: String
  let errors: String

  /// Where standard input comes from and where standard output goes, and in which folder.
  struct Surroundings {
    /// Read in place of a text.
    var input: FileHandle?
    /// Written in place of a pipe that is read to its end.
    var output: FileHandle?
    var folder = FileManager.default.temporaryDirectory.path
    /// Where what is kept of the user lies, if anywhere.
    var data: String?
    /// The module that GRADWALK_WASM names, if any.
    var module: String?
  }

  /// - Parameters:
  ///   - input: what stands in standard input.
  ///   - interruptedAfter: seconds until Ctrl-C, if ever.
  init(
    _ arguments: String..., input: String = "", interruptedAfter: Double? = nil,
    in surroundings: Surroundings = Surroundings()
  ) throws {
    try self.init(all: arguments, input: input, interruptedAfter: interruptedAfter, in: surroundings)
  }

  init(
    all arguments: [String], input: String = "", interruptedAfter: Double? = nil,
    in surroundings: Surroundings = Surroundings()
  ) throws {
    let process = Process()
    process.executableURL = try Self.executable()
    process.arguments = arguments
    process.environment = Self.environment(data: surroundings.data)
    process.environment?["GRADWALK_WASM"] = surroundings.module
    process.currentDirectoryURL = URL(fileURLWithPath: surroundings.folder)
    let (standardInput, standardOutput, standardError) = (Pipe(), Pipe(), Pipe())
    process.standardInput = surroundings.input ?? standardInput
    process.standardOutput = surroundings.output ?? standardOutput
    process.standardError = standardError
    try withSignals([SIGINT]) { try process.run() }
    if surroundings.input == nil { standardInput.fileHandleForWriting.write(Data(input.utf8)) }
    try standardInput.fileHandleForWriting.close()
    if let interruptedAfter {
      Thread.sleep(forTimeInterval: interruptedAfter)
      process.interrupt()
    }
    if surroundings.output != nil { try standardOutput.fileHandleForWriting.close() }
    // What is said on standard error is a few lines and waits in its pipe.
    output = String(decoding: standardOutput.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    errors = String(decoding: standardError.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    code = process.terminationStatus
  }

  /// Nothing of the user's own, and the same answers everywhere.
  static func environment(data: String? = nil, terminal: String = "dumb") -> [String: String] {
    var environment = ["PATH": "/usr/bin:/bin", "HOME": "/nowhere", "TERM": terminal, "LANG": "C.UTF-8"]
    environment["XDG_DATA_HOME"] = data
    return environment
  }

  /// It is built beside the tests.
  static func executable() throws -> URL {
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

private func isIgnored(_ number: Int32) -> Bool {
  var action = sigaction()
  sigaction(number, nil, &action)
  #if os(Linux)
    let handler = action.__sigaction_handler.sa_handler
  #else
    let handler = action.__sigaction_u.__sa_handler
  #endif
  return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
}

/// Starts something that is to receive signals. A test's thread keeps them from itself, whoever runs the tests may
/// have some ignored, and a program inherits that.
func withSignals(_ numbers: [Int32], _ body: () throws -> Void) rethrows {
  // Only those that are ignored: handlers are not inherited, and another test may be waiting for its signal.
  let ignored = numbers.filter(isIgnored)
  for number in ignored { signal(number, SIG_DFL) }
  defer { for number in ignored { signal(number, SIG_IGN) } }
  var (signals, before) = (sigset_t(), sigset_t())
  sigemptyset(&signals)
  for number in numbers { sigaddset(&signals, number) }
  pthread_sigmask(SIG_UNBLOCK, &signals, &before)
  defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
  try body()
}

/// A folder that is gone after the test.
func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gradwalk-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path)
}

/// A file that is gone after the test.
func withFile<Result>(_ text: String, named name: String = "program.py", _ body: (String) throws -> Result)
  throws
  -> Result
{
  try withFolder { folder in
    let path = folder + "/" + name
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return try body(path)
  }
}
