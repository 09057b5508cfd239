import Foundation
import Fuzzing

/// A process that tries some inputs, and writes down which one it is at.
struct Child {
  let kind: FuzzKind
  let first: UInt64
  let count: Int
  /// The file that says which seed is tried.
  let place: String

  func run() -> Int32 {
    limitMemory()
    guard let file = FileHandle(forWritingAtPath: place) else { return 2 }
    var isRight = true
    for seed in first..<(first + UInt64(count)) {
      try? file.seek(toOffset: 0)
      file.write(Data(String(seed).utf8))
      let problems = FuzzCase(kind, seed: seed).problems()
      for problem in problems.prefix(1) {
        isRight = false
        print("\(seed)\t\(problem.split(separator: "\n").joined(separator: " "))")
      }
    }
    return isRight ? 0 : 1
  }

  /// Whoever takes more than an input of a few kilobytes can need is to be found.
  private func limitMemory() {
    var limit = rlimit(rlim_cur: 6 << 30, rlim_max: 6 << 30)
    #if canImport(Darwin)
      setrlimit(RLIMIT_AS, &limit)
    #else
      setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    #endif
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    #if canImport(Darwin)
      setrlimit(RLIMIT_CORE, &none)
    #else
      setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    #endif
  }
}

/// Another process of this program: how it ended, and what it said.
struct Ending {
  enum Way: Equatable { case done, crashed(Int32), hung }
  let way: Way
  let said: String
  /// Where it crashed.
  let place: String

  /// - Parameter progress: what changes as long as the process gets on.
  init(_ arguments: [String], patience: Double, progress: () -> String = { "" }) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
    process.arguments = arguments
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    // Of a crash, the calls that led to it, and no more than a pipe holds.
    let backtrace = "enable=yes,color=no,interactive=no,threads=crashed,registers=none,images=none,limit=24"
    process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": backtrace]) { $1 }
    try process.run()
    var (last, since, isHung) = (progress(), Date(), false)
    while process.isRunning {
      Thread.sleep(forTimeInterval: 0.02)
      let now = progress()
      if now != last { (last, since) = (now, Date()) }
      if Date().timeIntervalSince(since) > patience {
        isHung = true
        kill(process.processIdentifier, SIGKILL)
        break
      }
    }
    process.waitUntilExit()
    said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let calls = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let places = calls.matches(of: #/\/Sources\/([^\n]*?\.swift:\d+)/#).map { String($0.output.1) }
    place = places.first ?? "a place unknown"
    way =
      isHung
      ? .hung : process.terminationReason == .uncaughtSignal ? .crashed(process.terminationStatus) : .done
  }
}
