import Autodiff
import Language

/// An object that holds others, seen from outside.
public enum Container {
  case list([Object])
  case tuple([Object])
  case dictionary([(key: String, value: Object)])
}

extension Int {
  /// A number without its decimals; what is too large becomes the largest, and NaN 0.
  init(saturating x: Double) {
    self = Int(exactly: x.rounded(.towardZero)) ?? (x.isNaN ? 0 : x < 0 ? .min : .max)
  }
}

extension Machine {
  /// The parts of a list, a tuple or a dict; `nil` for everything else.
  public func container(_ object: Object) -> Container? {
    switch object {
    case .list(let handle): return .list(heap.list(handle))
    case .tuple(let handle): return .tuple(heap.tuple(handle))
    case .dictionary(let handle):
      let items = heap.dictionary(handle)
      return .dictionary(
        zip(items.keys, items.values).map { key, value in
          if case .string(let text) = key { return (text, value) }
          return ((try? repr(key)) ?? "", value)
        })
    default: return nil
    }
  }

  /// The numbers of a tensor, of a number, of a range, or of lists of such, row by row; truth values are 0 and 1.
  ///
  /// - Throws: where something else is among them, or rows are of different lengths.
  public func numbers(_ object: Object) throws(Diagnostic) -> (shape: Shape, values: [Double]) {
    try numbers(object, depth: 0)
  }

  private func numbers(_ object: Object, depth: Int) throws(Diagnostic) -> (shape: Shape, values: [Double]) {
    switch object {
    case .boolean(let value): return ([], [value ? 1 : 0])
    case .integer(let value): return ([], [Double(value)])
    case .float(let value): return ([], [value])
    case .tensor(let handle): return (heap.tensor(handle).shape, values(of: handle))
    case .range(let handle):
      let range = heap.range(handle)
      try checkPictured(range.count)
      return (Shape([range.count]), (0..<range.count).map { Double(range[$0]) })
    case .list(let handle): return try stacked(heap.list(handle), depth)
    case .tuple(let handle): return try stacked(heap.tuple(handle), depth)
    default:
      throw Diagnostic(
        .type, "numbers are needed here, not \(describe(object))",
        hint: "a number, a tensor, or lists of numbers")
    }
  }

  private func stacked(_ items: [Object], _ depth: Int) throws(Diagnostic) -> (shape: Shape, values: [Double])
  {
    // A list may be an entry of itself.
    guard depth < 6 else {
      throw Diagnostic(
        .shape, "lists nest more than 6 deep here", hint: "does the list hold itself?")
    }
    var inner: Shape?
    var values: [Double] = []
    for item in items {
      let (shape, part) = try numbers(item, depth: depth + 1)
      guard shape == inner ?? shape else {
        throw Diagnostic(
          .shape, "entries of shape \((inner ?? shape).list) and \(shape.list) are in one list",
          hint: "numbers are needed in rows of one length")
      }
      inner = shape
      values += part
      try checkPictured(values.count)
    }
    return (Shape([items.count] + (inner ?? []).dimensions), values)
  }

  private func checkPictured(_ count: Int) throws(Diagnostic) {
    if limits.elements > 0, count > limits.elements { throw tooManyElements() }
  }
}
