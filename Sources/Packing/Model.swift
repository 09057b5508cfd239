/// What LZMA expects next: probabilities of bits, by what was before (I. Pavlov, LZMA SDK, 2015). Places in the text
/// play no part here.
struct Model {
  /// How many bits of the byte before a literal tell which probabilities it has.
  static let literalContext = 4

  /// What a step was: 0…6 ended in a literal, 7… in a match or a repetition.
  struct State {
    var number = 0
    var followsLiteral: Bool { number < 7 }
    func literal() -> State { State(number: number < 4 ? 0 : number < 10 ? number - 3 : number - 6) }
    func match() -> State { State(number: followsLiteral ? 7 : 10) }
    func repetition() -> State { State(number: followsLiteral ? 8 : 11) }
    func shortRepetition() -> State { State(number: followsLiteral ? 9 : 11) }
  }

  struct Lengths {
    var choice = Model.even(2)
    var low = Model.even(8)
    var middle = Model.even(8)
    var high = Model.even(256)
  }

  var literals = even(0x300 << literalContext)
  var isMatch = even(12)
  var isRepetition = even(12)
  var isOlder = even(12)
  var isOlderThanSecond = even(12)
  var isOlderThanThird = even(12)
  var isLong = even(12)
  var matchLengths = Lengths()
  var repetitionLengths = Lengths()
  /// How large a distance is, by four classes of length.
  var slots = even(4 * 64)
  /// The lower bits of distances up to 127, and the lowest four of larger ones.
  var nearDistances = even(128)
  var aligned = even(16)

  static func even(_ count: Int) -> [UInt16] { [UInt16](repeating: 1024, count: count) }

  /// The highest two bits of a distance and how many follow; the number itself below 4.
  @inline(__always)
  static func slot(of distance: Int) -> Int {
    guard distance >= 4 else { return distance }
    let top = Int.bitWidth - 1 - distance.leadingZeroBitCount
    return top << 1 | distance >> (top - 1) & 1
  }

  @inline(__always)
  static func lengthClass(_ length: Int) -> Int { min(length - 2, 3) }
}
