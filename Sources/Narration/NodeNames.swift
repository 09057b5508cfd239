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
  private var arrays: [EntryID: String] = [:]
  /// For each node that is a step on the way to an array, its number among what has no name (with ``isGlobal``,
  /// among the steps of its array); 0 for the others. The names are made when they are asked for.
  private(set) var ordinals: [Int32]

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
    for id in expansion.entries {
      let entry = recording[id]
      var inner: Int32 = 0
      while node < expansion.places.count, expansion.places[node].entry == id {
        if expansion.places[node].element == nil, !expansion.graph.isLeaf(Int32(node)) {
          anonymous += 1
          inner += 1
          ordinals[node] = isGlobal ? inner : Int32(anonymous)
        }
        node += 1
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
    let ordinal = ordinals[Int(node)]
    guard ordinal > 0 else { return style.text(expansion.graph.value(node)) }
    return isGlobal ? "v\(recording[place.entry].serial).\(ordinal)" : "v\(ordinal)"
  }

  /// Whether a node is a number of the program without a name.
  public func isAnonymousConstant(_ node: Int32) -> Bool {
    let place = expansion.places[Int(node)]
    guard expansion.graph.isLeaf(node) else { return false }
    return place.element == nil || arrays[place.entry] == nil
  }
}
