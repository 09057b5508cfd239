import Foundation
import Testing

@testable import Lessons

@Suite("A file is written all or nothing", .serialized)
struct FileReplacementTests {
  private func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }

  private func refusal(_ path: String, mayReplace: Bool = false) -> FileRefusal? {
    do throws(FileRefusal) {
      try replaceFile(path, with: "new", mayReplace: mayReplace, isListed: false)
    } catch {
      return error
    }
    return nil
  }

  @Test("and not over another one, unless that is wanted")
  func replaces() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.svg"
      #expect(refusal(path) == nil)
      try Data("old".utf8).write(to: URL(fileURLWithPath: path))
      chmod(path, 0o640)
      #expect(refusal(path) == .isThere)
      #expect(text(path) == "old")
      #expect(refusal(path, mayReplace: true) == nil)
      #expect(text(path) == "new")
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o640)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.svg"])
    }
  }

  @Test("and never through a link, nor in place of one, of a folder, a device or a pipe")
  func special() throws {
    try withTemporaryFolder { folder in
      try Data("old".utf8).write(to: URL(fileURLWithPath: folder + "/file"))
      for (link, target) in [("link", folder + "/file"), ("broken", folder + "/nothing")] {
        try FileManager.default.createSymbolicLink(atPath: folder + "/" + link, withDestinationPath: target)
        for mayReplace in [false, true] {
          #expect(refusal(folder + "/" + link, mayReplace: mayReplace) == .isLink)
        }
      }
      mkfifo(folder + "/pipe", 0o600)
      for mayReplace in [false, true] {
        #expect(refusal(folder, mayReplace: mayReplace) == .isFolder)
        #expect(refusal(folder + "/pipe", mayReplace: mayReplace) == .isSpecial)
        #expect(refusal("/dev/null", mayReplace: mayReplace) == .isSpecial)
      }
      #expect(text(folder + "/file") == "old")
      #expect(
        Set(try FileManager.default.contentsOfDirectory(atPath: folder)) == [
          "file", "link", "broken", "pipe",
        ])
    }
  }

  @Test("and says where that is not possible")
  func impossible() throws {
    try withTemporaryFolder { folder in
      #expect(refusal(folder + "/nothing/a.svg") == .failed(code: ENOENT))
    }
  }

  @Test("What a kill leaves is taken away by the next writer, even where the file had its name already")
  func leftovers() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.svg"
      let left = folder + "/" + UnfinishedFiles.name(for: "a.svg")
      try Data("half".utf8).write(to: URL(fileURLWithPath: left))
      #expect(refusal(path) == nil)
      #expect(text(path) == "new")
      try Data("whole".utf8).write(to: URL(fileURLWithPath: path))
      link(path, left)
      link(path, folder + "/other.svg")
      #expect(refusal(path, mayReplace: true) == nil)
      #expect(text(path) == "new")
      #expect(text(folder + "/other.svg") == "whole")
      #expect(Set(try FileManager.default.contentsOfDirectory(atPath: folder)) == ["a.svg", "other.svg"])
    }
  }

  @Test("What a kill leaves is taken away by the next start, but not from one who still writes")
  func cleared() throws {
    try withTemporaryFolder { folder in
      let unfinished = try #require(UnfinishedFiles(environment: ["XDG_DATA_HOME": folder + "/data"]))
      let left = folder + "/" + UnfinishedFiles.name(for: "a.svg")
      try Data("half".utf8).write(to: URL(fileURLWithPath: left))
      let innocent = folder + "/innocent.svg"
      try Data("mine".utf8).write(to: URL(fileURLWithPath: innocent))
      for path in [left, innocent, folder + "/nothing"] { unfinished.add(path) }
      let writer = open(left, O_RDWR)
      flock(writer, LOCK_EX)
      unfinished.clear()
      #expect(text(left) == "half")
      close(writer)
      unfinished.clear()
      #expect(text(left) == nil)
      #expect(text(innocent) == "mine")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/data/gradwalk").isEmpty)
    }
  }
}
