extension Recording {
  /// Whether layers of neurons, gone through as wholes on the way back, might add to some gradient in another order
  /// than their single steps: where something else adds to it between these. Rather too often than too seldom.
  ///
  /// - Parameter arrays: what ``ancestors(of:)`` gave.
  public func interleavesNeurons(_ arrays: [EntryID]) -> Bool {
    guard let root = arrays.last else { return false }
    var order = NeuronOrder(self, arrays, count: Int(root.index) + 1)
    return order.isMixed()
  }
}

/// Where arrays stand in the order in which a backward pass comes to them.
private struct NeuronOrder {
  private let recording: Recording
  private let arrays: [EntryID]
  /// Where each array stands.
  private var places: [Int]
  /// Where what an array was the first to need begins, or earlier.
  private var begins: [Int] = []
  /// How many arrays may be looked at once more. Beyond that going through single steps is quicker than this.
  private var patience: Int

  init(_ recording: Recording, _ arrays: [EntryID], count: Int) {
    self.recording = recording
    self.arrays = arrays
    patience = 8 * arrays.count
    places = [Int](repeating: -1, count: count)
    begins.reserveCapacity(arrays.count)
    var user = [Int](repeating: -1, count: count)
    for (place, id) in arrays.enumerated() {
      places[Int(id.index)] = place
      for operand in operands(place) { user[Int(operand.index)] = place }
      var begin = place
      while begin > 0, user[Int(arrays[begin - 1].index)] == place { begin = begins[begin - 1] }
      begins.append(begin)
    }
  }

  private func operands(_ place: Int) -> [EntryID] { recording.entries[Int(arrays[place].index)].operands }

  mutating func isMixed() -> Bool {
    var results: [EntryID: (first: Int, last: Int, next: Int32)] = [:]
    for (place, id) in arrays.enumerated() {
      if recording.entries[Int(id.index)].operation?.neurons != nil, mixesInputs(place) { return true }
      guard let number = recording.pickedPlace(id) else { continue }
      let neurons = operands(place)[0]
      let before = results[neurons] ?? (first: place, last: place, next: 0)
      guard before.next == number else { return true }
      results[neurons] = (first: before.first, last: place, next: number + 1)
    }
    for (neurons, found) in results where mixesResults(neurons, found.first, found.last) { return true }
    return false
  }

  /// Whether inputs, or parameters, are also what other inputs were made of.
  private mutating func mixesInputs(_ place: Int) -> Bool {
    let gathered = operands(place)
    let end = places[Int(gathered[0].index)]
    var shared: Set<EntryID> = []
    for step in begins[end]..<end where !operands(step).isEmpty {
      if shared.isEmpty {
        for array in gathered { shared.formUnion(recording.entries[Int(array.index)].operands) }
        patience -= shared.count
      }
      patience -= operands(step).count
      if patience < 0 || operands(step).contains(where: shared.contains) { return true }
    }
    return false
  }

  /// Whether what is done between two results is done with anything from before.
  private mutating func mixesResults(_ neurons: EntryID, _ first: Int, _ last: Int) -> Bool {
    for step in first..<last where operands(step).first != neurons {
      patience -= operands(step).count
      if patience < 0 { return true }
      for operand in operands(step) where recording.entries[Int(operand.index)].needsGradient {
        if places[Int(operand.index)] < first { return true }
      }
    }
    return false
  }
}
