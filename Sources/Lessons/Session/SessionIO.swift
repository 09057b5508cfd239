import Language
import Narration

/// How a session speaks to whoever runs it. The session itself touches no terminal and no file.
public struct SessionIO {
  /// Text for the results: whole lines, or what a program prints as it prints it.
  public var write: (String) -> Void
  /// Lines beside the results: errors and notices.
  public var notice: (String) -> Void
  /// Whether the user wants to stop what is running.
  public var isInterrupted: () -> Bool
  /// Seconds since some moment.
  public var clock: () -> Double
  /// How far a loop has come, from time to time; `nil` when it is over.
  public var progress: (LoopProgress?) -> Void
  /// Puts a text into a file, all or nothing; `nil` where nothing may be written, as in a lesson.
  public var save: Save?
  /// Dresses a piece of a picture; it is asked only where ``Session/Settings/look`` has colours.
  public var paint: (String, Ink) -> String = { text, _ in text }
  /// Shows a drawing in Scalable Vector Graphics where more than lines can be shown; gives the line that stands in its
  /// place.
  public var draw: ((_ svg: String) -> String)?

  /// Whether a line of a program, or of what it prints, is broken at blanks where it is longer than the window: only
  /// where somebody looks at it.
  private(set) var breaksLines = false

  /// Keeps where a lesson is, before what the learner has achieved is said.
  var keep: (LessonPlayer) -> Void = { _ in }

  public typealias Save = (_ text: String, _ file: FileTarget) throws(Diagnostic) -> Void

  public init(
    write: @escaping (String) -> Void, notice: @escaping (String) -> Void,
    isInterrupted: @escaping () -> Bool = { false }, clock: @escaping () -> Double = { 0 },
    progress: @escaping (LoopProgress?) -> Void = { _ in },
    save: Save? = nil
  ) {
    self.write = write
    self.notice = notice
    self.isInterrupted = isInterrupted
    self.clock = clock
    self.progress = progress
    self.save = save
  }

  /// The same for somebody at a terminal: what is longer than a line of it goes on in the next at a blank.
  public func breakingLines(to width: @escaping () -> Int) -> SessionIO {
    var io = self
    io.breaksLines = true
    let breaker = LineBreaker()
    io.write = { [write] in write(breaker.broken($0, width: width())) }
    return io
  }

  func line(_ text: String) { write(withoutControlCharacters(text) + "\n") }
  func lines(_ lines: [String]) { for text in lines { line(text) } }

  func lines(_ picture: [PictureLine]) {
    for line in picture {
      write(line.spans.map { paint(withoutControlCharacters($0.text), $0.ink) }.joined() + "\n")
    }
  }
}

/// A file that somebody wants to have written.
public struct FileTarget: Hashable, Sendable {
  public var path: String
  /// Whether one that is there already may be replaced: `!` stands behind its name.
  public var mayReplace: Bool

  public init(path: String, mayReplace: Bool = false) {
    self.path = path
    self.mayReplace = mayReplace
  }
}

/// How an entry ended.
public enum Outcome: Sendable, Hashable {
  case done
  case failed(Diagnostic)
  case quit

  /// The exit code it stands for.
  public var exitCode: Int32 {
    switch self {
    case .done, .quit: 0
    case .failed(let diagnostic):
      switch diagnostic.kind {
      case .limit: 4
      case .interrupted: 130
      default: 1
      }
    }
  }
}
