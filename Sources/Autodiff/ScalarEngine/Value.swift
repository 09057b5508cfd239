/// A number in a computation graph, used like a number.
///
///     let graph = Graph()
///     let a = graph.parameter(2), b = graph.parameter(-3), c = graph.constant(10)
///     let loss = (a * b + c).tanh()
///     loss.backward()
///     a.gradient
///
/// A value is an index into its graph: copying it copies nothing, and using it twice is what makes its gradient
/// a sum.
public struct Value {
  public let graph: Graph
  public let index: Int32

  /// The number itself.
  public var data: Double { graph.value(index) }

  /// Σ over the backward passes so far of ∂(their start)/∂(this).
  public var gradient: Double {
    Int(index) < graph.gradients.count ? graph.gradients[Int(index)] : 0
  }

  /// Adds ∂self/∂x to the gradient of every x that it was made from.
  public func backward() {
    var pass = backwardPass()
    while pass.next() != nil {}
    graph.addGradients(pass.gradients)
  }

  /// The chain-rule steps of ``backward()`` one by one, without touching any gradient.
  public func backwardPass() -> BackwardPass { BackwardPass(graph, from: index) }

  // MARK: Making new values

  private func apply<Op: ElementwiseOperator>(_ op: Op) -> Value {
    Value(
      graph: graph,
      index: graph.add(place: graph.place(of: op.compiled), index, index, index, precision: .double))
  }
  private static func apply<Op: ElementwiseOperator>(_ op: Op, _ a: Value, _ b: Value) -> Value {
    apply(at: a.graph.place(of: op.compiled), a, b)
  }
  private static func apply(at place: Int32, _ a: Value, _ b: Value) -> Value {
    precondition(a.graph === b.graph, "both values must be of one graph")
    return Value(
      graph: a.graph, index: a.graph.add(place: place, a.index, b.index, a.index, precision: .double))
  }

  public static func + (a: Value, b: Value) -> Value { apply(at: a.graph.place(of: .add), a, b) }
  public static func - (a: Value, b: Value) -> Value { apply(Subtract(), a, b) }
  public static func * (a: Value, b: Value) -> Value { apply(at: a.graph.place(of: .multiply), a, b) }
  public static func / (a: Value, b: Value) -> Value { apply(Divide(), a, b) }
  public static prefix func - (a: Value) -> Value { a.apply(Negate()) }

  public static func + (a: Value, b: Double) -> Value { a + a.graph.constant(b) }
  public static func + (a: Double, b: Value) -> Value { b.graph.constant(a) + b }
  public static func - (a: Value, b: Double) -> Value { a - a.graph.constant(b) }
  public static func - (a: Double, b: Value) -> Value { b.graph.constant(a) - b }
  public static func * (a: Value, b: Double) -> Value { a * a.graph.constant(b) }
  public static func * (a: Double, b: Value) -> Value { b.graph.constant(a) * b }
  public static func / (a: Value, b: Double) -> Value { a / a.graph.constant(b) }
  public static func / (a: Double, b: Value) -> Value { b.graph.constant(a) / b }
  public static func += (a: inout Value, b: Value) { a = a + b }
  public static func += (a: inout Value, b: Double) { a = a + b }

  public func pow(_ exponent: Int) -> Value { apply(IntegerPower(exponent)) }
  public func exp() -> Value { apply(Exp()) }
  public func log() -> Value { apply(Log()) }
  public func sqrt() -> Value { apply(Sqrt()) }
  public func sin() -> Value { apply(Sin()) }
  public func cos() -> Value { apply(Cos()) }
  public func tanh() -> Value { apply(Tanh()) }
  public func sigmoid() -> Value { apply(Sigmoid()) }
  public func relu() -> Value {
    Value(
      graph: graph, index: graph.add(place: graph.place(of: .relu), index, index, index, precision: .double))
  }

  /// Any operator of the list, `value.applying(Softsign())`.
  public func applying<Op: UnaryOperator>(_ op: Op) -> Value { apply(op) }
  public func applying<Op: BinaryOperator>(_ op: Op, _ other: Value) -> Value { Value.apply(op, self, other) }
}
