import Autodiff
import Language

extension Builtins {
  /// Reductions that are made of others, so that each step of theirs can be walked.
  static let furtherReductions: [Builtin] = [
    Builtin(
      "count_nonzero(input, dim=None)", [.torch, .tensorMethod], "How many entries are not 0; NaN is not."
    ) { m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let tensor = m.heap.tensor(handle)
      let dimensions = try a.dimensions(1, of: tensor.shape.rank, &m)
      let values = m.values(of: handle)
      let marks = try m.made(values.count) { values[$0] == 0 ? 0.0 : 1 }
      let marked = try m.plainTensor(marks, tensor.shape, .int64)
      guard case .tensor(let numbers) = marked else { return .none }
      return try m.reduce(numbers, Sum(), over: dimensions, keeping: false, keepsIntegers: true)
    },
    skipping("nansum", "Adds up the entries that are numbers.", isMean: false),
    skipping("nanmean", "The mean of the entries that are numbers.", isMean: true),
    withMean("var_mean", of: "var"), withMean("std_mean", of: "std"),
    Builtin(
      "aminmax(input, *, dim=None, keepdim=False)", [.torch, .tensorMethod],
      "The smallest and the largest entry; ties share the gradient."
    ) { m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let shape = m.heap.tensor(handle).shape
      let dimensions =
        a[1].isNone
        ? Array(0..<shape.rank) : [try a.dimension(a[1], of: shape.rank, m)].filter { _ in shape.rank > 0 }
      let keeping = try a.flag(2, m)
      var ends: [Object] = []
      for which in [Extreme.Which.smallest, .largest] {
        ends.append(
          try m.reduce(
            handle, Extreme(which, spreadsNaN: true), over: dimensions, keeping: keeping, keepsIntegers: true)
        )
      }
      return m.newTuple(ends, .minAndMax)
    },
    Builtin(
      "median(input, dim=…, keepdim=False)", [.torch, .tensorMethod],
      "The entry in the middle, the lower one of two; NaN where there is one. Along dim, with its index."
    ) { m, a throws(Diagnostic) in try m.median(a, skipsNaN: false) },
    Builtin(
      "nanmedian(input, dim=…, keepdim=False)", [.torch, .tensorMethod],
      "The middle of the entries that are numbers, the lower one of two. Along dim, with its index."
    ) { m, a throws(Diagnostic) in try m.median(a, skipsNaN: true) },
    Builtin(
      "cumprod(input, dim, *, dtype=None)", [.torch, .tensorMethod],
      "The products of the entries so far, along dim."
    ) { m, a throws(Diagnostic) in try m.cumulativeProduct(a) },
    Builtin(
      "lerp(input, end, weight)", [.torch, .tensorMethod],
      "input + weight·(end − input), from the nearer of the two."
    ) { m, a throws(Diagnostic) in try m.between(a) },
  ]

  private static func skipping(_ name: String, _ help: String, isMean: Bool) -> Builtin {
    Builtin("\(name)(input, dim=None, keepdim=False, *, dtype=None)", [.torch, .tensorMethod], help) {
      m, a throws(Diagnostic) in
      var numbers = a[0]
      if let dtype = try a.dtype(3, m) {
        try m.requireDifferentiable(a, dtype)
        numbers = try m.converted(numbers, to: dtype)
      }
      let operand = try m.operand(numbers)
      let dimensions = try a.dimensions(1, of: operand.shape.rank, &m)
      let keeping = try a.flag(2, m)
      if isMean, !operand.dtype.isFloating { throw m.floatsNeeded(name, operand.dtype) }
      let (values, shape) = (operand.values, operand.shape)
      let isNumber = try m.plainTensor(
        try m.made(values.count) { values[$0].isNaN ? 0.0 : 1 }, shape, .bool)
      guard case .tensor(let mask) = isNumber,
        case .tensor(let kept) = operand.dtype.isFloating
          ? try m.elementwise(Where(), [isNumber, numbers, .integer(0)]) : numbers
      else { return .none }
      let sum = try m.reduce(kept, Sum(), over: dimensions, keeping: keeping, keepsIntegers: true)
      guard isMean else { return sum }
      return try m.tensors(
        .divide, sum, try m.reduce(mask, Sum(), over: dimensions, keeping: keeping, keepsIntegers: true))
    }
  }

