/// What one instruction of a row program does with whole rows of numbers.
public enum RowOperation: UInt8, Sendable, BitwiseCopyable {
  case copy, negate, magnitude, floor, squareRoot
  case add, subtract, multiply, divide, multiplyAdd
  case exp, expm1, log, log1p, sin, cos, tanh, erf, power
  /// What a / b leaves over, cut off towards 0.
  case fmod
  /// 1 where a < b, 0 elsewhere; 1 where a ≤ b; 1 where a = b.
  case less, lessOrEqual, equal
  /// b where a is not 0, c elsewhere.
  case select
  /// The larger of a and b; NaN if one of them is.
  case maximum
}

/// One step of a straight-line program over rows: `rows[result] = operation(rows[a], rows[b], rows[c])`, entry by
/// entry.
public struct RowInstruction: Hashable, Sendable, BitwiseCopyable {
  public var operation: RowOperation
  public var result: Int32
  public var a: Int32
  public var b: Int32
  public var c: Int32

  public init(_ operation: RowOperation, result: Int32, _ a: Int32, _ b: Int32, _ c: Int32) {
    self.operation = operation
    self.result = result
    self.a = a
    self.b = b
    self.c = c
  }
}

/// Runs a row program over `count` entries of every row.
///
/// Whole vectors are read and written: rows must have room up to the next multiple of the vector's width.
///
/// - Parameter rows: where each row begins.
@inlinable @inline(__always)
func runRows<V: Vector>(
  _: V.Type, _ instructions: UnsafeBufferPointer<RowInstruction>,
  _ rows: UnsafePointer<UnsafeMutablePointer<V.Element>>, _ count: Int
) {
  for instruction in instructions {
    let result = rows[Int(instruction.result)]
    let a = UnsafePointer(rows[Int(instruction.a)])
    let b = UnsafePointer(rows[Int(instruction.b)])
    let c = UnsafePointer(rows[Int(instruction.c)])
    switch instruction.operation {
    case .copy: mapRow(V.self, result, a, count) { $0 }
    case .negate: mapRow(V.self, result, a, count) { -$0 }
    case .magnitude: mapRow(V.self, result, a, count) { $0.magnitude }
    case .floor: mapRow(V.self, result, a, count) { $0.floor() }
    case .squareRoot: mapRow(V.self, result, a, count) { $0.squareRoot() }
    case .add: mapRows(V.self, result, a, b, count) { $0 + $1 }
    case .subtract: mapRows(V.self, result, a, b, count) { $0 - $1 }
    case .multiply: mapRows(V.self, result, a, b, count) { $0 * $1 }
    case .divide: mapRows(V.self, result, a, b, count) { $0 / $1 }
    case .multiplyAdd: mapRows(V.self, result, a, b, c, count) { V.multiplyAdd($0, $1, $2) }
    case .exp: mapRow(V.self, result, a, count) { $0.exp() }
    case .expm1: mapRow(V.self, result, a, count) { $0.expm1() }
    case .log: mapRow(V.self, result, a, count) { $0.log() }
    case .log1p: mapRow(V.self, result, a, count) { $0.log1p() }
    case .sin: mapRow(V.self, result, a, count) { $0.sin() }
    case .cos: mapRow(V.self, result, a, count) { $0.cos() }
    case .tanh: mapRow(V.self, result, a, count) { $0.tanh() }
    case .erf: mapRow(V.self, result, a, count) { $0.erf() }
    case .power: mapRows(V.self, result, a, b, count) { $0.power($1) }
    case .less:
      mapRows(V.self, result, a, b, count) { V.select(V.isLess($0, $1), ifTrue: V(1), ifFalse: V(0)) }
    case .lessOrEqual:
      mapRows(V.self, result, a, b, count) { V.select(V.isLessOrEqual($0, $1), ifTrue: V(1), ifFalse: V(0)) }
    case .fmod:
      // Exact in every case, and no processor does several at once.
      for i in 0..<count { result[i] = a[i].truncatingRemainder(dividingBy: b[i]) }
    case .equal:
      mapRows(V.self, result, a, b, count) { V.select(V.isEqual($0, $1), ifTrue: V(1), ifFalse: V(0)) }
    case .select:
      mapRows(V.self, result, a, b, c, count) { V.select(V.isEqual($0, V(0)), ifTrue: $2, ifFalse: $1) }
    case .maximum:
      mapRows(V.self, result, a, b, count) { x, y in
        let larger = V.select(V.isLess(x, y), ifTrue: y, ifFalse: x)
        return V.select(V.isEqual(y, y), ifTrue: larger, ifFalse: y)
      }
    }
  }
}

@inlinable @inline(__always)
func mapRow<V: Vector>(
  _: V.Type, _ result: UnsafeMutablePointer<V.Element>, _ a: UnsafePointer<V.Element>, _ count: Int,
  _ function: (V) -> V
) {
  var i = 0
  while i < count {
    function(V(at: a + i)).store(at: result + i)
    i += V.count
  }
}

@inlinable @inline(__always)
func mapRows<V: Vector>(
  _: V.Type, _ result: UnsafeMutablePointer<V.Element>, _ a: UnsafePointer<V.Element>,
  _ b: UnsafePointer<V.Element>, _ count: Int, _ function: (V, V) -> V
) {
  var i = 0
  while i < count {
    function(V(at: a + i), V(at: b + i)).store(at: result + i)
    i += V.count
  }
}

@inlinable @inline(__always)
func mapRows<V: Vector>(
  _: V.Type, _ result: UnsafeMutablePointer<V.Element>, _ a: UnsafePointer<V.Element>,
  _ b: UnsafePointer<V.Element>, _ c: UnsafePointer<V.Element>, _ count: Int, _ function: (V, V, V) -> V
) {
  var i = 0
  while i < count {
    function(V(at: a + i), V(at: b + i), V(at: c + i)).store(at: result + i)
    i += V.count
  }
}
