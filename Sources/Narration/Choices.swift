import Autodiff
import Language

/// What is picked by its value, as by a pooling, is no step: an entry of the result is an entry of what it was picked
/// from. But the choice is worth a line where the walk comes past it.
extension StepNarrator {
  /// How many of the chosen entries are named.
  private static let mostChosen = 4

  /// What has been chosen between the step before this one and this.
  public func choices(before node: Int32) -> [String] {
    let entries = expansion.entries
    let own = expansion.places[Int(node)].entry
    guard isFirstStep(node) else { return [] }
    let place = firstEntry(behind: own) - 1
    var lines: [String] = []
    var before = place - 1
    while before >= 0, isNoStep(entries[before]) {
      lines = choice(entries[before]) + lines
      before -= 1
    }
    return lines
  }

  /// What has been chosen behind the last step of all.
  public func choices(behind node: Int32) -> [String] {
    var next = node + 1
    while Int(next) < expansion.graph.count {
      guard expansion.graph.isLeaf(next) else { return [] }
      next += 1
    }
    return expansion.entries[firstEntry(behind: expansion.places[Int(node)].entry)...].flatMap(choice)
  }

  /// A choice in a line or more; none where an array is no choice, or its entries have steps of their own.
  public func choice(_ id: EntryID) -> [String] {
    guard recording[id].operation?.rearrangement?.pick != nil, isNoStep(id) else { return [] }
    let nodes = expansion.nodes[id] ?? []
    var chosen = nodes.prefix(StepNarrator.mostChosen).map {
      "\(names.node($0)) = \(style.text(expansion.graph.value($0)))"
    }
    if nodes.count > chosen.count { chosen.append("… \(nodes.count) in all") }
    return joined("\(names.array(id)) = \(operation(id))", "chose \(chosen.joined(separator: ", "))")
      .flatMap(fitted)
  }

  /// The place of the first array behind another; they are in ascending order.
  private func firstEntry(behind id: EntryID) -> Int {
    var (low, high) = (0, expansion.entries.count)
    while low < high {
      let middle = (low + high) / 2
      if expansion.entries[middle].index <= id.index { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether nothing is calculated for an array.
  private func isNoStep(_ id: EntryID) -> Bool {
    let entry = recording[id]
    if entry.isLeaf { return true }
    guard entry.operation?.rearrangement != nil else { return false }
    return expansion.nodes[id]?.contains {
      expansion.places[Int($0)].entry == id && !expansion.graph.isLeaf($0)
    }
      != true
  }

  /// Whether a step is the first of its array.
  private func isFirstStep(_ node: Int32) -> Bool {
    var before = node - 1
    while before >= 0, expansion.places[Int(before)].entry == expansion.places[Int(node)].entry {
      if !expansion.graph.isLeaf(before) { return false }
      before -= 1
    }
    return true
  }
}
