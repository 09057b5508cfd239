/// What steps would cost, by a model as it is; reckoned anew from time to time.
struct Costs {
  private let model: Model
  private let matchLengths: [UInt32]
  private let repetitionLengths: [UInt32]
  /// By class of length: of slots, and of distances below 128 whole.
  private var slots = [UInt32](repeating: 0, count: 4 * 64)
  private var near = [UInt32](repeating: 0, count: 4 * 128)
  private let aligned: [UInt32]

  init(_ model: Model) {
    self.model = model
    matchLengths = Self.lengths(model.matchLengths)
    repetitionLengths = Self.lengths(model.repetitionLengths)
    aligned = (0..<16).map { Price.reversed($0, bits: 4, model.aligned) }
    for kind in 0..<4 {
      for slot in 0..<64 {
        let direct = slot < 14 ? 0 : UInt32((slot >> 1 - 5) << 4)
        slots[kind << 6 | slot] = Price.of(slot, bits: 6, model.slots, from: kind << 6) + direct
      }
      for distance in 0..<128 {
        let slot = Model.slot(of: distance)
        var cost = slots[kind << 6 | slot]
        if slot >= 4 {
          let bits = slot >> 1 - 1
          let start = (2 | slot & 1) << bits
          cost += Price.reversed(distance - start, bits: bits, model.nearDistances, from: start - slot)
        }
        near[kind << 7 | distance] = cost
      }
    }
  }

  private static func lengths(_ model: Model.Lengths) -> [UInt32] {
    let (short, other) = (Price.of(0, model.choice[0]), Price.of(1, model.choice[0]))
    let (medium, long) = (other + Price.of(0, model.choice[1]), other + Price.of(1, model.choice[1]))
    return (0..<8).map { short + Price.of($0, bits: 3, model.low) }
      + (0..<8).map { medium + Price.of($0, bits: 3, model.middle) }
      + (0..<256).map { long + Price.of($0, bits: 8, model.high) }
  }

  @inline(__always)
  func literal(_ byte: UInt8, after before: UInt8, matched: UInt8?, _ state: Model.State) -> UInt32 {
    let start = Int(before >> (8 - UInt8(Model.literalContext))) * 0x300
    var cost = Price.of(0, model.isMatch[state.number])
    var node = 1
    var place = 7
    if let matched {
      // Where the byte at the last distance is another one, the difference is expected.
      while place >= 0 {
        let (bit, expected) = (Int(byte) >> place & 1, Int(matched) >> place & 1)
        cost += Price.of(bit, model.literals[start + (1 + expected) << 8 + node])
        node = node << 1 | bit
        place -= 1
        if bit != expected { break }
      }
    }
    while place >= 0 {
      let bit = Int(byte) >> place & 1
      cost += Price.of(bit, model.literals[start + node])
      node = node << 1 | bit
      place -= 1
    }
    return cost
  }

  /// What all matches in a state cost besides length and distance.
  func match(_ state: Model.State) -> UInt32 {
    Price.of(1, model.isMatch[state.number]) + Price.of(0, model.isRepetition[state.number])
  }

  @inline(__always)
  func match(_ length: Int, _ distance: Int) -> UInt32 {
    let kind = Model.lengthClass(length)
    if distance < 128 { return matchLengths[length - 2] + near[kind << 7 | distance] }
    return matchLengths[length - 2] + slots[kind << 6 | Model.slot(of: distance)] + aligned[distance & 15]
  }

  /// What repeating one of the last four distances costs besides the length.
  func repetition(_ index: Int, _ state: Model.State) -> UInt32 {
    let start =
      Price.of(1, model.isMatch[state.number]) + Price.of(1, model.isRepetition[state.number])
    let older = start + Price.of(1, model.isOlder[state.number])
    switch index {
    case 0:
      return start + Price.of(0, model.isOlder[state.number]) + Price.of(1, model.isLong[state.number])
    case 1: return older + Price.of(0, model.isOlderThanSecond[state.number])
    default:
      return older + Price.of(1, model.isOlderThanSecond[state.number])
        + Price.of(index - 2, model.isOlderThanThird[state.number])
    }
  }

  @inline(__always)
  func repetitionLength(_ length: Int) -> UInt32 { repetitionLengths[length - 2] }

  /// One byte from the last distance.
  func shortRepetition(_ state: Model.State) -> UInt32 {
    Price.of(1, model.isMatch[state.number]) + Price.of(1, model.isRepetition[state.number])
      + Price.of(0, model.isOlder[state.number]) + Price.of(0, model.isLong[state.number])
  }
}
