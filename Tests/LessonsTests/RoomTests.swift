import Foundation
import Testing

/// What Embedded Swift does not know, so far as the compiler of this build does not refuse it already.
@Suite("The rooms that compile with Embedded Swift too")
struct RoomTests {
  static let rooms = [
    "Kernels", "KernelsBaseline", "Autodiff", "Language", "Networks", "Interpreter", "Narration", "Lessons",
  ]

  /// What must not stand in a line of code, the sign by which such a line is found quickly, and what does instead.
  private static var refused: [(sign: String, pattern: Regex<Substring>, instead: String)] {
    [
      ("\\.", #/\\\.[a-z]\w*/#, "a closure in place of a key path: { $0.name }"),
      (
        "any ", #/\bany [A-Z]\w*/#, "a generic parameter, an enum or closures in place of a protocol's values"
      ),
      (" as", #/ as[?!] /#, "an enum in place of a cast"),
      (" is ", #/(?:\w|\)) is [A-Z]\w*/#, "an enum, or == of the operators, in place of a look at a type"),
      ("case is ", #/case is /#, "an enum in place of a look at a type"),
      (
        "ObjectIdentifier", #/ObjectIdentifier\(\w+\.self\)/#,
        "the identity of an object in place of a type's"
      ),
      ("KeyPath", #/\bKeyPath\b/#, "a closure in place of a key path"),
      ("uniquing", #/uniquingKeysWith/#, "a loop in place of a dictionary of pairs, which casts"),
      (".merg", #/\.merg(?:e|ing)\(/#, "a loop in place of a merged dictionary, which casts"),
      (".replacing", #/\.replacing\((?!.*where:)/#, "substituting(_:with:), see Language"),
      (".ranges", #/\.ranges\(of/#, "occurrences(of:), see Language"),
      ("Regex", #/\bRegex\b/#, "a loop"),
      (
        "Product(", #/\.add(?:ing)?Product\(/#,
        "multiplied(by:adding:): not every machine has the instruction"
      ),
      (
        "import", #/^import (?:Foundation|Dispatch|Glibc|Musl|Darwin)/#,
        "closures; the system stands in Native"
      ),
    ]
  }

  @Test(
    "know Foundation in one file and Dispatch in another",
    arguments: [("Foundation", "FileSystem"), ("Dispatch", "Crew")])
  func system(module: String, file: String) throws {
    var importing: [String] = []
    for room in Self.rooms {
      for source in try Self.sources(of: room, isNative: true) {
        let lines = try String(contentsOf: source, encoding: .utf8).components(separatedBy: "\n")
        if lines.contains(where: { $0.trimmingCharacters(in: .whitespaces) == "import \(module)" }) {
          importing.append(source.lastPathComponent)
        }
      }
    }
    #expect(importing == [file + ".swift"])
  }

  private static func sources(of room: String, isNative: Bool = false) throws -> [URL] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let files = FileManager.default.enumerator(
      at: root.appending(path: "Sources/\(room)"), includingPropertiesForKeys: nil)
    return try #require(files).compactMap { $0 as? URL }
      .filter { $0.pathExtension == "swift" && $0.pathComponents.contains("Native") == isNative }
  }

  /// A file's lines of code, by their numbers: without the texts of several lines.
  private static func code(_ text: String) -> [(number: Int, line: String)] {
    var closing: String?
    var code: [(number: Int, line: String)] = []
    for (index, line) in text.components(separatedBy: "\n").enumerated() {
      if let end = closing {
        if line.contains(end) { closing = nil }
        continue
      }
      code.append((index + 1, line))
      if line.contains("\"\"\"") { closing = line.contains("#\"\"\"") ? "\"\"\"#" : "\"\"\"" }
    }
    return code
  }

  /// A line without its comment, and without what stands in quotes.
  private static func bare(_ line: String) -> String {
    line.replacing(#/"(?:\\.|[^"\\])*"/#, with: "\"\"").replacing(#/\/\/.*/#, with: "")
  }

  @Test("have nothing in them that it refuses", arguments: rooms)
  func nothingRefused(room: String) throws {
    let sources = try Self.sources(of: room)
    #expect(!sources.isEmpty)
    let refused = Self.refused
    for file in sources {
      for (number, line) in Self.code(try String(contentsOf: file, encoding: .utf8)) {
        for (sign, pattern, instead) in refused where line.contains(sign) {
          guard Self.bare(line).contains(pattern) else { continue }
          // The kernels know what each machine has.
          if sign == "Product(", room.hasPrefix("Kernels") { continue }
          Issue.record("\(room)/\(file.lastPathComponent):\(number): \(line) — \(instead)")
        }
      }
    }
  }
}
