import Autodiff
import Language

/// A tensor or a number on its way into an operation.
struct Operand {
  /// The entries where they lie, as floats: exact, but for whole numbers beyond 2⁵³.
  let view: ArrayView
  let dtype: DType
  /// The tensor it is; `nil` for a plain number, which takes on the dtype of the tensors beside it.
  let handle: Handle?
  /// Whole numbers of 64 bits to the last digit.
  var exact: [Int64]?
  /// Where in the program its dtype was decided.
  var dtypeOrigin: Int32 = -1

  init(
    _ view: ArrayView, dtype: DType, handle: Handle? = nil, exact: [Int64]? = nil, dtypeOrigin: Int32 = -1
  ) {
    (self.view, self.dtype, self.handle, self.exact) = (view, dtype, handle, exact)
    self.dtypeOrigin = dtypeOrigin
  }

  /// A single number.
  init(_ value: Double, dtype: DType, exact: Int64? = nil) {
    self.init(ArrayView(shape: [], stored: [value]), dtype: dtype, exact: exact.map { [$0] })
  }

  var shape: Shape { view.shape }
  /// The entries, row by row.
  var values: [Double] { view.entries }

  /// The entries of what is no tensor of floats.
  var wholes: [Int64] { exact ?? values.map { Int64(saturating: $0) } }

  /// The same as numbers of a dtype: a plain number that does not fit wraps round.
  func wholes(as dtype: DType) -> [Int64] {
    handle == nil && dtype != .int64 ? wholes.map { Int64(dtype.wrapped(Int($0))) } : wholes
  }
}

extension Machine {
  /// What an object brings into an operation.
  func operand(_ object: Object) throws(Diagnostic) -> Operand {
    switch object {
    case .tensor(let handle):
      let tensor = heap.tensor(handle)
      guard tensor.dtype == .int64, let exact = exactEntries(of: handle) else {
        return Operand(
          view(of: handle), dtype: tensor.dtype, handle: handle, dtypeOrigin: tensor.dtypeOrigin)
      }
      return Operand(
        ArrayView(shape: tensor.shape, stored: try floats(exact)), dtype: .int64, handle: handle,
        exact: exact, dtypeOrigin: tensor.dtypeOrigin)
    case .boolean(let value): return Operand(value ? 1 : 0, dtype: .bool)
    case .integer(let value): return Operand(Double(value), dtype: .int64, exact: Int64(value))
    case .float(let value): return Operand(value, dtype: defaultDType)
    default:
      var hint: String?
      if case .list = object { hint = "tensor([…]) makes a tensor of a list" }
      throw Diagnostic(.type, "a tensor or a number is needed here, not \(describe(object))", hint: hint)
    }
  }

  /// Whole numbers as floats, a slice at a time, so that it may be stopped.
  private func floats(_ wholes: [Int64]) throws(Diagnostic) -> [Double] {
    guard wholes.count > 1 << 20 else { return wholes.map { Double($0) } }
    var result: [Double] = []
    result.reserveCapacity(wholes.count)
    for start in stride(from: 0, to: wholes.count, by: 1 << 20) {
      if stop.isWanted { throw whyStopped }
      result.append(contentsOf: wholes[start..<min(start + (1 << 20), wholes.count)].map { Double($0) })
    }
    return result
  }

  /// A tensor's entries where they lie.
  func view(of handle: Handle) -> ArrayView {
    let tensor = heap.tensor(handle)
    let buffer = heap.storage(tensor.storage).buffer
    guard let layout = tensor.layout else { return ArrayView(shape: tensor.shape, stored: buffer.doubles) }
    guard case .double(let values) = buffer else {
      return ArrayView(shape: tensor.shape, stored: buffer.gathered(storagePlaces(of: tensor)).doubles)
    }
    return ArrayView(
      shape: tensor.shape, stored: values,
      indices: StridedIndices(shape: tensor.shape, strides: layout.strides, offset: layout.offset))
  }
}
