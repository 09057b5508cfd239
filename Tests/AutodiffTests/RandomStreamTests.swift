@testable import Autodiff
import Foundation
import Testing

/// What the real libraries draw, from `Tests/random_streams.py`.
struct DrawnLine: Sendable, CustomTestStringConvertible {
  let stream: Substring
  let seed: Substring
  let calls: [[Substring]]
  let numbers: [Double]
  var testDescription: String { "\(stream), seed \(seed): \(calls.map { $0.joined(separator: " ") })" }

  init(_ line: Substring) {
    let parts = line.split(separator: "|", maxSplits: 3, omittingEmptySubsequences: false)
    (stream, seed) = (parts[0], parts[1])
    calls = parts[2].split(separator: ";").map { $0.split(separator: " ") }
    numbers = parts[3].split(separator: " ").map { Double($0) ?? .nan }
  }

  static let all: [DrawnLine] = {
    guard let url = Bundle.module.url(forResource: "Fixtures/streams", withExtension: "txt"),
      let text = try? String(contentsOf: url, encoding: .utf8)
    else { return [] }
    return text.split(separator: "\n").map { DrawnLine($0) }
  }()

  static func of(_ stream: String) -> [DrawnLine] { all.filter { $0.stream == stream } }

  /// The draws of every call, one after the other; of a long array the last ones only.
  func draws(_ draw: (Substring, Int, [Substring]) -> [Double]) -> [Double] {
    calls.flatMap { call in
      let count = Int(call[1]) ?? 0
      let values = draw(call[0], count, Array(call.dropFirst(2)))
      return count > 100 ? values.suffix(24) : values[...]
    }
  }
}

@Suite struct `Random streams` {
  @Test func `are held against hundreds of lines of real draws`() {
    #expect(DrawnLine.of("torch").count >= 25 * 5)
    #expect(DrawnLine.of("python").count >= 50)
    #expect(DrawnLine.of("numpy").count >= 50)
  }

