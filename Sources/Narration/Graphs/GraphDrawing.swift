import Autodiff
import Interpreter
import Language

/// A computation graph by whole arrays, as it is drawn: each array once, with what it was made from.
public struct GraphDrawing {
  enum Kind { case parameter, constant, result, root }

  struct Node {
    let id: EntryID
    let kind: Kind
    /// What it is called.
    let name: String
    /// `w · x`; `nil` for what came from outside.
    let operation: String?
    /// `3×2`; empty for a single number.
    let shape: String
    /// Its entries, a few at a time: from the longest text to the shortest.
    let values: [String]
    /// A number of the program that has no name: it reads best where it is used.
    let isLiteral: Bool
    /// Whether its name is the program's, and can be typed behind `:graph`.
    let isVariable: Bool
    /// The nodes it was made from, in order; one may stand there twice.
    var operands: [Int] = []

    var value: String { values[0] }
  }

  /// In order of making, so operands come before their users; the last is the root.
  let nodes: [Node]
  let look: Look
  /// Where the walk is that is open, if it is in this graph.
  let mark: GraphMark?

  /// - Parameters:
  ///   - look: with ``Look/ascii``, signs that are no ASCII are spelled out, except in the program's names.
  ///   - root: what is drawn, if it is only a part of what the names are for.
  ///   - place: where a walk is, to be marked.
  public init(
    _ narrator: StepNarrator, root: EntryID? = nil, look: Look, place: WalkPlace? = nil
  ) {
    let recording = narrator.recording
    let root = root ?? narrator.expansion.root
    let drawn = root == narrator.expansion.root ? narrator.expansion.entries : recording.ancestors(of: root)
    func plain(_ text: String) -> String { look == .ascii ? text.spelledInASCII : text }
    var places: [EntryID: Int] = [:]
    var nodes: [Node] = []
    for id in drawn where id == root || narrator.source(of: id) == id {
      let entry = recording[id]
      let name = narrator.names.array(id)
      let values = [4, 3, 2].map { narrator.style.text(entry.values, entry.shape, limit: $0) }
      let isRoot = id == root
      var node = Node(
        id: id,
        kind: isRoot ? .root : !entry.isLeaf ? .result : entry.needsGradient ? .parameter : .constant,
        name: plain(name), operation: entry.isLeaf ? nil : plain(narrator.operation(id)),
        shape: entry.shape.rank == 0 ? "" : plain(entry.shape.description), values: values.map(plain),
        isLiteral: entry.isLeaf && !entry.needsGradient && name == values[0],
        isVariable: entry.name?.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } == true)
      node.operands = entry.operands.compactMap { places[narrator.source(of: $0)] }
      places[id] = nodes.count
      nodes.append(node)
    }
    mark = place.flatMap { GraphMark($0, serials: nodes.map { recording[$0.id].serial }) }
    self.nodes = nodes
    self.look = look
  }

  /// How many arrays there are, numbers of the program not counted.
  public var count: Int { nodes.count { !$0.isLiteral } }
}

extension StepNarrator {
  /// An array without a name whose only entry is all that another single number holds is passed over.
  func source(of id: EntryID) -> EntryID {
    var id = id
    while recording[id].name == nil, recording[id].shape.count == 1, !recording[id].isLeaf,
      recording[id].operands.count == 1, recording[recording[id].operands[0]].shape.count == 1,
      expansion.nodes[id] == expansion.nodes[recording[id].operands[0]], id != expansion.root
    {
      id = recording[id].operands[0]
    }
    return id
  }
}
