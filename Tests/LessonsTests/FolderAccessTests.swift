import Foundation
import Interpreter
import Language
import Testing

@testable import Lessons

@Suite("What files a lesson may read")
struct FolderAccessTests {
  private let root: URL

  init() throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent("gradwalk-\(UUID().uuidString)")
    let lesson = root.appendingPathComponent("lessons")
    try FileManager.default.createDirectory(
      at: lesson.appendingPathComponent("data"), withIntermediateDirectories: true)
    try Data("1,2\n".utf8).write(to: lesson.appendingPathComponent("data/a.csv"))
    try Data("3,4\n".utf8).write(to: root.appendingPathComponent("secret.csv"))
    try FileManager.default.createSymbolicLink(
      at: lesson.appendingPathComponent("out.csv"),
      withDestinationURL: root.appendingPathComponent("secret.csv"))
    try FileManager.default.createSymbolicLink(
      at: lesson.appendingPathComponent("up"), withDestinationURL: root)
  }

  private func result(_ path: String, _ files: FileAccess) throws -> String {
    var machine = Machine()
    machine.files = files
    do {
      try machine.load(Source(name: "<test>", text: "print(load_csv('\(path)').tolist())"))
      _ = try machine.run(steps: 10_000)
      return machine.takeOutput()
    } catch {
      return error.message
    }
  }

  @Test("a lesson reads beside itself and nowhere else")
  func lessons() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    let files = FileAccess.onlyInside(folder: root.appendingPathComponent("lessons").path)
    #expect(try result("data/a.csv", files) == "[[1.0, 2.0]]\n")
    for path in [
      "../secret.csv", "data/../../secret.csv", "out.csv", "up/secret.csv", "/etc/passwd", "~/a.csv",
      root.appendingPathComponent("lessons/data/a.csv").path,
    ] {
      #expect(try result(path, files) == "'\(path)' is outside the lesson's folder")
    }
    #expect(try result("data", files) == "'data' is a folder")
    #expect(try result("no.csv", files) == "there is no file 'no.csv'")
  }

  @Test("a program reads what the shell would, but no devices")
  func programs() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    let files = FileAccess.from(folder: root.path)
    #expect(try result("secret.csv", files) == "[[3.0, 4.0]]\n")
    #expect(try result("lessons/../secret.csv", files) == "[[3.0, 4.0]]\n")
    #expect(try result(root.appendingPathComponent("secret.csv").path, files) == "[[3.0, 4.0]]\n")
    #expect(try result("/dev/zero", files) == "'/dev/zero' is not a file with contents")
  }
}