  /// A deviation beside the mean, both as the functions give them.
  private static func withMean(_ name: String, of deviation: String) -> Builtin {
    let rule = reductions.first { $0.name == deviation }
    return Builtin(
      "\(name)(input, dim=None, unbiased=None, keepdim=False, *, correction=None)", .torch,
      "What \(deviation)() gives, and the mean."
    ) { m, a throws(Diagnostic) in
      guard let rule else { preconditionFailure("\(deviation) is among the reductions") }
      let spread = try rule.body(&m, a)
      let handle = try a.tensor(0, m)
      var dim = a[1]
      if case .boolean = dim { dim = .none }
      let arguments = Arguments(builtin: name, names: ["input", "dim"], values: [a[0], dim], rest: [])
      let dimensions = try arguments.dimensions(1, of: m.heap.tensor(handle).shape.rank, &m)
      let mean = try m.reduce(handle, Mean(), over: dimensions, keeping: try a.flag(3, m))
      return m.newTuple([spread, try m.runningMean(mean, of: handle, over: dimensions)])
    }
  }
}

extension Machine {
  /// A mean as PyTorch makes it here, by moving it from entry to entry (Welford 1962): an infinite one cannot be moved, so
  /// that behind it the mean is NaN.
  fileprivate mutating func runningMean(
    _ mean: Object, of handle: Handle, over dimensions: [Int]
  ) throws(Diagnostic) -> Object {
    let values = values(of: handle)
    guard values.contains(where: { $0.isInfinite }) else { return mean }
    let grouping = Grouping(heap.tensor(handle).shape, over: dimensions, keepingDimensions: false)
    let shift = try made(grouping.starts.count) { group in
      let start = Int(grouping.starts[group])
      return grouping.offsets.dropLast().contains { values[start + Int($0)].isInfinite } ? Double.nan : 0
    }
    guard case .tensor(let kept) = mean, shift.contains(where: { $0.isNaN }) else { return mean }
    let (shape, dtype) = (heap.tensor(kept).shape, heap.tensor(kept).dtype)
    return try tensors(.add, mean, try plainTensor(shift, shape, dtype))
  }

  /// - Parameter skipsNaN: whether what is no number does not count; otherwise the first one is the result.
  fileprivate mutating func median(_ a: Arguments, skipsNaN: Bool) throws(Diagnostic) -> Object {
    let handle = try a.tensor(0, self)
    let tensor = heap.tensor(handle)
    if tensor.dtype == .bool { throw notForBooleans(a.builtin) }
    let rank = tensor.shape.rank
    let isWhole = a[1].isNone
    let dimension = isWhole ? nil : try a.dimension(a[1], of: rank, self)
    let dimensions = isWhole ? Array(0..<rank) : rank == 0 ? [] : [dimension ?? 0]
    let grouping = Grouping(tensor.shape, over: dimensions, keepingDimensions: try a.flag(2, self))
    let values = values(of: handle)
    if grouping.offsets.isEmpty {
      guard isWhole else {
        throw Diagnostic(
          .index, "\(a.builtin)() along a dimension without entries", hint: "x.shape shows its lengths")
      }
      guard tensor.dtype.isFloating else { return try plainTensor([.nan], [], tensor.dtype) }
      // What it came from is remembered, as of any result.
      return try tensors(.add, try reduce(handle, Sum(), over: dimensions, keeping: false), .float(.nan))
    }
    try chargeSteps(values.count / 4)
    let offsets = grouping.offsets.table
    let places = try made(grouping.starts.count) { group throws(Diagnostic) in
      let start = Int(grouping.starts[group])
      return try middle(try made(offsets.count) { values[start + Int(offsets[$0])] }, skipsNaN: skipsNaN)
    }
    guard !isWhole else { return try sharedMedian(handle, values[Int(grouping.offsets[places[0]])]) }
    let sources = places.enumerated().map { grouping.starts[$0.offset] + grouping.offsets[$0.element] }
    return newTuple(
      [
        try picked(handle, a.builtin, grouping.result, sources),
        try plainTensor(places.map { Double($0) }, grouping.result, .int64),
      ], .valuesAndIndices(a.builtin))
  }

