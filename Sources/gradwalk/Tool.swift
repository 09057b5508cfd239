import Foundation
import Interpreter
import Language
import Lessons
import Narration
import Terminal

/// What all calls share: a session with the settings of the command line, and the streams.
struct Tool {
  let arguments: CommandLineArguments
  let streams: StandardStreams
  let style: Style
  let errorStyle: Style
  let progressBar: ProgressBar

  init(arguments: CommandLineArguments, streams: StandardStreams) {
    self.arguments = arguments
    self.streams = streams
    let choice: Style.Choice = arguments.color.map { $0 ? .always : .never } ?? .automatic
    style = Style(choice, isTerminal: isTerminal(1))
    errorStyle = Style(choice, isTerminal: isTerminal(2))
    progressBar = ProgressBar(streams) { TerminalSize.current(descriptor: 2).columns }
  }

  /// The width of what is printed: as asked for, or the terminal's.
  var width: Int { arguments.width ?? (isTerminal(1) ? TerminalSize.current(descriptor: 1).columns : 80) }

  var height: Int { TerminalSize.current(descriptor: 1).rows }

  func newSession() -> Session {
    var session = Session()
    session.machine.limits = arguments.limits
    session.machine.files = .from(folder: FileManager.default.currentDirectoryPath)
    session.settings.limitSeconds = arguments.limitSeconds ?? 0
    session.settings.digits = arguments.digits ?? 6
    session.settings.look = look
    session.resize(width: width, height: height)
    if let seed = arguments.seed {
      session.settings.seed = seed
      session.machine.seed(seed)
    }
    session.settings.usesSinglePrecision = arguments.usesSinglePrecision
    session.settings.defaultDType = arguments.defaultDType
    session.machine.usesSinglePrecision = arguments.usesSinglePrecision
    session.machine.defaultDType = arguments.defaultDType
    session.machine.engine = arguments.engine
    session.machine.tensorOptions.instructionSet = arguments.instructionSet
    if let threads = arguments.threads { session.machine.tensorOptions.threads = threads }
    return session
  }

  /// Pictures are coloured where text is, and in letters where nothing else can be shown.
  private var look: Look {
    guard showsUnicode() else { return .ascii }
    return style.isEnabled ? .color : .unicode
  }

  /// Says something on standard error.
  func say(_ text: String, as role: Style.Role? = nil) {
    let safe = withoutControlCharacters(text)
    let visible = isTerminal(2) ? shown(safe) : safe
    streams.errors.writeLine(role.map { errorStyle($0, visible) } ?? visible)
  }

  /// Prints a line on standard output.
  func printLine(_ text: String) { streams.output.writeLine(withoutControlCharacters(text)) }

  /// A text as the terminal can show it. A file or a pipe gets the same bytes everywhere.
  private func shown(_ text: String) -> String { look == .ascii ? text.spelledInASCII : text }

  /// The same for who reads along in a window: long lines go on in the next at a blank.
  var windowIO: SessionIO {
    streams.output.isTerminal
      ? directIO.breakingLines { TerminalSize.current(descriptor: 1).columns } : directIO
  }

  /// Results to standard output, errors and notices to standard error.
  var directIO: SessionIO {
    var io = SessionIO(
      write: {
        progressBar.wipe()
        streams.output.write(streams.output.isTerminal ? shown($0) : $0)
      },
      notice: {
        progressBar.wipe()
        streams.output.flush()
        // What stands in brackets is a word by the way.
        say(isTerminal(2) ? wrapped($0) : $0, as: $0.hasPrefix("(") ? .dim : .error)
      },
      isInterrupted: {
        progressBar.beat()
        return Interrupt.isRequested
      }, clock: Tool.seconds,
      progress: progressBar.show, save: Tool.save)
    let depth = ColorDepth()
    io.paint = { text, ink in
      func color(_ rgb: RGB?) -> TerminalColor? { rgb.map { TerminalColor($0.red, $0.green, $0.blue) } }
      return style.colored(text, color(ink.foreground), on: color(ink.background), depth)
    }
    return io
  }

  /// What an error says, and its hint, in lines that the window shows without breaking words. The program's own line
  /// and the carets below it stay as they are.
  private func wrapped(_ notice: String) -> String {
    let columns = TerminalSize.current(descriptor: 2).columns
    let lines = notice.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines.enumerated().flatMap { index, line in
      (index == 0 || line.hasPrefix("hint: ")) && displayWidth(line) > columns
        ? filled(line, indent: 2, width: columns) : [line]
    }.joined(separator: "\n")
  }

  /// Puts a text into a file; whoever reads it meanwhile sees the old text or the new one.
  static func save(_ text: String, to file: FileTarget) throws(Diagnostic) {
    let name = brief(file.path)
    do throws(FileRefusal) {
      try replaceFile(file.path, with: text, mayReplace: file.mayReplace)
    } catch {
      switch error {
      case .isThere:
        throw Diagnostic(
          .value, "there is a file '\(name)' already", hint: "'\(name)!' replaces it, or take another name")
      case .isLink:
        throw Diagnostic(.value, "'\(name)' is a link, and links are not replaced", hint: "take another name")
      case .isFolder:
        throw Diagnostic(.value, "'\(name)' is a folder", hint: "take another name")
      case .isSpecial:
        throw Diagnostic(.value, "'\(name)' is no ordinary file", hint: "take another name")
      case .failed:
        let folder = URL(fileURLWithPath: file.path).deletingLastPathComponent().path
        throw Diagnostic(
          .value, "'\(name)' cannot be written",
          hint: FileManager.default.fileExists(atPath: folder)
            ? "is writing allowed there, and is there room?" : "there is no folder '\(brief(folder))'")
      }
    }
  }

  /// The largest program, in bytes.
  static let largestProgram = 16_000_000

  /// The text of a file, or of standard input for `-`.
  func source(_ path: String) -> Result<Source, LoadError> {
    let isInput = path == "-"
    let name = isInput ? "standard input" : "'\(path)'"
    if !isInput {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        return .failure(LoadError(message: "there is no file \(name)"))
      }
      if isFolder.boolValue { return .failure(LoadError(message: "\(name) is a folder")) }
    }
    let descriptor = isInput ? 0 : openForReading(path)
    guard descriptor >= 0 else { return .failure(LoadError(message: "\(name) cannot be read")) }
    defer { if !isInput { closeDescriptor(descriptor) } }
    let bytes: [UInt8]
    do throws(TerminalError) { bytes = try readAll(descriptor, limit: Tool.largestProgram) } catch {
      switch error {
      case .inputTooLarge: return .failure(LoadError(message: "\(name) is larger than 16 MB"))
      case .interrupted: return .failure(LoadError(message: "interrupted", exitCode: 130))
      default: return .failure(LoadError(message: isInput ? error.description : "\(name) cannot be read"))
      }
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      return .failure(LoadError(message: "\(name) is not text in UTF-8"))
    }
    return .success(Source(name: isInput ? "<stdin>" : path, bytes: bytes))
  }
}

/// A file that could not be loaded.
struct LoadError: Error {
  let message: String
  var exitCode: Int32 = 3
}

func exitProcess(_ code: Int32) -> Never { exit(code) }
