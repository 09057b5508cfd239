import Autodiff
import Interpreter

/// Where a walk is, for a drawing to mark.
public struct WalkPlace {
  let narrator: StepNarrator
  let step: Walk.Step
  let position: Int
  let count: Int

  /// `nil` at the beginning of the walk, where no step has been done.
  public init?(_ walk: Walk, _ narrator: StepNarrator) {
    guard let step = walk.last else { return nil }
    (self.narrator, self.step, position, count) = (narrator, step, walk.position, walk.count)
  }
}

/// What a walk's last step was about, in a graph of arrays.
struct GraphMark {
  /// The array that was worked at, by its place among the drawn ones.
  let node: Int
  /// Which of its operands the step went back to; `nil` where it stayed within the array.
  let operand: Int?
  /// The step in words.
  let text: String

  /// - Parameters:
  ///   - serials: the number of each drawn array among all results, see ``Recording/Entry/serial``.
  /// - Returns: `nil` where the array is not drawn.
  init?(_ place: WalkPlace, serials: [Int]) {
    let (names, expansion, recording) = (
      place.narrator.names, place.narrator.expansion, place.narrator.recording
    )
    func entry(_ node: Int32) -> EntryID { expansion.places[Int(node)].entry }
    func drawn(_ id: EntryID) -> Int? {
      let serial = recording[id].serial
      return serial > 0 ? serials.firstIndex(of: serial) : nil
    }
    let here = "place \(place.position) of \(place.count)"
    switch place.step {
    case .forward(let made):
      guard let node = drawn(entry(made)) else { return nil }
      (self.node, operand) = (node, nil)
      text = "\(here): \(names.node(made)) is made"
    case .backward(let step):
      let id = entry(step.node)
      guard let node = drawn(id) else { return nil }
      let operands = recording[id].operands
      func holds(_ index: Int) -> Bool {
        operands.indices.contains(index) && expansion.nodes[operands[index]]?.contains(step.operand) == true
      }
      self.node = node
      operand = holds(step.position) ? step.position : operands.indices.first(where: holds)
      text = "\(here): from \(names.node(step.node)) back to \(names.node(step.operand))"
    }
  }
}
