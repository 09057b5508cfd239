/// What is tried, and how it is judged.
public enum FuzzKind: String, CaseIterable, Sendable {
  /// A program, run on both engines.
  case programs
  /// Entries at the prompt: programs, commands and the words of a walk.
  case commands
  /// A lesson, replayed, and a learner who answers it.
  case lessons
  /// A file of numbers, read by a program.
  case data
  /// Bytes from a keyboard.
  case keys

  /// What a file of the corpus ends in.
  public var ending: String {
    switch self {
    case .programs: "py"
    case .commands: "txt"
    case .lessons: "md"
    case .data: "data"
    case .keys: "keys"
    }
  }
}

/// One input.
public struct FuzzCase: Sendable {
  public let kind: FuzzKind
  public let bytes: [UInt8]

  public init(_ kind: FuzzKind, _ bytes: [UInt8]) { (self.kind, self.bytes) = (kind, bytes) }

  /// The input of a seed.
  public init(_ kind: FuzzKind, seed: UInt64) {
    let chance = Chance(
      seed: seed &* 0x1000_0000_01B3 ^ UInt64(kind.ending.utf8.reduce(0) { $0 * 31 + Int($1) }))
    let bytes =
      switch kind {
      case .programs:
        {
          var writer = ProgramWriter(chance: chance)
          return Array(writer.program().utf8)
        }()
      case .commands: Array(CommandWriter.stream(chance).utf8)
      case .lessons: Array(LessonWriter.lesson(chance).utf8)
      case .data: DataWriter.file(chance)
      case .keys: KeyWriter.bytes(chance)
      }
    self.init(kind, bytes)
  }

  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// What is wrong with how the input was taken; nothing, if all is as it must be.
  public func problems() -> [String] {
    switch kind {
    case .programs: ProgramCheck.problems(text)
    case .commands: CommandCheck.problems(text)
    case .lessons: LessonCheck.problems(text)
    case .data: DataCheck.problems(bytes)
    case .keys: KeyCheck.problems(bytes)
    }
  }
}

/// The characters that must not reach a terminal: controls other than the line break and the tab, and those that turn
/// the direction of writing.
func hasControlCharacters(_ text: String) -> Bool {
  text.unicodeScalars.contains { scalar in
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
