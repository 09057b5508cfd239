/// Finds the cheapest steps through a stretch of bytes: each place is reached in the cheapest way that is known, place
/// after place (dynamic programming, as in the LZMA SDK, but without steps of several parts).
struct Route {
  private struct Node {
    var cost = UInt32.max
    var from = 0
    var step = Step.literal
    var position = Position()
  }

  /// How many places a stretch has, and from which length on a match is taken without weighing.
  private static let stretch = 2048
  private static let longEnough = 96

  private let bytes: [UInt8]
  private var finder: MatchFinder
  private var nodes = [Node](repeating: Node(), count: stretch + MatchFinder.longest + 1)
  private var matches: [MatchFinder.Match] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    finder = MatchFinder(bytes)
  }

  /// The steps from a place on, to the end of a stretch or of a long match.
  mutating func steps(from start: Int, _ position: Position, _ costs: Costs) -> [Step] {
    let most = min(Self.stretch, bytes.count - start)
    for index in 0...min(most + MatchFinder.longest, nodes.count - 1) { nodes[index].cost = .max }
    nodes[0].cost = 0
    nodes[0].position = position
    var end = most
    for index in 0..<most {
      if index > 0 { nodes[index].position = nodes[nodes[index].from].position.after(nodes[index].step) }
      if let far = look(from: start, index, costs) {
        end = far
        break
      }
    }
    finder.skip(to: start + end)
    var steps: [Step] = []
    var index = end
    while index > 0 {
      steps.append(nodes[index].step)
      index = nodes[index].from
    }
    return steps.reversed()
  }

  /// Weighs every step from a place; gives where a long match ends.
  private mutating func look(from start: Int, _ index: Int, _ costs: Costs) -> Int? {
    let place = start + index
    let (cost, position) = (nodes[index].cost, nodes[index].position)
    let state = position.state
    let limit = min(MatchFinder.longest, bytes.count - place)
    let last = position.distance(0)
    let earlier = last < place ? bytes[place - last - 1] : nil
    let literal = costs.literal(
      bytes[place], after: place > 0 ? bytes[place - 1] : 0, matched: state.followsLiteral ? nil : earlier,
      state)
    reach(index + 1, cost + literal, from: index, .literal)
    if earlier == bytes[place] {
      reach(index + 1, cost + costs.shortRepetition(state), from: index, .shortRepetition)
    }
    for which in 0..<4 {
      let distance = position.distance(which)
      guard distance < place else { continue }
      let longest = finder.length(place - distance - 1, place, limit: limit)
      guard longest >= 2 else { continue }
      let base = cost + costs.repetition(which, state)
      if longest >= Self.longEnough {
        nodes[index + longest].cost = .max
        reach(
          index + longest, base + costs.repetitionLength(longest), from: index,
          .repetition(index: which, length: longest))
        return index + longest
      }
      for length in 2...longest {
        reach(
          index + length, base + costs.repetitionLength(length), from: index,
          .repetition(index: which, length: length))
      }
    }
    finder.matches(at: place, into: &matches)
    let base = cost + costs.match(state)
    if let longest = matches.last, longest.length >= Self.longEnough {
      nodes[index + longest.length].cost = .max
      reach(
        index + longest.length, base + costs.match(longest.length, longest.distance), from: index,
        .match(length: longest.length, distance: longest.distance))
      return index + longest.length
    }
    var length = 2
    for match in matches {
      while length <= match.length {
        reach(
          index + length, base + costs.match(length, match.distance), from: index,
          .match(length: length, distance: match.distance))
        length += 1
      }
    }
    return nil
  }

  @inline(__always)
  private mutating func reach(_ index: Int, _ cost: UInt32, from: Int, _ step: Step) {
    guard cost < nodes[index].cost else { return }
    nodes[index].cost = cost
    nodes[index].from = from
    nodes[index].step = step
  }
}
