import Foundation
import Packing
import Testing

@testable import gradwalk

@Suite("An exported page")
struct ExportTests {
  /// A module with nothing in it, packed with gzip.
  private let module = Data([
    0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 3, 0x63, 0x48, 0x2C, 0xCE, 0x65, 0x64, 0x60, 0x60, 0, 0, 0xCE, 0x33,
    0x4B, 0x1C, 8,
    0, 0, 0,
  ])

  private let lesson =
    "---\ntitle: One & <two>\nsummary: S\n---\nA word, </script> and <!-- that.\n\n"
    + "```quiz id=sum\nask: 1 + 1?\nkind: number\nanswer: 2\nhint: two\n```\n"

  /// A folder with a lesson and a module in it.
  private func withLesson(_ body: (String, Gradwalk.Surroundings) throws -> Void) throws {
    try withFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder + "/lessons", withIntermediateDirectories: false)
      try Data(lesson.utf8).write(to: URL(fileURLWithPath: folder + "/lessons/01-sum.md"))
      try module.write(to: URL(fileURLWithPath: folder + "/module.gz"))
      try body(folder, Gradwalk.Surroundings(folder: folder, module: folder + "/module.gz"))
    }
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }

  @Test("holds the module, the lessons, and nothing that ends where it should not")
  func page() throws {
    try withLesson { folder, surroundings in
      let call = try Gradwalk("export", "-o", "page.html", in: surroundings)
      #expect(call.code == 0 && call.output.hasPrefix("wrote page.html: 1 lesson, "))
      let page = try text(folder + "/page.html")
      #expect(page.hasPrefix("<!doctype html>"))
      let packed = packedLZMA([0x00, 0x61, 0x73, 0x6D, 1, 0, 0, 0])
      #expect(page.contains(">\(base85(packed))</script>"))
      #expect(page.contains("\"title\": \"One & \\u003ctwo>\"") && page.contains("\"questions\": 1"))
      #expect(page.contains("\\u003c/script>") && !page.contains("<!-- that"))
      // Four elements of data and script, and each of them ends.
      #expect(page.components(separatedBy: "<script").count == 5)
      #expect(page.components(separatedBy: "</script>").count == 5)
      #expect(!page.contains("{{"))
    }
  }

  @Test("names the only script and the only style that may work in it, and needs no connection")
  func policy() throws {
    try withLesson { folder, surroundings in
      #expect(try Gradwalk("export", "sum", "-o", "page.html", in: surroundings).code == 0)
      let page = try text(folder + "/page.html")
      func hash(between start: String, and end: String) throws -> String {
        let rest = page[try #require(page.range(of: start, options: .backwards)).upperBound...]
        let content = rest[..<(try #require(rest.range(of: end)).lowerBound)]
        return "'sha256-\(Data(sha256(Array(content.utf8))).base64EncodedString())'"
      }
      let script = try hash(between: "<script>", and: "</script>")
      let style = try hash(between: "<style>", and: "</style>")
      #expect(page.contains("script-src \(script) 'wasm-unsafe-eval';"))
      #expect(page.contains("style-src \(style);"))
      #expect(page.contains("default-src 'none';") && !page.contains("://"))
    }
  }

  @Test("replaces no file without being told to")
  func replacing() throws {
    try withLesson { folder, surroundings in
      try Data("mine".utf8).write(to: URL(fileURLWithPath: folder + "/page.html"))
      let refused = try Gradwalk("export", "-o", "page.html", in: surroundings)
      #expect(refused.code == 3 && refused.output == "")
      #expect(refused.errors.contains("hint: 'page.html!' replaces it"))
      #expect(try text(folder + "/page.html") == "mine")
      #expect(try Gradwalk("export", "--output=page.html!", in: surroundings).code == 0)
      #expect(try text(folder + "/page.html").hasPrefix("<!doctype html>"))
    }
  }

  @Test("is not made without a module, a lesson or a folder, and 3 says so")
  func missing() throws {
    try withLesson { folder, surroundings in
      var surroundings = surroundings
      let unknown = try Gradwalk("export", "nothing", "-o", "page.html", in: surroundings)
      #expect(unknown.code == 3 && unknown.errors.contains("there is no lesson 'nothing'"))
      let nowhere = try Gradwalk("export", "-o", "nowhere/page.html", in: surroundings)
      #expect(nowhere.code == 3 && nowhere.errors.contains("there is no folder"))
      surroundings.module = folder + "/none.gz"
      let none = try Gradwalk("export", "-o", "page.html", in: surroundings)
      #expect(none.code == 3 && none.errors.contains("none.gz' (GRADWALK_WASM)"))
      #expect(none.errors.contains("hint: Sources/Web/build.sh"))
      surroundings.module = folder + "/lessons/01-sum.md"
      let wrong = try Gradwalk("export", "-o", "page.html", in: surroundings)
      #expect(wrong.code == 3 && wrong.errors.contains("is not packed with gzip"))
      try module.dropLast().write(to: URL(fileURLWithPath: folder + "/module.gz"))
      surroundings.module = folder + "/module.gz"
      let damaged = try Gradwalk("export", "-o", "page.html", in: surroundings)
      #expect(damaged.code == 3 && damaged.errors.contains("is damaged"))
      #expect(!FileManager.default.fileExists(atPath: folder + "/page.html"))
    }
  }

  @Test(
    "is hashed as FIPS 180-4 says, whatever the length",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        String(repeating: "a", count: 55), "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"
      ),
      (
        String(repeating: "a", count: 1000),
        "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"
      ),
    ])
  func hashing(_ message: String, _ digest: String) {
    let hexadecimal = sha256(Array(message.utf8)).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    #expect(hexadecimal.joined() == digest)
  }
}
