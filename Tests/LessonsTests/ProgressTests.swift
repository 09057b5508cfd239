import Foundation
import Testing

@testable import Lessons

/// A folder that is there for the length of a test.
func withTemporaryFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gradwalk-" + UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.path)
}

@Suite("Progress is kept")
struct ProgressTests {
  static let record = ProgressRecord(
    lessonHash: 0x0123_4567_89AB_CDEF,
    inputs: ["0.0822", "", "for i in x:\n  print(i)\r\n", "\\{1b} \u{1B}[0m \u{0} ŷ 👩‍🔬", "> open 1 of 2"],
    status: .open(done: 2, of: 5))

  @Test("A record is read as it was written, one line an input")
  func roundTrip() {
    let text = Self.record.encoded()
    #expect(splitLines(text).count == 3 + Self.record.inputs.count)
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
    #expect(ProgressRecord(decoding: text) == Self.record)
    let finished = ProgressRecord(lessonHash: .max, status: .finished)
    #expect(ProgressRecord(decoding: finished.encoded()) == finished)
  }

  @Test("A file that was cut off anywhere reads as none")
  func truncated() {
    let text = Array(Self.record.encoded().utf8)
    for length in 0..<text.count {
      #expect(ProgressRecord(decoding: String(decoding: text[..<length], as: UTF8.self)) == nil)
    }
  }

  @Test(
    "Damage is noticed",
    arguments: [
      "", "\n\n\n\n", "gradwalk progress 2\nlesson 0000000000000000\nfinished\n",
      "gradwalk progress 1\nlesson 00\nfinished\n",
      "gradwalk progress 1\nlesson +000000000000000\nfinished\n",
      "gradwalk progress 1\nlesson 0000000000000000\nx\nfinished\n",
      "gradwalk progress 1\nlesson 0000000000000000\n> \\{zz}\nfinished\n",
      "gradwalk progress 1\nlesson 0000000000000000\n> \\{d800}\nfinished\n",
      "gradwalk progress 1\nlesson 0000000000000000\n> \\\nfinished\n",
      "gradwalk progress 1\nlesson 0000000000000000\nopen 5 of 2\n",
      "gradwalk progress 1\nlesson 0000000000000000\nopen 1 of -9\n",
    ])
  func damaged(text: String) {
    #expect(ProgressRecord(decoding: text) == nil)
  }

  @Test("Fingerprints are those of FNV-1a")
  func fingerprint() {
    #expect(ProgressRecord.fingerprint(of: "") == 0xCBF2_9CE4_8422_2325)
    #expect(ProgressRecord.fingerprint(of: "a") == 0xAF63_DC4C_8601_EC8C)
    #expect(ProgressRecord.fingerprint(of: "foobar") == 0x8594_4171_F739_67E8)
  }

  @Test("A store saves, loads, lists and forgets")
  func store() throws {
    try withTemporaryFolder { folder in
      let store = ProgressStore(folder: folder + "/deep/progress")
      #expect(store.load("04-backprop") == .nothing)
      #expect(store.list().isEmpty)
      try store.save(Self.record, for: "04-backprop")
      try store.save(Self.record, for: "../evil/ö")
      #expect(store.load("04-backprop") == .record(Self.record))
      #expect(FileManager.default.fileExists(atPath: folder + "/deep/progress/04-backprop.txt"))
      #expect(Set(store.list().map(\.stem)) == ["04-backprop", "../evil/ö"])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["deep"])
      try store.forget("04-backprop")
      try store.forget("04-backprop")
      #expect(store.load("04-backprop") == .nothing)
    }
  }

  @Test("A damaged file is moved aside, every time")
  func movedAside() throws {
    try withTemporaryFolder { folder in
      let store = ProgressStore(folder: folder)
      let path = folder + "/01-xor.txt"
      for damage in [Data([0xFF, 0xFE, 0x00]), Data("gradwalk progress 1\n".utf8)] {
        try damage.write(to: URL(fileURLWithPath: path))
        #expect(store.list().isEmpty)
        #expect(store.load("01-xor") == .damaged(movedTo: path + ".damaged"))
        #expect(store.load("01-xor") == .nothing)
        #expect(FileManager.default.contents(atPath: path + ".damaged") == damage)
      }
    }
  }

  @Test("A store that cannot be written says so")
  func unwritable() throws {
    try withTemporaryFolder { folder in
      try Data().write(to: URL(fileURLWithPath: folder + "/file"))
      let store = ProgressStore(folder: folder + "/file/progress")
      #expect(throws: LessonError.self) { try store.save(Self.record, for: "x") }
      #expect(store.load("x") == .nothing)
    }
  }

  @Test("The folder follows the XDG specification")
  func standardFolder() {
    #expect(
      ProgressStore(environment: ["XDG_DATA_HOME": "/data", "HOME": "/home/a"])?.folder
        == "/data/gradwalk/progress")
    #expect(
      ProgressStore(environment: ["XDG_DATA_HOME": "data", "HOME": "/home/a"])?.folder
        == "/home/a/.local/share/gradwalk/progress")
    #expect(ProgressStore(environment: [:]) == nil)
  }
}
