import Autodiff
import Interpreter
import Language
import Narration

/// A conversation with the interpreter: entries go in, lines come out.
///
/// It is a value and does nothing of its own accord; the prompt, replay and the tests drive the same session.
public struct Session {
  public var machine = Machine()
  public var settings = Settings()
  /// The walk that is open.
  var walk: OpenWalk?
  /// Every entry so far, with the state before it.
  var history = History()
  var tracer = TraceNarrator(style: NumberStyle(), width: 80)
  /// How many programs have been entered, also those that were taken back.
  var entryCount = 0
  /// Whether it has been said what is counted as an edge.
  var hasToldOfEdges = false
  /// In a lesson, the line where each entry's text begins, by the number of its source.
  public internal(set) var lessonLines: [Int: Int] = [:]
  /// The last loop of the top level, with what is needed to go back into it.
  var loop: LoopRecord?
  /// The number of the entry that the loop stands in.
  var loopEntry = 0
  /// When, on the clock of the ``SessionIO``, the fence that runs has had its time.
  var deadline = Double.infinity

  public struct Settings: Sendable, Hashable {
    public var digits = 6
    public var width = 80
    /// How many lines are seen at once; lessons wait before something would scroll away.
    public var height = 24
    public var seed: UInt64 = 0
    /// The dtype of floats that say no other, and whether those of dtype float32 calculate in 32 bits, where a lesson
    /// or the program does not say.
    public var defaultDType = DType.float32
    public var usesSinglePrecision = false
    /// How many seconds an entry or a program may take; 0 for as long as it likes.
    public var limitSeconds = 0.0
    /// How many lines of text a plot's curves may take.
    var mostPlotRows = 12
    /// What pictures are drawn with.
    public var look = Look.unicode
    public init() {}
    public var style: NumberStyle { NumberStyle(digits: digits) }
  }

  public init() {}

  /// Fits what follows to a window of another size.
  public mutating func resize(width: Int, height: Int) {
    settings.width = max(width, 20)
    settings.height = max(height, 12)
  }

  /// What the next line is asked for with.
  public var prompt: String {
    walk.map { "walk \($0.walk.position)/\($0.walk.count)> " } ?? ">>> "
  }

  public var isWalking: Bool { walk != nil }

  /// Takes an entry: a command, a word of a walk, or a program of one or more lines.
  ///
  /// - Parameter place: where the entry stands, if it is a part of a longer text.
  public mutating func enter(_ entry: String, at place: (name: String, line: Int)? = nil, _ io: SessionIO)
    -> Outcome
  {
    let text = String(entry.drop { $0 == " " || $0 == "\t" })
    let io = asksForHelp(text) ? io.filling(settings.width) : io
    machine.stop(for: whyToStop(io))
    defer { machine.goesOn() }
    do {
      if entry.hasPrefix(":") { return try perform(String(entry.dropFirst()), io) }
      if walk != nil, let word = WalkWord(text) {
        defer { tellOfVariable(called: text, io) }
        return try takeWalkWord(word, io)
      }
      if let told = walk?.nodeLines(for: text, in: machine) {
        io.lines(told)
        return .done
      }
    } catch {
      return fail(hinted(error), in: entry, at: place, io)
    }
    if text.isEmpty { return .done }
    remember(entry)
    entryCount += 1
    let source = Source(
      name: place?.name ?? "<entry \(history.count)>", text: entry, firstLine: place?.line ?? 1)
    do {
      let outcome = try run(source, io, echoes: true)
      if let walk { io.lines(walk.gradientLines(for: text)) }
      return outcome
    } catch {
      return fail(hinted(error, for: text), io)
    }
  }

  /// Runs a whole program. Nothing is echoed.
  public mutating func run(program source: Source, _ io: SessionIO) -> Outcome {
    machine.stop(for: whyToStop(io))
    defer { machine.goesOn() }
    do {
      return try run(source, io, echoes: false)
    } catch {
      return fail(error, io)
    }
  }

  /// An empty line in a walk at a terminal does the last step again.
  public mutating func repeatWalkStep(_ io: SessionIO) -> Outcome {
    guard let word = walk?.repeatable else { return .done }
    machine.stop(for: whyToStop(io))
    defer { machine.goesOn() }
    do { return try takeWalkWord(word, io) } catch { return fail(error, io) }
  }

