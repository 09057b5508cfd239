import Interpreter
import Language
import Narration

/// The entries of a session, each with the state before it.
///
/// Entries keep their numbers, also when the oldest are given up to bound memory. A return to an earlier entry can be
/// taken back as an entry can: then what it left is there again.
struct History {
  /// What an entry may change, and `:undo` brings back.
  struct State {
    let machine: Machine
    let digits: Int
    let seed: UInt64
    let tracer: TraceNarrator
  }

  struct Entry {
    let text: String
    let before: State
    /// Bytes that its state holds and the one after it does not: what giving it up sets free.
    fileprivate(set) var bytes = 0

    /// Its first line.
    var title: String {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      return (lines.first.map(String.init) ?? "") + (lines.count > 1 ? " …" : "")
    }
  }

  /// What a return to an earlier entry left.
  private struct Return {
    /// The entry after which it was.
    let target: Int
    let entries: [Entry]
    let before: State
    let loop: LoopRecord?
    let loopEntry: Int
    /// What giving it up sets free.
    let bytes: Int
  }

  /// What `:undo` brings back.
  struct Undone {
    let title: String
    let state: State
    /// The record of the last loop, where a return had taken it away.
    let loop: (record: LoopRecord?, entry: Int)?
  }

  private(set) var entries: [Entry] = []
  private var returns: [Return] = []
  /// How many entries have been given up; the first that is kept has the number after it.
  private(set) var dropped = 0
  /// What the latest entry's state holds; `nil` where its bytes have been reckoned already, since the entry after it
  /// was taken back.
  private var footprint: Footprint?

  private static let most = 1000
  private static let mostReturns = 20

  /// The number of the latest entry.
  var count: Int { dropped + entries.count }

  /// - Parameter limit: how many bytes the earlier states may hold that `state` does not; 0: as many as they need.
  mutating func append(_ text: String, before state: State, limit: Int) {
    let latest = Footprint(state.machine)
    if let footprint, let last = entries.indices.last { entries[last].bytes = footprint.outweighs(latest) }
    footprint = latest
    entries.append(Entry(text: text, before: state))
    if entries.count > History.most { forget(History.most / 2) }
    if limit > 0 { giveUp(beyond: limit) }
  }

  /// Gives up what has been returned from, then the earliest entries, until the rest holds no more bytes than a limit.
  private mutating func giveUp(beyond limit: Int) {
    var bytes = entries.reduce(returns.reduce(0) { $0 + $1.bytes }) { $0 + $1.bytes }
    while bytes > limit, !returns.isEmpty { bytes -= returns.removeFirst().bytes }
    var excess = 0
    while bytes > limit, excess < entries.count - 1 {
      bytes -= entries[excess].bytes
      excess += 1
    }
    forget(excess)
  }

  /// Says so, where the earliest entries can no longer be returned to.
  var givenUp: String? {
    switch dropped {
    case 0: nil
    case 1: "(entry 1 has been given up, to save memory; :limits history)"
    default: "(entries 1 to \(dropped) have been given up, to save memory; :limits history)"
    }
  }

  /// Gives up the earliest entries; the others keep their numbers.
  private mutating func forget(_ number: Int) {
    entries.removeFirst(number)
    dropped += number
  }

  /// Gives up the latest entry, which came to nothing.
  mutating func dropLast() {
    entries.removeLast()
    footprint = nil
  }

  /// Gives up all entries, and what has been returned from.
  mutating func forgetAll() {
    forget(entries.count)
    returns = []
    footprint = nil
  }

  /// Takes back what was done last: an entry, or a return to one.
  mutating func undo() -> Undone? {
    footprint = nil
    if let last = returns.last, last.target == count {
      returns.removeLast()
      entries += last.entries
      return Undone(
        title: ":goto \(last.target)", state: last.before, loop: (last.loop, last.loopEntry))
    }
    return entries.popLast().map { Undone(title: $0.title, state: $0.before, loop: nil) }
  }

  /// Leaves everything after entry `number`, and gives the state there; `nil` where that is the present one.
  mutating func returnTo(_ number: Int, leaving present: State, loop: LoopRecord?, loopEntry: Int) -> State? {
    guard number < count else { return nil }
    let now = Footprint(present.machine)
    if let footprint { entries[entries.count - 1].bytes = footprint.outweighs(now) }
    footprint = nil
    let left = Array(entries[(number - dropped)...])
    entries.removeSubrange((number - dropped)...)
    let bytes = left.reduce(now.outweighs(Footprint(left[0].before.machine))) { $0 + $1.bytes }
    returns.append(
      Return(
        target: number, entries: left, before: present, loop: loop, loopEntry: loopEntry, bytes: bytes))
    if returns.count > History.mostReturns { returns.removeFirst() }
    return left.first?.before
  }
}

extension Session {
  private var state: History.State {
    History.State(machine: machine, digits: settings.digits, seed: settings.seed, tracer: tracer)
  }

  /// `:undo`
  ///
  /// - Returns: what was taken back; `nil` where there is nothing.
  mutating func undo() -> String? {
    guard let undone = history.undo() else { return nil }
    restore(undone.state)
    if let (record, entry) = undone.loop { (loop, loopEntry) = (record, entry) }
    return undone.title
  }

  /// `:goto N`
  mutating func goTo(entry number: Int) {
    guard let earlier = history.returnTo(number, leaving: state, loop: loop, loopEntry: loopEntry) else {
      return
    }
    restore(earlier)
  }

  mutating func remember(_ entry: String) {
    history.append(entry, before: state, limit: machine.limits.history)
  }

  /// Makes an earlier state the present one. How wide the window is and what it can show stays as it is, and so
  /// does the record of the last loop, unless the loop itself has been taken back.
  mutating func restore(_ state: History.State) {
    machine = state.machine
    settings.digits = state.digits
    settings.seed = state.seed
    tracer = state.tracer
    walk = nil
    if loopEntry > history.count { loop = nil }
  }

  /// Does something that changes the session, as an entry that can be taken back. Inside a program it is a part of
  /// the program's entry.
  mutating func asEntry(
    _ text: String, _ change: (inout Session) throws(Diagnostic) -> Outcome
  ) throws(Diagnostic) -> Outcome {
    guard !machine.isRunning else { return try change(&self) }
    remember(text)
    do {
      return try change(&self)
    } catch {
      history.dropLast()
      throw error
    }
  }
}
