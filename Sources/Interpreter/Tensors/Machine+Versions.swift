import Autodiff
import Language

/// Backward passes read some arrays again that were there on the way forwards. What was changed in place since then is
/// no longer what it was.
extension Machine {
  /// Throws where a backward pass would read numbers that were changed in place after they were used.
  ///
  /// PyTorch counts the changes of each storage and holds the count against that of the forward pass; so does this.
  func checkUnchanged(_ ancestors: [EntryID]) throws(Diagnostic) {
    for id in ancestors.reversed() where isTouched(id) {
      let entry = recording[id]
      guard entry.needsGradient, let operation = entry.operation else { continue }
      if let home = entry.alsoRead.first(where: { change(of: $0) != nil }), let change = change(of: home) {
        throw changed(change, readBy: id, operation, what: "an operand")
      }
      let homes = entry.operands.map { recording[$0].home }
      let changes = homes.map { $0.flatMap(change) }
      let changeOfResult = entry.home.flatMap(change)
      let wanted = entry.operands.map { recording[$0].needsGradient }
      for (position, change) in changes.enumerated() {
        guard let change, operation.readsAgain(position, wanted: wanted),
          !(position == 0 && entry.keepsFirstOperand)
        else { continue }
        let name = recording[entry.operands[position]].name
        throw changed(change, readBy: id, operation, what: name.map { "its operand \($0)" } ?? "its operand")
      }
      if let changeOfResult, operation.readsAgain(nil, wanted: wanted) {
        throw changed(changeOfResult, readBy: id, operation, what: "its result")
      }
    }
  }

  /// Whether anything that an array was made from, or the array itself, was changed since.
  private func isTouched(_ id: EntryID) -> Bool {
    let entry = recording[id]
    if entry.home.map(isChanged) ?? false { return true }
    for operand in entry.operands where recording[operand].home.map(isChanged) ?? false { return true }
    for home in entry.alsoRead where isChanged(home) { return true }
    return false
  }

  private func isChanged(_ home: ArrayHome) -> Bool {
    if case .storage(let storage) = heap.cells[Int(home.storage)] {
      return storage.guardedChanges != Int(home.guardedChanges)
    }
    return false
  }

  /// The latest change of an array's numbers since it was recorded; `nil` where there was none.
  private func change(of home: ArrayHome) -> Storage.Change? {
    guard isChanged(home), case .storage(let storage) = heap.cells[Int(home.storage)] else { return nil }
    return storage.lastChange
  }

  private func changed(
    _ change: Storage.Change, readBy id: EntryID, _ operation: AnyOperation, what: String
  ) -> Diagnostic {
    let reader = line(of: origin(of: id)).map { " (\($0))" } ?? ""
    let writer = line(of: change.range).map { " (\($0))" } ?? ""
    return Diagnostic(
      .value,
      "backward() needs \(what) of \(operation.name)\(reader) as it was, but '\(change.name)'\(writer) changed it in place since",
      hint: "make a new tensor instead: y = y + 1 where it says y += 1; or change a .clone()")
  }

  private func line(of range: SourceRange?) -> String? {
    guard let range else { return nil }
    let source = sources[Int(range.source)]
    let line = source.position(of: Int(range.start)).line
    // At a prompt every entry has a first line.
    guard source.name.hasPrefix("<entry ") else { return "line \(line)" }
    let entry = source.name.dropFirst().dropLast()
    return line == 1 ? String(entry) : "\(entry), line \(line)"
  }

  /// The homes of some operands, for an operation that is made of several here and one in PyTorch.
  mutating func noteAlsoRead(_ operands: [Object], by result: Object) {
    guard case .tensor(let handle) = result, heap.tensor(handle).isResult,
      let entry = heap.tensor(handle).entry
    else { return }
    for case .tensor(let operand) in operands {
      recording[entry].alsoRead.append(home(of: heap.tensor(operand)))
    }
  }

  // MARK: Changes through .data

  /// A graph in which what was changed through `.data`, and is read again on the way back, has its new numbers, as in
  /// PyTorch. `nil` where nothing was.
  func rereading(_ root: EntryID, _ ancestors: [EntryID]) throws(Diagnostic) -> (Recording, EntryID)? {
    guard changesThroughData(ancestors) else { return nil }
    do {
      return try recording.excerpt(of: root) { id in self.newNumbers(of: id) }
    } catch {
      throw diagnostic(error)
    }
  }

  /// Whether some arrays have other numbers by now, through `.data`.
  func changesThroughData(_ ancestors: [EntryID]) -> Bool {
    ancestors.contains(where: wasChangedUnguarded)
  }

  /// The names of what was changed through `.data` since it was used on the way to a value.
  public func changedThroughData(_ root: EntryID) -> [String] {
    var names: [String] = []
    for id in recording.ancestors(of: root) where wasChangedUnguarded(id) {
      let name = recording[id].name ?? "a result"
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  private func wasChangedUnguarded(_ id: EntryID) -> Bool {
    let index = Int(id.index)
    guard let home = recording.entries[index].home,
      case .storage(let storage) = heap.cells[Int(home.storage)]
    else { return false }
    if storage.unguardedChanges != Int(home.unguardedChanges) { return true }
    // `x.data = y` gives a leaf another storage.
    let owner = recording.entries[index].owner
    guard recording.entries[index].isLeaf, owner >= 0, case .tensor(let owner) = heap.cells[Int(owner)] else {
      return false
    }
    return owner.storage.index != home.storage
  }

  private func newNumbers(of id: EntryID) -> [Double]? {
    let entry = recording[id]
    guard wasChangedUnguarded(id), let home = entry.home else { return nil }
    if entry.isLeaf, entry.owner >= 0, case .tensor(let owner) = heap.cells[Int(entry.owner)],
      owner.shape == entry.shape
    {
      return values(of: Handle(index: entry.owner))
    }
    if case .storage(let storage) = heap.cells[Int(home.storage)], storage.buffer.count == entry.shape.count {
      return storage.buffer.doubles
    }
    // A part of an array: the same part of its new numbers.
    guard let part = entry.operation?.rearrangement, entry.operands.count == 1,
      let whole = newNumbers(of: entry.operands[0])
    else { return nil }
    return try? part.evaluate(
      [(recording[entry.operands[0]].shape, whole)], shape: entry.shape, precision: entry.precision)
  }
}
