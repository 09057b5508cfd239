import Language

extension Builtins {
  /// `torch.Size`, the tuple that shapes are.
  static let sizeFunctions: [Builtin] = [
    Builtin("Size(iterable=())", .torch, "A tuple of lengths, as x.shape is one.") {
      m, a throws(Diagnostic) in
      guard m.isIterable(a[0]) else {
        throw Diagnostic(
          .type, "Size() needs a list or a tuple of lengths, not \(m.describe(a[0]))",
          hint: "torch.Size([2, 3])")
      }
      return m.newTuple(try a.sizes(&m, [m.newTuple(try m.items(of: a[0]))]).map { .integer($0) }, .size)
    },
    Builtin("numel(size)", [], "How many entries a tensor of this shape has.") { m, a throws(Diagnostic) in
      var count = 1
      for length in try a.sizes(&m, [a[0]]) {
        let product = count.multipliedReportingOverflow(by: length)
        guard !product.overflow else { throw m.overflow() }
        count = product.partialValue
      }
      return .integer(count)
    },
  ]

  /// What `shape.numel` is.
  static let sizeCount: Int = {
    guard let index = all.firstIndex(where: { $0.signature == "numel(size)" }) else {
      preconditionFailure("numel of a shape is in the list above")
    }
    return index
  }()
}
