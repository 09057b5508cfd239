import Autodiff
import Language

/// Losses of scores and classes. Scores have their classes in dimension 1, behind the cases, or are one vector; what
/// follows are places of an image or a sequence, each with a class of its own.
extension Builtins {
  static let classLosses: [Builtin] = [
    Builtin(
      "nll_loss(input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean')",
      .functional, "−input[target], for inputs that are log probabilities."
    ) { m, a throws(Diagnostic) in
      let targets = try m.classTargets(a)
      return try m.negativeLogLikelihood(a[0], targets, a)
    },
    Builtin(
      "cross_entropy(input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean', label_smoothing=0.0)",
      .functional, "−log softmax(input)[target]; the target may be probabilities too."
    ) { m, a throws(Diagnostic) in
      let (input, target) = (m.heap.tensor(try a.tensor(0, m)), m.heap.tensor(try a.tensor(1, m)))
      let smoothing = try a.double(7, m)
      guard smoothing >= 0, smoothing <= 1 else {
        throw Diagnostic(
          .value, "label_smoothing lies between 0 and 1",
          hint: "0.1 shares a tenth of the target among all classes")
      }
      guard input.dtype.isFloating else { throw m.floatsNeeded(a.builtin, input.dtype) }
      guard input.shape.rank > 0 else { throw m.needsScores(a) }
      let isOnePerCase =
        target.shape.dimensions == Array(input.shape.dimensions.dropLast()) && input.shape.rank <= 2
      if target.dtype.isFloating, !isOnePerCase { return try m.crossEntropyOfProbabilities(a, smoothing) }
      let targets = try m.classTargets(a)
      let logs = try m.mapGroups(try a.tensor(0, m), LogSoftmax(), along: targets.dimension)
      let right = try m.negativeLogLikelihood(logs, targets, a)
      guard smoothing > 0 else { return right }
      return try m.tensors(
        .add, try m.tensors(.multiply, .float(1 - smoothing), right),
        try m.tensors(
          .multiply, .float(smoothing / Double(max(targets.classes, 1))), try m.evenLoss(logs, targets, a)))
    },
  ]
}

/// Which class is right at each place, and where its score stands.
struct ClassTargets {
  let classes: Int
  /// The dimension of the scores that the classes lie along.
  let dimension: Int
  /// How far apart the scores of two classes are.
  let stride: Int
  /// The shape of the losses, one a place.
  let shape: Shape
  let classOfPlace: [Int]
  /// What each place counts; `nil` where it is left out.
  let weights: [Double?]

  /// Where the right class's score stands; −1 where the place is left out.
  var sources: [Int32] {
    classOfPlace.indices.map { i in
      guard weights[i] != nil else { return -1 }
      return Int32((i / stride * classes + classOfPlace[i]) * stride + i % stride)
    }
  }
}

extension Machine {
  // MARK: Targets

  fileprivate func needsScores(_ a: Arguments) -> Diagnostic {
    Diagnostic(
      .shape, "\(a.builtin)() needs one score a class, not a single number",
      hint: "a vector of scores is one case, a matrix one row a case")
  }

  /// Reads the second argument of a loss as class indices, and its weight and `ignore_index`.
  fileprivate mutating func classTargets(_ a: Arguments) throws(Diagnostic) -> ClassTargets {
    let input = heap.tensor(try a.tensor(0, self))
    let (scores, target) = (input.shape, heap.tensor(try a.tensor(1, self)).shape)
    guard scores.rank > 0 else { throw needsScores(a) }
    guard input.dtype.isFloating else { throw floatsNeeded(a.builtin, input.dtype) }
    let dimension = scores.rank == 1 ? 0 : 1
    let classes = scores[dimension]
    let ignored = try a.integer(4, self)
    let indices = try classIndices(a[1], classes: classes, ignoring: ignored).map { Int($0) }
    try requirePlaces(of: target, in: scores)
    var ofClass = [Double](repeating: 1, count: classes)
    if !a[2].isNone, case .tensor(let handle) = try classWeights(a[2], classes: classes) {
      ofClass = values(of: handle)
    }
    return ClassTargets(
      classes: classes, dimension: dimension, stride: scores.dimensions.dropFirst(2).reduce(1, *),
      shape: scores.rank == 1 ? [] : target, classOfPlace: indices,
      weights: indices.map { $0 == ignored ? nil : ofClass[$0] })
  }

