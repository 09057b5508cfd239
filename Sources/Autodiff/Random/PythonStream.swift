/// The random numbers of Python's module `random`: the same draws from the same seed as in CPython 3.11.
public struct PythonStream: Sendable, Hashable {
  private var twister: MersenneTwister
  /// The second number of the last pair that ``gauss(mean:deviation:)`` calculated, if it is not used yet.
  private var spare: Double?

  /// A stream from a whole number, by its absolute value.
  public init(seed: Int) { self.init(key: PythonStream.words(of: UInt64(seed.magnitude))) }

  /// A stream from a float: by its hash, which of a whole number is that number.
  public init(seed: Double) {
    self.init(key: PythonStream.words(of: UInt64(bitPattern: Int64(PythonStream.hash(of: seed)))))
  }

  /// A stream from a text: by its bytes in UTF-8 and their SHA-512, taken together as one number.
  public init(seed: String) {
    let text = Array(seed.utf8)
    let bytes = Array((text + SHA512.digest(of: text)).reversed())
    var words: [UInt32] = []
    for start in stride(from: 0, to: bytes.count, by: 4) {
      words.append(
        (start..<min(start + 4, bytes.count)).reduce(0) { $0 | UInt32(bytes[$1]) << (8 * UInt32($1 - start)) }
      )
    }
    while words.count > 1, words.last == 0 { words.removeLast() }
    self.init(key: words)
  }

  /// A stream from the 32-bit words of a number, the least significant first.
  public init(key: [UInt32]) { twister = MersenneTwister(key: key) }

  private static func words(of number: UInt64) -> [UInt32] {
    let (low, high) = (UInt32(truncatingIfNeeded: number), UInt32(truncatingIfNeeded: number >> 32))
    return high == 0 ? [low] : [low, high]
  }

  /// Python's hash of a float: the number modulo 2⁶¹ − 1.
  private static func hash(of x: Double) -> Int {
    guard x.isFinite else { return x.isNaN ? 0 : x < 0 ? -314_159 : 314_159 }
    guard x != 0 else { return 0 }
    let modulus: UInt64 = 1 << 61 - 1
    // x = ±significand·2^power, with the significand a whole number.
    let significand = UInt64(x.magnitude.significand * 0x1p52)
    let power = (Int(x.exponent) - 52) % 61
    let shift = UInt64(power < 0 ? power + 61 : power)
    let reduced = significand % modulus
    let rotated = (reduced << shift & modulus) | (reduced >> (61 - shift))
    let value = x < 0 ? -Int(rotated) : Int(rotated)
    return value == -1 ? -2 : value
  }

  /// A number of [0, 1), one of the multiples of 2⁻⁵³.
  public mutating func random() -> Double { twister.nextFraction() }

  public mutating func uniform(_ a: Double, _ b: Double) -> Double { a + (b - a) * random() }

  /// A whole number of so many bits, 64 at most.
  public mutating func bits(_ count: Int) -> UInt64 {
    precondition((0...64).contains(count), "a number has 0 to 64 bits here")
    if count == 0 { return 0 }
    let low = twister.next()
    if count <= 32 { return UInt64(low >> UInt32(32 - count)) }
    return UInt64(twister.next() >> UInt32(64 - count)) << 32 | UInt64(low)
  }

  /// A whole number of 0 ..< bound: as many bits as the bound has, drawn again while they are too large.
  public mutating func whole(below bound: UInt64) -> UInt64 {
    precondition(bound > 0, "there is no whole number below 0")
    let count = UInt64.bitWidth - bound.leadingZeroBitCount
    var result = bits(count)
    while result >= bound { result = bits(count) }
    return result
  }

  /// A normal number, made in pairs (Box and Muller 1958).
  public mutating func gauss(mean: Double, deviation: Double) -> Double {
    let value: Double
    if let second = spare {
      value = second
      spare = nil
    } else {
      let angle = random() * (2 * Double.pi)
      let radius = (-2 * (1 - random()).log()).squareRoot()
      value = angle.cos() * radius
      spare = angle.sin() * radius
    }
    return mean + value * deviation
  }

  /// A normal number, by the ratio of two uniform ones: Kinderman, Monahan, "Computer generation of random variables
  /// using the ratio of uniform deviates", 1977.
  public mutating func normal(mean: Double, deviation: Double) -> Double {
    let width = 4 * (-0.5).exp() / 2.0.squareRoot()
    while true {
      let first = random()
      let second = 1 - random()
      let z = width * (first - 0.5) / second
      if z * z / 4 <= -second.log() { return mean + z * deviation }
    }
  }

  public mutating func exponential(rate: Double) -> Double { -(1 - random()).log() / rate }

  /// `random.shuffle`: from the end, each changes places with one of those up to it.
  public mutating func shuffle<Entry>(_ entries: inout [Entry]) {
    for i in stride(from: entries.count - 1, to: 0, by: -1) {
      entries.swapAt(i, Int(whole(below: UInt64(i + 1))))
    }
  }

  /// The places that `random.sample` picks of 0 ..< population: none twice.
  public mutating func sample(_ count: Int, of population: Int) -> [Int] {
    precondition((0...max(population, 0)).contains(count), "a sample is no larger than the population")
    // A set of the chosen is smaller than a list of all where the population is large.
    var setSize = 21
    if count > 5 {
      var power = 1
      while power < 3 * count { power *= 4 }
      setSize += power
    }
    var chosen: [Int] = []
    if population <= setSize {
      var pool = Array(0..<population)
      for i in 0..<count {
        let j = Int(whole(below: UInt64(population - i)))
        chosen.append(pool[j])
        pool[j] = pool[population - i - 1]
      }
    } else {
      var taken: Set<Int> = []
      for _ in 0..<count {
        var j = Int(whole(below: UInt64(population)))
        while !taken.insert(j).inserted { j = Int(whole(below: UInt64(population))) }
        chosen.append(j)
      }
    }
    return chosen
  }

  /// The places that `random.choices` picks, with cumulated weights or, without, all alike.
  public mutating func choices(_ count: Int, of population: Int, cumulated: [Double]?) -> [Int] {
    (0..<count).map { _ in
      guard let cumulated else { return Int((random() * Double(population)).rounded(.down)) }
      let wanted = random() * (cumulated.last ?? 0)
      var (low, high) = (0, population - 1)
      while low < high {
        let middle = (low + high) / 2
        if wanted < cumulated[middle] { high = middle } else { low = middle + 1 }
      }
      return low
    }
  }
}

extension MersenneTwister {
  /// A number of [0, 1) from the upper 27 bits of one word and the upper 26 of the next, as Python and NumPy make it.
  mutating func nextFraction() -> Double {
    let upper = next() >> 5
    return (Double(upper) * 67_108_864 + Double(next() >> 6)) * 0x1p-53
  }
}
