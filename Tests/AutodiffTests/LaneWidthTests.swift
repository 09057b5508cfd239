import Testing

@testable import Autodiff
import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsBaseline

/// The kernels' vectors, of every width that the processor has, against single numbers: all bits the same,
/// whatever stands in the other lanes.
@Suite struct `Every lane of a vector` {
  /// Ordinary numbers, and those that take another way through the functions.
  private static let specials: [Double] = [
    0, -0.0, 0x1p-1074, -0x1p-1030, 0x1p-149, -0x1p-130, 0x1p-126, 1e-30, 0.3, -0.3, 0.75, 1, -1, 2.5, -2.5,
    5, 7,
    22, 50, -88.7, 88.73, -103.9, 700, -745.2, 0x1p20, 1_048_577, -3e9, 1e22, 3.4e38, -1e300, .infinity,
    -.infinity, .nan,
  ]

  private static let unary: [RowOperation] = [
    .exp, .expm1, .log, .log1p, .sin, .cos, .tanh, .erf, .squareRoot, .floor, .negate, .magnitude,
  ]

  /// Each special number in each lane in turn, ordinary ones in the others; then a row of random ones.
  private func rows(width: Int) -> [Double] {
    var numbers = TestNumbers(seed: 11)
    var row: [Double] = []
    for special in Self.specials {
      for lane in 0..<width {
        var vector = numbers.numbers(width, in: -4...4)
        vector[lane] = special
        row += vector
      }
    }
    return row + numbers.numbers(64 * width, in: -100...100)
  }

  @Test(arguments: InstructionSet.available)
  func `of doubles has the bits of a single double`(_ set: InstructionSet) {
    let row = rows(width: set.widths.doubles)
    for operation in Self.unary {
      let results = run(set.kernels, operation, row, row)
      for (x, y) in zip(row, results) {
        let expected = single(operation, x, x)
        #expect(isSame(y, expected), "\(set) \(operation)(\(x)) is \(y), not \(expected)")
      }
    }
    for exponents in shifted(row) {
      let powers = run(set.kernels, .power, row, exponents)
      for ((x, y), power) in zip(zip(row, exponents), powers) {
        let expected = Elementary.pow(x, y)
        #expect(isSame(power, expected), "\(set) pow(\(x), \(y)) is \(power), not \(expected)")
      }
    }
  }

  @Test(arguments: InstructionSet.available)
  func `of floats has the bits of a single float`(_ set: InstructionSet) {
    let row = rows(width: set.widths.floats).map(Float.init)
    for operation in Self.unary {
      let results = run(set.kernels, operation, row, row)
      for (x, y) in zip(row, results) {
        let expected = single(operation, x, x)
        #expect(isSame(y, expected), "\(set) \(operation)(\(x)) is \(y), not \(expected)")
      }
    }
    for exponents in shifted(row) {
      let powers = run(set.kernels, .power, row, exponents)
      for ((x, y), power) in zip(zip(row, exponents), powers) {
        let expected = Elementary.pow(x, y)
        #expect(isSame(power, expected), "\(set) pow(\(x), \(y)) is \(power), not \(expected)")
      }
    }
  }

  @Test(arguments: InstructionSet.available)
  func `of floats has the power of a single float, whatever its size`(_ set: InstructionSet) {
    var random = SplitMix64(seed: 3)
    var bases = (0..<4000).map { _ in Float(bitPattern: UInt32(random.next() >> 33)) }
    // Where a number is split at √½, and where ordinary numbers end.
    for edge: UInt32 in [0x3f35_04f3, 0x3f80_0000, 0x0080_0000, 0x7f80_0000, 0x3eb5_04f3, 0x40b5_04f4] {
      bases += (0..<16).map { Float(bitPattern: edge &- 8 &+ $0) }
    }
    let exponents = bases.map { _ in Float(random.next() % 4001) / 100 - 20 }
    let powers = run(set.kernels, .power, bases, exponents)
    for ((x, y), power) in zip(zip(bases, exponents), powers) {
      let expected = Elementary.pow(x, y)
      #expect(isSame(power, expected), "\(set) pow(\(x), \(y)) is \(power), not \(expected)")
    }
  }

  @Test func `is one of 2 to 16`() {
    #expect(InstructionSet.baseline.widths == (floats: 4, doubles: 2))
    #expect(InstructionSet.avx2.widths == (floats: 8, doubles: 4))
    #expect(InstructionSet.avx512.widths == (floats: 16, doubles: 8))
  }

  /// Exponents for every base: the row itself moved by some places, and whole and half numbers.
  private func shifted<Number: BinaryFloatingPoint>(_ row: [Number]) -> [[Number]] {
    [1, 7, 40, 133].map { distance in Array(row[distance...] + row[..<distance]) }
      + [row.indices.map { Number($0 % 41 - 20) / 2 }]
  }

  private func isSame<Number: BinaryFloatingPoint>(_ a: Number, _ b: Number) -> Bool {
    a.isNaN && b.isNaN || a == b && a.sign == b.sign
  }

  private func single<Number: Scalar & FloatingPoint>(
    _ operation: RowOperation, _ x: Number, _ y: Number
  ) -> Number {
    switch operation {
    case .exp: x.exp()
    case .expm1: x.expm1()
    case .log: x.log()
    case .log1p: x.log1p()
    case .sin: x.sin()
    case .cos: x.cos()
    case .tanh: x.tanh()
    case .erf: x.erf()
    case .squareRoot: x.sqrt()
    case .floor: x.floor()
    case .negate: -x
    case .magnitude: x.abs()
    default: x.power(y)
    }
  }

  /// One instruction over rows, as the tensor engine runs it.
  private func run(
    _ kernels: any KernelSet.Type, _ operation: RowOperation, _ a: [Double], _ b: [Double]
  ) -> [Double] {
    onRows(operation, a, b) { kernels.run($0, $1, a.count) }
  }

  private func run(
    _ kernels: any KernelSet.Type, _ operation: RowOperation, _ a: [Float], _ b: [Float]
  ) -> [Float] {
    onRows(operation, a, b) { kernels.run($0, $1, a.count) }
  }

  private func onRows<Number: BinaryFloatingPoint>(
    _ operation: RowOperation, _ a: [Number], _ b: [Number],
    _ run: (UnsafeBufferPointer<RowInstruction>, UnsafePointer<UnsafeMutablePointer<Number>>) -> Void
  ) -> [Number] {
    var rows = [a, b, [Number](repeating: 0, count: a.count)]
    let pointers = rows.indices.map { place in
      let pointer = UnsafeMutablePointer<Number>.allocate(capacity: a.count)
      pointer.initialize(from: rows[place], count: a.count)
      return pointer
    }
    defer { for pointer in pointers { pointer.deallocate() } }
    let program = [RowInstruction(operation, result: 2, 0, 1, 0)]
    program.withUnsafeBufferPointer { instructions in
      pointers.withUnsafeBufferPointer { run(instructions, $0.baseAddress!) }
    }
    rows[2] = Array(UnsafeBufferPointer(start: pointers[2], count: a.count))
    return rows[2]
  }
}

extension InstructionSet {
  /// How many numbers stand side by side.
  fileprivate var widths: (floats: Int, doubles: Int) {
    func widths<Set: KernelSet>(_: Set.Type) -> (Int, Int) { (Set.Floats.lanes, Set.Doubles.lanes) }
    let (floats, doubles) = widths(kernels)
    return (floats, doubles)
  }
}
