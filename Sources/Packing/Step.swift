/// One step of what is packed.
enum Step {
  case literal
  /// One byte from the last distance.
  case shortRepetition
  /// So many bytes from one of the last four distances.
  case repetition(index: Int, length: Int)
  case match(length: Int, distance: Int)

  var length: Int {
    switch self {
    case .literal, .shortRepetition: 1
    case .repetition(_, let length), .match(let length, _): length
    }
  }
}

/// Where packing has come to: what the last step was, and the last four distances.
struct Position {
  var state = Model.State()
  var distances: (Int, Int, Int, Int) = (0, 0, 0, 0)

  @inline(__always)
  func distance(_ index: Int) -> Int {
    switch index {
    case 0: distances.0
    case 1: distances.1
    case 2: distances.2
    default: distances.3
    }
  }

  func after(_ step: Step) -> Position {
    let (a, b, c, d) = distances
    switch step {
    case .literal: return Position(state: state.literal(), distances: distances)
    case .shortRepetition: return Position(state: state.shortRepetition(), distances: distances)
    case .match(_, let distance): return Position(state: state.match(), distances: (distance, a, b, c))
    case .repetition(let index, _):
      let order = [(a, b, c, d), (b, a, c, d), (c, a, b, d), (d, a, b, c)][index]
      return Position(state: state.repetition(), distances: order)
    }
  }
}
