import Autodiff
import Language

extension Builtins {
  /// What notebooks import from scikit-learn, drawn from NumPy's older stream as there.
  static let scikitFunctions: [Builtin] = [
    Builtin(
      "make_moons(n_samples=100, *, shuffle=True, noise=None, random_state=None)", .scikitData,
      "Two half circles that grasp into each other: (x, y), two coordinates and the class 0 or 1."
    ) { m, a throws(Diagnostic) in
      let (outer, inner) = try m.sampleCounts(a, 0)
      var points: [(Double, Double)] = []
      for angle in Machine.spaced(outer, 0, .pi, includingEnd: true) {
        points.append((angle.cos(), angle.sin()))
      }
      for angle in Machine.spaced(inner, 0, .pi, includingEnd: true) {
        points.append((1 - angle.cos(), 1 - angle.sin() - 0.5))
      }
      return try m.dataSet(points, outer, a, shuffle: 1, noise: 2, state: 3)
    },
    Builtin(
      "make_circles(n_samples=100, *, shuffle=True, noise=None, random_state=None, factor=0.8)", .scikitData,
      "A circle in another: (x, y), two coordinates and the class 0 or 1."
    ) { m, a throws(Diagnostic) in
      let (outer, inner) = try m.sampleCounts(a, 0)
      let factor = try a.double(4, m)
      guard factor >= 0, factor < 1 else {
        throw Diagnostic(
          .value,
          "'factor' is the inner circle's share of the outer one, from 0 up to 1, not \(NumberFormat.shortest(factor))",
          hint: "factor=0.5 makes it half as large")
      }
      var points: [(Double, Double)] = []
      for angle in Machine.spaced(outer, 0, 2 * .pi, includingEnd: false) {
        points.append((angle.cos(), angle.sin()))
      }
      for angle in Machine.spaced(inner, 0, 2 * .pi, includingEnd: false) {
        points.append((angle.cos() * factor, angle.sin() * factor))
      }
      return try m.dataSet(points, outer, a, shuffle: 1, noise: 2, state: 3)
    },
    Builtin(
      "make_blobs(n_samples=100, n_features=2, *, centers=None, cluster_std=1.0, center_box=None, shuffle=True, random_state=None, return_centers=False)",
      .scikitData, "Clouds of normal draws around centers: (x, y), the coordinates and the cloud's number."
    ) { m, a throws(Diagnostic) in try m.blobs(a) },
    Builtin(
      "train_test_split(*arrays, test_size=None, train_size=None, random_state=None, shuffle=True, stratify=None)",
      .modelSelection, "Each array's rows in two parts, one to train and one to test with, by NumPy's stream."
    ) { m, a throws(Diagnostic) in try m.trainingAndTest(a) },
  ]
}

extension Machine {
  /// NumPy's `linspace`: i·step, and the end itself.
  fileprivate static func spaced(_ count: Int, _ start: Double, _ end: Double, includingEnd: Bool) -> [Double]
  {
    let step = (end - start) / Double(max(includingEnd ? count - 1 : count, 1))
    return (0..<count).map { includingEnd && $0 == count - 1 && count > 1 ? end : Double($0) * step + start }
  }

  /// The stream of a call: that of its own seed, or the common one.
  fileprivate mutating func withNumPyStream<R>(
    _ a: Arguments, _ place: Int, _ body: (inout NumPyStream) throws(Diagnostic) -> R
  ) throws(Diagnostic) -> R {
    var stream = a[place].isNone ? random.numpy : try numpyStream(a, place)
    let result = try body(&stream)
    if a[place].isNone { random.numpy = stream }
    return result
  }

  /// How many samples the two classes get.
  fileprivate mutating func sampleCounts(_ a: Arguments, _ place: Int) throws(Diagnostic) -> (Int, Int) {
    var counts: [Int] = []
    if isSequence(a[place]) {
      for item in try items(of: a[place]) { counts.append(try integer(item, what: "a number of samples")) }
    } else {
      let count = try a.integer(place, self)
      counts = [count / 2, count - count / 2]
    }
    guard counts.count == 2, counts.allSatisfy({ $0 >= 0 }) else {
      throw Diagnostic(
        .value,
        "\(a.builtin)() needs a number of samples that is not negative, or one for each of two classes",
        hint: "n_samples=100, or n_samples=(60, 40)")
    }
    let (total, isTooMany) = counts[0].addingReportingOverflow(counts[1])
    guard !isTooMany else { throw tooManyElements() }
    try checkRoom(total)
    try work(32 * total)
    return (counts[0], counts[1])
  }