  /// The place of the lower middle. Equal entries count in the order they stand in (seen with PyTorch 2.15).
  private func middle(_ row: [Double], skipsNaN: Bool) throws(Diagnostic) -> Int {
    var count = row.count
    if skipsNaN {
      count -= row.count { $0.isNaN }
      if count == 0 { return 0 }
    } else if let first = row.firstIndex(where: { $0.isNaN }) {
      return first
    }
    return try order(row, descending: false)[(count - 1) / 2]
  }

  /// The median of all entries: those that are equal to it share its gradient.
  private mutating func sharedMedian(_ handle: Handle, _ median: Double) throws(Diagnostic) -> Object {
    let tensor = heap.tensor(handle)
    let values = values(of: handle)
    let ties = values.indices.filter { values[$0] == median || median.isNaN && values[$0].isNaN }
    let picked = try picked(handle, "median", [ties.count], ties.map { Int32($0) })
    guard case .tensor(let equal) = picked else { return .none }
    guard tensor.dtype.isFloating else { return try reshaped(try first(of: equal), [], "median") }
    return try reduce(equal, Extreme(.largest, spreadsNaN: true), over: [0], keeping: false)
  }

  private mutating func first(of handle: Handle) throws(Diagnostic) -> Object {
    try picked(handle, "median", [1], [0])
  }

  fileprivate mutating func cumulativeProduct(_ a: Arguments) throws(Diagnostic) -> Object {
    let own = try operand(a[0])
    let dtype = try a.dtype(2, self) ?? (own.dtype == .bool ? .int64 : own.dtype)
    try requireDifferentiable(a, dtype)
    let numbers = try converted(a[0], to: dtype)
    guard case .tensor(let handle) = numbers else { return .none }
    let shape = heap.tensor(handle).shape
    let dimension = try a.dimension(a[1], of: shape.rank, self)
    guard shape.rank > 0, shape.count > 0, shape[dimension] > 1 else {
      return try elementwise(Copy(), [numbers])
    }
    try checkRoom(3 * shape.count)
    var slice = shape.dimensions
    slice[dimension] = 1
    var parts: [Object] = []
    for index in 0..<shape[dimension] {
      let part = try picked(handle, "index", Shape(slice), slices([index], dimension, of: shape))
      parts.append(
        try parts.last.map { last throws(Diagnostic) in try tensors(.multiply, last, part) } ?? part)
    }
    return try concatenated(parts, dimension, "cumprod")
  }

  fileprivate mutating func between(_ a: Arguments) throws(Diagnostic) -> Object {
    let (start, end) = (try operand(a[0]), try operand(a[1]))
    guard start.dtype.isFloating, end.dtype.isFloating else {
      throw floatsNeeded("lerp", start.dtype.isFloating ? end.dtype : start.dtype)
    }
    try requireOneDType("lerp() needs one dtype", a[0], "the start", a[1], "the end")
    if case .tensor(let weight) = a[2], heap.tensor(weight).shape.rank > 0 {
      try requireOneDType("lerp() needs one dtype", a[0], "the start", a[2], "the weight")
    }
    let distance = try tensors(.subtract, a[1], a[0])
    func fromStart(_ m: inout Machine) throws(Diagnostic) -> Object {
      try m.tensors(.add, a[0], try m.tensors(.multiply, a[2], distance))
    }
    func fromEnd(_ m: inout Machine) throws(Diagnostic) -> Object {
      let rest = try m.tensors(.subtract, .integer(1), a[2])
      return try m.tensors(.subtract, a[1], try m.tensors(.multiply, distance, rest))
    }
    if let weight = number(a[2]) { return weight.magnitude < 0.5 ? try fromStart(&self) : try fromEnd(&self) }
    let weight = try operand(a[2])
    let isNear = try plainTensor(
      weight.values.map { $0.magnitude < 0.5 ? 1 : 0 }, weight.shape, .bool)
    return try elementwise(Where(), [isNear, try fromStart(&self), try fromEnd(&self)])
  }
}
