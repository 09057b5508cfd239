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

  private static let most = 1000
  private static let mostReturns = 20

  /// The number of the latest entry.
  var count: Int { dropped + entries.count }

  mutating func append(_ text: String, before state: State) {
    entries.append(Entry(text: text, before: state))
    if entries.count > History.most {
      entries.removeFirst(History.most / 2)
      dropped += History.most / 2
    }
  }

  /// Gives up the latest entry, which came to nothing.
  mutating func dropLast() { entries.removeLast() }

  /// Takes back what was done last: an entry, or a return to one.
  mutating func undo() -> Undone? {
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
    let left = Array(entries[(number - dropped)...])
    entries.removeSubrange((number - dropped)...)
    returns.append(
      Return(target: number, entries: left, before: present, loop: loop, loopEntry: loopEntry))
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

  mutating func remember(_ entry: String) { history.append(entry, before: state) }

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