  /// How many instructions are run between two looks at the outside.
  private static let slice = 20_000

  private mutating func run(_ source: Source, _ io: SessionIO, echoes: Bool) throws(Diagnostic) -> Outcome {
    machine.clearNotFinite()
    machine.echoesResults = echoes
    machine.reportsLoops = true
    try machine.load(source)
    defer { leaveLoop(io) }
    while true {
      let outcome: Machine.Outcome
      do {
        outcome = try machine.run(steps: Session.slice)
      } catch {
        flush(io)
        throw stopped(error, io)
      }
      flush(io)
      switch outcome {
      case .paused: try lookOutside(io)
      case .loop(let moment):
        follow(moment, io)
        try lookOutside(io)
      case .command(let text):
        let place = machine.currentRange
        do {
          if case .quit = try perform(text, io) { return .quit }
        } catch {
          throw echoes ? error : located(error, in: source, at: place)
        }
      case .finished: return .done
      }
    }
  }

  /// In a program, a command's error stands at the command, unless it is one of the program's own functions.
  private func located(_ error: Diagnostic, in source: Source, at place: SourceRange?) -> Diagnostic {
    var error = error
    if let own = error.range.map({ Int($0.source) }), machine.sources.indices.contains(own),
      machine.sources[own].name == source.name
    {
      return error
    }
    error.range = place
    return error
  }

  /// Stops what runs if its time is over, or if the user wants it.
  private mutating func lookOutside(_ io: SessionIO) throws(Diagnostic) {
    do {
      try checkTime(io)
    } catch {
      throw stopped(error, io)
    }
  }

  /// What is said of a program that ends with an error. An interrupted loop goes back to its last whole iteration.
  private mutating func stopped(_ error: Diagnostic, _ io: SessionIO) -> Diagnostic {
    var error = error
    error.range = error.range ?? machine.currentRange
    if error.kind == .interrupted, let kept = returnToWholeIteration(io) { error.hint = kept }
    machine.abandon()
    return error
  }

  /// Throws where what runs has had its time, or the user wants it to stop.
  func checkTime(_ io: SessionIO) throws(Diagnostic) {
    try machine.look()
  }

  /// Tells, whenever it is asked, why what begins now is to stop.
  public func whyToStop(_ io: SessionIO) -> () -> Diagnostic? {
    let (own, seconds) = (settings.limitSeconds, deadline)
    let end = seconds.isFinite || own == 0 ? seconds : io.clock() + own
    let what = seconds.isFinite ? "this fence" : "this"
    return {
      if end.isFinite, io.clock() > end {
        return Diagnostic(
          .limit, "\(what) took longer than its time", hint: "raise the limit with --limit-seconds")
      }
      return io.isInterrupted()
        ? Diagnostic(.interrupted, "interrupted", hint: "everything up to here is kept") : nil
    }
  }

  /// Passes on what the program printed, what tracing saw and what is worth a word.
  private mutating func flush(_ io: SessionIO) {
    for event in machine.takeTrace() { io.lines(tracer.lines(event, machine).map { "  " + $0 }) }
    let output = machine.takeOutput()
    if !output.isEmpty { io.write(cleaned(output)) }
    for notice in machine.takeNotices() {
      let text = withoutControlCharacters(rendered(notice))
      // At a prompt and in a lesson there is a window to keep to; what a program says goes where it will.
      io.notice(
        machine.echoesResults
          ? filled(text, indent: 8, width: settings.width).joined(separator: "\n") : text)
    }
  }

  /// Line breaks and tabs stay, other control characters become visible.
  private func cleaned(_ text: String) -> String { withoutControlCharacters(text) }

  /// A notice in one line, with the line of the program it is about.
  private func rendered(_ notice: Notice) -> String {
    var place: [String] = []
    if let within = notice.within { place.append(within) }
    if let range = notice.place {
      let source = machine.sources[Int(range.source)]
      let line = source.position(of: Int(range.start)).line
      place.append("line \(line): " + brief(String(source.line(line).drop { $0 == " " })))
    }
    return "notice: " + (place.isEmpty ? notice.words : "\(notice.words) in \(place.joined(separator: ", "))")
  }
}
