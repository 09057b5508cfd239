import Interpreter

/// A lesson as it was read from its Markdown file: what to say, what to run and what to ask, in order.
public struct Lesson: Sendable {
  /// The file's name without its extension: `04-backprop`.
  public var stem: String
  public var title: String
  /// One sentence for the list of lessons.
  public var summary: String
  /// What the lesson was made from.
  public var sources: [String]
  /// The seed of the random numbers, where the lesson has its own.
  public var seed: UInt64?
  /// How many significant digits are shown, where the lesson has its own wish.
  public var digits: Int?
  /// In how many bits tensors of dtype float32 calculate, where the lesson has its own wish: 32 or 64.
  public var precision: Int?
  /// How long a learner takes, in minutes, where its author says.
  public var minutes: Int?
  /// The places of the lessons that come before it: `01`, `13b`.
  public var prerequisites: [String] = []
  public var blocks: [Block]
  /// What it may read: what stands beside its file, and nothing else.
  public var files = FileAccess.none

  public init(
    stem: String, title: String, summary: String, sources: [String] = [], seed: UInt64? = nil,
    digits: Int? = nil, blocks: [Block] = []
  ) {
    self.stem = stem
    self.title = title
    self.summary = summary
    self.sources = sources
    self.seed = seed
    self.digits = digits
    self.blocks = blocks
  }

  /// One stretch of a lesson.
  public enum Block: Hashable, Sendable {
    /// Markdown lines to show, without blank ones at either end. Fences that do not run are in here.
    case prose(lines: [String], firstLine: Int)
    /// The inside of a `python` fence: program lines and `:` commands. Of a folded one only the first line is shown.
    case code(lines: [String], firstLine: Int, isFolded: Bool = false)
    case quiz(Quiz)
    /// From here to its end is a part that a learner may jump over.
    case optional(title: String, line: Int)
    case endOfOptional(line: Int)

    /// The line of the file where it starts, from 1: of code the first line inside the fence, of a quiz the
    /// fence.
    public var line: Int {
      switch self {
      case .prose(_, let line), .code(_, let line, _), .optional(_, let line), .endOfOptional(let line): line
      case .quiz(let quiz): quiz.line
      }
    }
  }

  /// The quizzes, in order.
  public var quizzes: [Quiz] {
    blocks.compactMap { if case .quiz(let quiz) = $0 { quiz } else { nil } }
  }
}
