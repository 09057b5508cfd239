import Foundation
import Narration
import Packing

/// One page of HTML that holds everything: our style, our script, the lessons and the whole interpreter.
///
/// Its policy lets that style and that script work and nothing else, and no connection be made. The worker is made from
/// a text in the page, and so is the module.
struct WebPage {
  struct Lesson {
    let stem: String
    let title: String
    let summary: String
    let questions: Int
    let text: String
  }

  /// The interpreter as a module.
  let module: [UInt8]
  let lessons: [Lesson]

  private static let scripts = [
    PackageResources.lines_js, PackageResources.log_js, PackageResources.progress_js,
    PackageResources.entry_js,
    PackageResources.engine_js, PackageResources.page_js, PackageResources.contents_js,
  ]

  var text: String {
    let style = String(decoding: PackageResources.page_css, as: UTF8.self)
    let script = Self.script(Self.scripts)
    return Self.filled(
      String(decoding: PackageResources.page_html, as: UTF8.self),
      [
        "policy": Self.policy(style: style, script: script), "style": style, "script": script,
        "worker": Self.script([
          PackageResources.unpack_js, PackageResources.module_js, PackageResources.worker_js,
        ]),
        "lessons": lessonData,
        "module": base85(packedLZMA(module)),
      ])
  }

  private static func script(_ files: [[UInt8]]) -> String {
    "'use strict';\n" + files.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  }

  /// What works from a disk in the browsers we know: `wasm-unsafe-eval` allows WebAssembly and nothing else, `blob:` the
  /// worker and pictures.
  private static func policy(style: String, script: String) -> String {
    func hash(_ text: String) -> String { "'sha256-\(Data(sha256(Array(text.utf8))).base64EncodedString())'" }
    return [
      "default-src 'none'", "script-src \(hash(script)) 'wasm-unsafe-eval'", "worker-src blob:",
      "style-src \(hash(style))", "img-src blob: data:", "base-uri 'none'",
      "form-action 'none'", "require-trusted-types-for 'script'", "trusted-types gradwalk",
    ].joined(separator: "; ")
  }

  /// No `<` stands in it, so that nothing in a lesson ends the element that holds it.
  private var lessonData: String {
    JSON.array(
      lessons.map { lesson in
        .object([
          ("stem", .string(lesson.stem)), ("title", .string(lesson.title)),
          ("summary", .string(lesson.summary)), ("questions", .integer(lesson.questions)),
          ("text", .string(lesson.text)),
        ])
      }
    ).text.replacing("<", with: "\\u003c")
  }

  /// Puts texts in the places `{{name}}` of a template.
  private static func filled(_ template: String, _ texts: [String: String]) -> String {
    var result = ""
    var rest = Substring(template)
    while let start = rest.firstRange(of: "{{"), let end = rest[start.upperBound...].firstRange(of: "}}") {
      let name = String(rest[start.upperBound..<end.lowerBound])
      guard let text = texts[name] else { preconditionFailure("The page has a text for each of its places.") }
      result += rest[..<start.lowerBound] + text
      rest = rest[end.upperBound...]
    }
    return result + rest
  }
}
