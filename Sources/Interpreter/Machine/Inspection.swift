import Autodiff
import Language

/// What can be seen of a value from outside.
public enum Inspected {
  case number(Double)
  case integer(Int)
  case boolean(Bool)
  case string(String)
  case numbers([Inspected])
  case tensor(TensorReport)
  case none
  case other
}

/// A tensor as reports and pictures need it.
public struct TensorReport {
  public let name: String?
  public let shape: Shape
  public let values: [Double]
  public let gradient: [Double]?
  /// Another than the tensor's where its numbers were replaced through `.data` since.
  public let gradientShape: Shape
  public let dtype: DType
  /// Whether gradients flow into it.
  public let needsGradient: Bool
  public let isParameter: Bool
  /// Its array in the recording.
  public let entry: EntryID?
  /// ‖change‖ / ‖values‖ of its last update.
  public let updateRatio: Double?
}

extension Machine {
  /// The variables of the top level in the order of their first assignment.
  public var variables: [(name: String, value: Object)] {
    globalNames.filter { !$0.hasPrefix(".") }.compactMap { name in globals[name].map { (name, $0) } }
  }

  public func inspect(_ object: Object) -> Inspected {
    switch object {
    case .none: return .none
    case .boolean(let value): return .boolean(value)
    case .integer(let value): return .integer(value)
    case .float(let value): return .number(value)
    case .string(let value): return .string(value)
    case .list(let handle):
      var numbers: [Inspected] = []
      for item in heap.list(handle) {
        switch item {
        case .integer(let value): numbers.append(.integer(value))
        case .float(let value): numbers.append(.number(value))
        default: return .other
        }
      }
      return .numbers(numbers)
    case .tensor(let handle): return .tensor(report(handle))
    default: return .other
    }
  }

  /// How many numbers a list or a tensor holds; 0 for everything else.
  public func entryCount(of object: Object) -> Int {
    switch object {
    case .list(let handle): heap.list(handle).count
    case .tensor(let handle): heap.tensor(handle).shape.count
    default: 0
    }
  }

  /// A tensor of the program, if the object is one.
  public func tensorReport(_ object: Object) -> TensorReport? {
    if case .tensor(let handle) = object { report(handle) } else { nil }
  }

  private func report(_ handle: Handle) -> TensorReport {
    let tensor = heap.tensor(handle)
    return TensorReport(
      name: tensor.name, shape: tensor.shape, values: values(of: handle), gradient: existingGradient(handle),
      gradientShape: tensor.gradient.map { heap.tensor($0).shape } ?? tensor.shape,
      dtype: tensor.dtype, needsGradient: needsGradient(handle),
      isParameter: tensor.requiresGradient && !tensor.isResult, entry: tensor.entry,
      updateRatio: tensor.updateRatio)
  }

  /// The arrays in a recorded graph that are this tensor: a parameter may be there before and after an update.
  /// Empty for a tensor that a copy of the machine has made for itself.
  public func entries(of object: Object, among candidates: [EntryID]) -> [EntryID] {
    guard case .tensor(let handle) = object, heap.cells.indices.contains(Int(handle.index)),
      case .tensor = heap.cells[Int(handle.index)]
    else { return [] }
    let own = heap.tensor(handle).entry
    return candidates.filter { $0 == own || recording[$0].owner == handle.index }
  }

  /// What the text of an expression is called that is calculated beside the program.
  public static let expressionName = "<expression>"

  /// The value of an expression, calculated on a copy: nothing of the program changes.
  ///
  /// - Parameter isInterrupted: asked now and then whether to give up; without it, what stops this machine is.
  public func evaluating(_ text: String, isInterrupted: (() -> Bool)? = nil) throws(Diagnostic) -> (
    Machine, Object
  ) {
    var copy = self
    if let isInterrupted {
      copy.stop(for: { isInterrupted() ? Diagnostic(.interrupted, "interrupted") : nil })
    }
    copy.isTracing = false
    copy.echoesResults = false
    copy.reportsLoops = false
    // An answer or an argument is quickly calculated, or it is none.
    let quick = 5_000_000 * Machine.stepsOfAnInstruction
    copy.limits.steps = copy.limits.steps == 0 ? quick : min(copy.limits.steps, quick)
    let source = Source(name: Machine.expressionName, text: text)
    let syntax = try Parser.parse(source, id: copy.sources.count)
    guard syntax.body.count == 1, case .expression = syntax[syntax.body[0]] else {
      throw Diagnostic(
        .syntax, "an expression is needed here, not '\(text)'",
        hint: "a name, or a calculation such as w[0] * 2")
    }
    try copy.load(source)
    while true {
      switch try copy.run(steps: 100_000) {
      case .paused, .loop: try copy.look()
      case .command:
        throw Diagnostic(
          .syntax, "an expression is needed here, not a command",
          hint: "a name, or a calculation such as w[0] * 2")
      case .finished:
        guard let value = copy.lastResult else {
          throw Diagnostic(
            .syntax, "an expression is needed here", hint: "a name, or a calculation such as w[0] * 2")
        }
        copy.goesOn()
        return (copy, value)
      }
    }
  }
}

extension Machine {
  /// What a parameter of the recording holds now; `nil` if no tensor of the program is behind it any more.
  public func currentValues(of entry: EntryID) -> [Double]? {
    let owner = recording[entry].owner
    guard owner >= 0, case .tensor(let tensor) = heap.cells[Int(owner)],
      tensor.shape == recording[entry].shape
    else { return nil }
    return values(of: Handle(index: owner))
  }
}

extension Machine {
  /// How many iterations the loop that has just begun will take, where that is known.
  public var loopLength: Int? {
    guard case .iterator(let handle)? = stack.last, case .iterator(let iterator) = heap[handle] else {
      return nil
    }
    switch iterator.source {
    case .items(.range(let range)): return heap.range(range).count
    case .items(.list(let list)): return heap.list(list).count
    case .items(.tuple(let tuple)): return heap.tuple(tuple).count
    case .items(.tensor(let tensor)): return heap.tensor(tensor).shape.dimensions.first
    case .items(.loader(let loader)):
      let loader = heap.loader(loader)
      return (rowCount(loader.tensors) + loader.batchSize - 1) / loader.batchSize
    default: return nil
    }
  }

  /// How many elements are alive, nearly: those of the last collection and those made since.
  public var elementsAlive: Int { heap.elements }

  /// How many of them stand in lists and the like, as of the last collection: they are copied whole when a program
  /// changes one of them that a copy of the machine shares.
  public var listEntriesAlive: Int { heap.listEntries }

  /// How many objects and recorded arrays there are: what a copy of the machine takes its time for.
  public var objectsAlive: Int { heap.objects + recording.entries.count }

  /// The program's last loss, if it is a single number.
  public var lastLossValue: Double? {
    lastLoss.flatMap { recording[$0].values.count == 1 ? recording[$0].values[0] : nil }
  }
}
