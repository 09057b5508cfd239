import Autodiff
import Language

extension Builtins {
  static let tensorMethods: [Builtin] = [
    Builtin(
      "backward(tensor, gradient=None, retain_graph=False)", .tensorMethod,
      "Adds ∂tensor/∂x to .grad of every x it was made from."
    ) { m, a throws(Diagnostic) in
      try m.backward(try a.tensor(0, m), gradient: a[1], retains: try a.flag(2, m))
      return .none
    },
    Builtin("item(tensor)", .tensorMethod, "The only entry, as a number.") { m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      guard m.heap.tensor(handle).shape.count == 1 else {
        throw Diagnostic(
          .value, "item() needs a tensor of one entry, and this one has \(m.heap.tensor(handle).shape.count)",
          hint: "pick one with [ ], or use .tolist()")
      }
      return m.itemObject(handle)
    },
    Builtin("tolist(tensor)", .tensorMethod, "The entries as nested lists.") { m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      try m.checkRoom(m.heap.tensor(handle).shape.count)
      let tensor = m.heap.tensor(handle)
      let dimensions = tensor.shape.dimensions[...]
      if tensor.dtype.isFloating {
        let values = m.values(of: handle)
        return try m.nestedList(0, dimensions) { .float(values[$0]) }
      }
      let values = m.wholes(of: handle)
      let isBoolean = tensor.dtype == .bool
      return try m.nestedList(0, dimensions) {
        isBoolean ? .boolean(values[$0] != 0) : .integer(Int(values[$0]))
      }
    },
    Builtin("numel(tensor)", [.torch, .tensorMethod], "How many entries it has.") { m, a throws(Diagnostic) in
      .integer(m.heap.tensor(try a.tensor(0, m)).shape.count)
    },
    Builtin("nelement(tensor)", .tensorMethod, "How many entries it has.") { m, a throws(Diagnostic) in
      .integer(m.heap.tensor(try a.tensor(0, m)).shape.count)
    },
    Builtin("dim(tensor)", .tensorMethod, "How many dimensions it has.") { m, a throws(Diagnostic) in
      .integer(m.heap.tensor(try a.tensor(0, m)).shape.rank)
    },
    Builtin("size(tensor, dim=None)", .tensorMethod, "Its shape, or one length of it.") {
      m, a throws(Diagnostic) in
      let shape = m.heap.tensor(try a.tensor(0, m)).shape
      if a[1].isNone { return m.newTuple(shape.dimensions.map { .integer($0) }, .size) }
      let dimension = try a.dimension(a[1], of: shape.rank, m)
      guard shape.rank > 0 else {
        throw Diagnostic(
          .index, "a tensor that is a single number has no dimension \(dimension)",
          hint: "x.numel() counts its entries, x.ndim its dimensions")
      }
      return .integer(shape[dimension])
    },
    Builtin("detach(tensor)", .tensorMethod, "The same numbers without their history.") {
      m, a throws(Diagnostic) in try m.detached(.tensor(try a.tensor(0, m)))
    },
    Builtin("detach_(tensor)", .tensorMethod, "Forgets its own history: a leaf from now on.") {
      m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      guard m.base(of: m.heap.tensor(handle)) == nil else {
        throw Diagnostic(
          .value, "detach_() on a part of another tensor, whose history it shares",
          hint: "x.detach() gives the same numbers without a history")
      }
      m.heap.changeTensor(handle) {
        $0.entry = nil
        $0.isResult = false
        $0.requiresGradient = false
      }
      return a[0]
    },
    Builtin("clone(tensor)", [.torch, .tensorMethod], "A copy; the gradient flows through.") {
      m, a throws(Diagnostic) in
      try m.apply(Elementwise(Copy()), [a[0]], dtype: m.heap.tensor(try a.tensor(0, m)).dtype)
    },
    Builtin("contiguous(tensor)", .tensorMethod, "The tensor itself, or a copy with its entries in order.") {
      m, a throws(Diagnostic) in
      let tensor = m.heap.tensor(try a.tensor(0, m))
      if m.isInOrder(tensor) { return a[0] }
      return try m.apply(
        Rearrangement("contiguous", result: tensor.shape, sources: nil), [a[0]], dtype: tensor.dtype)
    },
    Builtin("is_contiguous(tensor)", .tensorMethod, "Whether the entries lie in order.") {
      m, a throws(Diagnostic) in .boolean(m.isInOrder(m.heap.tensor(try a.tensor(0, m))))
    },
    Builtin("stride(tensor, dim=None)", .tensorMethod, "How far apart neighbours along each dimension lie.") {
      m, a throws(Diagnostic) in
      let tensor = m.heap.tensor(try a.tensor(0, m))
      let strides = m.layout(tensor).strides
      if a[1].isNone { return m.newTuple(strides.map { .integer($0) }) }
      let dimension = try a.dimension(a[1], of: tensor.shape.rank, m)
      guard strides.indices.contains(dimension) else {
        throw Diagnostic(.index, "a tensor that is a single number has no strides", hint: "leave dim out")
      }
      return .integer(strides[dimension])
    },
    Builtin("ndimension(tensor)", .tensorMethod, "How many dimensions it has.") { m, a throws(Diagnostic) in
      .integer(m.heap.tensor(try a.tensor(0, m)).shape.rank)
    },
    Builtin("element_size(tensor)", .tensorMethod, "How many bytes PyTorch keeps an entry in.") {
      m, a throws(Diagnostic) in .integer(m.heap.tensor(try a.tensor(0, m)).dtype.byteCount)
    },
    Builtin("is_floating_point(input)", [.torch, .tensorMethod], "Whether its entries are floats.") {
      m, a throws(Diagnostic) in .boolean(m.heap.tensor(try a.tensor(0, m)).dtype.isFloating)
    },
    Builtin("is_complex(input)", [.torch, .tensorMethod], "Whether its entries are complex: never here.") {
      m, a throws(Diagnostic) in
      _ = try a.tensor(0, m)
      return .boolean(false)
    },
    Builtin("retain_grad(tensor)", .tensorMethod, "Keeps the gradient of a result that is not a leaf.") {
      m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      guard m.needsGradient(handle) else {
        throw Diagnostic(.value, "retain_grad() on a tensor that gradients do not flow into")
      }
      m.heap.changeTensor(handle) { $0.retainsGradient = true }
      if let entry = m.heap.tensor(handle).entry { m.recording[entry].owner = handle.index }
      return .none
    },
    Builtin("requires_grad_(tensor, requires_grad=True)", .tensorMethod, "Switches gradients on or off.") {
      m, a throws(Diagnostic) in
      try m.setRequiresGradient(try a.tensor(0, m), try a.flag(1, m))
      return a[0]
    },
    inPlace("zero_(tensor)") { m, _ throws(Diagnostic) in .integer(0) },
    inPlace("fill_(tensor, value)") { m, a throws(Diagnostic) in
      if case .integer = a[1] { return a[1] }
      guard case .tensor(let handle) = a[1] else { return .float(try a.double(1, m)) }
      let shape = m.heap.tensor(handle).shape
      guard shape.rank == 0 else {
        throw Diagnostic(
          .shape, "fill_() takes a number or a tensor that is one, not a tensor of shape \(shape.list)",
          hint: "copy_() puts in several numbers")
      }
      return a[1]
    },
    inPlace("copy_(tensor, other)") { m, a throws(Diagnostic) in a[1] },
    inPlace("add_(tensor, other, *, alpha=1)") { m, a throws(Diagnostic) in
      try m.tensors(.add, a[0], try m.multiple(a, beside: .add))
    },
    inPlace("sub_(tensor, other, *, alpha=1)") { m, a throws(Diagnostic) in
      try m.tensors(.subtract, a[0], try m.multiple(a, beside: .subtract))
    },
    inPlace("mul_(tensor, other)") { m, a throws(Diagnostic) in try m.tensors(.multiply, a[0], a[1]) },
    inPlace("div_(tensor, other)") { m, a throws(Diagnostic) in try m.tensors(.divide, a[0], a[1]) },
    inPlace("clamp_(tensor, min=None, max=None)") { m, a throws(Diagnostic) in
      try m.clamped(a)
    },
    Builtin("zero_grad(tensor)", .tensorMethod, "Forgets the gradient.") { m, a throws(Diagnostic) in
      m.heap.changeTensor(try a.tensor(0, m)) { $0.gradient = nil }
      return .none
    },
    Builtin(
      "allclose(input, other, rtol=1e-05, atol=1e-08)", [.torch, .tensorMethod],
      "Whether all entries are nearly equal."
    ) { m, a throws(Diagnostic) in
      let (x, y) = (try m.operand(a[0]), try m.operand(a[1]))
      guard x.dtype == y.dtype else {
        throw Diagnostic(
          .type, "allclose() compares tensors of one dtype, not \(x.dtype.rawValue) and \(y.dtype.rawValue)",
          hint: "convert one of them, as in x.double()")
      }
      guard let shape = Shape.broadcast(x.shape, y.shape) else {
        throw Diagnostic(
          .shape, "shapes \(x.shape.list) and \(y.shape.list) do not fit together",
          hint: "compared from the last dimension on, lengths must be equal or 1")
      }
      let (rtol, atol) = (try a.double(2, m), try a.double(3, m))
      let (xs, ys) = (x.values, y.values)
      let xStretch = x.shape == shape ? nil : x.shape.indices(broadcastTo: shape)
      let yStretch = y.shape == shape ? nil : y.shape.indices(broadcastTo: shape)
      var areClose = true
      try m.inSlices(shape.count) { i in
        let (p, q) = (xs[xStretch.map { Int($0[i]) } ?? i], ys[yStretch.map { Int($0[i]) } ?? i])
        if !(p == q || (p - q).magnitude <= atol + rtol * q.magnitude) { areClose = false }
      }
      return .boolean(areClose)
    },
    Builtin("equal(input, other)", [.torch, .tensorMethod], "Whether shapes and entries are the same.") {
      m, a throws(Diagnostic) in .boolean(m.haveSameEntries(try a.tensor(0, m), try a.tensor(1, m)))
    },
  ]

  private static func inPlace(
    _ signature: String, _ result: @escaping @Sendable (inout Machine, Arguments) throws(Diagnostic) -> Object
  ) -> Builtin {
    Builtin(signature, .tensorMethod, "Changes the tensor in place.") { m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let new = try result(&m, a)
      try m.change(handle, to: new, by: a.builtin)
      return a[0]
    }
  }
}

extension Machine {
  fileprivate mutating func nestedList(
    _ start: Int, _ dimensions: ArraySlice<Int>, _ entry: (Int) -> Object
  ) throws(Diagnostic) -> Object {
    guard let length = dimensions.first else { return entry(start) }
    let stride = dimensions.dropFirst().reduce(1, *)
    var items: [Object] = []
    items.reserveCapacity(length)
    for i in 0..<length {
      try work(2)
      items.append(try nestedList(start + i * stride, dimensions.dropFirst(), entry))
    }
    return try newList(items)
  }
}
