import Autodiff
import Language

extension Builtins {
  static let linearFunctions: [Builtin] = [
    Builtin("matmul(input, other)", [.torch, .tensorMethod], "input @ other") { m, a throws(Diagnostic) in
      try m.matrixProduct(a[0], a[1])
    },
    Builtin("mm(input, other)", [.torch, .tensorMethod], "The product of two matrices.") {
      m, a throws(Diagnostic) in try m.matrixProduct(a[0], a[1])
    },
    Builtin("bmm(input, other)", [.torch, .tensorMethod], "The products of two batches of matrices.") {
      m, a throws(Diagnostic) in try m.matrixProduct(a[0], a[1])
    },
    Builtin("mv(input, vec)", [.torch, .tensorMethod], "A matrix times a vector.") {
      m, a throws(Diagnostic) in
      try m.requireRank(2, a.tensor(0, m), "mv")
      try m.requireRank(1, a.tensor(1, m), "mv")
      return try m.matrixProduct(a[0], a[1])
    },
    Builtin("dot(input, other)", [.torch, .tensorMethod], "Σ input·other of two vectors.") {
      m, a throws(Diagnostic) in
      try m.requireRank(1, a.tensor(0, m), "dot")
      try m.requireRank(1, a.tensor(1, m), "dot")
      return try m.matrixProduct(a[0], a[1])
    },
    Builtin(
      "outer(input, vec2)", [.torch, .tensorMethod], "Every entry of one times every entry of the other."
    ) { m, a throws(Diagnostic) in
      try m.requireRank(1, a.tensor(0, m), "outer")
      try m.requireRank(1, a.tensor(1, m), "outer")
      let column = try m.reshaped(a[0], [-1, 1], "unsqueeze")
      return try m.elementwise(Multiply(), [column, a[1]])
    },
    Builtin("linear(input, weight, bias=None)", .functional, "input @ weight.T + bias") {
      m, a throws(Diagnostic) in
      let weight = try a.tensor(1, m)
      guard let turned = try m.tensorAttribute("T", weight) else { return .none }
      let product = try m.matrixProduct(a[0], m.heap.tensor(weight).shape.rank == 1 ? a[1] : turned)
      return a[2].isNone ? product : try m.elementwise(Add(), [product, a[2]])
    },
    Builtin("embedding(input, weight)", .functional, "The rows of weight that the indices name.") {
      m, a throws(Diagnostic) in
      _ = try a.tensor(0, m)
      return try m.indexed(a[1], a[0])
    },
    Builtin("normalize(input, p=2.0, dim=1, eps=1e-12)", .functional, "Divided by its length along dim.") {
      m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let dimension = try a.dimension(a[2], of: m.heap.tensor(handle).shape.rank, m)
      let length = try m.reduce(handle, Norm(p: try a.double(1, m)), over: [dimension], keeping: true)
      return try m.elementwise(
        Divide(), [a[0], try m.elementwise(Clamp(low: try a.double(3, m), high: .infinity), [length])])
    },
    Builtin("cosine_similarity(x1, x2, dim=1, eps=1e-8)", .functional, "x1·x2 / (‖x1‖·‖x2‖) along dim.") {
      m, a throws(Diagnostic) in
      try m.cosineSimilarity(a[0], a[1], a[2], floor: try a.double(3, m), a)
    },
  ]

  static let spatialFunctions: [Builtin] = [
    Builtin(
      "max_pool2d(input, kernel_size, stride=None, padding=0)", .functional,
      "The largest entry of each window."
    ) { m, a throws(Diagnostic) in
      let (handle, windows) = try m.pooled(a, filler: -.infinity)
      let values = m.values(of: handle)
      let sources = windows.starts.indices.map { group -> Int32 in
        let entries = windows.entries(group, of: values)
        return windows.starts[group] + windows.offsets[Extreme.place(.largest, in: entries)]
      }
      let dtype = m.heap.tensor(handle).dtype
      return try m.apply(
        Rearrangement("max_pool2d", result: windows.result, sources: sources), [.tensor(handle)], dtype: dtype
      )
    },
    Builtin("avg_pool2d(input, kernel_size, stride=None, padding=0)", .functional, "The mean of each window.")
    { m, a throws(Diagnostic) in
      let (handle, windows) = try m.pooled(a, filler: 0)
      return try m.apply(Mean().over(windows), [.tensor(handle)], dtype: m.heap.tensor(handle).dtype)
    },
  ]
}

