import Autodiff
import Language

/// Operations on whole numbers, exact in 64 bits; what is too large for the dtype wraps round, as in PyTorch.
extension Machine {
  /// The entries of an operation's result that is of no floats.
  func wholeNumbers(
    _ operation: AnyOperation, _ operands: [Operand], _ shape: Shape, _ dtype: DType, _ cost: Int
  ) throws(Diagnostic) -> TensorBuffer {
    if dtype.isInteger, operands.allSatisfy({ !$0.dtype.isFloating }) {
      if let rearrangement = operation.rearrangement {
        return kept(try rearranged(operands, by: rearrangement), as: dtype)
      }
      if let rule = operation.elementwiseOperator.flatMap({ WholeRule($0) }) {
        return kept(try wholeNumbers(rule, operands, shape, dtype), as: dtype)
      }
      if case .matrixMultiply = operation {
        return kept(try wholeProduct(operands, shape, operation.name), as: dtype)
      }
    }
    return try kept(
      try evaluate(operation, operands, shape: shape, precision: .double, cost: cost).entries, as: dtype)
  }

  private func rearranged(
    _ operands: [Operand], by rearrangement: Rearrangement
  ) throws(Diagnostic) -> [Int64] {
    var pace = Pace(stop)
    do throws(OperationError) {
      return try rearrangement.entries(
        of: operands.map { $0.wholes }, filler: Int64(saturating: rearrangement.filler), &pace)
    } catch {
      throw diagnostic(error)
    }
  }

  /// Floats in the order of a tensor's entries, equal where these are: the entries themselves, or, of whole numbers
  /// that floats cannot tell apart, their ranks.
  func orderKeys(of handle: Handle) -> [Double] {
    guard let exact = exactEntries(of: handle), exact.contains(where: { $0.magnitude > 1 << 53 }) else {
      return values(of: handle)
    }
    var ranks: [Int64: Double] = [:]
    for entry in exact.sorted() where ranks[entry] == nil { ranks[entry] = Double(ranks.count) }
    return exact.map { ranks[$0] ?? 0 }
  }

  private func wholeNumbers(
    _ rule: WholeRule, _ operands: [Operand], _ shape: Shape, _ dtype: DType
  ) throws(Diagnostic) -> [Int64] {
    let columns = operands.map { operand in
      let wholes = operand.wholes(as: dtype)
      return operand.shape == shape
        ? wholes : operand.shape.indices(broadcastTo: shape).map { wholes[Int($0)] }
    }
    let (a, b, c) = (columns[0], columns[columns.count > 1 ? 1 : 0], columns[columns.count > 2 ? 2 : 0])
    return try made(shape.count) { rule.value(a[$0], b[$0], c[$0]) }
  }

  /// The quotient of whole numbers cut off towards 0.
  mutating func wholeQuotient(_ x: Operand, _ y: Operand, _ dtype: DType) throws(Diagnostic) -> Object {
    let shape = try broadcast(x.shape, y.shape, for: "/")
    let (p, q) = (x.wholes(as: dtype), y.wholes(as: dtype))
    guard !q.contains(0) else {
      throw Diagnostic(
        .value, "division by zero",
        hint: "tensors of floats divide by zero to inf or nan; whole numbers do not")
    }
    try charge(shape.count)
    let (i, j) = (x.shape.indices(broadcastTo: shape), y.shape.indices(broadcastTo: shape))
    return try wholeTensor(
      zip(i, j).map { p[Int($0)].dividedReportingOverflow(by: q[Int($1)]).partialValue }, shape, dtype)
  }

  /// The sums of products of a matrix product.
  private func wholeProduct(
    _ operands: [Operand], _ shape: Shape, _ name: String
  ) throws(Diagnostic) -> [Int64] {
    let (a, b) = (operands[0], operands[1])
    let (left, right) = (a.wholes, b.wholes)
    let inner = a.shape.dimensions.last ?? 1
    let rows = a.shape.rank > 1 ? a.shape[a.shape.rank - 2] : 1
    let columns = b.shape.rank > 1 ? b.shape[b.shape.rank - 1] : 1
    let batchA = Shape(Array(a.shape.dimensions.dropLast(2)))
    let batchB = Shape(Array(b.shape.dimensions.dropLast(2)))
    let batch = Shape.broadcast(batchA, batchB) ?? batchA
    let (startsA, startsB) = (batchA.indices(broadcastTo: batch), batchB.indices(broadcastTo: batch))
    var result: [Int64] = []
    result.reserveCapacity(shape.count)
    for k in 0..<batch.count {
      for row in 0..<rows {
        let first = (Int(startsA[k]) * rows + row) * inner
        for column in 0..<columns {
          let second = Int(startsB[k]) * inner * columns + column
          var sum: Int64 = 0
          try tick(inner)
          for i in 0..<inner { sum &+= left[first + i] &* right[second + i * columns] }
          result.append(sum)
        }
      }
    }
    return result
  }

