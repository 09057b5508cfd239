/// The array operations of a program in the order they were made, which is a topological order: every entry
/// comes after its operands.
///
/// The language writes it, the engines execute it, and neither knows the other. It is a value; entries that
/// nothing refers to any more are dropped by ``compact(keeping:)``.
public struct Recording: Sendable {
  /// An array: a leaf that came from outside, or the result of an operation.
  public struct Entry: Sendable {
    /// `nil` for a leaf.
    public let operation: AnyOperation?
    public internal(set) var operands: [EntryID]
    public let shape: Shape
    /// The entries, or those that they are picked from by ``indices``.
    private let stored: [Double]
    /// Where the entries are among those of another array; `nil` if they are kept as they are.
    private let indices: StridedIndices?
    public let precision: Precision
    /// Whether a parameter takes part in it.
    public let needsGradient: Bool
    /// Whether its operation rounds what it passes back before that is added to a gradient, as micrograd does; others
    /// multiply and add in one step. So does every operation on an array that does.
    public let roundsProducts: Bool
    /// Whose gradient this is, in the caller's numbering; −1 for none.
    public var owner: Int32
    /// The variable it was first assigned to.
    public var name: String?
    /// Where in the program it was made, in the caller's numbering; −1 for unknown.
    public let origin: Int32
    /// Its number among the results ever recorded, from 1; 0 for a leaf.
    public internal(set) var serial = 0
    /// Whether a backward pass has gone through it for good.
    public var isConsumed = false
    /// Where its values lie outside the recording.
    public var home: ArrayHome?
    /// Whether the operation changed its first operand in place, of which PyTorch keeps a copy where it reads it again.
    public var keepsFirstOperand = false
    /// What the backward rule reads besides, where several operations are one in PyTorch.
    public var alsoRead: [ArrayHome] = []
    /// The gradient that a backward pass found here, where it is kept.
    public var upstream: [Double]?

    public var isLeaf: Bool { operation == nil }

    /// The entries, row by row. A `single` array's are floats kept as doubles.
    public var values: [Double] {
      guard let indices else { return stored }
      return (try? indices.gathered(stored)) ?? []
    }

    init(
      operation: AnyOperation?, operands: [EntryID], shape: Shape, values: [Double],
      at indices: StridedIndices? = nil, precision: Precision, needsGradient: Bool, roundsProducts: Bool,
      owner: Int32 = -1, name: String? = nil, origin: Int, serial: Int = 0
    ) {
      self.operation = operation
      self.operands = operands
      self.shape = shape
      self.stored = values
      self.indices = indices
      self.precision = precision
      self.needsGradient = needsGradient
      self.roundsProducts = roundsProducts
      self.owner = owner
      self.name = name
      self.origin = Int32(origin)
      self.serial = serial
    }
  }

  public internal(set) var entries: [Entry] = []
  var resultCount = 0

  public init() {}

  public subscript(id: EntryID) -> Entry {
    get { entries[Int(id.index)] }
    set { entries[Int(id.index)] = newValue }
  }

  /// Adds an array from outside.
  public mutating func leaf(
    _ values: [Double], shape: Shape, precision: Precision = .double, needsGradient: Bool,
    roundsProducts: Bool = false, owner: Int = -1, name: String? = nil, origin: Int = -1
  ) -> EntryID {
    append(
      Entry(
        operation: nil, operands: [], shape: shape, values: values, precision: precision,
        needsGradient: needsGradient, roundsProducts: roundsProducts, owner: Int32(owner), name: name,
        origin: origin))
  }

  /// Adds the result of an operation that has been evaluated.
  public mutating func record(
    _ operation: some ArrayOperation, _ operands: [EntryID], shape: Shape, values: [Double],
    precision: Precision,
    origin: Int = -1
  ) -> EntryID {
    record(operation, operands, shape: shape, values: values, precision: precision, origin: origin, steps: 1)
  }

  /// - Parameter steps: as how many results it counts; one that counts as none has no number.
  mutating func record(
    _ operation: some ArrayOperation, _ operands: [EntryID], shape: Shape, values: [Double],
    precision: Precision, origin: Int = -1, steps: Int
  ) -> EntryID {
    record(
      operation.erased, operands, shape: shape, values: values, at: nil, precision: precision,
      origin: origin, steps: steps)
  }

  /// Adds a view: some entries of an array, evenly spaced.
  public mutating func record(
    view name: String, of operand: EntryID, at indices: StridedIndices, shape: Shape, origin: Int = -1
  ) -> EntryID {
    let whole = self[operand]
    let isWhole = indices.isInOrder && indices.count == whole.shape.count
    let view = Rearrangement(name, result: shape, sources: isWhole ? nil : .strided(indices))
    return record(
      view.erased, [operand], shape: shape, values: whole.values, at: isWhole ? nil : indices,
      precision: whole.precision, origin: origin, steps: 1)
  }

