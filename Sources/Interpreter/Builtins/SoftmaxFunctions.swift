import Autodiff
import Language

extension Builtins {
  static let softmaxFunctions: [Builtin] = [
    softmax("softmax", "exp(x) / Σ exp(x) along dim.", Softmax()),
    softmaxAlong("softmax", Softmax()),
    Builtin(
      "softmin(input, dim=None, _stacklevel=3, dtype=None)", .functional,
      "softmax of −x: exp(−x) / Σ exp(−x) along dim."
    ) { m, a throws(Diagnostic) in
      let negated = try m.elementwise(Negate(), [a[0]])
      return try m.shares(
        Arguments(builtin: a.builtin, names: a.names, values: [negated] + a.values.dropFirst(), rest: []),
        Softmax(),
        dtype: 3)
    },
    softmax("log_softmax", "x − log Σ exp(x) along dim.", LogSoftmax()),
    softmaxAlong("log_softmax", LogSoftmax()),
  ]

  /// `F.softmax`, where PyTorch chooses the dimension itself if none is given.
  private static func softmax(_ name: String, _ help: String, _ rule: some GroupMap) -> Builtin {
    Builtin("\(name)(input, dim=None, _stacklevel=3, dtype=None)", .functional, help) {
      m, a throws(Diagnostic) in
      try m.shares(a, rule, dtype: 3)
    }
  }

  private static func softmaxAlong(_ name: String, _ rule: some GroupMap) -> Builtin {
    Builtin(
      "\(name)(input, dim, dtype=None)", [.torch, .tensorMethod], "The same along a dimension that is named."
    ) {
      m, a throws(Diagnostic) in try m.shares(a, rule, dtype: 2)
    }
  }
}

extension Machine {
  /// softmax or its logarithm, along a dimension and in the dtype asked for.
  fileprivate mutating func shares(
    _ a: Arguments, _ rule: some GroupMap, dtype place: Int
  ) throws(Diagnostic) -> Object {
    var handle = try a.tensor(0, self)
    let dimension = try softmaxDimension(a, handle)
    if let dtype = try a.dtype(place, self), case .tensor(let numbers) = try converted(a[0], to: dtype) {
      handle = numbers
    }
    let dtype = heap.tensor(handle).dtype
    guard dtype.isFloating else { throw floatsNeeded(a.builtin, dtype) }
    return try mapGroups(handle, rule, along: dimension)
  }

  private mutating func softmaxDimension(_ a: Arguments, _ handle: Handle) throws(Diagnostic) -> Int {
    let rank = heap.tensor(handle).shape.rank
    // PyTorch's own choice where dim is left out.
    if a[1].isNone {
      let own = rank == 0 || rank == 1 || rank == 3 ? 0 : 1
      note("dimension", "without dim=, \(a.builtin)() goes along dimension \(own) here")
      return own
    }
    return try a.dimension(a[1], of: rank, self)
  }
}
