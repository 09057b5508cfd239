import Autodiff
import Language

/// Operators whose arguments are of several kinds, or which are looked at before they are taken.
extension Builtins {
  static let choiceFunctions: [Builtin] = [
    clamp("clamp"), clamp("clip"),
    Builtin(
      "hardtanh(input, min_val=-1.0, max_val=1.0, inplace=False)", .everywhere, explanation(of: "hardtanh")
    ) { m, a throws(Diagnostic) in
      let (low, high) = (try a.double(1, m), try a.double(2, m))
      guard !(low > high) else {
        throw Diagnostic(
          .value,
          "hardtanh() needs min_val below max_val, not \(NumberFormat.shortest(low)) and \(NumberFormat.shortest(high))",
          hint: "hardtanh(x, -1, 1) cuts off at −1 and 1")
      }
      return try m.put(try m.hardtanh(a[0], low, high), into: a, ifAsked: 3)
    },
    Builtin("relu6(input, inplace=False)", .functional, "x cut off at 0 and 6.") { m, a throws(Diagnostic) in
      try m.put(try m.hardtanh(a[0], 0, 6), into: a, ifAsked: 1)
    },
    Builtin(
      "threshold(input, threshold, value, inplace=False)", [.torch, .functional],
      "x above the threshold, the value at it and below."
    ) { m, a throws(Diagnostic) in
      let op = Threshold(try a.double(1, m), otherwise: try a.double(2, m))
      return try m.put(try m.elementwise(op, [a[0]]), into: a, ifAsked: 3)
    },
    Builtin("prelu(input, weight)", .everywhere, "x above 0, weight · x below; one weight, or one a channel.")
    {
      m, a throws(Diagnostic) in try m.prelu(a)
    },
    pair("maximum", Maximum.compiled), pair("minimum", Minimum.compiled),
    Builtin("heaviside(input, values)", .everywhere, explanation(of: "heaviside")) {
      m, a throws(Diagnostic) in
      let (x, values) = (m.heap.tensor(try a.tensor(0, m)).dtype, m.heap.tensor(try a.tensor(1, m)).dtype)
      guard x == values else {
        throw Diagnostic(
          .type, "heaviside() needs values of the input's dtype, \(x.rawValue), not \(values.rawValue)",
          hint: "values.to(x.dtype) has it")
      }
      return try m.elementwise(Heaviside(), [a[0], a[1]])
    },
    Builtin(
      "where(condition, input=None, other=None)", .torch,
      "input where the condition holds, else other. With the condition alone: the places where it does, a tensor a dimension."
    ) { m, a throws(Diagnostic) in
      if a[1].isNone, a[2].isNone { return try m.places(a) }
      return try m.chosen(a, condition: 0, yes: 1, no: 2)
    },
    Builtin(
      "where(input, condition, other)", .tensorMethod, "The tensor where the condition holds, else other."
    ) {
      m, a throws(Diagnostic) in try m.chosen(a, condition: 1, yes: 0, no: 2)
    },
  ]

  private static func clamp(_ name: String) -> Builtin {
    Builtin(
      "\(name)(input, min=None, max=None)", .everywhere,
      "Cut off below min, then above max. What lies on a bound or beyond passes no gradient; a bound that is a tensor gets it, and half of it at a tie."
    ) { m, a throws(Diagnostic) in try m.clamped(a) }
  }

  private static func pair(_ name: String, _ op: CompiledOperator) -> Builtin {
    Builtin("\(name)(input, other)", .everywhere, explanation(of: name)) { m, a throws(Diagnostic) in
      _ = (try a.tensor(0, m), try a.tensor(1, m))
      return try m.elementwise(op, [a[0], a[1]])
    }
  }
}

extension Machine {
  // MARK: Bounds

  /// `clamp(x, min, max)`, each bound a number or both tensors.
  mutating func clamped(_ a: Arguments) throws(Diagnostic) -> Object {
    let handle = try a.tensor(0, self)
    guard !a[1].isNone || !a[2].isNone else {
      throw Diagnostic(.value, "\(a.builtin)() needs a bound: min, max or both", hint: "clamp(x, 0, 1)")
    }
    let bounds = [a[1], a[2]].filter { !$0.isNone }
    if bounds.allSatisfy(isTensor) { return try clampedByTensors(a) }
    for (place, bound) in [(1, a[1]), (2, a[2])] {
      guard case .tensor(let own) = bound, !heap.tensor(own).shape.dimensions.isEmpty || needsGradient(own)
      else {
        continue
      }
      throw Diagnostic(
        .type, "\(a.builtin)() needs two numbers or two tensors, and \(a.names[place]) alone is a tensor",
        hint: "tensor(…) makes a tensor of the other")
    }
    let (low, high) = (
      a[1].isNone ? nil : try a.double(1, self), a[2].isNone ? nil : try a.double(2, self)
    )
    let dtype = heap.tensor(handle).dtype
    // A bound is a number like any other: 1.5 makes floats of whole numbers, 1 makes numbers of Booleans.
    var kinds = [try operand(a[0])]
    for bound in bounds { kinds.append(try operand(bound)) }
    let wanted = resultDType(kinds)
    return try elementwise(
      Clamp(low: low, high: high), [try dtype == wanted ? a[0] : converted(a[0], to: wanted)])
  }

