/// Whose gradients a backward pass brings: the arrays of a graph that belong to somebody.
///
/// An owner may have several arrays in one graph, a parameter before and after an update: their gradients add.
/// What the owner holds from before is where one of its leaves begins, so that contributions are added to it one
/// by one. An intermediate array does not begin there, since it would pass that on once more; its share is added
/// at the end. In micrograd, which passes it on, it does.
struct Owners {
  private let recording: Recording
  private let owned: [EntryID]
  private let existing: (Int) -> [Double]?
  /// Arrays whose gradients begin with what their owners hold.
  let initial: [(array: EntryID, gradient: [Double])]
  private let seeded: Set<Int32>

  /// - Parameter passesOn: whether intermediate arrays begin with what their owners hold, too.
  init(
    _ recording: Recording, _ entries: [EntryID], passesOn: Bool, _ existing: @escaping (Int) -> [Double]?
  ) {
    self.recording = recording
    self.existing = existing
    owned = entries.filter { recording[$0].owner >= 0 && recording[$0].needsGradient }
    var initial: [(array: EntryID, gradient: [Double])] = []
    var seeded: Set<Int32> = []
    for id in owned where (passesOn || recording[id].isLeaf) && !seeded.contains(recording[id].owner) {
      guard let old = existing(Int(recording[id].owner)) else { continue }
      seeded.insert(recording[id].owner)
      initial.append((id, old))
    }
    self.initial = initial
    self.seeded = seeded
  }

  /// Owners in the order of their arrays, each with its new gradient.
  func collect(_ gradient: (EntryID) -> [Double]) -> [(owner: Int, gradient: [Double])] {
    var result: [(owner: Int, gradient: [Double])] = []
    var places: [Int32: Int] = [:]
    for id in owned {
      let (owner, precision) = (recording[id].owner, recording[id].precision)
      var gradient = gradient(id)
      if let place = places[owner] {
        gradient = zip(result[place].gradient, gradient).map { precision.rounded($0 + $1) }
        result[place].gradient = gradient
        continue
      }
      if !seeded.contains(owner), let old = existing(Int(owner)) {
        gradient = zip(old, gradient).map { precision.rounded($0 + $1) }
      }
      places[owner] = result.count
      result.append((Int(owner), gradient))
    }
    return result
  }
}
