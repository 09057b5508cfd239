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

  /// Whole rows of a tensor, in the given order.
  mutating func pickRows(_ object: Object, _ rows: [Int]) throws(Diagnostic) -> Object {
    let index = try plainTensor(rows.map { Double($0) }, [rows.count], .int64)
    return try indexed(object, index)
  }
}
