import Autodiff
import Language

extension Machine {
  /// Holds a size against the limit before any memory is touched.
  mutating func chargeTensor(_ sizes: [Int]) throws(Diagnostic) {
    var count = 1
    for size in sizes {
      let product = count.multipliedReportingOverflow(by: max(size, 0))
      guard !product.overflow else { throw tooManyElements() }
      count = product.partialValue
    }
    try charge(count)
  }

  mutating func reshaped(_ object: Object, _ sizes: [Int], _ name: String) throws(Diagnostic) -> Object {
    guard case .tensor(let handle) = object else {
      throw Diagnostic(.type, "\(name)() needs a tensor, not \(describe(object))")
    }
    let tensor = heap.tensor(handle)
    var sizes = sizes
    var known = 1
    for size in sizes where size != -1 {
      let product = known.multipliedReportingOverflow(by: size)
      guard size >= 0, !product.overflow else { throw misfit(tensor, sizes) }
      known = product.partialValue
    }
    if let open = sizes.firstIndex(of: -1) {
      guard !sizes[(open + 1)...].contains(-1), known > 0, tensor.shape.count % known == 0 else {
        throw misfit(tensor, sizes)
      }
      sizes[open] = tensor.shape.count / known
    }
    let shape = Shape(sizes)
    guard shape.count == tensor.shape.count else { throw misfit(tensor, sizes) }
    try checkSize(shape)
    let own = layout(tensor)
    if Machine.strides(of: tensor.shape, own.strides, seenAs: shape) != nil {
      return try view(handle, name) { layout in
        let seen = Machine.strides(of: tensor.shape, layout.strides, seenAs: shape)
        return (shape, TensorObject.Layout(strides: seen ?? shape.strides, offset: layout.offset))
      }
    }
    guard name != "view" else {
      throw Diagnostic(
        .value, "view() needs entries that lie in order, and these were transposed, sliced or expanded",
        hint: "x.reshape(…) copies where it must; x.contiguous() puts them in order")
    }
    return try apply(Rearrangement(name, result: shape, sources: nil), [object], dtype: tensor.dtype)
  }

  /// The strides that show entries in another shape without moving them; `nil` where they would have to be moved.
  ///
  /// Neighbouring dimensions are joined as long as one goes on where the other ends; each such block is then split anew.
  private static func strides(of shape: Shape, _ strides: [Int], seenAs new: Shape) -> [Int]? {
    guard shape.count > 0 else { return shape == new ? strides : new.strides }
    var result = [Int](repeating: 0, count: new.rank)
    var target = new.rank - 1
    var block = 1
    var seen = 1
    var step = strides.last ?? 1
    for d in stride(from: shape.rank - 1, through: 0, by: -1) {
      block *= shape[d]
      let goesOn = d > 0 && (shape[d - 1] == 1 || strides[d - 1] == block * step)
      guard d == 0 || !goesOn else { continue }
      while target >= 0, seen < block || new[target] == 1 {
        result[target] = seen * step
        seen *= new[target]
        target -= 1
      }
      guard seen == block else { return nil }
      if d > 0 {
        step = strides[d - 1]
        block = 1
        seen = 1
      }
    }
    while target >= 0 {
      guard new[target] == 1 else { return nil }
      result[target] = step
      target -= 1
    }
    return result
  }

  private func misfit(_ tensor: TensorObject, _ sizes: [Int]) -> Diagnostic {
    Diagnostic(
      .shape,
      "a tensor of shape \(tensor.shape.list) has \(tensor.shape.count) entries and does not fit into shape [\(sizes.map(String.init).joined(separator: ", "))]",
      hint: "the product of the lengths must be \(tensor.shape.count); one of them may be -1")
  }

  mutating func permuted(_ handle: Handle, _ order: [Int], _ name: String) throws(Diagnostic) -> Object {
    let shape = Shape(order.map { heap.tensor(handle).shape[$0] })
    return try view(handle, name) { own in
      (shape, TensorObject.Layout(strides: order.map { own.strides[$0] }, offset: own.offset))
    }
  }

