import Autodiff

/// What the arrays and nodes of a graph are called.
///
/// An array is called by the variable it was first assigned to, its entries by their index (`h[2]`, `W[0,1]`).
/// Numbers that stand in the program are called by themselves, everything else `t1`, `t2`, … in order of making, see
/// ``HiddenNames``.
public struct NodeNames {
  let recording: Recording
  let expansion: Expansion
  private let style: NumberStyle
  let hidden: HiddenNames
  /// What each array of the expansion is called, in the order of ``labelled``.
  private var labels: [Label] = []
  /// The arrays of the expansion in ascending order. Those of `Value`s are expanded in another: as micrograd's own
  /// sorting puts them.
  private var labelled: [EntryID]
  /// For each node that is a step on the way to an array, its number among what has no name; 0 for the others. The
  /// names are made when they are asked for.
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
  ///   - avoiding: the names that the program uses, see ``Machine/namesInUse``.
  public init(
    _ expansion: Expansion, _ recording: Recording, style: NumberStyle, rootName: String? = nil,
    avoiding used: Set<String>
  ) {
    var numbering = Numbering()
    self.init(
      expansion, recording, style: style, rootName: rootName, avoiding: used, numbering: &numbering)
  }

  /// - Parameter numbering: what has been numbered before; names that hold beyond one graph, as in a trace of a whole
  ///   program, go on from there.
  init(
    _ expansion: Expansion, _ recording: Recording, style: NumberStyle, rootName: String? = nil,
    avoiding used: Set<String>, numbering: inout Numbering
  ) {
    self.recording = recording
    self.expansion = expansion
    self.style = style
    var inGraph = used
    for id in expansion.entries { if let name = recording[id].name { inGraph.insert(name) } }
    if let rootName { inGraph.insert(rootName) }
    hidden = HiddenNames(avoiding: inGraph)
    ordinals = [Int32](repeating: 0, count: expansion.graph.count)
    labelled = expansion.entries
    var times: [String: Int] = [:]
    // The nodes of an array follow one another, array by array.
    var node = 0
    labels.reserveCapacity(expansion.entries.count)
    for id in expansion.entries {
      let entry = recording[id]
      let first = node
      var inner = 0
      while node < expansion.places.count, expansion.places[node].entry == id {
        if isInnerStep(node) { inner += 1 }
        node += 1
      }
      let name = entry.name ?? (id == expansion.root ? rootName : nil)
      let needsNumber = name == nil && !isNamedByItsEntry(id) && !numbering.passesOver(entry)
      let numbers = numbering.numbers(of: entry, inner: inner, isNumbered: needsNumber)
      if inner > 0 {
        var next = numbers.inner
        for step in first..<node where isInnerStep(step) {
          ordinals[step] = Int32(next)
          next += 1
        }
      }
      if let name {
        // The same variable may have been many values, one after the other; a trace tells them as they come.
        times[name, default: 0] += 1
        labels.append(.variable(name, numbering.isRemembering ? 1 : times[name, default: 1]))
      } else {
        labels.append(needsNumber ? .numbered(numbers.own) : .none)
      }
    }
    let isAscending = zip(labelled, labelled.dropFirst()).allSatisfy { $0.index < $1.index }
    if !isAscending {
      let order = labelled.indices.sorted { labelled[$0].index < labelled[$1].index }
      (labelled, labels) = (order.map { labelled[$0] }, order.map { labels[$0] })
    }
  }

  /// Whether a node is a step on the way to an array, and none of its entries.
  private func isInnerStep(_ node: Int) -> Bool {
    expansion.places[node].element == nil && !expansion.graph.isLeaf(Int32(node))
  }

  private func label(_ id: EntryID) -> Label {
    var (low, high) = (0, labelled.count)
    while low < high {
      let middle = (low + high) / 2
      if labelled[middle].index < id.index { low = middle + 1 } else { high = middle }
    }
    return low < labels.count && labelled[low] == id ? labels[low] : .none
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
    case .numbered(let number): return hidden.name(number)
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
    if let element = place.element, !isNamelessLeaf(place.entry) {
      // A constant array's entry that stands for itself reads better as its name; a single number as itself.
      return self.element(element, of: place.entry)
    }
    let ordinal = ordinals[Int(node)]
    return ordinal > 0 ? hidden.name(Int(ordinal)) : style.text(expansion.graph.value(node))
  }

  /// Whether a node is a number of the program without a name.
  public func isAnonymousConstant(_ node: Int32) -> Bool {
    let place = expansion.places[Int(node)]
    return expansion.graph.isLeaf(node) && (place.element == nil || isNamelessLeaf(place.entry))
  }

  private func isNamelessLeaf(_ id: EntryID) -> Bool {
    if case .none = label(id) { recording[id].isLeaf } else { false }
  }

  /// Whether a name is one of ours, for what the program gave none.
  public func isHidden(_ name: String) -> Bool { hidden.number(of: name) != nil }

  /// Whether a name could be one of ours.
  public static func looksHidden(_ name: String) -> Bool {
    HiddenNames(avoiding: []).number(of: name) != nil
  }

  /// The arrays that are called so: all values that a variable had, or one of them (`h#2`), or one by its number.
  public func arrays(named name: String) -> [EntryID] {
    let parts = name.split(separator: "#", omittingEmptySubsequences: false)
    let wanted = parts.count == 2 ? Int(parts[1]) : nil
    let number = hidden.number(of: name)
    let variable = String(parts[0])
    return zip(labelled, labels).compactMap { id, label in
      switch label {
      case .variable(let own, let times):
        own == name || (own == variable && wanted == times) ? id : nil
      case .numbered(let own): own == number ? id : nil
      case .none: nil
      }
    }
  }
}