  /// Exact, but for the logarithm, sine and cosine of 64-bit draws, which ours and the C library's round differently.
  @Test(arguments: DrawnLine.of("torch"))
  func `of PyTorch are PyTorch's`(_ line: DrawnLine) throws {
    var stream = TorchStream(seed: UInt64(bitPattern: Int64(try #require(Int(line.seed)))))
    let drawn = line.draws { name, count, rest in draw(name, count, rest, &stream) }
    let isWide = line.calls.contains {
      $0.last == "64" && ["randn", "normal", "exponential"].contains($0[0])
    }
    expect(drawn, line.numbers, ulps: isWide ? 4 : 0)
  }

  private func draw(_ name: Substring, _ count: Int, _ rest: [Substring], _ stream: inout TorchStream)
    -> [Double]
  {
    let precision: Precision = rest.last == "64" ? .double : .single
    let number = rest.first.flatMap { Double($0) } ?? 0
    let second = rest.dropFirst().first.flatMap { Double($0) } ?? 0
    switch name {
    case "rand": return stream.draws(count, of: .uniform(low: 0, high: 1), precision) { _ in }
    case "randn": return stream.draws(count, of: .normal(mean: 0, deviation: 1), precision) { _ in }
    case "uniform": return stream.draws(count, of: .uniform(low: number, high: second), precision) { _ in }
    case "normal":
      return stream.draws(count, of: .normal(mean: number, deviation: second), precision) { _ in }
    case "exponential": return stream.draws(count, of: .exponential(rate: number), precision) { _ in }
    case "bernoulli": return stream.draws(count, of: .bernoulli(number), precision) { _ in }
    case "dropout": return stream.draws(count, of: .bernoulli(1 - number), precision) { _ in }
    case "randint":
      return stream.draws(count, of: .whole(low: Int(number), count: UInt64(second - number)), .single) { _ in
      }
    case "seeds": return (0..<count).map { _ in Double(stream.nextSeed() >> 10) }
    case "randperm": return stream.permutation(of: count) { _ in }.map { Double($0) }
    case "multinomial":
      let weights = (1...11).map { Double($0 * $0) }
      return stream.choices(
        count, ofRows: [weights], withReplacement: rest[0] == "again", precision
      ) { _ in }.map { Double($0) }
    default: return []
    }
  }

  @Test(arguments: DrawnLine.of("python"))
  func `of Python are Python's`(_ line: DrawnLine) throws {
    var stream = try stream(ofPythonSeed: line.seed)
    let drawn = line.draws { name, count, rest in draw(name, count, rest, &stream) }
    let isCurved = line.calls.contains { ["gauss", "normalvariate", "expovariate"].contains($0[0]) }
    expect(drawn, line.numbers, ulps: isCurved ? 4 : 0)
  }

  private func stream(ofPythonSeed text: Substring) throws -> PythonStream {
    if text == "True" { return PythonStream(seed: 1) }
    if let whole = Int(text) { return PythonStream(seed: whole) }
    if let number = Double(text) { return PythonStream(seed: number) }
    return PythonStream(seed: String(text.dropFirst().dropLast()))
  }

  private func draw(_ name: Substring, _ count: Int, _ rest: [Substring], _ stream: inout PythonStream)
    -> [Double]
  {
    let given = rest.compactMap { Double($0) }
    func repeated(_ one: (inout PythonStream) -> Double) -> [Double] { (0..<count).map { _ in one(&stream) } }
    switch name {
    case "random": return repeated { $0.random() }
    case "uniform": return repeated { $0.uniform(given[0], given[1]) }
    case "gauss": return repeated { $0.gauss(mean: given[0], deviation: given[1]) }
    case "normalvariate": return repeated { $0.normal(mean: given[0], deviation: given[1]) }
    case "expovariate": return repeated { $0.exponential(rate: given[0]) }
    case "getrandbits": return repeated { Double(given[0] > 53 ? $0.bits(64) >> 11 : $0.bits(Int(given[0]))) }
    case "randrange": return repeated { Double($0.whole(below: UInt64(given[0]))) }
    case "randint": return repeated { given[0] + Double($0.whole(below: UInt64(given[1] - given[0] + 1))) }
    case "shuffle":
      var order = Array(0..<count)
      stream.shuffle(&order)
      return order.map { Double($0) }
    case "sample": return stream.sample(count, of: Int(given[0])).map { Double($0) }
    case "choices": return stream.choices(count, of: Int(given[0]), cumulated: nil).map { Double($0) }
    case "weighted":
      let cumulated = (1...Int(given[0])).map { Double($0 * ($0 + 1) / 2) }
      return stream.choices(count, of: Int(given[0]), cumulated: cumulated).map { Double($0) }
    default: return []
    }
  }

  @Test(arguments: DrawnLine.of("numpy"))
  func `of NumPy are NumPy's`(_ line: DrawnLine) throws {
    var stream = NumPyStream(seed: try #require(UInt32(line.seed)))
    let drawn = line.draws { name, count, rest in draw(name, count, rest, &stream) }
    let isCurved = line.calls.contains { ["randn", "normal"].contains($0[0]) }
    expect(drawn, line.numbers, ulps: isCurved ? 4 : 0)
  }

  private func draw(_ name: Substring, _ count: Int, _ rest: [Substring], _ stream: inout NumPyStream)
    -> [Double]
  {
    let given = rest.compactMap { Double($0) }
    func repeated(_ one: (inout NumPyStream) -> Double) -> [Double] { (0..<count).map { _ in one(&stream) } }
    switch name {
    case "rand": return repeated { $0.random() }
    case "randn": return repeated { $0.gauss() }
    case "normal": return repeated { $0.normal(mean: given[0], deviation: given[1]) }
    case "uniform": return repeated { $0.uniform(given[0], given[1]) }
    case "randint": return repeated { given[0] + Double($0.whole(upTo: UInt64(given[1] - given[0] - 1))) }
    case "shuffle", "permutation": return stream.permutation(of: count).map { Double($0) }
    case "choice":
      let shares = rest.isEmpty ? nil : (1...8).map { Double($0) / 36 }
      return stream.choices(count, of: 8, shares: shares).map { Double($0) }
    case "binomial": return repeated { Double($0.binomial(Int(given[0]), given[1])) }
    default: return []
    }
  }

  private func expect(_ drawn: [Double], _ expected: [Double], ulps: Double) {
    #expect(drawn.count == expected.count)
    for (place, (a, b)) in zip(drawn, expected).enumerated() {
      // A normal number near the mean is the difference of larger ones.
      let allowed = ulps == 0 ? 0 : ulps * max(b.magnitude, 0.25).ulp
      #expect((a - b).magnitude <= allowed, "entry \(place): \(a) instead of \(b)")
    }
  }

  @Test func `go on from a state as from the stream itself`() throws {
    var stream = TorchStream(seed: 3)
    for count in [0, 1, 3, 623, 624, 700] {
      _ = stream.draws(count, of: .uniform(low: 0, high: 1), .single) { _ in }
      _ = stream.normal()
      var restored = try #require(TorchStream(state: stream.state))
      #expect(restored == stream)
      var copy = stream
      #expect(restored.normal() == copy.normal())
      #expect(restored.nextLong() == copy.nextLong())
    }
    #expect(TorchStream(state: TorchStream(seed: 9).state) == TorchStream(seed: 9))
    #expect(TorchStream(state: []) == nil)
    #expect(TorchStream(state: [UInt8](repeating: 7, count: TorchStream.stateSize)) == nil)
  }

  /// The first bytes and the last ones of `torch.get_rng_state()` after `manual_seed(3); rand(3); randn(1)`.
  @Test func `have PyTorch's state`() {
    var stream = TorchStream(seed: 3)
    _ = stream.draws(3, of: .uniform(low: 0, high: 1), .single) { _ in }
    _ = stream.normal()
    let state = stream.state
    #expect(state.prefix(24) == [3, 0, 0, 0, 0, 0, 0, 0, 106, 2, 0, 0, 1, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0])
    #expect(Array(state[5024..<5032]) == [0x4c, 0x75, 0xc8, 0xee, 0xc1, 0xe5, 0xf1, 0x3f])
    #expect(state[5040] == 1)
    #expect(TorchStream(seed: 3).state[8] == 1)
    #expect(TorchStream(seed: 3).state[16] == 0)
  }

  @Test func `stop where they are told to`() {
    struct Stopped: Error {}
    var stream = TorchStream(seed: 0)
    var seen = 0
    #expect(throws: Stopped.self) {
      try stream.draws(100_000, of: .normal(mean: 0, deviation: 1), .single) { count throws(Stopped) in
        seen += count
        if seen > 20_000 { throw Stopped() }
      }
    }
    #expect(seen < 30_000)
  }

  @Test func `copied go their own ways`() {
    var stream = TorchStream(seed: 5)
    var copy = stream
    #expect(stream == copy)
    let first = (0..<700).map { _ in stream.nextLong() }
    #expect(stream != copy)
    #expect((0..<700).map { _ in copy.nextLong() } == first)
    #expect(stream == copy)
  }

  @Test func `of normals have the same bits on every instruction set`() {
    for set in InstructionSet.available {
      var values = (0..<4096).map { Double(Float($0) / 4096) }
      values.withUnsafeMutableBufferPointer {
        NormalBlocks.make(of: $0, .single, mean: 0.5, deviation: 2, set)
      }
      #expect(values == Self.normalsOfBaseline)
    }
  }

  private static let normalsOfBaseline: [Double] = {
    var values = (0..<4096).map { Double(Float($0) / 4096) }
    values.withUnsafeMutableBufferPointer {
      NormalBlocks.make(of: $0, .single, mean: 0.5, deviation: 2, .baseline)
    }
    return values
  }()
}
