import Autodiff
import Language

extension Builtins {
  /// Functions that describe or divide a whole table of data.
  static let tableFunctions: [Builtin] = [
    Builtin(
      "train_test_split(x, y, test_size=0.25, shuffle=True)", .gradwalk,
      "x_train, x_test, y_train, y_test: rows apart to test with, a share of them or so many."
    ) { m, a throws(Diagnostic) in
      let rows = try m.rowsOfData(a, 0)
      guard try m.rowsOfData(a, 1) == rows else {
        throw Diagnostic(
          .shape, "x has \(rows) rows and y has \(try m.rowsOfData(a, 1)): they must be equally many")
      }
      let tests: Int
      if case .integer(let count) = a[2] {
        tests = count
      } else {
        let share = try a.double(2, m)
        guard share > 0, share < 1 else {
          throw Diagnostic(
            .value,
            "'test_size' is a share between 0 and 1 or a whole number of rows, not \(try m.repr(a[2]))")
        }
        tests = Int(saturating: (share * Double(rows)).rounded(.up))
      }
      guard tests > 0, tests < rows else {
        throw Diagnostic(
          .value,
          "\(tests) of \(rows) row\(rows == 1 ? "" : "s") to test with leaves none to \(tests > 0 ? "train" : "test") with",
          hint: "test_size=0.25 takes a quarter of them")
      }
      try m.checkRoom(rows)
      let order = try a.flag(3, m) ? try m.permutation(rows) : Array(0..<rows)
      let (train, test) = (Array(order[..<(rows - tests)]), Array(order[(rows - tests)...]))
      return m.newTuple([
        try m.pickRows(a[0], train), try m.pickRows(a[0], test), try m.pickRows(a[1], train),
        try m.pickRows(a[1], test),
      ])
    },
    Builtin(
      "pca(x, k)", .gradwalk,
      "scores and components: the k directions of largest variance as rows, and x, centred, along them. In each direction the entry of largest magnitude is positive."
    ) { m, a throws(Diagnostic) in
      let k = try a.integer(1, m)
      let table = try m.dataTable(a)
      guard k > 0, k <= table.columns else {
        throw Diagnostic(
          .value, "'k' lies between 1 and the number of columns, \(table.columns), and \(k) does not")
      }
      let directions = try m.principalDirections(table).prefix(k).map { $0.direction }
      return m.newTuple([
        try m.plainTensor(try table.scores(along: directions, m), [table.rows, k], m.defaultDType),
        try m.plainTensor(directions.flatMap { $0 }, [k, table.columns], m.defaultDType),
      ])
    },
    Builtin(
      "whiten(x)", .gradwalk,
      "x along its principal directions, each with mean 0 and variance 1; directions without variance become 0."
    ) { m, a throws(Diagnostic) in
      let table = try m.dataTable(a)
      let found = try m.principalDirections(table)
      let least = 1e-12 * (found.first?.variance ?? 0)
      let directions = found.map { entry -> [Double] in
        let scale = entry.variance > least ? 1 / entry.variance.squareRoot() : 0
        return entry.direction.map { $0 * scale }
      }
      return try m.plainTensor(
        try table.scores(along: directions, m), [table.rows, table.columns], m.defaultDType)
    },
  ]
}

/// A matrix of numbers whose columns have mean 0.
private struct DataTable {
  let rows: Int
  let columns: Int
  var entries: [Double]

  init(rows: Int, columns: Int, entries: [Double]) {
    (self.rows, self.columns, self.entries) = (rows, columns, entries)
    for column in 0..<columns {
      var mean = 0.0
      for row in 0..<rows { mean += entries[row * columns + column] }
      mean /= Double(rows)
      for row in 0..<rows { self.entries[row * columns + column] -= mean }
    }
  }

  /// Mean products of columns: the covariance, with n as divisor as in `standardize`.
  func covariance(_ machine: Machine) throws(Diagnostic) -> [[Double]] {
    var sums = [[Double]](repeating: [Double](repeating: 0, count: columns), count: columns)
    for row in 0..<rows {
      for i in 0..<columns {
        try machine.tick(i)
        let x = entries[row * columns + i]
        for j in 0...i { sums[i][j] = x.multiplied(by: entries[row * columns + j], adding: sums[i][j]) }
      }
    }
    for i in 0..<columns {
      for j in 0...i {
        sums[i][j] /= Double(rows)
        sums[j][i] = sums[i][j]
      }
    }
    return sums
  }

  func scores(along directions: [[Double]], _ machine: Machine) throws(Diagnostic) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(rows * directions.count)
    for row in 0..<rows {
      for direction in directions {
        try machine.tick(columns)
        var sum = 0.0
        for (j, weight) in direction.enumerated() {
          sum = entries[row * columns + j].multiplied(by: weight, adding: sum)
        }
        result.append(sum)
      }
    }
    return result
  }
}

extension Machine {
  fileprivate func rowsOfData(_ a: Arguments, _ place: Int) throws(Diagnostic) -> Int {
    guard let rows = heap.tensor(try a.tensor(place, self)).shape.dimensions.first else {
      throw Diagnostic(.shape, "'\(a.names[place])' is a single number: rows are needed")
    }
    return rows
  }

  fileprivate mutating func dataTable(_ a: Arguments) throws(Diagnostic) -> DataTable {
    let handle = try a.tensor(0, self)
    let shape = heap.tensor(handle).shape
    guard shape.rank == 2, shape[0] > 0, shape[1] > 0 else {
      throw Diagnostic(.shape, "\(a.builtin)() needs a matrix with a row a case, not shape \(shape.list)")
    }
    let entries = values(of: handle)
    guard entries.allSatisfy({ $0.isFinite }) else {
      throw Diagnostic(.value, "\(a.builtin)() needs finite numbers, and some are NaN or infinite")
    }
    try charge(2 * shape[1] * shape[1])
    heap.elements -= 2 * shape[1] * shape[1]
    try chargeSteps(shape[0] * shape[1] / 64 * shape[1])
    return DataTable(rows: shape[0], columns: shape[1], entries: entries)
  }

  /// The eigenvectors of the covariance, the largest variance first. The sign of each is chosen so that its entry of
  /// largest magnitude, the first of them where several are, is positive.
  fileprivate mutating func principalDirections(_ table: DataTable) throws(Diagnostic) -> [(
    variance: Double, direction: [Double]
  )] {
    let n = table.columns
    try chargeSteps(n * n / 64 * n)
    let found = try SymmetricEigenvectors(of: try table.covariance(self)) { entries throws(Diagnostic) in
      try tick(entries)
    }
    let order = (0..<n).sorted { (-found.values[$0], $0) < (-found.values[$1], $1) }
    return order.map { place in
      let direction = found.vectors[place]
      let largest = direction.reduce(0.0) { Swift.max($0, $1.magnitude) }
      let first = direction.first { $0.magnitude >= largest * (1 - 1e-9) } ?? 1
      return (found.values[place], first < 0 ? direction.map { -$0 } : direction)
    }
  }
}
