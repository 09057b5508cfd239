import Foundation
import Interpreter
import Language
import Lessons

extension Tool {
  /// `gradwalk export [LESSON…] -o FILE.html`
  func export(_ names: [String], to file: FileTarget) -> Int32 {
    do {
      let module = try wasmModule()
      let lessons = try entries(names).map { entry throws(LessonError) in
        let lesson = try entry.readLesson()
        return WebPage.Lesson(
          stem: entry.stem, title: lesson.title, summary: lesson.summary, questions: lesson.quizzes.count,
          text: try entry.readText())
      }
      let page = WebPage(module: module, lessons: lessons).text
      try Tool.save(page, to: file)
      let size = (Double(page.utf8.count) / 1e6 * 100).rounded() / 100
      printLine(
        "wrote \(file.path): \(lessons.count) lesson\(lessons.count == 1 ? "" : "s"), \(size) MB, to be opened in a browser"
      )
      return 0
    } catch let error as LessonError {
      say(error)
    } catch let error as Diagnostic {
      say("error: \(error.message)", as: .error)
      if let hint = error.hint { say("hint: " + hint) }
    } catch let error as LoadError {
      say("error: \(error.message)", as: .error)
      say("hint: \(Tool.wasmCommand) builds it")
    } catch {
      say("error: \(error)", as: .error)
    }
    return 3
  }

  /// What builds the module, from the project's folder.
  private static let wasmCommand = "Sources/Web/build.sh"
  private static let largestModule = 64_000_000

  /// The interpreter as a WebAssembly module, packed: named by GRADWALK_WASM, or beside the executable. What `xz` has
  /// packed is smaller than what `gzip` has, and is taken where it is.
  private func wasmModule() throws(LoadError) -> Data {
    let named = ProcessInfo.processInfo.environment["GRADWALK_WASM"].flatMap { $0.isEmpty ? nil : $0 }
    let executable = URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0])
    let folder = executable.resolvingSymlinksInPath().deletingLastPathComponent()
    let paths =
      named.map { [$0] }
      ?? ["gradwalk.wasm.lzma", "gradwalk.wasm.gz"].map { folder.appendingPathComponent($0).path }
    let name = named.map { "'\($0)' (GRADWALK_WASM)" } ?? "'gradwalk.wasm.gz' beside the program"
    guard let path = paths.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
      throw LoadError(message: "there is no file \(name)")
    }
    guard let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int,
      size <= Tool.largestModule, let module = FileManager.default.contents(atPath: path)
    else { throw LoadError(message: "\(name) cannot be read") }
    guard Tool.isPacked(module) else {
      throw LoadError(message: "\(name) is not packed with gzip or xz --format=lzma")
    }
    return module
  }

  /// Whether bytes begin as gzip begins them (RFC 1952, 2.3.1), or as a file of LZMA: properties, sizes, a zero.
  private static func isPacked(_ module: Data) -> Bool {
    let start = Array(module.prefix(14))
    return start.starts(with: [0x1F, 0x8B])
      || start.count == 14 && (1..<225).contains(start[0]) && start[13] == 0
  }
}
