/// A recorded program spelled out as a graph of single numbers, with the way back from every node to the array
/// it belongs to.
public struct Expansion {
  /// Where a node belongs.
  public struct Place: Hashable, Sendable {
    /// The array operation that made it.
    public let entry: EntryID
    /// Which entry of that array it is; `nil` for a step on the way there.
    public let element: Int?
  }

  public let graph: Graph
  public let root: EntryID
  /// The arrays that the root was made from, in order.
  public let entries: [EntryID]
  /// The nodes of each array, one an entry, row by row.
  public let nodes: [EntryID: [Int32]]
  /// Where each node belongs.
  public let places: [Place]

  /// - Parameters:
  ///   - nodeLimit: how many nodes the graph may have; 0 for any number.
  ///   - stop: whether to end early.
  ///   - keepsChoices: whether evaluating the graph with other values picks the largest anew, as of a pooling's
  ///     windows. Then entries that were picked have nodes of their own.
  ///   - keepsOwnGradient: which arrays need nodes of their own even if they only rearrange others.
  public init(
    _ recording: Recording, root: EntryID, nodeLimit: Int = 0, stop: Stop = .never,
    keepsChoices: Bool = false,
    keepsOwnGradient isOwner: (Recording.Entry) -> Bool = { $0.owner >= 0 }
  ) throws(OperationError) {
    let graph = Graph()
    graph.isOfArrays = true
    graph.keepsChoices = keepsChoices
    func pick(_ entry: Recording.Entry) -> Rearrangement.Pick? {
      keepsChoices ? entry.operation?.rearrangement?.pick : nil
    }
    func keepsOwnGradient(_ entry: Recording.Entry) -> Bool { isOwner(entry) || pick(entry) != nil }
    let entries = recording.ancestors(of: root)
    let most = try Expansion.check(recording, entries, nodeLimit: nodeLimit, keepsOwnGradient)
    // What it takes at the most may be far more than it takes.
    let room = min(most, 1 << 20)
    graph.reserve(room)
    var nodes: [EntryID: [Int32]] = [:]
    nodes.reserveCapacity(entries.count)
    var places: [Place] = []
    places.reserveCapacity(room)
    var pace = Pace(stop)
    for id in entries {
      let entry = recording[id]
      try pace.did(entry.shape.count)
      let start = graph.count
      var own: [Int32]
      if let operation = entry.operation {
        var builder = GraphBuilder(graph, precision: entry.precision, stop: stop)
        let operands = entry.operands.map {
          Spelled(shape: recording[$0].shape, nodes: nodes[$0, default: []])
        }
        own = try operation.spell(operands, shape: entry.shape, into: &builder)
        if entry.roundsProducts { graph.roundProducts(from: start) }
        if entry.needsGradient, !operation.isRearrangement {
          // An array has its gradient as a whole, the entries made of gaps and other constants too.
          for node in own where Int(node) >= start { graph.requireGradient(node) }
        }
        if keepsOwnGradient(entry) {
          // Entries that are another array's get nodes of their own.
          let copy = builder.use(Copy())
          own = own.map { Int($0) < start ? builder.apply(copy, $0) : $0 }
        }
        if let pick = pick(entry) {
          for (element, node) in own.enumerated() {
            let candidates = pick.candidates(element).map { operands[0].nodes[Int($0)] }
            builder.note(node, isThe: pick.which, of: candidates)
          }
        }
      } else {
        own = entry.values.map {
          graph.addLeaf($0, needsGradient: entry.needsGradient, precision: entry.precision)
        }
      }
      for _ in start..<graph.count { places.append(Place(entry: id, element: nil)) }
      for (element, node) in own.enumerated() where Int(node) >= start {
        places[Int(node)] = Place(entry: id, element: element)
      }
      nodes[id] = own
    }
    self.graph = graph
    self.root = root
    self.entries = entries
    self.nodes = nodes
    self.places = places
  }

  /// Refuses before any memory is touched; gives how many nodes there will be at the most.
  private static func check(
    _ recording: Recording, _ entries: [EntryID], nodeLimit: Int,
    _ keepsOwnGradient: (Recording.Entry) -> Bool
  ) throws(OperationError) -> Int {
    let limit = nodeLimit > 0 ? min(nodeLimit, Int(Int32.max) - 1) : Int(Int32.max) - 1
    let cost = recording.cost(of: entries, atMost: limit, keepsOwnGradient)
    guard cost <= limit else {
      throw OperationError(
        .limit, "this graph has more than \(limit) scalar nodes",
        hint: "make it smaller, or raise the limit with --limit-nodes")
    }
    return cost
  }

  /// The nodes of the array that is walked.
  public var rootNodes: [Int32] { nodes[root] ?? [] }

  /// The nodes that are operations, in order: what a walk forwards steps through.
  public var operations: [Int32] {
    (0..<Int32(graph.count)).filter { !graph.isLeaf($0) }
  }
}
