import Autodiff

/// A name with an index behind it: `W[0,1]`.
public struct IndexedName: Sendable, Hashable {
  public let name: String
  /// The numbers in the brackets; `nil` where there are none.
  public let index: [Int]?

  /// Takes the index off a name, if whole numbers stand in the brackets at its end. What is no name but a
  /// calculation, as `a + b[0]`, has none.
  public init(_ text: String) {
    let text = text.filter { $0 != " " && $0 != "\t" }
    guard text.last == "]", let open = text.lastIndex(of: "["), open > text.startIndex,
      text[..<open].allSatisfy({ $0.isLetter || $0.isNumber || "_.[]#,-".contains($0) })
    else {
      (name, index) = (text, nil)
      return
    }
    let parts = text[text.index(after: open)...].dropLast().split(
      separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard !parts.isEmpty, numbers.count == parts.count else {
      (name, index) = (text, nil)
      return
    }
    (name, index) = (String(text[..<open]), numbers)
  }
}

extension NodeNames {
  /// The nodes that are called so: an array's, of every value that a variable had (`h#2` is only its second), one
  /// entry's (`h[2]`), or a step's (`t7`). Empty where nothing is.
  public func nodes(named text: String) -> [Int32] {
    let whole = arrays(named: text)
    if !whole.isEmpty { return whole.flatMap { expansion.nodes[$0] ?? [] } }
    if let step = step(named: text) { return [step] }
    let indexed = IndexedName(text)
    guard let index = indexed.index else { return [] }
    return arrays(named: indexed.name).compactMap { id in
      recording[id].shape.place(of: index).flatMap { expansion.nodes[id]?[$0] }
    }
  }

  /// The names that arrays have from the program, each once, in order.
  public var known: [String] {
    var seen: Set<String> = []
    return (expansion.entries.compactMap { recording[$0].name } + [array(expansion.root)]).filter {
      seen.insert($0).inserted
    }
  }

  private func step(named name: String) -> Int32? {
    guard let number = hidden.number(of: name).flatMap({ Int32(exactly: $0) }) else { return nil }
    return ordinals.firstIndex(of: number).map { Int32($0) }
  }
}

extension Shape {
  /// Which entry stands at an index, counted from the end where negative; `nil` where none does.
  public func place(of index: [Int]) -> Int? {
    guard index.count == rank else { return nil }
    var place = 0
    for (part, (length, stride)) in zip(index, zip(dimensions, strides)) {
      guard part < length, part >= -length else { return nil }
      place += (part < 0 ? part + length : part) * stride
    }
    return place
  }
}
