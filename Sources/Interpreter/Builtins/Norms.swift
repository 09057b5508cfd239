import Autodiff
import Language

/// Lengths of groups of entries.
extension Machine {
  /// `norm(input, p, dim, keepdim, dtype)`
  mutating func norm(_ a: Arguments) throws(Diagnostic) -> Object {
    var handle = try a.tensor(0, self)
    var p = 2.0
    switch a[1] {
    case .none, .string("fro"): break
    case .string("nuc"):
      throw Diagnostic(
        .value, "norm() has no nuclear norm in Gradwalk: it takes singular values",
        hint: "p is a number or 'fro'")
    case .string(let name):
      throw Diagnostic(.value, "norm() knows no p='\(brief(name))'", hint: "p is a number or 'fro'")
    case .boolean(let flag): p = flag ? 1 : 0
    default: p = try a.double(1, self)
    }
    let own = heap.tensor(handle).dtype
    guard own.isFloating else { throw floatsNeeded(a.builtin, own) }
    if let dtype = try a.dtype(4, self) {
      guard dtype == own || dtype == .float64 else {
        throw Diagnostic(
          .type,
          "norm() does not take numbers of \(own.rawValue) for \(dtype.rawValue), which has fewer digits",
          hint: "x.float().norm() does")
      }
      guard case .tensor(let numbers) = try converted(a[0], to: dtype) else { return .none }
      handle = numbers
    }
    let dimensions = try a.dimensions(2, of: heap.tensor(handle).shape.rank, &self)
    if number(a[1]) == nil, !a[2].isNone, dimensions.count > 2 {
      throw Diagnostic(
        .value, "norm() with p='fro' is of a vector or a matrix, not along \(dimensions.count) dimensions",
        hint: "p=2 takes any number of them: x.norm(2, dim=(0, 1, 2))")
    }
    return try norm(of: handle, p: p, over: dimensions, keeping: try a.flag(3, self))
  }

  /// (Σ |x|ᵖ)^(1/p) of groups of entries.
  mutating func norm(
    of handle: Handle, p: Double, over dimensions: [Int], keeping: Bool
  ) throws(Diagnostic) -> Object {
    let (shape, dtype) = (heap.tensor(handle).shape, heap.tensor(handle).dtype)
    guard dtype.isFloating else { throw floatsNeeded("norm", dtype) }
    let isEmpty = dimensions.isEmpty ? shape.count == 0 : dimensions.contains { shape[$0] == 0 }
    if isEmpty, p < 0 || p == .infinity {
      throw Diagnostic(
        .value, "there is no norm with p=\(NumberFormat.shortest(p)) of nothing",
        hint: "with p=2 the length of nothing is 0")
    }
    return p == 0
      ? try countOfEntries(handle, dimensions, keeping)
      : try reduce(handle, Norm(p: p), over: dimensions, keeping: keeping)
  }

  /// How many entries are not 0. It is part of the graph, but no gradient goes on from it.
  private mutating func countOfEntries(
    _ handle: Handle, _ dimensions: [Int], _ keeps: Bool
  ) throws(Diagnostic) -> Object {
    let tensor = heap.tensor(handle)
    let grouping = Grouping(tensor.shape, over: dimensions, keepingDimensions: keeps)
    let values = values(of: handle)
    let (starts, offsets) = (grouping.starts.table, grouping.offsets.table)
    let counts = try made(starts.count) { group throws(Diagnostic) in
      var count = 0.0
      try inSlices(offsets.count) { if values[Int(starts[group] + offsets[$0])] != 0 { count += 1 } }
      return count
    }
    let result = try plainTensor(counts, grouping.result, tensor.dtype)
    guard needsGradient(handle), recordsOperations, case .tensor(let new) = result else { return result }
    let entry = recording.leaf(
      counts, shape: grouping.result, precision: precision(of: tensor.dtype),
      needsGradient: true,
      origin: currentOrigin())
    heap.changeTensor(new) {
      $0.entry = entry
      $0.isResult = true
    }
    return result
  }
}
