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
  private let progressBar: ProgressBar

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
    session.settings.digits = arguments.digits ?? 6
    session.settings.look = look
    session.resize(width: width, height: height)
    if let seed = arguments.seed {
      session.settings.seed = seed
      session.machine.seed(seed)
    }
    session.machine.usesSinglePrecision = arguments.usesSinglePrecision
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
  func say(_ text: String) { streams.errors.writeLine(isTerminal(2) ? shown(text) : text) }

  /// A text as the terminal can show it. A file or a pipe gets the same bytes everywhere.
  private func shown(_ text: String) -> String { look == .ascii ? text.spelledInASCII : text }

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
        say(errorStyle(.error, isTerminal(2) ? wrapped($0) : $0))
      }, isInterrupted: { Interrupt.isRequested }, clock: Tool.seconds,
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

  /// Replaces a file; whoever reads it meanwhile sees the old text or the new one.
  static func save(_ text: String, to path: String) throws(Diagnostic) {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
      throw Diagnostic(
        .value, "'\(brief(path))' cannot be written",
        hint: FileManager.default.fileExists(atPath: folder)
          ? "is writing allowed there?" : "there is no folder '\(brief(folder))'")
    }
  }

  /// The text of a file, or of standard input for `-`.
  func source(_ path: String) -> Result<Source, LoadError> {
    let data: Data
    var isFolder: ObjCBool = false
    if path == "-" {
      data = FileHandle.standardInput.readDataToEndOfFile()
    } else if !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      return .failure(LoadError(message: "there is no file '\(path)'"))
    } else if isFolder.boolValue {
      return .failure(LoadError(message: "'\(path)' is a folder"))
    } else if let handle = FileHandle(forReadingAtPath: path),
      let read = try? handle.read(upToCount: 16_000_001) ?? Data()
    {
      data = read
    } else {
      return .failure(LoadError(message: "'\(path)' cannot be read"))
    }
    guard data.count <= 16_000_000 else {
      return .failure(LoadError(message: "'\(path)' is larger than 16 MB"))
    }
    guard String(validating: data, as: UTF8.self) != nil else {
      return .failure(LoadError(message: "'\(path)' is not text in UTF-8"))
    }
    return .success(Source(name: path == "-" ? "<stdin>" : path, bytes: Array(data)))
  }

  func help() -> Int32 {
    streams.output.write(
      """
      gradwalk: small neural nets, walked through

        gradwalk                     the prompt
        gradwalk learn [NAME]        a lesson, from where you left it; without NAME, the list
                                     (at the prompt, :progress forget NAME begins it anew)
        gradwalk run FILE            runs a program or a lesson (- for standard input)
        gradwalk -e CODE             runs CODE and prints its last value
        gradwalk trace FILE          every operation and chain-rule step as JSON Lines
        gradwalk compare FILE        both engines, array by array; --json, --tolerance T
        gradwalk replay [LESSON…]    prints what a lesson shows
        gradwalk check [LESSON…]     compares that with transcripts/; --accept writes them
        gradwalk bench [NAME…]        measures: scalar, tensor, matmul, script; --seconds S, --only NAME, --threads N

      options: --json  --keep-going  --precision 32|64  --engine scalar|tensor|auto
               --seed N  --digits N  --width N  --threads N
               --color  --no-color  --lessons DIR  --limit-steps N  --limit-nodes N
               --limit-elements N  --limit-output N  --limit-seconds N  --version

      """)
    return 0
  }
}

/// A file that could not be loaded: exit code 3.
struct LoadError: Error {
  let message: String
}

func exitProcess(_ code: Int32) -> Never { exit(code) }
