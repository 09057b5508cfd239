import Autodiff

/// Hashes of the bits of everything that is calculated, to be compared between machines. All NaNs are one.
struct Fingerprint {
  private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ numbers: [Double]) {
    for x in numbers {
      let bits: UInt64 = x.isNaN ? 0x7ff8_0000_0000_0000 : x.bitPattern
      for shift in [UInt64(0), 8, 16, 24, 32, 40, 48, 56] {
        hash = (hash ^ (bits >> shift & 0xFF)) &* 0x100_0000_01b3
      }
    }
  }

  var text: String { String(hash, radix: 16) }

  /// Numbers of all kinds, the same everywhere.
  private struct Inputs {
    var state: UInt64 = 88_172_645_463_325_252

    private mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }

    /// A third of all sizes, a third around 1, a third up to some hundreds.
    mutating func number(_ kind: Int) -> Double {
      let bits = next()
      switch kind % 3 {
      case 0: return Double(bitPattern: bits)
      case 1: return Double(Int64(bitPattern: bits) >> 11) * 0x1p-52
      default: return Double(Int64(bitPattern: bits) >> 11) * 0x1p-44
      }
    }

    mutating func numbers(_ count: Int, _ precision: Precision, kind: (Int) -> Int) -> [Double] {
      var numbers: [Double] = []
      for i in 0..<count { numbers.append(precision.rounded(number(kind(i)))) }
      return numbers
    }
  }

  /// One line an operator and precision: both engines' values and gradients; then matrix products, normal numbers, and programs.
  static func all(_ line: (String) -> Void) {
    var inputs = Inputs()
    for precision in [Precision.double, .single] {
      let name = precision == .double ? "f64" : "f32"
      let columns = [0, 1, 2].map { _ in inputs.numbers(1500, precision) { $0 } }
      for entry in ElementwiseOperators.all {
        let op = entry.make(entry.settings.map { $0.defaultValue })
        let operands = (0..<op.arity).map { (shape: Shape([1500]), entries: columns[$0]) }
        line("\(name) \(entry.name) \(prints(of: op.onArrays, operands, precision))\n")
      }
      let (rows, inner, width) = (37, 53, 29)
      let a = inputs.numbers(rows * inner, precision) { _ in 1 }
      let b = inputs.numbers(inner * width, precision) { _ in 1 }
      let operands = [
        (shape: Shape([rows, inner]), entries: a), (shape: Shape([inner, width]), entries: b),
      ]
      line("\(name) matmul \(prints(of: MatrixMultiply().erased, operands, precision))\n")
    }
    var random = TorchStream(seed: 7)
    var normals = Fingerprint()
    for _ in 0..<1000 { normals.add([random.normal()]) }
    line("normal \(normals.text)\n")
    ofPrograms(line)
  }

  /// The scalar engine's print and the tensor engine's, each of the values and of the gradients of their sum.
  private static func prints(
    of operation: AnyOperation, _ operands: [(shape: Shape, entries: [Double])], _ precision: Precision
  ) -> String {
    var (scalar, tensor) = (Fingerprint(), Fingerprint())
    let options = TensorOptions(instructionSet: .baseline)
    do throws(OperationError) {
      let shape = try operation.shape(of: operands.map { $0.shape })
      let values = try operation.evaluate(operands, shape: shape, precision: precision)
      scalar.add(values)
      tensor.add(
        try TensorEngine.evaluate(
          operation, operands.map { ArrayView(shape: $0.shape, stored: $0.entries) }, shape: shape,
          precision: precision, options: options
        ).entries)
      var recording = Recording()
      var leaves: [EntryID] = []
      for (owner, operand) in operands.enumerated() {
        leaves.append(
          recording.leaf(
            operand.entries, shape: operand.shape, precision: precision, needsGradient: true, owner: owner))
      }
      let root = recording.record(operation, leaves, shape: shape, values: values, precision: precision)
      let ones = [Double](repeating: 1, count: shape.count)
      for (_, gradient) in try ScalarEngine.backward(
        recording, from: root, gradient: ones, existing: { _ in nil })
      {
        scalar.add(gradient)
      }
      for (_, gradient) in try TensorEngine.backward(
        recording, from: root, gradient: ones, options: options, existing: { _ in nil })
      {
        tensor.add(gradient)
      }
    } catch {
      return "error: \(error.message)"
    }
    return "\(scalar.text) \(tensor.text)"
  }
}
