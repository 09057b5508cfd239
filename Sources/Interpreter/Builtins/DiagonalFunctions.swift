import Autodiff
import Language

extension Builtins {
  static let diagonalFunctions: [Builtin] = [
    Builtin(
      "diag(input, diagonal=0)", [.torch, .tensorMethod],
      "A vector as the diagonal of a matrix; of a matrix, its diagonal."
    ) { m, a throws(Diagnostic) in
      let shape = m.heap.tensor(try a.tensor(0, m)).shape
      switch shape.rank {
      case 1: return try m.matrix(a, try a.integer(1, m))
      case 2: return try m.diagonal(a, try a.integer(1, m), 0, 1)
      default:
        throw Diagnostic(
          .shape, "diag() needs a vector or a matrix, not shape \(shape.list)",
          hint: "x.diagonal() takes the diagonals of a batch")
      }
    },
    Builtin(
      "diagonal(input, offset=0, dim1=0, dim2=1)", [.torch, .tensorMethod],
      "The entries whose indices along dim1 and dim2 are equal, or offset apart."
    ) { m, a throws(Diagnostic) in
      let rank = m.heap.tensor(try a.tensor(0, m)).shape.rank
      let (first, second) = (try a.dimension(a[2], of: rank, m), try a.dimension(a[3], of: rank, m))
      guard first != second else {
        throw Diagnostic(
          .value, "diagonal() needs two different dimensions, not \(first) twice", hint: "dim1=0, dim2=1")
      }
      return try m.diagonal(a, try a.integer(1, m), first, second)
    },
    triangle("tril", "Keeps what is on the diagonal and below; 0 elsewhere.") { $0 >= $1 },
    triangle("triu", "Keeps what is on the diagonal and above; 0 elsewhere.") { $0 <= $1 },
    Builtin("trace(input)", [.torch, .tensorMethod], "The sum of the diagonal of a matrix.") {
      m, a throws(Diagnostic) in
      let shape = m.heap.tensor(try a.tensor(0, m)).shape
      guard shape.rank == 2 else {
        throw Diagnostic(
          .shape, "trace() needs a matrix, not shape \(shape.list)", hint: "x.diagonal().sum() of others")
      }
      guard case .tensor(let diagonal) = try m.diagonal(a, 0, 0, 1) else { return .none }
      return try m.reduce(diagonal, Sum(), over: [0], keeping: false, keepsIntegers: true)
    },
  ]

  /// - Parameter keeps: whether an entry stays, by its row and the column of the diagonal there, seen from the entry.
  private static func triangle(
    _ name: String, _ help: String, _ keeps: @escaping @Sendable (_ row: Int, _ column: Int) -> Bool
  ) -> Builtin {
    Builtin("\(name)(input, diagonal=0)", [.torch, .tensorMethod], help) { m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let shape = m.heap.tensor(handle).shape
      guard shape.rank >= 2 else {
        throw Diagnostic(
          .shape, "\(name)() needs a matrix, not shape \(shape.list)",
          hint: "x.unsqueeze(0) is a matrix of one row")
      }
      let (rows, columns) = (shape[shape.rank - 2], shape[shape.rank - 1])
      // Beyond the matrix it makes no difference.
      let shift = min(max(try a.integer(1, m), -rows - columns), rows + columns)
      let sources = try m.made(shape.count) { entry in
        let (row, column) = (entry / columns % rows, entry % columns)
        return keeps(row + shift, column) ? Int32(entry) : -1
      }
      return try m.picked(handle, name, shape, sources)
    }
  }
}

extension Machine {
  /// A view of a diagonal, as the last dimension.
  fileprivate mutating func diagonal(
    _ a: Arguments, _ offset: Int, _ first: Int, _ second: Int
  ) throws(Diagnostic) -> Object {
    let handle = try a.tensor(0, self)
    let tensor = heap.tensor(handle)
    let (rows, columns) = (tensor.shape[first], tensor.shape[second])
    let shift = min(max(offset, -rows), columns)
    let length = max(min(rows + min(shift, 0), columns - max(shift, 0)), 0)
    let kept = (0..<tensor.shape.rank).filter { $0 != first && $0 != second }
    let shape = Shape(kept.map { tensor.shape[$0] } + [length])
    return try view(handle, "diagonal") { own in
      let (down, across) = (own.strides[first], own.strides[second])
      let start = length == 0 ? 0 : max(-shift, 0) * down + max(shift, 0) * across
      return (
        shape,
        TensorObject.Layout(
          strides: kept.map { own.strides[$0] } + [down + across], offset: own.offset + start)
      )
    }
  }

  /// A square matrix with a vector on one of its diagonals.
  fileprivate mutating func matrix(_ a: Arguments, _ offset: Int) throws(Diagnostic) -> Object {
    let handle = try a.tensor(0, self)
    let length = heap.tensor(handle).shape.count
    guard offset.magnitude < 1 << 31 else { throw tooManyElements() }
    let size = length + abs(offset)
    try chargeTensor([size, size])
    var sources = [Int32](repeating: -1, count: size * size)
    for i in 0..<length { sources[(i + max(-offset, 0)) * size + i + max(offset, 0)] = Int32(i) }
    return try picked(handle, "diag", [size, size], sources)
  }
}