  private func requirePlaces(of target: Shape, in scores: Shape) throws(Diagnostic) {
    guard scores.rank > 2 else {
      let cases = scores.rank == 2 ? scores[0] : 1
      // A vector's class is a number, or a vector of one.
      guard target.count == cases, target.rank == 1 || target.rank == scores.rank - 1 else {
        throw Diagnostic(
          .shape,
          target.count == cases
            ? "the targets of scores of shape \(scores.list) have shape [\(cases)], not \(target.list)"
            : "there are \(cases) rows of scores, but \(target.count) targets",
          hint: target.count == scores.count
            ? "one-hot rows must be floats: y.float(); or give one class index a row"
            : target.count == cases ? "y.reshape(-1) has that shape" : "one class index a row is needed")
      }
      return
    }
    let wanted = Shape([scores[0]] + scores.dimensions.dropFirst(2))
    guard target == wanted else {
      throw Diagnostic(
        .shape, "the targets of scores of shape \(scores.list) have shape \(wanted.list), not \(target.list)",
        hint: "the classes lie along dimension 1, and each place beside has one class")
    }
  }

  /// Scores as a matrix of one row a case.
  mutating func rowsOfClasses(_ object: Object) throws(Diagnostic) -> (Object, Shape) {
    let shape = try operand(object).shape
    guard shape.rank <= 2 else {
      throw Diagnostic(
        .shape, "scores of shape [cases, classes] are needed, not \(shape.list)",
        hint: "x.reshape(-1, classes) makes rows of them")
    }
    let rows = shape.rank == 2 ? object : try reshaped(object, [1, shape.count], "unsqueeze")
    return (rows, shape.rank == 2 ? shape : [1, shape.count])
  }

  func classIndices(_ object: Object, classes: Int, ignoring: Int? = nil) throws(Diagnostic) -> [Double] {
    let target = try operand(object)
    guard target.dtype == .int64 || target.dtype == .uint8 else {
      let kind =
        target.dtype == .bool ? "Booleans" : target.dtype.isFloating ? "floats" : target.dtype.rawValue
      guard !target.dtype.isInteger else {
        throw Diagnostic(
          .type, "class indices are of dtype int64, and these are \(kind)", hint: "y.long() makes them int64")
      }
      throw Diagnostic(
        .type, "class indices must be whole numbers, and these are \(kind)",
        hint: target.dtype == .bool
          ? "y.long() makes 0 and 1 of them" : "write 2 instead of 2.0, or use y.long()")
    }
    for value in target.values
    where (value < 0 || Int(saturating: value) >= classes) && Int(saturating: value) != ignoring {
      throw Diagnostic(
        .index,
        "there is no class \(Int(saturating: value)) among \(classes) class\(classes == 1 ? "" : "es")",
        hint: classes > 0 ? "class indices go from 0 to \(classes - 1)" : nil)
    }
    return target.values
  }

  mutating func picked(_ rows: Object, _ targets: [Double], _ shape: Shape) throws(Diagnostic)
    -> Object
  {
    guard targets.count == shape[0] else {
      throw Diagnostic(
        .shape, "there are \(shape[0]) rows of scores, but \(targets.count) targets",
        hint: targets.count == shape.count
          ? "one-hot rows must be floats: y.float(); or give one class index a row"
          : "one class index a row is needed")
    }
    let sources = targets.enumerated().map { Int32($0.offset * shape[1] + Int(saturating: $0.element)) }
    return try apply(
      Rearrangement("gather", result: [targets.count], sources: sources), [rows],
      dtype: try operand(rows).dtype)
  }

  /// One weight a class, as a vector.
  mutating func classWeights(_ object: Object, classes: Int) throws(Diagnostic) -> Object {
    guard case .tensor(let handle) = object, heap.tensor(handle).shape.dimensions == [classes] else {
      throw Diagnostic(
        .shape, "'weight' needs one number for each of the \(classes) classes, and it is \(describe(object))")
    }
    return object
  }

  /// The same along the scores' dimension of classes.
  private mutating func weightColumn(_ a: Arguments, _ scores: Shape) throws(Diagnostic) -> Object {
    let weights = try classWeights(a[2], classes: scores[scores.rank == 1 ? 0 : 1])
    guard scores.rank > 2 else { return weights }
    let column = [scores[1]] + [Int](repeating: 1, count: scores.rank - 2)
    return try reshaped(weights, column, "unsqueeze")
  }

