import Autodiff
import Language

/// Which engine computes. Both give the same bits; one is for looking, the other for large work.
public enum Engine: String, Sendable, CaseIterable {
  case scalar, tensor
  /// The scalar engine for graphs of up to ``Machine/largestScalarGraph`` operations, and for longer ones of single
  /// numbers, else the tensor engine. What
  /// nobody looks into is computed by whole arrays as well where these are large enough for that to be quicker.
  case auto
}

extension Machine {
  /// How many scalar operations a graph may have that ``Engine/auto`` differentiates number by number.
  public static let largestScalarGraph = 100_000
  /// The same where the arrays are single numbers, or hardly more.
  static let largestGraphOfNumbers = 2_000_000
  /// From how many scalar operations on ``Engine/auto`` computes an array by kernels: below, setting them up takes
  /// longer.
  static let largestScalarArray = 500
  /// How many scalar operations take as long as making a kernel for one array.
  static let setupOfAnArray = 150

  /// An operation's entries, computed by the engine in use.
  func evaluate(
    _ operation: AnyOperation, _ operands: [Operand], shape: Shape, precision: Precision, cost: Int
  ) throws(Diagnostic) -> Evaluation {
    let isLarge = cost > Machine.largestScalarArray
    do throws(OperationError) {
      guard engine == .tensor || (engine == .auto && isLarge), !operation.isRearrangement else {
        var entries: [(shape: Shape, entries: [Double])] = []
        for operand in operands { entries.append((operand.shape, try operand.view.entries(stop))) }
        return Evaluation(
          entries: try operation.evaluate(entries, shape: shape, precision: precision, stop: stop),
          areFinite: nil)
      }
      return try TensorEngine.evaluate(
        operation, operands.map { $0.view }, shape: shape, precision: precision, options: tensorOptions,
        programs: programs, stop: stop)
    } catch {
      throw diagnostic(error)
    }
  }

  /// Whether a backward pass through some arrays is done by whole arrays.
  func usesTensorEngine(for arrays: [EntryID], of graph: Recording) -> Bool {
    switch engine {
    case .scalar: false
    case .tensor: true
    case .auto:
      isQuickerByArrays(
        graph.cost(of: arrays, atMost: Machine.largestGraphOfNumbers),
        // Neurons are a matter of single numbers.
        arrays.reduce(0) { $0 + (graph.entries[Int($1.index)].operation?.neurons?.steps ?? 1) })
    }
  }

  private func isQuickerByArrays(_ cost: Int, _ arrays: Int) -> Bool {
    let isOfArrays = cost > Machine.setupOfAnArray * arrays
    // A long graph of single numbers, as micrograd's programs make it, is not worth an array each.
    if cost > Machine.largestScalarGraph {
      return isOfArrays || cost > Machine.largestGraphOfNumbers || limits.nodes > 0 && cost > limits.nodes
    }
    // A smaller limit is the scalar engine's to tell about.
    if limits.nodes > 0, cost > limits.nodes { return false }
    return isOfArrays
  }

  /// Sets all streams of random numbers to their beginnings for a seed: PyTorch's, Python's and NumPy's.
  public mutating func seed(_ seed: UInt64) { randomBox = [RandomStreams(seed: seed)] }

  /// In how many bits tensors of a dtype calculate. Those of dtype float32 keep 64 unless 32 are asked for.
  func precision(of dtype: DType) -> Precision {
    switch dtype {
    case .float32: usesSinglePrecision ? .single : .double
    case .float16: .half
    case .bfloat16: .brain
    default: .double
    }
  }

  /// From here on, operations are traced, or no longer.
  public mutating func setTracing(_ isOn: Bool) {
    isTracing = isOn
    // What there is no room for stays as it is; looking at it will tell.
    if isOn { try? spellOutNeurons() }
    tracedUpTo = recording.entries.count
  }

  /// Forgets what became NaN or infinite first, so that the next such thing is noticed.
  public mutating func clearNotFinite() { (firstNotFinite, hasNotedNaN) = (nil, false) }
}

/// What `help(name)` says about a function, a line each; empty for an unknown name.
public func functionHelp(_ name: String) -> [String] {
  Builtins.help(name).flatMap { $0.split(separator: "\n").map(String.init) }
}

/// The functions and classes that can be called without a prefix.
public var functionNames: [String] { Builtins.bareNames + Library.names }