  /// Points of two classes, shuffled and then moved a little.
  fileprivate mutating func dataSet(
    _ points: [(Double, Double)], _ first: Int, _ a: Arguments, shuffle: Int, noise: Int, state: Int
  ) throws(Diagnostic) -> Object {
    let deviation = a[noise].isNone ? nil : try a.double(noise, self)
    if let deviation { try requireDeviation(deviation, a.builtin) }
    let isShuffled = try a.flag(shuffle, self)
    let (x, order) = try withNumPyStream(a, state) { stream throws(Diagnostic) in
      let order = isShuffled ? stream.permutation(of: points.count) : Array(points.indices)
      var x = order.flatMap { [points[$0].0, points[$0].1] }
      if let deviation { for i in x.indices { x[i] += stream.normal(mean: 0, deviation: deviation) } }
      return (x, order)
    }
    let y = order.map { $0 < first ? 0.0 : 1 }
    return newTuple([
      try plainTensor(x, [points.count, 2], .float64), try plainTensor(y, [points.count], .int64),
    ])
  }

  fileprivate mutating func blobs(_ a: Arguments) throws(Diagnostic) -> Object {
    let count = try a.integer(0, self)
    var features = try a.integer(1, self)
    var centers: [Double] = []
    var clouds = 3
    if case .integer(let number) = a[2] {
      clouds = number
    } else if !a[2].isNone {
      guard case .tensor(let handle) = try tensorFromData(a[2], dtype: .float64),
        heap.tensor(handle).shape.rank == 2
      else {
        throw Diagnostic(
          .type, "'centers' is a number of clouds, or a table of their centers",
          hint: "centers=[[0, 0], [3, 3]]")
      }
      (clouds, features) = (heap.tensor(handle).shape[0], heap.tensor(handle).shape[1])
      centers = values(of: handle)
    }
    guard count >= 0, features > 0, clouds > 0 else {
      throw Diagnostic(
        .value, "make_blobs() needs samples, features and centers above 0",
        hint: "make_blobs(100, 2, centers=3)")
    }
    let (entries, isTooMany) = max(count, clouds).multipliedReportingOverflow(by: features)
    guard !isTooMany else { throw tooManyElements() }
    try checkRoom(entries)
    try work(32 * entries)
    let deviations = try deviations(a, 3, clouds)
    let box = a[4].isNone ? [-10.0, 10] : try items(of: a[4]).compactMap { number($0) }
    guard box.count == 2, box[0] <= box[1] else {
      throw Diagnostic(.value, "'center_box' is a lower and an upper bound", hint: "center_box=(-10.0, 10.0)")
    }
    let isShuffled = try a.flag(5, self)
    let (x, y) = try withNumPyStream(a, 6) { stream throws(Diagnostic) in
      if centers.isEmpty {
        for _ in 0..<(clouds * features) { centers.append(stream.uniform(box[0], box[1])) }
      }
      var (x, y): ([Double], [Double]) = ([], [])
      for cloud in 0..<clouds {
        for _ in 0..<(count / clouds + (cloud < count % clouds ? 1 : 0)) {
          for feature in 0..<features {
            x.append(stream.normal(mean: centers[cloud * features + feature], deviation: deviations[cloud]))
          }
          y.append(Double(cloud))
        }
      }
      guard isShuffled else { return (x, y) }
      let order = stream.permutation(of: count)
      return (order.flatMap { x[($0 * features)..<(($0 + 1) * features)] }, order.map { y[$0] })
    }
    var parts = [
      try plainTensor(x, [count, features], .float64), try plainTensor(y, [count], .int64),
    ]
    if try a.flag(7, self) { parts.append(try plainTensor(centers, [clouds, features], .float64)) }
    return newTuple(parts)
  }

