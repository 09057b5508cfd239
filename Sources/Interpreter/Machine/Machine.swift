import Autodiff
import Language

/// The interpreter as a value.
///
/// Call frames, the operand stack, the heap and the recording are plain data in it, and running is done in
/// slices from outside. So a copy of the machine is a snapshot of the whole program, and going back to one is an
/// assignment.
public struct Machine {
  public internal(set) var heap = Heap()
  public internal(set) var recording = Recording()
  /// The variables of the top level, in the order in which they were first assigned.
  var globals: [String: Object] = [:]
  public internal(set) var globalNames: [String] = []
  /// The classes and functions of ours that are written in the language, as far as they have been used.
  var library: [String: Object] = [:]
  /// What has been printed and not yet taken, see ``takeOutput()``.
  var output = ""
  var outputBytes = 0
  /// The value of the last expression statement of the top level.
  var result: Object?
  /// Whether the values of expression statements are printed, as at a prompt.
  public var echoesResults = false

  var frames: [Frame] = []
  var stack: [Object] = []
  /// What each block `with no_grad():` and its like will bring back at its end, innermost last.
  var gradientModes: [ModeBefore] = []
  /// Whether operations are recorded now.
  var recordsOperations = true

  public var limits = Limits()
  /// How files are read.
  public var files = FileAccess.none
  var steps = 0
  /// The streams that draws come from, in a box of one: every call keeps a copy of it for the case that it is stopped.
  var randomBox = [RandomStreams(seed: 0)]
  /// The dtype of floats that say no other.
  public var defaultDType = DType.float32
  /// Whether tensors of dtype float32 calculate in 32 bits, and not in 64.
  public var usesSinglePrecision = false {
    didSet { if usesSinglePrecision != oldValue, !recording.entries.isEmpty { hasSwitchedPrecision = true } }
  }
  /// Whether that was changed after arrays had been recorded: these may then have other bits than what is calculated.
  private(set) var hasSwitchedPrecision = false

  /// The texts that programs came from, by number.
  public var sources: [Source] { sourceLog.all }
  let sourceLog = SourceLog()
  /// Where the instruction under way stands.
  var range: SourceRange?
  /// The program's last backward pass: what it started from.
  public internal(set) var lastLoss: EntryID?
  /// What became NaN or infinite first, where nothing was so before.
  public internal(set) var firstNotFinite: NotFiniteNotice?
  /// Whether it has been said what became NaN.
  var hasNotedNaN = false
  /// What is worth a word and has not been taken yet, see ``takeNotices()``.
  var notices: [Notice] = []
  /// What has been noticed where, so that nothing is said twice of one place.
  var noticed: Set<Notice.Occasion> = []
  var garbageThreshold = 1_000_000
  var objectThreshold = 20_000
  /// How many runs of the machine are under way inside built-in functions.
  var nestedRuns = 0
  /// What tracing has seen since it was last taken.
  public var isTracing = false
  /// Asked why to stop what is under way, see ``stop(for:)``.
  var stopReason: () -> Diagnostic? = { nil }
  /// The same, for the engines.
  public internal(set) var stop = Stop.never
  let beat = Beat()
  /// What the tensor engine keeps ready; no part of the state, so that copies share it.
  let programs = ProgramCache()
  /// Scalar operations done by array operations since the last pause.
  var arrayWork = 0
  /// After so many a slice of running ends early, so that an interruption is heard between large operations.
  static let workOfASlice = 5_000_000
  /// Which engine computes.
  public var engine = Engine.auto
  /// How the tensor engine runs.
  public var tensorOptions = TensorOptions(threads: TensorOptions.availableThreads)
  /// Whether running pauses at the moments of the top level's loops.
  public var reportsLoops = false
  /// Whether what `backward()` starts from is kept, for each place in the program the last time.
  public var keepsLosses = false
  public internal(set) var keptLosses: [KeptLoss] = []
  public internal(set) var traced: [TraceEvent] = []
  var tracedUpTo = 0
  /// Whether the recording may hold layers of neurons as whole arrays, which are spelled out for whoever looks.
  var holdsNeurons = false
  /// By model, as long as nothing changes.
  var gatheredParameters: [Handle: GatheredParameters] = [:]
  /// How often a tensor's numbers have been changed in place, or what it is in the recording.
  var changesInPlace = 0
  /// The places in the programs that arrays of the recording were made at.
  var origins: [SourceRange] = []
  var originPlaces: [SourceRange: Int] = [:]

