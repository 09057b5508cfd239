import Autodiff
import Language

extension Builtins {
  /// One tensor becomes several, or a part of it.
  static let partingFunctions: [Builtin] = [
    Builtin(
      "chunk(input, chunks, dim=0)", [.torch, .tensorMethod], "At most so many equally long parts along dim."
    ) {
      m, a throws(Diagnostic) in
      let (length, dimension) = try m.partedLength(a, 2)
      let chunks = try a.integer(1, m)
      guard chunks > 0 else {
        throw Diagnostic(
          .value, "chunk() needs at least 1 part, not \(chunks)", hint: "x.chunk(2) halves it")
      }
      guard length > 0 else {
        return try m.parts(a[0], [Int](repeating: 0, count: min(chunks, 1 << 20)), dimension)
      }
      let size = (length + chunks - 1) / chunks
      return try m.parts(a[0], m.equalParts(of: length, size), dimension)
    },
    Builtin(
      "split(input, split_size_or_sections, dim=0)", .torch,
      "Parts of one length along dim, or of the lengths in a list."
    ) { m, a throws(Diagnostic) in try m.split(a) },
    Builtin(
      "split(input, split_size, dim=0)", .tensorMethod,
      "Parts of one length along dim, or of the lengths in a list."
    ) { m, a throws(Diagnostic) in try m.split(a) },
    Builtin("unbind(input, dim=0)", [.torch, .tensorMethod], "The slices along dim, each without it.") {
      m, a throws(Diagnostic) in
      let (length, dimension) = try m.partedLength(a, 1)
      var slices: [Object] = []
      for i in 0..<length {
        slices.append(m.oneOfSeveral(try m.slice(a[0], dimension, .integer(i))))
      }
      return m.newTuple(slices)
    },
    Builtin("narrow(input, dim, start, length)", [.torch, .tensorMethod], "A part along dim, from start on.")
    {
      m, a throws(Diagnostic) in
      let (own, dimension) = try m.partedLength(a, 1)
      let (start, length) = (try a.integer(2, m), try a.integer(3, m))
      let first = start < 0 ? start + own : start
      guard length >= 0, (0...own).contains(first), length <= own - first else {
        throw Diagnostic(
          .index,
          "narrow() cannot take \(length) entries from \(start) on of a dimension of \(own)",
          hint: length < 0 ? "the length cannot be negative" : "start + length is at most \(own)")
      }
      return try m.part(a[0], dimension, first..<(first + length))
    },
    Builtin(
      "select(input, dim, index)", [.torch, .tensorMethod], "The slice at an index of dim, without it."
    ) {
      m, a throws(Diagnostic) in
      let (_, dimension) = try m.partedLength(a, 1)
      return try m.slice(a[0], dimension, .integer(try a.integer(2, m)))
    },
  ]
}

extension Machine {
  /// The dimension that is cut, and its length.
  fileprivate func partedLength(_ a: Arguments, _ place: Int) throws(Diagnostic) -> (
    length: Int, dimension: Int
  ) {
    let shape = heap.tensor(try a.tensor(0, self)).shape
    guard shape.rank > 0 else {
      throw Diagnostic(
        .index, "\(a.builtin)() needs a tensor with a dimension, and this is a single number",
        hint: "x.reshape(1) makes a vector of it")
    }
    let dimension = try a.dimension(a[place], of: shape.rank, self)
    return (shape[dimension], dimension)
  }

  fileprivate func equalParts(of length: Int, _ size: Int) -> [Int] {
    stride(from: 0, to: length, by: size).map { min(size, length - $0) }
  }

  fileprivate mutating func split(_ a: Arguments) throws(Diagnostic) -> Object {
    let (length, dimension) = try partedLength(a, 2)
    if isSequence(a[1]) {
      let sizes = try a.sizes(&self, [a[1]])
      guard sizes.allSatisfy({ $0 >= 0 && $0 <= length }), sizes.reduce(0, +) == length else {
        throw Diagnostic(
          .value, "split() needs lengths that add up to \(length), not \(sizes)",
          hint: "they are the lengths of the parts, none of them negative")
      }
      return try parts(a[0], sizes, dimension)
    }
    let size = try a.integer(1, self)
    guard size > 0 || size == 0 && length == 0 else {
      throw Diagnostic(
        .value, "split() needs parts of at least 1 entry, not \(size)", hint: "x.chunk(2) halves it")
    }
    return try parts(a[0], length == 0 ? [0] : equalParts(of: length, size), dimension)
  }

  /// Parts of the given lengths along a dimension, one after the other.
  fileprivate mutating func parts(_ object: Object, _ lengths: [Int], _ dimension: Int) throws(Diagnostic)
    -> Object
  {
    var start = 0
    var parts: [Object] = []
    for length in lengths {
      parts.append(oneOfSeveral(try part(object, dimension, start..<(start + length))))
      start += length
    }
    return newTuple(parts)
  }

  /// Notes that a view was taken together with others.
  fileprivate mutating func oneOfSeveral(_ view: Object) -> Object {
    if case .tensor(let handle) = view { heap.changeTensor(handle) { $0.viewOrigin = .oneOfSeveral } }
    return view
  }

  fileprivate mutating func part(
    _ object: Object, _ dimension: Int, _ range: Range<Int>
  ) throws(Diagnostic) -> Object {
    let bounds = Heap.Cell.slice(.integer(range.lowerBound), .integer(range.upperBound), .none)
    return try slice(object, dimension, .slice(heap.allocate(bounds)))
  }

  /// `x[:, …, index]`, so many dimensions being left whole before.
  fileprivate mutating func slice(
    _ object: Object, _ dimension: Int, _ index: Object
  ) throws(Diagnostic) -> Object {
    let whole = Object.slice(heap.allocate(.slice(.none, .none, .none)))
    return try indexed(object, newTuple([Object](repeating: whole, count: dimension) + [index]))
  }
}
