import Foundation
import Testing

@testable import Lessons

@Suite("Lessons are found")
struct LessonLibraryTests {
  /// A folder with `lessons/`, some lessons and what is no lesson in it, and `src/deep/`.
  private func withLessons(_ body: (String) throws -> Void) throws {
    try withTemporaryFolder { root in
      let files = [
        "01-perceptron.md", "2-xor.md", "04-backprop.md", "04b-pages.md", "04-backwards.md", "10-adam.md",
        "README.md", "05-x.txt", "11bc-no.md", "12B-no.md",
      ]
      for file in files {
        try TextFile.write("---\ntitle: \(file)\nsummary: S\n---\n", to: root + "/lessons/" + file)
      }
      try FileManager.default.createDirectory(atPath: root + "/src/deep", withIntermediateDirectories: true)
      try body(root)
    }
  }

  private func kind(_ body: () throws(LessonError) -> some Any) -> LessonError.Kind? {
    do {
      _ = try body()
      return nil
    } catch {
      return error.kind
    }
  }

  @Test("In the given folder, here, above, or above the executable")
  func finding() throws {
    try withLessons { root in
      let stems = ["01-perceptron", "2-xor", "04-backprop", "04-backwards", "04b-pages", "10-adam"]
      let below = root + "/src/deep"
      for library in [
        try LessonLibrary.find(given: root + "/lessons", currentFolder: "/", executable: nil),
        try LessonLibrary.find(currentFolder: root, executable: nil),
        try LessonLibrary.find(currentFolder: below, executable: nil),
        try LessonLibrary.find(currentFolder: "/", executable: below + "/gradwalk"),
      ] {
        #expect(library.entries.map(\.stem) == stems)
      }
      #expect(
        kind { () throws(LessonError) in
          try LessonLibrary.find(given: below, currentFolder: "/", executable: nil)
        } == .notFound)
      #expect(
        kind { () throws(LessonError) in try LessonLibrary.find(currentFolder: "/", executable: nil) }
          == .notFound)
    }
  }

  @Test("By stem, name, number or path")
  func resolving() throws {
    try withLessons { root in
      let library = LessonLibrary(folder: root + "/lessons")
      for name in ["04-backprop", "backprop", "04-backprop.md", root + "/lessons/04-backprop.md"] {
        let entry = try library.resolve(name)
        #expect(entry.stem == "04-backprop")
        #expect(entry.transcriptPath.hasSuffix("/transcripts/04-backprop.txt"))
        #expect(!entry.transcriptPath.contains("/lessons/"))
        #expect(try entry.readLesson().title == "04-backprop.md")
      }
      #expect(try library.resolve("1").stem == "01-perceptron")
      #expect(try library.resolve("002").stem == "2-xor")
      #expect(try library.resolve("4b").stem == "04b-pages")
      #expect(try library.resolve("pages").stem == "04b-pages")
      #expect(kind { () throws(LessonError) in try library.resolve("4") } == .ambiguous)
      for name in ["", "7", "back", "/etc/no-such", "README", "99999999999999999999"] {
        #expect(kind { () throws(LessonError) in try library.resolve(name) } == .notFound)
      }
      let path = root + "/lessons/04-backprop.md"
      #expect(kind { () throws(LessonError) in try library.resolve(path, allowsPaths: false) } == .notFound)
    }
  }

  @Test("A transcript is written beside the lessons and read back")
  func transcripts() throws {
    try withLessons { root in
      let entry = try LessonLibrary(folder: root + "/lessons").resolve("xor")
      #expect(try entry.readTranscript() == nil)
      try entry.writeTranscript("z = 3 ∂\n")
      #expect(try entry.readTranscript() == "z = 3 ∂\n")
      #expect(FileManager.default.fileExists(atPath: root + "/transcripts/2-xor.txt"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: root + "/transcripts").count == 1)
    }
  }

  @Test("What is no text, no file or endless is refused")
  func unreadable() throws {
    try withTemporaryFolder { root in
      try Data([0x61, 0xC3, 0x28]).write(to: URL(fileURLWithPath: root + "/bad.md"))
      for path in [root + "/bad.md", root, root + "/none.md", "/dev/zero"] {
        #expect(kind { () throws(LessonError) in try TextFile.read(path, limit: 100) } == .unreadable)
      }
      try TextFile.write("abc", to: root + "/a.md")
      #expect(kind { () throws(LessonError) in try TextFile.read(root + "/a.md", limit: 2) } == .unreadable)
    }
  }
}