  private mutating func deviations(_ a: Arguments, _ place: Int, _ clouds: Int) throws(Diagnostic) -> [Double]
  {
    guard isSequence(a[place]) else {
      let deviation = try a.double(place, self)
      try requireDeviation(deviation, a.builtin)
      return [Double](repeating: deviation, count: clouds)
    }
    let given = try items(of: a[place]).compactMap { number($0) }
    guard given.count == clouds else {
      throw Diagnostic(
        .value, "there are \(clouds) centers and \(given.count) deviations: each center needs one",
        hint: "cluster_std=1.0 is for all of them")
    }
    for deviation in given { try requireDeviation(deviation, a.builtin) }
    return given
  }

  fileprivate mutating func trainingAndTest(_ a: Arguments) throws(Diagnostic) -> Object {
    guard a[4].isNone else {
      throw Diagnostic(
        .value, "train_test_split() keeps no shares of classes here: leave 'stratify' out",
        hint: "shuffle=True mixes the classes")
    }
    guard let first = a.rest.first else {
      throw Diagnostic(.type, "train_test_split() needs at least one array", hint: "train_test_split(x, y)")
    }
    let rows = try length(of: first, a)
    for array in a.rest where try length(of: array, a) != rows {
      throw Diagnostic(
        .shape, "the arrays have \(rows) and \(try length(of: array, a)) rows: they must be equally many",
        hint: "a row of each makes one example")
    }
    let (train, test) = try sizes(a, rows)
    try checkRoom(rows)
    try work(16 * rows)
    var order = Array(0..<rows)
    var testRows = Array(order[train..<(train + test)])
    var trainRows = Array(order[..<train])
    if try a.flag(3, self) {
      order = try withNumPyStream(a, 2) { stream throws(Diagnostic) in stream.permutation(of: rows) }
      (testRows, trainRows) = (Array(order[..<test]), Array(order[test..<(test + train)]))
    }
    var parts: [Object] = []
    for array in a.rest {
      for picked in [trainRows, testRows] {
        if case .list(let handle) = array {
          let entries = heap.list(handle)
          parts.append(try newList(picked.map { entries[$0] }))
        } else {
          parts.append(try pickRows(array, picked))
        }
      }
    }
    return try newList(parts)
  }

  private func length(of array: Object, _ a: Arguments) throws(Diagnostic) -> Int {
    switch array {
    case .list(let handle): return heap.list(handle).count
    case .tensor(let handle) where heap.tensor(handle).shape.rank > 0: return heap.tensor(handle).shape[0]
    default:
      throw Diagnostic(
        .type, "train_test_split() parts the rows of tensors and lists, not of \(describe(array))",
        hint: "train_test_split(x, y, test_size=0.25)")
    }
  }

  /// How many rows there are to train and to test with: shares of them, or numbers.
  private func sizes(_ a: Arguments, _ rows: Int) throws(Diagnostic) -> (Int, Int) {
    func wanted(_ place: Int, _ rounding: FloatingPointRoundingRule) throws(Diagnostic) -> Int? {
      if a[place].isNone { return nil }
      if case .integer(let count) = a[place] {
        guard count > 0, count < rows else { throw badSize(a, place, rows) }
        return count
      }
      let share = try a.double(place, self)
      guard share > 0, share < 1 else { throw badSize(a, place, rows) }
      return Int(saturating: (share * Double(rows)).rounded(rounding))
    }
    var (test, train) = (try wanted(0, .up), try wanted(1, .down))
    if test == nil, train == nil { test = Int((0.25 * Double(rows)).rounded(.up)) }
    let counts = (train ?? rows - (test ?? 0), test ?? rows - (train ?? 0))
    guard counts.0 > 0, counts.1 >= 0, counts.0 + counts.1 <= rows else {
      throw Diagnostic(
        .value, "\(counts.1) of \(rows) row\(rows == 1 ? "" : "s") to test with leaves none to train with",
        hint: "test_size=0.25 takes a quarter of them")
    }
    return counts
  }

  private func badSize(_ a: Arguments, _ place: Int, _ rows: Int) -> Diagnostic {
    Diagnostic(
      .value,
      "'\(a.names[place])' is a share between 0 and 1, or a number of rows from 1 to \(max(rows - 1, 1)), not \(describe(a[place]))",
      hint: "test_size=0.25 takes a quarter of them")
  }
}
