import Foundation
import Fuzzing

/// A stretch of fuzzing: batches of every kind in turn, until the time is over.
struct Campaign {
  private let options: Options
  private let place = NSTemporaryDirectory() + "fuzz-\(ProcessInfo.processInfo.processIdentifier)"
  private var tried: [FuzzKind: Int] = [:]
  /// How often each thing was found, by its first words.
  private var findings: [String: Int] = [:]
  /// How long one input may take, in seconds.
  private let patience = 20.0

  init(_ options: Options) { self.options = options }

  func run() -> Int32 {
    var campaign = self
    return campaign.go()
  }

  private mutating func go() -> Int32 {
    _ = FileManager.default.createFile(atPath: place, contents: nil)
    defer { try? FileManager.default.removeItem(atPath: place) }
    let end = Date(timeIntervalSinceNow: options.seconds)
    var next = options.seed &* 1_000_000_000
    while Date() < end {
      for kind in options.kinds where Date() < end { batch(kind, from: next, count: 200) }
      next += 200
    }
    let counts = options.kinds.map { "\(tried[$0, default: 0]) \($0.rawValue)" }.joined(separator: ", ")
    tell("\(counts): \(findings.isEmpty ? "nothing found" : "\(findings.values.reduce(0, +)) found")")
    for (what, count) in findings.sorted(by: { $0.value > $1.value }) { tell("\(count) × \(what)") }
    return findings.isEmpty ? 0 : 1
  }

  private mutating func batch(_ kind: FuzzKind, from first: UInt64, count: Int) {
    var (start, end) = (first, first + UInt64(count))
    while start < end {
      try? Data().write(to: URL(fileURLWithPath: place))
      let file = place
      func current() -> String {
        String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
      }
      guard
        let ending = try? Ending(
          ["--child", kind.rawValue, String(start), String(end - start), place], patience: patience,
          progress: current)
      else { return }
      for line in ending.said.split(separator: "\n") {
        let parts = line.split(separator: "\t", maxSplits: 1)
        if parts.count == 2, let seed = UInt64(parts[0]) { found(kind, seed, String(parts[1])) }
      }
      guard ending.way != .done, let seed = UInt64(current()) else {
        tried[kind, default: 0] += Int(end - start)
        return
      }
      found(
        kind, seed, ending.way == .hung ? "no end within \(Int(patience)) s" : "a crash in \(ending.place)")
      tried[kind, default: 0] += Int(seed + 1 - start)
      start = seed + 1
    }
    end = start
  }

  /// Keeps an input that shows something, shorter than it was found, unless the same was found often already.
  private mutating func found(_ kind: FuzzKind, _ seed: UInt64, _ problem: String) {
    let what = "\(kind.rawValue): \(sign(problem))"
    findings[what, default: 0] += 1
    tell("\(kind.rawValue) \(seed): \(problem.prefix(300))")
    guard findings[what, default: 0] <= 5 else { return }
    let path = options.keep + "/\(kind.rawValue)-\(seed).\(kind.ending)"
    try? FileManager.default.createDirectory(atPath: options.keep, withIntermediateDirectories: true)
    let shorter = Shortening(kind, problem: problem, patience: patience).shortened(
      FuzzCase(kind, seed: seed).bytes)
    try? Data(shorter).write(to: URL(fileURLWithPath: path))
    tell("kept in \(path)")
  }
}

/// Says something at once, also into a file.
func tell(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

/// What a problem is, whatever the numbers in it.
func sign(_ problem: String) -> String {
  if problem.hasPrefix("a crash") { return problem }
  let words = problem.prefix { $0 != "…" }
  return String(words.replacing(#/[0-9]+/#, with: "#").prefix(60))
}

/// Takes pieces out of an input as long as its problem stays.
struct Shortening {
  private let kind: FuzzKind
  private let problem: String
  private let patience: Double
  private let path: String

  init(_ kind: FuzzKind, problem: String, patience: Double) {
    (self.kind, self.problem, self.patience) = (kind, problem, patience)
    path = NSTemporaryDirectory() + "fuzz-shorter-\(ProcessInfo.processInfo.processIdentifier).\(kind.ending)"
  }

  func shortened(_ bytes: [UInt8]) -> [UInt8] {
    defer { try? FileManager.default.removeItem(atPath: path) }
    guard shows(bytes) else { return bytes }
    let isText = kind != .data && kind != .keys
    let newline = UInt8(ascii: "\n")
    var pieces =
      isText
      ? bytes.split(separator: newline, omittingEmptySubsequences: false).map(Array.init) : bytes.map { [$0] }
    var size = max(pieces.count / 2, 1)
    let deadline = Date(timeIntervalSinceNow: 60)
    func joined(_ pieces: [[UInt8]]) -> [UInt8] { Array(pieces.joined(separator: isText ? [newline] : [])) }
    while Date() < deadline {
      var (start, hasChanged) = (0, false)
      while start < pieces.count, Date() < deadline {
        var fewer = pieces
        fewer.removeSubrange(start..<min(start + size, pieces.count))
        if !fewer.isEmpty, shows(joined(fewer)) {
          (pieces, hasChanged) = (fewer, true)
        } else {
          start += size
        }
      }
      if !hasChanged, size == 1 { break }
      size = max(size / 2, 1)
    }
    return joined(pieces)
  }

  private func shows(_ bytes: [UInt8]) -> Bool {
    try? Data(bytes).write(to: URL(fileURLWithPath: path))
    guard let ending = try? Ending(["--replay", path], patience: patience) else { return false }
    switch ending.way {
    case .crashed: return problem == "a crash in \(ending.place)"
    case .hung: return problem.hasPrefix("no end")
    case .done:
      return ending.said.split(separator: "\n").contains {
        sign(String($0.dropFirst(path.count + 2))) == sign(problem)
      }
    }
  }
}
