import Foundation
import Testing

@testable import Lessons

@Suite("What several visits to a lesson leave")
struct ProgressLogTests {
  private func record(_ index: Int, _ marks: [String: QuizMark] = [:], inputs: [String] = [])
    -> ProgressRecord
  {
    var record = ProgressRecord(lessonHash: 7)
    record.place.index = index
    record.answers = marks.sorted { $0.key < $1.key }.map { .init(id: $0.key, hash: 1, mark: $0.value) }
    record.inputs = inputs
    return record
  }

  private func marks(_ record: ProgressRecord?) -> [String: QuizMark] {
    Dictionary(record?.answers.map { ($0.id, $0.mark) } ?? [], uniquingKeysWith: { $1 })
  }

  private func found(_ store: ProgressStore) throws -> ProgressRecord {
    guard case .record(let record) = store.load("x") else { throw CocoaError(.fileReadUnknown) }
    return record
  }

  @Test("at the same time is all their answers, and the place of the one that came furthest")
  func together() throws {
    try withTemporaryFolder { folder in
      let store = ProgressStore(folder: folder)
      let (a, b) = (store.visit("x"), store.visit("x"))
      try a.keep(record(1))
      try b.keep(record(1))
      try a.keep(record(4, ["p": .firstTry, "q": .skipped]))
      try b.keep(record(2, ["q": .later]))
      #expect(try found(store).place.index == 4)
      #expect(marks(try found(store)) == ["p": .firstTry, "q": .later])
    }
  }

  @Test("one after the other is the last one's place, also where it went back")
  func oneAfterTheOther() throws {
    try withTemporaryFolder { folder in
      let store = ProgressStore(folder: folder)
      try store.visit("x").keep(record(5, ["p": .firstTry]))
      try store.visit("x").keep(record(2, ["p": .firstTry]))
      #expect(try found(store).place.index == 2)
    }
  }

  @Test("is forgotten when one begins anew, whoever still goes on")
  func anew() throws {
    try withTemporaryFolder { folder in
      let store = ProgressStore(folder: folder)
      let old = store.visit("x")
      var finished = record(9, ["p": .skipped, "q": .firstTry])
      finished.status = .finished
      try old.keep(finished)
      var again = record(1)
      again.status = .openAgain
      try store.visit("x", isAnew: true).keep(again)
      try old.keep(record(9, ["p": .skipped, "q": .firstTry], inputs: ["1 + 1"]))
      #expect(try found(store) == again)
    }
  }

  @Test("holds what was tried out, whether it grows or begins anew")
  func inputs() throws {
    try withTemporaryFolder { folder in
      let store = ProgressStore(folder: folder)
      let visit = store.visit("x")
      for inputs in [["a"], ["a", "b"], ["a", "b", "c"], [], ["a", "d"], ["e"]] {
        try visit.keep(record(3, inputs: inputs))
        #expect(try found(store).inputs == inputs)
      }
      try visit.keep(record(4, inputs: ["e"]))
      #expect(try found(store).inputs == ["e"])
    }
  }

  @Test("becomes shorter when it is long, and nobody notices")
  func compacted() throws {
    try withTemporaryFolder { folder in
      let store = ProgressStore(folder: folder)
      let (a, b) = (store.visit("x"), store.visit("x"))
      try b.keep(record(700, ["b": .firstTry]))
      for index in 1...600 { try a.keep(record(index, ["q\(index % 7)": .firstTry])) }
      for index in 1...600 { try b.keep(record(700 - index % 5, ["b": .firstTry], inputs: ["x"])) }
      let before = try found(store)
      let c = store.visit("x")
      let lines = try #require(LineLog(path: folder + "/x.txt").lines())
      #expect(lines.count == 3)
      #expect(try found(store).place == before.place)
      #expect(marks(try found(store)) == marks(before))
      try a.keep(record(601))
      #expect(try found(store).place.index == 700)
      try c.keep(record(650))
      try c.keep(record(651))
      #expect(try found(store).place.index == 651)
    }
  }

  @Test("in the format of one word a line is read, and goes on")
  func earlierFormat() throws {
    try withTemporaryFolder { folder in
      let text = ProgressTests.text(more: "first 0000000000000001 q\n> x = 1\n")
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/x.txt"))
      let store = ProgressStore(folder: folder)
      let old = try found(store)
      #expect(marks(old) == ["q": .firstTry])
      #expect(old.inputs == ["x = 1"])
      try store.visit("x").keep(record(3, ["r": .later]))
      #expect(marks(try found(store)) == ["q": .firstTry, "r": .later])
    }
  }
}

@Suite("A file of lines")
struct LineLogTests {
  @Test("takes lines from several writers at once")
  func writers() throws {
    try withTemporaryFolder { folder in
      let log = LineLog(path: folder + "/deep/log")
      DispatchQueue.concurrentPerform(iterations: 4) { writer in
        for number in 0..<50 { _ = log.append(["\(writer) \(number)"]) }
      }
      #expect(Set(log.lines() ?? []).count == 200)
      for writer in 0..<4 {
        let own = (log.lines() ?? []).filter { $0.hasPrefix("\(writer) ") }
        #expect(own == (0..<50).map { "\(writer) \($0)" })
      }
    }
  }

  @Test("loses one line to a bad byte, and none to an end that was never written")
  func damage() throws {
    try withTemporaryFolder { folder in
      let log = LineLog(path: folder + "/log")
      try Data("one\ntw\u{FF}o\nthree\nfou".utf8).write(to: URL(fileURLWithPath: log.path))
      #expect(log.lines() == ["one", "tw\u{FF}o", "three"])
      var bytes = Array("one\ntwo\nthree\nfou".utf8)
      bytes[5] = 0xFF
      try Data(bytes).write(to: URL(fileURLWithPath: log.path))
      #expect(log.lines() == ["one", "three"])
      #expect(log.append(["five"]))
      #expect(log.lines() == ["one", "three", "five"])
    }
  }

  @Test("is not made of a folder, a device or a full disk")
  func refused() throws {
    try withTemporaryFolder { folder in
      #expect(!LineLog(path: folder).append(["x"]))
      #expect(!LineLog(path: "/dev/null").append(["x"]))
      #expect(LineLog(path: folder).lines() == nil)
    }
  }

  @Test("is rewritten where it is, also behind a link")
  func rewritten() throws {
    try withTemporaryFolder { folder in
      let log = LineLog(path: folder + "/link")
      try FileManager.default.createSymbolicLink(atPath: log.path, withDestinationPath: folder + "/file")
      #expect(log.append(["a", "b"]))
      log.rewrite { $0.reversed() }
      #expect(LineLog(path: folder + "/file").lines() == ["b", "a"])
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: log.path) == folder + "/file")
    }
  }
}