  private mutating func record(
    _ operation: AnyOperation, _ operands: [EntryID], shape: Shape, values: [Double],
    at indices: StridedIndices?, precision: Precision, origin: Int, steps: Int
  ) -> EntryID {
    let needsGradient = operands.contains { entries[Int($0.index)].needsGradient }
    let roundsProducts = operands.contains { entries[Int($0.index)].roundsProducts }
    resultCount += steps
    return EntryID(
      index: keep(
        Entry(
          operation: operation, operands: operands, shape: shape, values: values, at: indices,
          precision: precision, needsGradient: needsGradient, roundsProducts: roundsProducts,
          origin: origin, serial: steps > 0 ? resultCount : 0)))
  }

  /// Adds an entry as a new one, with a number of its own.
  mutating func append(_ entry: Entry) -> EntryID {
    let index = keep(entry)
    if !entry.isLeaf {
      resultCount += 1
      entries[Int(index)].serial = resultCount
    }
    return EntryID(index: index)
  }

  /// Adds an entry as it is.
  mutating func keep(_ entry: Entry) -> Int32 {
    entries.append(entry)
    return Int32(entries.count - 1)
  }

  /// A recording of nothing but what `root` was made from.
  public func excerpt(of root: EntryID) -> (recording: Recording, root: EntryID) {
    var result = Recording()
    var places: [EntryID: EntryID] = [:]
    for id in ancestors(of: root) {
      var entry = self[id]
      for i in entry.operands.indices { entry.operands[i] = places[entry.operands[i]] ?? entry.operands[i] }
      result.entries.append(entry)
      places[id] = EntryID(index: Int32(result.entries.count - 1))
    }
    return (result, EntryID(index: Int32(result.entries.count - 1)))
  }

  /// How many scalar nodes some arrays are spelled out in, at the most; counted until there are more than `limit`.
  ///
  /// - Parameter keepsOwnGradient: which arrays need nodes of their own even if they only rearrange others.
  public func cost(
    of arrays: [EntryID], atMost limit: Int, _ keepsOwnGradient: (Entry) -> Bool = { $0.owner >= 0 }
  ) -> Int {
    var cost = 0
    for id in arrays where cost <= limit {
      let entry = self[id]
      let copies = keepsOwnGradient(entry) ? entry.shape.count : 0
      let own = entry.operation?.cost(of: entry.operands.map { self[$0].shape }, shape: entry.shape)
      cost += own.map { max($0, copies + 1) } ?? entry.shape.count
    }
    return cost
  }

  /// Drops every entry that none of `roots` was made from.
  ///
  /// - Returns: for each entry where it is now; −1 for those that are gone.
  public mutating func compact(keeping roots: [EntryID]) -> [Int32] {
    var places = [Int32](repeating: -1, count: entries.count)
    for root in roots { places[Int(root.index)] = 0 }
    for index in stride(from: entries.count - 1, through: 0, by: -1) where places[index] >= 0 {
      for operand in entries[index].operands { places[Int(operand.index)] = 0 }
    }
    var next = 0
    for index in entries.indices where places[index] >= 0 {
      places[index] = Int32(next)
      if next != index || !entries[index].operands.isEmpty {
        for i in entries[index].operands.indices {
          let operand = entries[index].operands[i]
          let place = places[Int(operand.index)]
          if place != operand.index { entries[index].operands[i] = EntryID(index: place) }
        }
        if next != index { entries.swapAt(next, index) }
      }
      next += 1
    }
    entries.removeLast(entries.count - next)
    return places
  }
}

/// Where an array's values lie outside the recording, in the caller's numbering, and how often they had been changed
/// when the array was recorded.
public struct ArrayHome: Hashable, Sendable {
  /// The caller's storage.
  public let storage: Int32
  /// How many changes it had seen that a backward pass is guarded against.
  public let guardedChanges: Int32
  /// How many it had seen that none is guarded against, as those through `.data`.
  public let unguardedChanges: Int32

  public init(storage: Int32, guardedChanges: Int, unguardedChanges: Int) {
    self.storage = storage
    self.guardedChanges = Int32(truncatingIfNeeded: guardedChanges)
    self.unguardedChanges = Int32(truncatingIfNeeded: unguardedChanges)
  }
}

/// The handle of an array in a ``Recording``.
public struct EntryID: Hashable, Sendable {
  public let index: Int32
  public init(index: Int32) { self.index = index }
}