  // MARK: Losses

  /// −logs[target], weighted; the mean is over the weights.
  fileprivate mutating func negativeLogLikelihood(
    _ logs: Object, _ targets: ClassTargets, _ a: Arguments
  ) throws(Diagnostic) -> Object {
    let total = targets.weights.reduce(0) { $0 + ($1 ?? 0) }
    return try put(logs, targets.sources, targets, targets.weights, divisor: total, a)
  }

  /// −Σ weight·logs over all classes: what label smoothing mixes in.
  fileprivate mutating func evenLoss(
    _ logs: Object, _ targets: ClassTargets, _ a: Arguments
  ) throws(Diagnostic) -> Object {
    let scaled =
      a[2].isNone ? logs : try tensors(.multiply, logs, try weightColumn(a, try operand(logs).shape))
    guard case .tensor(let handle) = scaled else { return .none }
    let sums = try reduce(handle, Sum(), over: [targets.dimension], keeping: false)
    let sources = targets.weights.enumerated().map { $0.element == nil ? -1 : Int32($0.offset) }
    // The classes' weights are in the sums already.
    let total = targets.weights.reduce(0) { $0 + ($1 ?? 0) }
    return try put(sums, sources, targets, targets.weights.map { $0.map { _ in 1 } }, divisor: total, a)
  }

  /// Entries picked and negated: one a place, or put together as `reduction` says. What is left out gets no gradient.
  private mutating func put(
    _ object: Object, _ sources: [Int32], _ targets: ClassTargets, _ weights: [Double?], divisor: Double,
    _ a: Arguments
  ) throws(Diagnostic) -> Object {
    let (dtype, reduction) = (try operand(object).dtype, try reduction(a))
    guard reduction != "none" else {
      // Nothing, once it is negated.
      let all = try apply(
        Rearrangement("gather", result: targets.shape, sources: sources, filler: -0.0), [object], dtype: dtype
      )
      let losses = try elementwise(Negate(), [all])
      guard weights.contains(where: { $0 != nil && $0 != 1 }) else { return losses }
      return try tensors(.multiply, losses, try plainTensor(weights.map { $0 ?? 0 }, targets.shape, dtype))
    }
    let (kept, counts) = (sources.filter { $0 >= 0 }, weights.compactMap { $0 })
    let all = try apply(
      Rearrangement("gather", result: [kept.count], sources: kept), [object], dtype: dtype)
    // From 0, so that a loss of nothing is 0, not −0.
    var losses = try tensors(.subtract, .integer(0), all)
    if counts.contains(where: { $0 != 1 }) {
      losses = try tensors(.multiply, losses, try plainTensor(counts, [counts.count], dtype))
    }
    guard reduction == "mean", divisor != Double(counts.count) else {
      return try reduced(losses, reduction, a.builtin)
    }
    return try tensors(.divide, try reduced(losses, "sum", a.builtin), .float(divisor))
  }

  /// −Σ target·log softmax(input) over the classes, the targets mixed with even ones.
  fileprivate mutating func crossEntropyOfProbabilities(
    _ a: Arguments, _ smoothing: Double
  ) throws(Diagnostic) -> Object {
    let shape = heap.tensor(try a.tensor(0, self)).shape
    guard try a.integer(4, self) < 0 else {
      throw Diagnostic(
        .value, "ignore_index leaves out class indices, and these targets are probabilities",
        hint: "a row of zeros counts for nothing")
    }
    try requireSameShape(a)
    let dimension = shape.rank == 1 ? 0 : 1
    let logs = try mapGroups(try a.tensor(0, self), LogSoftmax(), along: dimension)
    var wanted = a[1]
    if smoothing > 0 {
      wanted = try tensors(
        .add, try tensors(.multiply, .float(1 - smoothing), wanted),
        .float(smoothing / Double(max(shape[dimension], 1))))
    }
    if !a[2].isNone { wanted = try tensors(.multiply, wanted, try weightColumn(a, shape)) }
    guard case .tensor(let products) = try elementwise(Multiply(), [logs, wanted]) else { return .none }
    let sums = try reduce(products, Sum(), over: [dimension], keeping: false)
    return try reduced(try elementwise(Negate(), [sums]), try reduction(a), a.builtin)
  }
}
