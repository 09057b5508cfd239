/// Packs bytes as a file of LZMA (`.lzma`, as `xz --format=lzma` does): a header of 13 bytes, and one stream.
///
/// A module of WebAssembly becomes a third smaller than with gzip.
public func packedLZMA(_ bytes: [UInt8]) -> [UInt8] {
  var packer = Packer(bytes)
  return packer.packed()
}

private struct Packer {
  private let bytes: [UInt8]
  private var encoder: RangeEncoder
  private var model = Model()
  private var position = Position()

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var dictionary: UInt32 = 1 << 12
    while dictionary < bytes.count, dictionary < 1 << 31 { dictionary <<= 1 }
    func little(_ number: UInt64, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) }
    }
    encoder = RangeEncoder(
      header: [UInt8(Model.literalContext)] + little(UInt64(dictionary), 4) + little(UInt64(bytes.count), 8))
  }

  mutating func packed() -> [UInt8] {
    var route = Route(bytes)
    var place = 0
    while place < bytes.count {
      for step in route.steps(from: place, position, Costs(model)) {
        encode(step, at: place)
        position = position.after(step)
        place += step.length
      }
    }
    encoder.finish()
    return encoder.bytes
  }

  private mutating func encode(_ step: Step, at place: Int) {
    let state = position.state.number
    if case .literal = step {
      encoder.encode(0, &model.isMatch[state])
      return encodeLiteral(at: place)
    }
    encoder.encode(1, &model.isMatch[state])
    if case .match(let length, let distance) = step {
      encoder.encode(0, &model.isRepetition[state])
      encoder.encode(length: length, &model.matchLengths)
      return encode(distance: distance, Model.lengthClass(length))
    }
    encoder.encode(1, &model.isRepetition[state])
    guard case .repetition(let index, let length) = step else {
      encoder.encode(0, &model.isOlder[state])
      return encoder.encode(0, &model.isLong[state])
    }
    encoder.encode(index == 0 ? 0 : 1, &model.isOlder[state])
    switch index {
    case 0: encoder.encode(1, &model.isLong[state])
    case 1: encoder.encode(0, &model.isOlderThanSecond[state])
    default:
      encoder.encode(1, &model.isOlderThanSecond[state])
      encoder.encode(index - 2, &model.isOlderThanThird[state])
    }
    encoder.encode(length: length, &model.repetitionLengths)
  }

  private mutating func encodeLiteral(at place: Int) {
    let byte = Int(bytes[place])
    let before = place > 0 ? bytes[place - 1] : 0
    let start = Int(before >> (8 - UInt8(Model.literalContext))) * 0x300
    guard !position.state.followsLiteral else {
      return encoder.encode(byte, bits: 8, &model.literals, from: start)
    }
    let matched = Int(bytes[place - position.distance(0) - 1])
    var node = 1
    var isExpected = true
    for shift in (0..<8).reversed() {
      let (bit, expected) = (byte >> shift & 1, matched >> shift & 1)
      encoder.encode(bit, &model.literals[start + (isExpected ? (1 + expected) << 8 : 0) + node])
      node = node << 1 | bit
      if bit != expected { isExpected = false }
    }
  }

  private mutating func encode(distance: Int, _ kind: Int) {
    let slot = Model.slot(of: distance)
    encoder.encode(slot, bits: 6, &model.slots, from: kind << 6)
    guard slot >= 4 else { return }
    let bits = slot >> 1 - 1
    let start = (2 | slot & 1) << bits
    if slot < 14 {
      encoder.encodeReversed(distance - start, bits: bits, &model.nearDistances, from: start - slot)
    } else {
      encoder.encodeDirectly((distance - start) >> 4, bits: bits - 4)
      encoder.encodeReversed(distance & 15, bits: 4, &model.aligned)
    }
  }
}

extension RangeEncoder {
  fileprivate mutating func encode(length: Int, _ lengths: inout Model.Lengths) {
    let rest = length - 2
    encode(rest < 8 ? 0 : 1, &lengths.choice[0])
    guard rest >= 8 else { return encode(rest, bits: 3, &lengths.low) }
    encode(rest < 16 ? 0 : 1, &lengths.choice[1])
    if rest < 16 {
      encode(rest - 8, bits: 3, &lengths.middle)
    } else {
      encode(rest - 16, bits: 8, &lengths.high)
    }
  }
}
