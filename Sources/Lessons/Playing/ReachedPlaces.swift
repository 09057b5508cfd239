import Interpreter

/// The questions of a lesson that a learner has come to, for going back to them.
///
/// Each keeps the session as the lesson had made it. Where these hold too much memory together, the earliest give
/// theirs up: the lesson makes it again when someone wants to go back so far.
struct ReachedPlaces {
  private struct Place {
    let id: String
    /// What stood above the question.
    let above: [Screen.Row]
    /// `nil` where it has been given up.
    var session: Session?
    /// Bytes that the session holds and the one of the next place does not.
    var bytes = 0
  }

  private var places: [Place] = []
  /// What the latest session holds.
  private var footprint = Footprint()

  /// Whether a question was reached.
  func contains(_ id: String) -> Bool { places.contains { $0.id == id } }

  /// What stood above a question, and the session there; `nil` where it was not reached.
  subscript(id: String) -> (above: [Screen.Row], session: Session?)? {
    places.first { $0.id == id }.map { ($0.above, $0.session) }
  }

  /// Notes questions that were reached on another day: their sessions are made when someone goes back to them.
  mutating func noteUnmade(_ ids: [String]) {
    places = ids.map { Place(id: $0, above: [], session: nil) }
  }

  /// Notes that a question was reached. Its session begins a new history: the old one would hold all that was before.
  mutating func note(_ id: String, _ session: Session, above: [Screen.Row]) {
    var session = session
    session.history.forgetAll()
    let latest = Footprint(session.machine)
    if let last = places.indices.last { places[last].bytes = footprint.outweighs(latest) }
    footprint = latest
    places.removeAll { $0.id == id }
    places.append(Place(id: id, above: above, session: session))
    giveUp(beyond: session.machine.limits.history)
  }

  /// - Parameter limit: in bytes; 0 for none.
  private mutating func giveUp(beyond limit: Int) {
    var bytes = places.reduce(0) { $0 + ($1.session == nil ? 0 : $1.bytes) }
    for index in places.indices.dropLast() where limit > 0 && bytes > limit && places[index].session != nil {
      bytes -= places[index].bytes
      places[index].session = nil
    }
  }
}
