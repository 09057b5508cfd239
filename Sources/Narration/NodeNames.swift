import Autodiff

/// What the arrays and nodes of a graph are called.
///
/// An array is called by the variable it was first assigned to, its entries by their index (`h[2]`, `W[0,1]`).
/// Numbers that stand in the program are called by themselves, everything else `v1`, `v2`, … in order of making.
public struct NodeNames {
  let recording: Recording
  let expansion: Expansion
  private let style: NumberStyle
  private let isGlobal: Bool
  /// What each array of the expansion is called, in its order.
  private var labels: [Label] = []
  /// For each node that is a step on the way to an array, its number among what has no name (with ``isGlobal``,
  /// among the steps of its array); 0 for the others. The names are made when they are asked for.
  private(set) var ordinals: [Int32]

  private enum Label {
    /// It has no name of its own, see ``isNamedByItsEntry(_:)``.
    case none
    /// The so-and-so-many-th value of a variable.
    case variable(String, Int)
    case numbered(Int)
  }

  /// - Parameters:
  ///   - rootName: what the walked value is called if it has no variable.
  ///   - isGlobal: whether names must hold beyond this graph, as in a trace of a whole program: then `v7` is the
  ///     seventh result of the program, and the steps on the way to it are `v7.1`, `v7.2`, ….
  public init(
    _ expansion: Expansion, _ recording: Recording, style: NumberStyle, rootName: String? = nil,
    isGlobal: Bool = false
  ) {
    self.recording = recording
    self.expansion = expansion
    self.style = style
    self.isGlobal = isGlobal
    ordinals = [Int32](repeating: 0, count: expansion.graph.count)
    var used: [String: Int] = [:]
    var anonymous = 0
    // The nodes of an array follow one another, array by array.
    var node = 0
    labels.reserveCapacity(expansion.entries.count)
    for id in expansion.entries {
      var inner: Int32 = 0
      while node < expansion.places.count, expansion.places[node].entry == id {
        if expansion.places[node].element == nil, !expansion.graph.isLeaf(Int32(node)) {
          anonymous += 1
          inner += 1
          ordinals[node] = isGlobal ? inner : Int32(anonymous)
        }
        node += 1
      }
      var name = recording[id].name
      if name == nil, id == expansion.root { name = rootName }
      if let name {
        // The same variable may have been many values, one after the other.
        let times = used[name, default: 0] + 1
        used[name] = times
        labels.append(.variable(name, isGlobal ? 1 : times))
      } else if isNamedByItsEntry(id) {
        labels.append(.none)
      } else {
        anonymous += 1
        labels.append(.numbered(isGlobal && !recording[id].isLeaf ? recording[id].serial : anonymous))
      }
    }
  }

  /// The array's place in the expansion, whose arrays are in ascending order.
  private func label(_ id: EntryID) -> Label {
    var (low, high) = (0, expansion.entries.count)
    while low < high {
      let middle = (low + high) / 2
      if expansion.entries[middle].index < id.index { low = middle + 1 } else { high = middle }
    }
    return low < labels.count && expansion.entries[low] == id ? labels[low] : .none
  }

  /// A number of the program is called by itself; an array of one entry that is another array's (one picked by an
  /// index, a sum of a single number) by that entry's name.
  private func isNamedByItsEntry(_ id: EntryID) -> Bool {
    let entry = recording[id]
    guard entry.shape.count == 1, let node = expansion.nodes[id]?.first else { return false }
    return entry.isLeaf ? !entry.needsGradient : expansion.places[Int(node)].entry != id
  }

  /// An array's name.
  public func array(_ id: EntryID) -> String {
    switch label(id) {
    case .variable(let name, let times): return times == 1 ? name : "\(name)#\(times)"
    case .numbered(let number): return "v\(number)"
    case .none: break
    }
    if !recording[id].isLeaf, let node = expansion.nodes[id]?.first { return self.node(node) }
    return recording[id].values.first.map(style.text) ?? "[]"
  }

  /// A name as it can stand in a fraction or in front of an index: a calculation gets brackets, `(w * x)[0]`.
  func asFactor(_ name: String) -> String {
    var depth = 0
    let isOne = name.allSatisfy { sign in
      if "([{".contains(sign) { depth += 1 }
      if ")]}".contains(sign) { depth -= 1 }
      return depth > 0 || sign.isLetter || sign.isNumber || "_.#)]}'\"".contains(sign)
    }
    return isOne && name.first != "(" ? name : "(\(name))"
  }

  /// An entry's name: `h[2]`.
  public func element(_ index: Int, of id: EntryID) -> String {
    let place = recording[id].shape.index(of: index)
    return place.isEmpty
      ? array(id) : "\(asFactor(array(id)))[\(place.map(String.init).joined(separator: ","))]"
  }

  public func node(_ node: Int32) -> String {
    let place = expansion.places[Int(node)]
    if let element = place.element {
      // A constant array's entry that stands for itself reads better as its name; a single number as itself.
      return self.element(element, of: place.entry)
    }
    let ordinal = ordinals[Int(node)]
    guard ordinal > 0 else { return style.text(expansion.graph.value(node)) }
    return isGlobal ? "v\(recording[place.entry].serial).\(ordinal)" : "v\(ordinal)"
  }

  /// Whether a node is a number of the program without a name.
  public func isAnonymousConstant(_ node: Int32) -> Bool {
    let place = expansion.places[Int(node)]
    guard expansion.graph.isLeaf(node) else { return false }
    if place.element == nil { return true }
    if case .none = label(place.entry) { return true }
    return false
  }

  /// The arrays that are called so: all values that a variable had, or one of them (`h#2`), or one by its number.
  public func arrays(named name: String) -> [EntryID] {
    let parts = name.split(separator: "#", omittingEmptySubsequences: false)
    let wanted = parts.count == 2 ? Int(parts[1]) : nil
    let number = name.first == "v" ? Int(name.dropFirst()) : nil
    let variable = String(parts[0])
    return zip(expansion.entries, labels).compactMap { id, label in
      switch label {
      case .variable(let own, let times):
        own == name || (own == variable && wanted == times) ? id : nil
      case .numbered(let own): own == number ? id : nil
      case .none: nil
      }
    }
  }
}