extension Machine {
  func requireRank(_ rank: Int, _ handle: Handle, _ name: String) throws(Diagnostic) {
    let shape = heap.tensor(handle).shape
    guard shape.rank == rank else {
      throw Diagnostic(
        .shape,
        "\(name)() needs a \(rank == 1 ? "vector" : "matrix") here, not a tensor of shape \(shape.list)")
    }
  }

  mutating func cosineSimilarity(_ x: Object, _ y: Object, _ dim: Object, floor: Double, _ a: Arguments)
    throws(Diagnostic) -> Object
  {
    let product = try elementwise(Multiply(), [x, y])
    guard case .tensor(let p) = product, case .tensor(let hx) = x, case .tensor(let hy) = y else {
      throw Diagnostic(.type, "cosine_similarity() needs tensors")
    }
    func dimensions(_ h: Handle) throws(Diagnostic) -> [Int] {
      [try a.dimension(dim, of: heap.tensor(h).shape.rank, self)]
    }
    let dot = try reduce(p, Sum(), over: try dimensions(p), keeping: false)
    let (nx, ny) = (
      try reduce(hx, Norm(p: 2), over: try dimensions(hx), keeping: false),
      try reduce(hy, Norm(p: 2), over: try dimensions(hy), keeping: false)
    )
    let bound = Clamp(low: floor, high: .infinity)
    let lengths = try elementwise(Multiply(), [try elementwise(bound, [nx]), try elementwise(bound, [ny])])
    return try elementwise(Divide(), [dot, lengths])
  }

  /// The padded input of a pooling and its windows.
  fileprivate mutating func pooled(_ a: Arguments, filler: Double) throws(Diagnostic) -> (Handle, Grouping) {
    func pair(_ object: Object) throws(Diagnostic) -> (Int, Int) {
      let sizes = try a.sizes(&self, [object])
      guard sizes.count == 1 || sizes.count == 2 else {
        throw Diagnostic(.value, "\(a.builtin)() needs one or two lengths")
      }
      return (sizes[0], sizes[sizes.count - 1])
    }
    var handle = try a.tensor(0, self)
    let (kh, kw) = try pair(a[1])
    let (sh, sw) = a[2].isNone ? (kh, kw) : try pair(a[2])
    let (ph, pw) = try pair(a[3])
    let rank = heap.tensor(handle).shape.rank
    guard rank == 3 || rank == 4 else {
      throw Diagnostic(.shape, "\(a.builtin)() needs images: 3 or 4 dimensions, not \(rank)")
    }
    guard kh > 0, kw > 0, sh > 0, sw > 0, ph >= 0, pw >= 0, 2 * ph <= kh, 2 * pw <= kw else {
      throw Diagnostic(
        .value, "\(a.builtin)() needs windows and steps above 0, and a padding of at most half a window")
    }
    if ph + pw > 0, case .tensor(let new) = try padded(handle, [pw, pw, ph, ph], with: filler) {
      handle = new
    }
    let shape = heap.tensor(handle).shape
    let (height, width) = (shape[rank - 2], shape[rank - 1])
    guard kh <= height, kw <= width else {
      throw Diagnostic(.shape, "a window of \(kh)×\(kw) does not fit into \(height)×\(width)")
    }
    let (rows, columns) = ((height - kh) / sh + 1, (width - kw) / sw + 1)
    let planes = shape.dimensions.dropLast(2).reduce(1, *)
    let starts = Shape.indices(
      shape: [planes, rows, columns], strides: [height * width, sh * width, sw], offset: 0)
    let offsets = Shape.indices(shape: [kh, kw], strides: [width, 1], offset: 0)
    let result = Shape(Array(shape.dimensions.dropLast(2)) + [rows, columns])
    return (handle, Grouping(starts: starts, offsets: offsets, result: result))
  }
}