  mutating func concatenated(_ objects: [Object], _ dimension: Int, _ name: String) throws(Diagnostic)
    -> Object
  {
    var shapes: [Shape] = []
    var operands: [Operand] = []
    for object in objects {
      guard case .tensor = object else {
        throw Diagnostic(.type, "\(name)() needs tensors, not \(describe(object))")
      }
      operands.append(try operand(object))
      shapes.append(operands[operands.count - 1].shape)
    }
    guard let first = shapes.first else { throw Diagnostic(.value, "\(name)() of nothing") }
    guard first.rank > 0 else {
      throw Diagnostic(.shape, "single numbers cannot be laid end to end", hint: "use stack([…])")
    }
    for shape in shapes {
      var (p, q) = (first.dimensions, shape.dimensions)
      guard p.count == q.count else {
        throw Diagnostic(.shape, "\(name)() needs tensors of equally many dimensions")
      }
      p[dimension] = 0
      q[dimension] = 0
      guard p == q else {
        throw Diagnostic(
          .shape, "shapes \(first.list) and \(shape.list) differ in more than dimension \(dimension)")
      }
    }
    var dimensions = first.dimensions
    dimensions[dimension] = shapes.reduce(0) { $0 + $1[dimension] }
    let result = Shape(dimensions)
    try charge(result.count)
    let outer = dimensions[..<dimension].reduce(1, *)
    let inner = dimensions[(dimension + 1)...].reduce(1, *)
    var sources: [Int32] = []
    sources.reserveCapacity(result.count)
    for o in 0..<outer {
      var start = 0
      for shape in shapes {
        let block = shape[dimension] * inner
        for i in 0..<block { sources.append(Int32(start + o * block + i)) }
        start += shape.count
      }
    }
    return try apply(
      Rearrangement(name, result: result, sources: sources), objects, dtype: resultDType(operands))
  }

  mutating func padded(_ handle: Handle, _ widths: [Int], with value: Double) throws(Diagnostic) -> Object {
    let tensor = heap.tensor(handle)
    guard widths.count % 2 == 0, widths.count <= 2 * tensor.shape.rank else {
      throw Diagnostic(
        .value, "pad() needs two widths a dimension, from the last one on",
        hint: "pad(x, (1, 1)) puts one entry before and one behind")
    }
    var before = [Int](repeating: 0, count: tensor.shape.rank)
    var dimensions = tensor.shape.dimensions
    for i in 0..<(widths.count / 2) {
      let d = tensor.shape.rank - 1 - i
      before[d] = widths[2 * i]
      let length = dimensions[d].addingReportingOverflow(widths[2 * i]).partialValue.addingReportingOverflow(
        widths[2 * i + 1])
      guard !length.overflow, length.partialValue >= 0 else {
        throw Diagnostic(.value, "pad() would leave nothing of dimension \(d)")
      }
      dimensions[d] = length.partialValue
    }
    try chargeTensor(dimensions)
    let result = Shape(dimensions)
    let strides = tensor.shape.strides
    let sources = (0..<result.count).map { entry -> Int32 in
      var place = 0
      for (d, index) in result.index(of: entry).enumerated() {
        let own = index - before[d]
        guard own >= 0, own < tensor.shape[d] else { return -1 }
        place += own * strides[d]
      }
      return Int32(place)
    }
    return try apply(
      Rearrangement("pad", result: result, sources: sources, filler: value), [.tensor(handle)],
      dtype: tensor.dtype)
  }

  /// Whole rows of a tensor, in the given order.
  mutating func pickRows(_ object: Object, _ rows: [Int]) throws(Diagnostic) -> Object {
    let index = try plainTensor(rows.map { Double($0) }, [rows.count], .int64)
    return try indexed(object, index)
  }
}
