import Autodiff
import Language

// Draws: everything random that a program sees comes from here.

extension Machine {
  /// The streams that are drawn from.
  var random: RandomStreams {
    get { randomBox[0] }
    _modify { yield &randomBox[0] }
  }

  /// How many bits a draw of a dtype has. One of float32 has 32 bits, as PyTorch's, whatever it is calculated with
  /// afterwards.
  func drawPrecision(of dtype: DType) -> Precision { dtype == .float64 ? .double : .single }

  /// The stream of a generator; without one, the default one's.
  func stream(of generator: Handle?) -> TorchStream {
    guard let generator, case .generator(let own?) = heap[generator] else { return random.torch }
    return own
  }

  mutating func setStream(of generator: Handle?, to stream: TorchStream) {
    guard let generator, case .generator(.some) = heap[generator] else {
      random.torch = stream
      return
    }
    heap[generator] = .generator(stream)
  }

  /// Whether it stands for the generator that everything draws from by default.
  func isDefaultGenerator(_ object: Object) -> Bool {
    guard case .generator(let handle) = object, case .generator(nil) = heap[handle] else { return false }
    return true
  }

  /// Draws, one after the other. Where it is stopped, none has been taken.
  mutating func draws(
    _ count: Int, of distribution: Distribution, _ precision: Precision, from generator: Handle? = nil,
    inBlocks: Bool = true
  ) throws(Diagnostic) -> [Double] {
    try checkRoom(count)
    try work(8 * count)
    var stream = stream(of: generator)
    let values = try stream.draws(count, of: distribution, precision, inBlocks: inBlocks) {
      drawn throws(Diagnostic) in try tick(8 * drawn)
    }
    setStream(of: generator, to: stream)
    return values
  }

  /// Draws for the entries of a tensor, in the order in which PyTorch goes through them: as they lie in memory. Where
  /// they do not lie in one piece and in their own order, no normals are made in blocks.
  ///
  /// - Parameter isLike: whether they are for a new tensor that is to lie as this one does, but in one piece.
  mutating func draws(
    for tensor: TensorObject, of distribution: Distribution, _ precision: Precision,
    from generator: Handle? = nil,
    isLike: Bool = false
  ) throws(Diagnostic) -> [Double] {
    let (shape, strides, own) = (tensor.shape, layout(tensor).strides, tensor.shape.strides)
    let long = shape.dimensions.indices.filter { shape[$0] > 1 }
    let order = Machine.memoryOrder(long, strides, shape)
    let isInOrder = order == long
    let isInOnePiece = long.allSatisfy { strides[$0] == own[$0] }
    let drawn = try draws(
      shape.count, of: distribution, precision, from: generator, inBlocks: isLike ? isInOrder : isInOnePiece)
    guard !isInOrder, !drawn.isEmpty else { return drawn }
    let places = Shape.indices(
      shape: Shape(order.map { shape[$0] }), strides: order.map { own[$0] }, offset: 0)
    var values = drawn
    for (i, place) in places.enumerated() { values[Int(place)] = drawn[i] }
    return values
  }

  /// Dimensions from the outermost to the innermost, by how far apart their entries lie; one along which nothing moves
  /// stays where it is.
  private static func memoryOrder(_ dimensions: [Int], _ strides: [Int], _ shape: Shape) -> [Int] {
    // From the innermost on, each is moved outwards past those that lie closer together.
    var order = Array(dimensions.reversed())
    for i in order.indices.dropFirst() {
      var place = i
      for other in stride(from: i - 1, through: 0, by: -1) {
        let (a, b) = (order[other], order[place])
        if strides[a] == 0 || strides[b] == 0 { continue }
        if strides[a] < strides[b] { break }
        guard strides[a] > strides[b] || shape[a] > shape[b] else { continue }
        order.swapAt(other, place)
        place = other
      }
    }
    return order.reversed()
  }

  /// A tensor of draws in row order.
  mutating func drawn(
    _ sizes: [Int], of distribution: Distribution, _ dtype: DType, _ precision: Precision,
    requiresGradient: Bool = false, from generator: Handle? = nil
  ) throws(Diagnostic) -> Object {
    let shape = Shape(sizes)
    let count = try entryCount(sizes)
    try checkSize(shape)
    let made = try plainTensor(try draws(count, of: distribution, precision, from: generator), shape, dtype)
    if requiresGradient, case .tensor(let handle) = made { try setRequiresGradient(handle, true) }
    return made
  }

  /// 0 ..< n in the order of `randperm`.
  mutating func permutation(_ n: Int, by generator: Handle? = nil) throws(Diagnostic) -> [Int] {
    var stream = stream(of: generator)
    let order = try permutation(n, by: &stream)
    setStream(of: generator, to: stream)
    return order
  }

  mutating func permutation(_ n: Int, by stream: inout TorchStream) throws(Diagnostic) -> [Int] {
    try checkRoom(n)
    try work(8 * n)
    return try stream.permutation(of: n) { count throws(Diagnostic) in try tick(8 * count) }
  }

  // MARK: What draws must be asked for

  /// The dtype of draws that are floats.
  func drawnType(_ wanted: DType?, _ name: String) throws(Diagnostic) -> DType {
    let dtype = wanted ?? defaultDType
    guard dtype.isFloating else {
      throw Diagnostic(
        .type, "\(name)() draws floats, not \(dtype.rawValue)",
        hint: "randint(0, 10, (3,)) draws whole numbers; dtype=torch.float32 makes floats")
    }
    return dtype
  }

  /// Throws where the bounds of uniform draws are the wrong way round.
  func requireRange(_ low: Double, _ high: Double, _ name: String) throws(Diagnostic) {
    guard low <= high, (high - low).isFinite else {
      throw Diagnostic(
        .value,
        "\(name)() draws from a lower to an upper bound, not from \(NumberFormat.shortest(low)) to \(NumberFormat.shortest(high))",
        hint: low > high ? "exchange the two" : "both must be finite")
    }
  }

  func requireDeviation(_ deviation: Double, _ name: String) throws(Diagnostic) {
    guard deviation >= 0 else {
      throw Diagnostic(
        .value, "\(name)() needs a deviation of 0 or more, not \(NumberFormat.shortest(deviation))",
        hint: "the mean comes first, then the deviation")
    }
  }

  func requireProbability(_ p: Double, _ name: String) throws(Diagnostic) {
    guard p >= 0, p <= 1 else {
      throw Diagnostic(
        .value, "\(name)() needs a probability between 0 and 1, not \(NumberFormat.shortest(p))",
        hint: "sigmoid(x) lies between them")
    }
  }
}

extension Arguments {
  /// The generator that was given, if any.
  func generator(_ place: Int, _ machine: Machine) throws(Diagnostic) -> Handle? {
    switch values[place] {
    case .none: return nil
    case .generator(let handle): return handle
    default:
      throw Diagnostic(
        .type, "\(builtin)() needs a generator for 'generator', not \(machine.describe(values[place]))",
        hint: "torch.Generator().manual_seed(0) makes one")
    }
  }
}
