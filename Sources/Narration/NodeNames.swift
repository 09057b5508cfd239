import Autodiff

/// What the arrays and nodes of a graph are called.
///
/// An array is called by the variable it was first assigned to, its entries by their index (`h[2]`, `W[0,1]`).
/// Numbers that stand in the program are called by themselves, everything else `v1`, `v2`, … in order of making.
public struct NodeNames {
  private let recording: Recording
  private let expansion: Expansion
  private let style: NumberStyle
  private var arrays: [EntryID: String] = [:]
  private var steps: [Int32: String] = [:]

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
    var used: [String: Int] = [:]
    var anonymous = 0
    var inner: [EntryID: [Int32]] = [:]
    for (node, place) in expansion.places.enumerated() where place.element == nil {
      if expansion.graph.operation(Int32(node)) != nil { inner[place.entry, default: []].append(Int32(node)) }
    }
    for id in expansion.entries {
      let entry = recording[id]
      for (i, node) in inner[id, default: []].enumerated() {
        anonymous += 1
        steps[node] = isGlobal ? "v\(entry.serial).\(i + 1)" : "v\(anonymous)"
      }
      var name = entry.name
      if name == nil, id == expansion.root { name = rootName }
      if let name {
        // The same variable may have been many values, one after the other.
        let times = used[name, default: 0] + 1
        used[name] = times
        arrays[id] = times == 1 || isGlobal ? name : "\(name)#\(times)"
      } else if !isNamedByItsEntry(id) {
        anonymous += 1
        arrays[id] = isGlobal && !entry.isLeaf ? "v\(entry.serial)" : "v\(anonymous)"
      }
    }
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
    if let name = arrays[id] { return name }
    if !recording[id].isLeaf, let node = expansion.nodes[id]?.first { return self.node(node) }
    return recording[id].values.first.map(style.text) ?? "[]"
  }

  /// An entry's name: `h[2]`.
  public func element(_ index: Int, of id: EntryID) -> String {
    let place = recording[id].shape.index(of: index)
    return place.isEmpty ? array(id) : "\(array(id))[\(place.map(String.init).joined(separator: ","))]"
  }

  public func node(_ node: Int32) -> String {
    let place = expansion.places[Int(node)]
    if let element = place.element {
      // A constant array's entry that stands for itself reads better as its name; a single number as itself.
      return self.element(element, of: place.entry)
    }
    return steps[node] ?? style.text(expansion.graph.value(node))
  }

  /// Whether a node is a number of the program without a name.
  public func isAnonymousConstant(_ node: Int32) -> Bool {
    let place = expansion.places[Int(node)]
    guard expansion.graph.operation(node) == nil else { return false }
    return place.element == nil || arrays[place.entry] == nil
  }
}