  private mutating func clampedByTensors(_ a: Arguments) throws(Diagnostic) -> Object {
    var operands = [try operand(a[0])]
    for bound in [a[1], a[2]] where !bound.isNone { operands.append(try operand(bound)) }
    if a[1].isNone { return try elementwise(Minimum(), [a[0], a[2]]) }
    if a[2].isNone { return try elementwise(Maximum(), [a[0], a[1]]) }
    guard resultDType(operands) != .bool else { throw notForBooleans(a.builtin) }
    return try elementwise(ClampBetween(), [a[0], a[1], a[2]])
  }

  fileprivate mutating func hardtanh(_ x: Object, _ low: Double, _ high: Double) throws(Diagnostic) -> Object
  {
    // The bounds of whole numbers are whole as well.
    guard try operand(x).dtype.isFloating else {
      return try elementwise(Hardtanh(low: low.rounded(.towardZero), high: high.rounded(.towardZero)), [x])
    }
    return try elementwise(Hardtanh(low: low, high: high), [x])
  }

  // MARK: Slopes

  fileprivate mutating func prelu(_ a: Arguments) throws(Diagnostic) -> Object {
    let (x, weight) = (heap.tensor(try a.tensor(0, self)), heap.tensor(try a.tensor(1, self)))
    for dtype in [x.dtype, weight.dtype] where !dtype.isFloating { throw floatsNeeded("prelu", dtype) }
    guard x.dtype == weight.dtype else {
      throw Diagnostic(
        .type,
        "prelu() needs a weight of the input's dtype, \(x.dtype.rawValue), not \(weight.dtype.rawValue)",
        hint: "weight.to(x.dtype) is one")
    }
    guard weight.shape.rank <= 1 else {
      throw Diagnostic(
        .shape, "prelu() needs one weight or a vector of them, not a tensor of shape \(weight.shape.list)",
        hint: "weight.reshape(-1) is a vector")
    }
    // Where there are no channels, there is one slope for all.
    let channels = x.shape.rank > 1 ? x.shape[1] : 1
    guard weight.shape.count != 1 else {
      let slope = weight.shape.rank == 0 ? a[1] : try reshaped(a[1], [], "squeeze")
      return try elementwise(PReLU(), [a[0], slope])
    }
    guard weight.shape.count == channels else {
      throw Diagnostic(
        .shape,
        "prelu() has \(weight.shape.count) weights for \(channels) channel\(channels == 1 ? "" : "s")",
        hint: x.shape.rank > 1
          ? "the channels of an input of shape \(x.shape.list) are its dimension 1"
          : "an input of shape \(x.shape.list) has no channels: give it one weight")
    }
    let column = [channels] + [Int](repeating: 1, count: x.shape.rank - 2)
    return try elementwise(
      PReLU(), [a[0], x.shape.rank == 2 ? a[1] : try reshaped(a[1], column, "unsqueeze")])
  }

  // MARK: Conditions

  fileprivate mutating func chosen(_ a: Arguments, condition: Int, yes: Int, no: Int) throws(Diagnostic)
    -> Object
  {
    try requireCondition(a, condition)
    for place in [yes, no] where a[place].isNone {
      throw Diagnostic(
        .type, "where() needs a value for '\(a.names[place])'", hint: "it is where(condition, input, other)")
    }
    return try elementwise(Where(), [a[condition], a[yes], a[no]])
  }

  private func requireCondition(_ a: Arguments, _ place: Int) throws(Diagnostic) {
    let dtype = heap.tensor(try a.tensor(place, self)).dtype
    guard dtype == .bool else {
      throw Diagnostic(
        .type, "where() needs a condition of True and False, and this one is of \(dtype.rawValue)",
        hint: "compare it: where(c > 0, …), or where(c != 0, …)")
    }
  }

  /// The places of all entries that are not 0, as a tuple of one tensor a dimension.
  fileprivate mutating func places(_ a: Arguments) throws(Diagnostic) -> Object {
    let handle = try a.tensor(0, self)
    let shape = heap.tensor(handle).shape
    let found = values(of: handle).enumerated().filter { $0.element != 0 }.map { shape.index(of: $0.offset) }
    var result: [Object] = []
    // A single number counts as a vector of one.
    for dimension in 0..<max(shape.rank, 1) {
      let places = found.map { shape.rank == 0 ? 0.0 : Double($0[dimension]) }
      result.append(try plainTensor(places, [places.count], .int64))
    }
    return newTuple(result)
  }
}
