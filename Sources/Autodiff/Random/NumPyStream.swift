/// The random numbers of NumPy's older interface (`np.random.seed`), which scikit-learn's data sets are drawn from.
public struct NumPyStream: Sendable, Hashable {
  private var twister: MersenneTwister
  /// The second number of the last pair that ``gauss()`` calculated, if it is not used yet.
  private var spare: Double?

  public init(seed: UInt32) { twister = MersenneTwister(seed: seed) }

  /// A stream from several numbers, as `np.random.seed([…])`.
  public init(key: [UInt32]) { twister = MersenneTwister(key: key) }

  /// A number of [0, 1), one of the multiples of 2⁻⁵³.
  public mutating func random() -> Double { twister.nextFraction() }

  public mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * random() }

  /// A number of the normal distribution with mean 0 and deviation 1.
  ///
  /// The polar method (Marsaglia, Bray 1964) makes them in pairs; the second one comes first.
  public mutating func gauss() -> Double {
    if let first = spare {
      spare = nil
      return first
    }
    while true {
      let x = 2 * random() - 1
      let y = 2 * random() - 1
      let square = x * x + y * y
      guard square < 1, square != 0 else { continue }
      let scale = (-2 * square.log() / square).squareRoot()
      spare = scale * x
      return scale * y
    }
  }

  public mutating func normal(mean: Double, deviation: Double) -> Double { mean + deviation * gauss() }

  /// A whole number of 0 ... most: as many bits as that has, drawn again while they are too large.
  public mutating func whole(upTo most: UInt64) -> UInt64 {
    if most == 0 { return 0 }
    let mask = UInt64.max >> UInt64(most.leadingZeroBitCount)
    while true {
      let word = most <= UInt64(UInt32.max) ? UInt64(twister.next()) : twister.nextLong()
      if word & mask <= most { return word & mask }
    }
  }

  /// `shuffle`: from the end, each changes places with one of those up to it.
  public mutating func shuffle<Entry>(_ entries: inout [Entry]) {
    for i in stride(from: entries.count - 1, to: 0, by: -1) {
      entries.swapAt(i, Int(whole(upTo: UInt64(i))))
    }
  }

  public mutating func permutation(of count: Int) -> [Int] {
    var order = Array(0..<count)
    shuffle(&order)
    return order
  }

  /// `choice` with replacement: places with these shares, or all alike.
  public mutating func choices(_ count: Int, of population: Int, shares: [Double]?) -> [Int] {
    guard let shares else { return (0..<count).map { _ in Int(whole(upTo: UInt64(population - 1))) } }
    var cumulated: [Double] = []
    for share in shares { cumulated.append((cumulated.last ?? 0) + share) }
    let total = cumulated.last ?? 1
    return (0..<count).map { _ in
      let wanted = random()
      return cumulated.firstIndex { wanted < $0 / total } ?? population - 1
    }
  }

  /// How many of so many trials succeed, for an expected number of 30 or less: NumPy's inversion of the distribution.
  public mutating func binomial(_ trials: Int, _ share: Double) -> Int {
    guard trials > 0, share > 0 else { return 0 }
    guard share <= 0.5 else { return trials - binomialByInversion(trials, 1 - share) }
    return binomialByInversion(trials, share)
  }

  private mutating func binomialByInversion(_ trials: Int, _ share: Double) -> Int {
    let n = Double(trials)
    let rest = 1 - share
    let none = (n * rest.log()).exp()
    let expected = n * share
    let bound = min(n, expected + 10 * (expected * rest + 1).squareRoot()).rounded(.down)
    while true {
      var (count, chance, left) = (0.0, none, random())
      while left > chance, count < bound {
        count += 1
        left -= chance
        chance = ((n - count + 1) * share * chance) / (count * rest)
      }
      if left <= chance { return Int(count) }
    }
  }
}