  /// A reduction of whole numbers; `nil` where there is none but by floats.
  mutating func wholeReduction(
    _ rule: some GroupReduction, _ grouping: Grouping, _ handle: Handle, _ dtype: DType
  ) throws(Diagnostic) -> Object? {
    let entries = try operand(.tensor(handle)).wholes
    let join: (Int64, Int64) -> Int64
    let start: Int64?
    switch rule.kind {
    case .sum: (join, start) = ({ $0 &+ $1 }, 0)
    case .product: (join, start) = ({ $0 &* $1 }, 1)
    case .extreme(let which):
      let isLargest = which == .largest
      (join, start) = ({ isLargest ? max($0, $1) : min($0, $1) }, nil)
    case .mean, .variance, .other: return nil
    }
    try checkRoom(grouping.starts.count)
    try work(entries.count)
    var result: [Int64] = []
    result.reserveCapacity(grouping.starts.count)
    let offsets = grouping.offsets.table
    for first in grouping.starts {
      var total = start
      for offset in offsets {
        let entry = entries[Int(first + offset)]
        total = total.map { join($0, entry) } ?? entry
      }
      result.append(total ?? 0)
    }
    return try wholeTensor(result, grouping.result, dtype)
  }

  /// The sums so far of whole numbers.
  mutating func wholeSums(_ grouping: Grouping, _ handle: Handle, _ dtype: DType) throws(Diagnostic) -> Object
  {
    var entries = try operand(.tensor(handle)).wholes
    try checkRoom(entries.count)
    try work(entries.count)
    let offsets = grouping.offsets.table
    for first in grouping.starts {
      var total: Int64 = 0
      for offset in offsets {
        total &+= entries[Int(first + offset)]
        entries[Int(first + offset)] = total
      }
    }
    return try wholeTensor(entries, heap.tensor(handle).shape, dtype)
  }
}

/// An elementwise operator on whole numbers.
struct WholeRule {
  let value: (Int64, Int64, Int64) -> Int64

  /// `nil` for operators that give whole numbers by way of floats.
  init?(_ op: CompiledOperator) {
    switch op.name {
    case "neg": value = { a, _, _ in 0 &- a }
    case "add": value = { a, b, _ in a &+ b }
    case "sub": value = { a, b, _ in a &- b }
    case "mul": value = { a, b, _ in a &* b }
    case "addcmul": value = { a, b, c in a &* b &+ c }
    case "floor_divide": value = { a, b, _ in WholeRule.floorDivision(a, b).quotient }
    case "remainder": value = { a, b, _ in WholeRule.floorDivision(a, b).remainder }
    case "abs": value = { a, _, _ in a < 0 ? 0 &- a : a }
    case "sign": value = { a, _, _ in a.signum() }
    case "square": value = { a, _, _ in a &* a }
    case "relu": value = { a, _, _ in max(a, 0) }
    case "maximum": value = { a, b, _ in max(a, b) }
    case "minimum": value = { a, b, _ in min(a, b) }
    case "where": value = { a, b, c in a != 0 ? b : c }
    case "clamp":
      if case .bounds(let lowest, let highest)? = op.setting {
        // Bounds that are no whole numbers have made floats of the entries before.
        let low = lowest.map { Int64(saturating: $0) } ?? .min
        let high = highest.map { Int64(saturating: $0) } ?? .max
        value = { a, _, _ in min(max(a, low), high) }
      } else {
        value = { a, b, c in min(max(a, b), c) }
      }
    case "copy", "floor", "ceil", "trunc", "round": value = { a, _, _ in a }
    default: return nil
    }
  }

  static func floorDivision(_ a: Int64, _ b: Int64) -> (quotient: Int64, remainder: Int64) {
    // −2⁶³ / −1 is 2⁶³, which wraps round; by 0 nobody gets here.
    guard b != 0, b != -1 else { return (0 &- a, 0) }
    let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
    let isBelow = remainder != 0 && (remainder < 0) != (b < 0)
    return isBelow ? (quotient - 1, remainder + b) : (quotient, remainder)
  }

  /// xⁿ; for n < 0 what is left of it rounded towards 0, as in PyTorch.
  static func power(_ x: Int64, _ n: Int64) -> Int64 {
    guard n >= 0 else { return x == 1 ? 1 : x == -1 ? (n & 1 == 0 ? 1 : -1) : 0 }
    var (result, base, exponent): (Int64, Int64, Int64) = (1, x, n)
    while exponent > 0 {
      if exponent & 1 == 1 { result = result &* base }
      base = base &* base
      exponent >>= 1
    }
    return result
  }
}
