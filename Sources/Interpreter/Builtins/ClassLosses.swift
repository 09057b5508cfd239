import Autodiff
import Language

/// Losses of scores and classes.
extension Machine {
  /// Scores as a matrix of one row a case.
  mutating func rowsOfClasses(_ object: Object) throws(Diagnostic) -> (Object, Shape) {
    let shape = try operand(object).shape
    guard shape.rank == 1 || shape.rank == 2 else {
      throw Diagnostic(.shape, "scores of shape [cases, classes] are needed, not \(shape.list)")
    }
    let rows = shape.rank == 2 ? object : try reshaped(object, [1, shape[0]], "unsqueeze")
    return (rows, shape.rank == 2 ? shape : [1, shape[0]])
  }

  func classIndices(_ object: Object, classes: Int, ignoring: Int? = nil) throws(Diagnostic) -> [Double] {
    let target = try operand(object)
    guard !target.dtype.isFloating else {
      throw Diagnostic(
        .type, "class indices must be whole numbers, and these are floats",
        hint: "write 2 instead of 2.0, or use y.long()")
    }
    for value in target.values where (value < 0 || Int(value) >= classes) && Int(value) != ignoring {
      throw Diagnostic(
        .index, "there is no class \(Int(value)) among \(classes) class\(classes == 1 ? "" : "es")",
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
    let sources = targets.enumerated().map { Int32($0.offset * shape[1] + Int($0.element)) }
    return try apply(
      Rearrangement("gather", result: [targets.count], sources: sources), [rows],
      dtype: try operand(rows).dtype)
  }

  /// One weight a class, as a row.
  mutating func classWeights(_ object: Object, classes: Int) throws(Diagnostic) -> Object {
    guard case .tensor(let handle) = object, heap.tensor(handle).shape.dimensions == [classes] else {
      throw Diagnostic(
        .shape, "'weight' needs one number for each of the \(classes) classes, and it is \(describe(object))")
    }
    return object
  }

  /// What each case counts: the weight of its class, 0 where its class is to be left out.
  private mutating func caseWeights(_ a: Arguments, _ targets: [Double], classes: Int) throws(Diagnostic)
    -> [Double]
  {
    var ofClass = [Double](repeating: 1, count: classes)
    if !a[2].isNone, case .tensor(let handle) = try classWeights(a[2], classes: classes) {
      ofClass = values(of: handle)
    }
    let ignored = try a.integer(3, self)
    return targets.map { Int($0) == ignored ? 0 : ofClass[Int($0)] }
  }

  /// −logs[target], weighted; the mean is over the weights.
  mutating func negativeLogLikelihood(_ logs: Object, _ a: Arguments, reduction: String) throws(Diagnostic)
    -> Object
  {
    let (rows, shape) = try rowsOfClasses(logs)
    let ignored = try a.integer(3, self)
    let targets = try classIndices(a[1], classes: shape[1], ignoring: ignored)
    let weights = try caseWeights(a, targets, classes: shape[1])
    let places = targets.map { Int($0) == ignored ? 0 : $0 }
    let losses = try elementwise(Negate(), [try picked(rows, places, shape)])
    return try weighted(losses, weights, logs, reduction, a)
  }

  /// −Σ weight·logs over all classes: what label smoothing mixes in.
  mutating func evenLoss(
    _ logs: Object, _ a: Arguments, along classes: Int, reduction: String
  ) throws(Diagnostic) -> Object {
    let (rows, shape) = try rowsOfClasses(logs)
    let ignored = try a.integer(3, self)
    let targets = try classIndices(a[1], classes: shape[1], ignoring: ignored)
    let weights = try caseWeights(a, targets, classes: shape[1])
    let scaled =
      a[2].isNone ? rows : try tensors(.multiply, rows, try classWeights(a[2], classes: shape[1]))
    guard case .tensor(let handle) = scaled else { return .none }
    let sums = try elementwise(Negate(), [try reduce(handle, Sum(), over: [1], keeping: false)])
    // The classes' weights are in the sum already; only cases that are left out count nothing.
    let present = targets.map { Int($0) == ignored ? 0.0 : 1.0 }
    return try weighted(sums, present, logs, reduction, a, divisor: weights.reduce(0, +))
  }

  private mutating func weighted(
    _ losses: Object, _ weights: [Double], _ logs: Object, _ reduction: String, _ a: Arguments,
    divisor: Double? = nil
  ) throws(Diagnostic) -> Object {
    let isSingle = try operand(logs).shape.rank == 1
    var all = losses
    if weights.contains(where: { $0 != 1 }) {
      all = try tensors(
        .multiply, losses, try plainTensor(weights, [weights.count], try operand(logs).dtype))
    } else if divisor == nil || divisor == Double(weights.count) {
      return try reduced(isSingle ? try reshaped(losses, [], "squeeze") : losses, reduction, a.builtin)
    }
    guard reduction == "mean" else {
      return try reduced(isSingle ? try reshaped(all, [], "squeeze") : all, reduction, a.builtin)
    }
    return try tensors(
      .divide, try reduced(all, "sum", a.builtin), .float(divisor ?? weights.reduce(0, +)))
  }
}
