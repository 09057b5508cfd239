import Autodiff
import Testing

@Suite struct `Random numbers` {
  @Test func `of SplitMix64 are the published ones`() {
    var mixer = SplitMix64(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect(expected.map { _ in mixer.next() } == expected)
  }

  @Test func `of xoshiro256** are the published ones`() {
    var source = RandomSource(state: (1, 2, 3, 4))
    let expected: [UInt64] = [
      11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
      607_988_272_756_665_600, 16_172_922_978_634_559_625, 8_476_171_486_693_032_832,
      10_595_114_339_597_558_777, 2_904_607_092_377_533_576,
    ]
    #expect(expected.map { _ in source.next() } == expected)
  }

  @Test func `of a seed start from SplitMix64`() {
    var mixer = SplitMix64(seed: 0)
    var source = RandomSource(state: (mixer.next(), mixer.next(), mixer.next(), mixer.next()))
    #expect(source == RandomSource(seed: 0))
    #expect(source.next() == 11_091_344_671_253_066_420)
    #expect(source != RandomSource(seed: 0))
  }

  @Test func `of [0, 1) are the top 53 bits`() {
    var source = RandomSource(seed: 0)
    let draws = (0..<4).map { _ in source.uniform() }
    #expect(draws == [0.6012629994179048, 0.7477740925472398, 0.10301998939503632, 0.4165890778296456])
    let mean = (0..<10_000).reduce(0) { sum, _ in sum + source.uniform() } / 10_000
    #expect((mean - 0.5).magnitude < 0.01)
  }

  /// Calculated by the same formula with Python's `math`.
  @Test func `of the normal distribution come in pairs`() {
    var source = RandomSource(seed: 0)
    var uniforms = source
    let expected = [-0.01896499060631051, -1.3559302271143727, -0.40372109705088766, 0.23335097938940202]
    for value in expected { #expect((source.normal() - value).magnitude < 1e-15) }
    for _ in 0..<4 { _ = uniforms.next() }
    #expect(source == uniforms)
  }

  @Test func `half way through a pair are another state`() {
    var once = RandomSource(seed: 3)
    var bits = once
    _ = once.normal()
    _ = (bits.next(), bits.next())
    #expect(once != bits)
    var copy = once
    #expect(copy.normal() == once.normal())
    #expect(once == bits)
  }

  @Test func `of the normal distribution have its moments`() {
    var source = RandomSource(seed: 1)
    let draws = (0..<20_000).map { _ in source.normal() }
    func moment(_ power: Int) -> Double {
      draws.reduce(0) { sum, x in sum + (0..<power).reduce(1) { product, _ in product * x } }
        / Double(draws.count)
    }
    #expect(moment(1).magnitude < 0.03)
    #expect((moment(2) - 1).magnitude < 0.05)
    #expect(moment(3).magnitude < 0.1)
    #expect((moment(4) - 3).magnitude < 0.25)
  }

  @Test func `below a bound are each as likely`() {
    var source = RandomSource(seed: 2)
    var counts = Array(repeating: 0, count: 6)
    for _ in 0..<60_000 { counts[Int(source.integer(below: 6))] += 1 }
    for count in counts { #expect((count - 10_000).magnitude < 400) }
    #expect((0..<100).allSatisfy { _ in source.integer(below: 1) == 0 })
  }

  /// Without drawing again, a bound of ¾·2⁶⁴ would give multiples of 3 twice as often as the others.
  @Test func `below a large bound are each as likely`() {
    var source = RandomSource(seed: 4)
    let bound: UInt64 = 3 << 62
    var counts = [0, 0, 0]
    for _ in 0..<30_000 {
      let x = source.integer(below: bound)
      #expect(x < bound)
      counts[Int(x % 3)] += 1
    }
    for count in counts { #expect((count - 10_000).magnitude < 400) }
  }
}
