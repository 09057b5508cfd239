/// An operation's value.
public struct Evaluation {
  public let entries: [Double]
  /// Whether none of them is NaN or infinite; `nil` where nobody has looked.
  public let areFinite: Bool?

  public init(entries: [Double], areFinite: Bool?) {
    self.entries = entries
    self.areFinite = areFinite
  }
}

/// The engine that executes a recording by whole arrays.
public enum TensorEngine {
  /// The gradients that a backward pass from `root` brings to the arrays with an owner: as
  /// ``ScalarEngine/backward(_:from:gradient:nodeLimit:existing:observe:)``, and with the same bits.
  ///
  /// - Parameters:
  ///   - gradient: ∂L/∂root, one number an entry.
  ///   - passesOnExisting: whether intermediate arrays pass on what their owners hold, as in micrograd.
  ///   - programs: where a program for such a graph may be found, and is left.
  ///   - stop: whether to end early.
  ///   - existing: what an owner's gradient already holds; contributions are added to it one by one.
  /// - Returns: owners in the order of their arrays, each with its new gradient.
  public static func backward(
    _ recording: Recording, from root: EntryID, gradient: [Double], options: TensorOptions = TensorOptions(),
    programs: ProgramCache = ProgramCache(), stop: Stop = .never, passesOnExisting: Bool = false,
    existing: @escaping (Int) -> [Double]?
  ) throws(OperationError) -> [(owner: Int, gradient: [Double])] {
    let program = try programs.program(recording, root: root, options: options, stop: stop)
    defer { programs.giveBack(program) }
    program.setValues { !recording[$0].isLeaf }
    let owners = Owners(recording, program.entries, passesOn: passesOnExisting, existing)
    program.backward(gradient: gradient, initial: owners.initial)
    try program.requireFinished()
    let collected = owners.collect { program.gradients(of: $0) }
    try program.requireFinished()
    return collected
  }

  /// The value of one operation, its entries calculated in the given precision.
  public static func evaluate(
    _ operation: some ArrayOperation, _ operands: [ArrayView], shape: Shape, precision: Precision,
    options: TensorOptions = TensorOptions(), programs: ProgramCache = ProgramCache(), stop: Stop = .never
  ) throws(OperationError) -> Evaluation {
    guard shape.count > 0 else { return Evaluation(entries: [], areFinite: true) }
    let workers = Workers(options, stop: stop)
    let site = DirectSite(
      operands: operands, shape: shape, precision: precision, workers: workers, programs: programs)
    if let values = operation.evaluated(site) {
      if workers.haveStopped { throw OperationError(.stopped, "stopped") }
      return Evaluation(entries: values, areFinite: site.finiteness.areFinite)
    }
    let values = try evaluateByProgram(
      operation, operands, shape: shape, precision: precision, options: options, programs: programs,
      stop: stop)
    return Evaluation(entries: values, areFinite: nil)
  }

  private static func evaluateByProgram(
    _ operation: some ArrayOperation, _ operands: [ArrayView], shape: Shape, precision: Precision,
    options: TensorOptions, programs: ProgramCache, stop: Stop
  ) throws(OperationError) -> [Double] {
    var recording = Recording()
    var leaves: [EntryID] = []
    for operand in operands {
      leaves.append(
        recording.leaf(
          try operand.entries(stop), shape: operand.shape, precision: precision, needsGradient: false))
    }
    let root = recording.record(operation, leaves, shape: shape, values: [], precision: precision)
    let program = try programs.program(recording, root: root, options: options, stop: stop)
    defer { programs.giveBack(program) }
    program.forward()
    let values = program.values(of: root)
    try program.requireFinished()
    return values
  }
}
