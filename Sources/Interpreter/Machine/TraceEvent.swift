import Autodiff
import Language

/// Something that happened while tracing was on.
public enum TraceEvent {
  /// An array operation was evaluated: the root of the expansion.
  case forward(Expansion, Recording, origin: SourceRange?)
  /// A chain-rule step of a real backward pass.
  case chain(Expansion, Recording, ChainRuleStep)
  /// A parameter's entry was changed in place.
  case update(name: String, before: Double, gradient: Double?, after: Double)
}

extension Machine {
  /// Spells out what has been recorded since the last time. Done at the end of a statement, when results have
  /// their names.
  mutating func traceNewEntries() {
    let count = recording.entries.count
    defer { tracedUpTo = count }
    guard tracedUpTo < count else { return }
    for index in tracedUpTo..<count {
      let id = EntryID(index: Int32(index))
      guard !recording[id].isLeaf,
        let expansion = try? Expansion(recording, root: id, nodeLimit: limits.nodes, stop: stop)
      else { continue }
      // What is spelled out for every operation anew takes its time in a long graph.
      let work = 4 * expansion.entries.count + expansion.graph.count / 4
      steps += Machine.stepsOfAnInstruction * work
      arrayWork += 16 * work
      traced.append(.forward(expansion, recording, origin: origin(of: id)))
    }
  }

  /// Notes what an update in place does to a parameter.
  mutating func noteUpdate(_ handle: Handle, to values: [Double]) {
    let tensor = heap.tensor(handle)
    guard tensor.requiresGradient, !tensor.isResult else { return }
    let old = self.values(of: handle)
    let ratio = relativeChange(from: old, to: values)
    heap.changeTensor(handle) { $0.updateRatio = ratio }
    guard isTracing, let name = tensor.name else { return }
    traceNewEntries()
    let gradient = existingGradient(handle)
    for (i, (before, after)) in zip(old, values).enumerated() {
      let index = tensor.shape.index(of: i)
      let element = index.isEmpty ? name : "\(name)[\(index.map(String.init).joined(separator: ","))]"
      traced.append(.update(name: element, before: before, gradient: gradient?[i], after: after))
    }
  }

  /// Gives what tracing has seen since the last call.
  public mutating func takeTrace() -> [TraceEvent] {
    defer { traced = [] }
    return traced
  }
}
