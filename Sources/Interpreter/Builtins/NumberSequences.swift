import Autodiff
import Language

extension Builtins {
  /// Numbers at equal distances.
  static let numberSequences: [Builtin] = [
    Builtin(
      "arange(*bounds, start=None, end=None, step=None, dtype=None, requires_grad=False, device=None)",
      .torch,
      "Numbers from start up to, not including, end."
    ) { m, a throws(Diagnostic) in try m.range(a) },
    Builtin(
      "linspace(start, end, steps, *, dtype=None, requires_grad=False, device=None)", .torch,
      "So many numbers at equal distances, both ends included."
    ) { m, a throws(Diagnostic) in
      let dtype = try m.sequenceType(a, 3)
      let points = try m.points(a, dtype)
      return try m.newTensor(
        [points.count], dtype, requiresGradient: try a.flag(4, m), points.number(at:))
    },
    Builtin(
      "logspace(start, end, steps, base=10.0, *, dtype=None, requires_grad=False, device=None)", .torch,
      "base to the powers that linspace gives."
    ) { m, a throws(Diagnostic) in
      let dtype = try m.sequenceType(a, 4)
      let (points, base) = (try m.points(a, dtype), try a.double(3, m))
      return try m.newTensor(
        [points.count], dtype, requiresGradient: try a.flag(5, m)
      ) { base.power(points.number(at: $0)) }
    },
  ]
}

/// Points from one end to the other.
private struct EvenPoints {
  let start: Double
  let end: Double
  let count: Int
  let precision: Precision

  func number(at i: Int) -> Double {
    precision == .single ? Double(number(at: i, Float(start), Float(end))) : number(at: i, start, end)
  }

  /// From both ends towards the middle, so that the last is exact; a single one is the start. Each is rounded once after
  /// the distance is: so the middle of −4 … 4 need not be 0.
  private func number<Number: BinaryFloatingPoint & Scalar>(at i: Int, _ start: Number, _ end: Number)
    -> Number
  {
    guard count > 1 else { return start }
    let distance = (end - start) / Number(count - 1)
    return i < count / 2
      ? Number(i).multiplied(by: distance, adding: start)
      : (-Number(count - 1 - i)).multiplied(by: distance, adding: end)
  }
}

extension Machine {
  fileprivate func points(_ a: Arguments, _ dtype: DType) throws(Diagnostic) -> EvenPoints {
    let steps = try a.integer(2, self)
    guard steps >= 0 else {
      throw Diagnostic(
        .value, "\(a.builtin)() needs a number of steps that is not negative, and \(steps) is",
        hint: "\(a.builtin)(0, 1, 5) gives five numbers")
    }
    return EvenPoints(
      start: try a.double(0, self), end: try a.double(1, self), count: steps, precision: precision(of: dtype))
  }

  fileprivate func sequenceType(_ a: Arguments, _ place: Int) throws(Diagnostic) -> DType {
    let dtype = try a.dtype(place, self) ?? defaultDType
    guard dtype != .bool else {
      throw Diagnostic(
        .type, "\(a.builtin)() does not make Booleans", hint: "\(a.builtin)(…) > 0 makes Booleans of numbers")
    }
    return dtype
  }

  /// How many whole numbers there are from one bound to the other; `nil` where a bound is a float, or too far off.
  private func wholeCount(_ bounds: [Object]) throws(Diagnostic) -> Double? {
    var exact: [Int64] = []
    for bound in bounds {
      guard let number = try operand(bound).exact?.first else { return nil }
      exact.append(number)
    }
    let (distance, overflow) = exact[1].subtractingReportingOverflow(exact[0])
    guard !overflow, exact[2] != 0 else { return nil }
    if exact[2] == -1 { return -Double(distance) }
    let (quotient, rest) = distance.quotientAndRemainder(dividingBy: exact[2])
    return Double(quotient) + (rest == 0 ? 0 : 1)
  }

  /// `arange(end)`, `arange(start, end)` and `arange(start, end, step)`, the bounds by place or by name.
  fileprivate mutating func range(_ a: Arguments) throws(Diagnostic) -> Object {
    var bounds = a.rest
    var named: [Object?] = (0..<3).map { a[$0].isNone ? nil : a[$0] }
    if bounds.count == 1, named[0] == nil, named[1] == nil {
      guard named[2] == nil else {
        throw Diagnostic(
          .type, "arange() needs both bounds where it is given a step", hint: "arange(0, 10, step=2)")
      }
      named[1] = bounds.removeFirst()
    }
    for place in 0..<3 where !bounds.isEmpty && named[place] == nil { named[place] = bounds.removeFirst() }
    guard bounds.isEmpty, let end = named[1] else {
      throw Diagnostic(
        .type,
        named[1] == nil && a.rest.isEmpty
          ? "arange() needs its end" : "arange() takes a start, an end and a step, each once",
        hint: "arange(5), arange(1, 5) or arange(1, 5, 2)")
    }
    let given = [named[0] ?? .integer(0), end, named[2] ?? .integer(1)]
    var numbers: [Double] = []
    var isWhole = true
    for object in given {
      let operand = isNumeric(object) ? try operand(object) : nil
      guard let operand, operand.shape.rank == 0 else {
        throw Diagnostic(
          .type, "arange() needs numbers, not \(describe(object))", hint: "len(x) and x.shape[0] are numbers")
      }
      if operand.dtype.isFloating { isWhole = false }
      numbers.append(operand.values[0])
    }
    let (start, step) = (numbers[0], numbers[2])
    guard step != 0, numbers.allSatisfy({ $0.isFinite }) else {
      throw Diagnostic(
        .value, "arange() needs finite bounds and a step that is not 0",
        hint: "linspace(0, 1, 5) gives five numbers from 0 to 1")
    }
    guard (numbers[1] - start) / step >= 0 else {
      throw Diagnostic(
        .value,
        "arange() cannot come from \(NumberFormat.shortest(start)) to \(NumberFormat.shortest(numbers[1])) in steps of \(NumberFormat.shortest(step))",
        hint: step > 0
          ? "going down needs a negative step: arange(5, 0, -1)" : "going up needs a positive step")
    }
    let count = try wholeCount(given) ?? ((numbers[1] - start) / step).rounded(.up)
    guard count < 0x1p40 else { throw tooManyElements() }
    let dtype = isWhole && a[3].isNone ? .int64 : try sequenceType(a, 3)
    guard dtype.isInteger else {
      return try newTensor([Int(count)], dtype, requiresGradient: try a.flag(4, self)) {
        start + Double($0) * step
      }
    }
    // In whole numbers start and step are whole as well.
    let first = try operand(given[0]).exact?[0] ?? Int64(saturating: start)
    let stride = try operand(given[2]).exact?[0] ?? Int64(saturating: step)
    _ = try entryCount([Int(count)])
    try work(Int(count))
    let numbersFromFirst = try made(Int(count)) { first &+ Int64($0) &* stride }
    let made = try wholeTensor(numbersFromFirst, [Int(count)], dtype)
    if try a.flag(4, self), case .tensor(let handle) = made { try setRequiresGradient(handle, true) }
    return made
  }
}