  public init() {}

  /// Why a slice of running came to its end.
  public enum Outcome: Sendable {
    case finished
    /// The slice is used up; there is more to do.
    case paused
    /// The program asks for a command; go on with ``run(steps:)`` afterwards.
    case command(String)
    /// A loop is at one of its moments, see ``reportsLoops``; go on with ``run(steps:)``.
    case loop(LoopMoment)
  }

  // MARK: Programs

  /// Parses and compiles a program and sets the machine on its first instruction.
  public mutating func load(_ source: Source) throws(Diagnostic) {
    let id = sourceLog.append(source)
    if let bad = source.firstInvalidByte {
      let place = SourceRange(source: id, start: bad, end: bad + 1)
      throw Diagnostic(.syntax, "this is not text in UTF-8", hint: "save the file as UTF-8", at: place)
    }
    abandon()
    let syntax = try Parser.parse(source, id: id)
    let code = try Compiler.compile(syntax, name: source.name, source: id)
    // An expression that is calculated beside the program is no part of it.
    if source.name != Machine.expressionName { sourceLog.note(syntax.boundNames) }
    steps = 0
    result = nil
    // Garbage must not count against a limit that is smaller than what is usually collected at.
    if limits.elements > 0 { garbageThreshold = min(garbageThreshold, max(limits.elements / 2, 1)) }
    frames = [Frame(code: code, base: 0, scope: nil, gradientModes: 0)]
  }

  /// Gives up what is under way; what has been done stays done.
  public mutating func abandon() {
    frames = []
    stack = []
    leaveGradientModes(downTo: 0)
    nestedRuns = 0
  }

  /// Where the program is: the place of what was run last.
  public var currentRange: SourceRange? { range }

  /// Whether something has been loaded and not yet finished.
  public var isRunning: Bool { !frames.isEmpty }

  /// Runs up to so many instructions. An error leaves the machine as the program had made it.
  public mutating func run(steps slice: Int) throws(Diagnostic) -> Outcome {
    do {
      return try execute(slice: slice, downTo: 0)
    } catch {
      var located = advised(error)
      if located.range == nil { located.range = range }
      abandon()
      throw located
    }
  }

  /// The value of the program's last expression statement; `nil` where it has none.
  public var lastResult: Object? { result }

  /// Gives what has been printed since the last call.
  public mutating func takeOutput() -> String {
    defer { output = "" }
    return output
  }

  mutating func write(_ text: String) throws(Diagnostic) {
    outputBytes += text.utf8.count
    try tick(text.utf8.count / 4)
    if limits.output > 0, outputBytes > limits.output {
      throw Diagnostic(
        .limit, "the program printed more than \(limits.output) bytes",
        hint: "raise the limit with --limit-output")
    }
    output += text
  }

  /// The value of a variable of the top level.
  public func global(_ name: String) -> Object? { globals[name] }

  mutating func setGlobal(_ name: String, _ value: Object) {
    if globals.updateValue(value, forKey: name) == nil { globalNames.append(name) }
  }

  /// Brings back the mode from before the blocks that are left: those beyond `count` of them.
  mutating func leaveGradientModes(downTo count: Int) {
    guard gradientModes.count > count else { return }
    recordsOperations = gradientModes[count].records
    // The outermost block that is left says what the stream was.
    if let stream = gradientModes[count...].first(where: { $0.stream != nil })?.stream {
      random.torch = stream
    }
    gradientModes.removeSubrange(count...)
  }

  mutating func enterGradientMode(_ records: Bool, previous: Bool? = nil) {
    gradientModes.append(ModeBefore(records: previous ?? recordsOperations))
    recordsOperations = records
  }

  mutating func enter(_ mode: GradientMode) {
    guard mode.forksRandom else { return enterGradientMode(mode.records, previous: mode.previous) }
    gradientModes.append(ModeBefore(records: recordsOperations, stream: random.torch))
  }

  /// What was so before a block.
  struct ModeBefore {
    let records: Bool
    var stream: TorchStream?
  }
}

/// The texts so far. Nothing is ever taken away, so copies of a machine may share it.
final class SourceLog {
  private(set) var all: [Source] = []
  /// Every name that one of them binds anywhere.
  private(set) var boundNames: Set<String> = []

  /// Keeps a text and gives its number.
  func append(_ source: Source) -> Int {
    all.append(source)
    return all.count - 1
  }

  func note(_ names: Set<String>) { boundNames.formUnion(names) }
}
