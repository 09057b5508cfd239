import Interpreter
import Language
import Narration

/// The entries of a session, each with the state before it.
///
/// Entries keep their numbers, also when the oldest are given up to bound memory.
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

  private(set) var entries: [Entry] = []
  /// How many entries have been given up; the first that is kept has the number after it.
  private(set) var dropped = 0

  private static let most = 1000

  /// The number of the latest entry.
  var count: Int { dropped + entries.count }

  mutating func append(_ text: String, before state: State) {
    entries.append(Entry(text: text, before: state))
    if entries.count > History.most {
      entries.removeFirst(History.most / 2)
      dropped += History.most / 2
    }
  }

  mutating func popLast() -> Entry? { entries.popLast() }

  /// Takes back everything after entry `number`, and gives the state there; `nil` where that is the present one.
  mutating func returnTo(_ number: Int) -> State? {
    guard number < count else { return nil }
    let state = entries[number - dropped].before
    entries.removeSubrange((number - dropped)...)
    return state
  }
}

extension Session {
  private var state: History.State {
    History.State(machine: machine, digits: settings.digits, seed: settings.seed, tracer: tracer)
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
      _ = history.popLast()
      throw error
    }
  }
}
