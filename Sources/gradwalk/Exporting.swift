import Foundation
import Interpreter
import Language
import Lessons
import Packing

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
  /// In bytes, packed and unpacked.
  private static let largestModule = (packed: 64_000_000, unpacked: 256_000_000)

  /// The interpreter as a WebAssembly module, which gzip has packed: named by GRADWALK_WASM, or beside the executable.
  private func wasmModule() throws(LoadError) -> [UInt8] {
    let named = ProcessInfo.processInfo.environment["GRADWALK_WASM"].flatMap { $0.isEmpty ? nil : $0 }
    let executable = URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0])
    let path =
      named
      ?? executable.resolvingSymlinksInPath().deletingLastPathComponent()
      .appendingPathComponent("gradwalk.wasm.gz").path
    let name = named.map { "'\($0)' (GRADWALK_WASM)" } ?? "'gradwalk.wasm.gz' beside the program"
    guard FileManager.default.fileExists(atPath: path) else {
      throw LoadError(message: "there is no file \(name)")
    }
    guard let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int,
      size <= Tool.largestModule.packed, let packed = FileManager.default.contents(atPath: path)
    else { throw LoadError(message: "\(name) cannot be read") }
    let module: [UInt8]
    do throws(GzipError) {
      module = try unpackedGzip(Array(packed), limit: Tool.largestModule.unpacked)
    } catch {
      switch error {
      case .notGzip: throw LoadError(message: "\(name) is not packed with gzip")
      case .truncated, .damaged: throw LoadError(message: "\(name) is damaged")
      case .tooLarge: throw LoadError(message: "\(name) is too large")
      }
    }
    guard module.starts(with: [0x00, 0x61, 0x73, 0x6D]) else {
      throw LoadError(message: "\(name) holds no WebAssembly module")
    }
    return module
  }
}
