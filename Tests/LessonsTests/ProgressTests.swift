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
  static let record: ProgressRecord = {
    var record = ProgressRecord(lessonHash: 0x0123_4567_89AB_CDEF)
    record.place = .init(index: 7, hash: 0xFF, isAsking: true, tries: 2, hints: 1)
    record.answers = [
      .init(id: "dw5", hash: 1, mark: .firstTry), .init(id: "ŷ \u{1B}", hash: 2, mark: .later),
      .init(id: ">", hash: .max, mark: .skipped),
    ]
    record.inputs = [
      "0.0822", "", "for i in x:\n  print(i)\r\n", "\\{1b} \u{1B}[0m \u{0} ŷ 👩‍🔬", "> open", "finished",
      "first 0000000000000001 dw5",
    ]
    return record
  }()

  @Test("A record is read as it was written, in one line", arguments: ProgressRecord.Status.allCases)
  func roundTrip(status: ProgressRecord.Status) {
    var record = Self.record
    record.status = status
    let text = record.encoded()
    #expect(splitLines(text).count == 2)
    #expect(
      splitLines(text)[1].split(separator: "\t").count == 5 + record.answers.count + record.inputs.count)
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || $0.value >= 0x20 })
    #expect(ProgressRecord(decoding: text) == record)
    var finished = ProgressRecord(lessonHash: .max)
    finished.status = status
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
    "Damage is noticed in the format of one word a line, too",
    arguments: [
      "", "\n\n\n\n\n", ProgressTests.text(version: "1"), ProgressTests.text(lesson: "00"),
      ProgressTests.text(lesson: "+000000000000000"), ProgressTests.text(more: "x\n"),
      ProgressTests.text(more: "> \\{zz}\n"), ProgressTests.text(more: "> \\{d800}\n"),
      ProgressTests.text(more: "> \\\n"), ProgressTests.text(more: "first 00 q\n"),
      ProgressTests.text(more: "known 0000000000000000 q\n"),
      ProgressTests.text(more: "> x\nfirst 0000000000000000 q\n"), ProgressTests.text(status: "closed"),
      ProgressTests.text(place: "-1 0000000000000000 asking 0 0"),
      ProgressTests.text(place: "1 0000000000000000 asking 0 -1"),
      ProgressTests.text(place: "1 0000000000000000 waiting 0 0"), ProgressTests.text(place: "1"),
    ])
  func damaged(text: String) {
    #expect(ProgressRecord(decoding: text) == nil)
    #expect(ProgressRecord(decoding: Self.text(more: "> x\n")) != nil)
  }

  /// A record's text with one thing changed.
  static func text(
    version: String = "2", lesson: String = "0000000000000000",
    place: String = "1 0000000000000000 asking 0 0", more: String = "", status: String = "open"
  ) -> String {
    "gradwalk progress \(version)\nlesson \(lesson)\nplace \(place)\n\(more)\(status)\n"
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

  @Test("A store in memory does the same, and goes through texts")
  func memory() throws {
    let memory = ProgressMemory()
    #expect(memory.store.load("04-backprop") == .nothing)
    try memory.store.save(Self.record, for: "04-backprop")
    try memory.store.visit("# odd").keep(Self.record)
    let copy = ProgressMemory()
    for stem in memory.stems { copy[stem] = memory[stem] }
    #expect(copy.stems == ["# odd", "04-backprop"])
    #expect(copy.store.list().map(\.stem) == copy.stems)
    #expect(copy.store.load("04-backprop") == .record(Self.record))
    try copy.store.forget("04-backprop")
    #expect(copy.store.load("04-backprop") == .nothing)
    #expect(copy["04-backprop"] == nil)
    copy["x"] = "nothing of this\n"
    #expect(copy.store.load("x") == .damaged(movedTo: nil))
    #expect(copy.stems == ["# odd"])
  }

  @Test("Whatever byte of a line is damaged, the lines around it stand")
  func oneLine() {
    var lines: [String] = []
    for number in 1...3 {
      var record = Self.record
      record.place.index = number
      record.inputs = []
      record.answers = [.init(id: "q\(number)", hash: 1, mark: .firstTry)]
      lines.append(ProgressLog.line(record.words(), visit: "a"))
    }
    let bytes = Array(lines[1].utf8)
    for place in bytes.indices {
      for bad: UInt8 in [0xFF, 0x20, 0x31] where bad != bytes[place] {
        var damaged = bytes
        damaged[place] = bad
        let text = String(validating: damaged, as: UTF8.self)
        let record = ProgressLog([ProgressLog.header, lines[0]] + [text].compactMap(\.self) + [lines[2]])
          .record
        #expect(record?.answers.map(\.id) == ["q1", "q3"])
        #expect(record?.place.index == 3)
      }
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
