/// What is asked of an array operation, as plain functions, made where its type is known.
public struct ArrayRules: Sendable {
  let name: String
  let isLinear: Bool
  let backwardReading: BackwardReading
  let isProductSum: Bool
  let identity: OperationIdentity?
  let shape: @Sendable ([Shape]) throws(OperationError) -> Shape
  let cost: @Sendable ([Shape], Shape) -> Int
  let evaluate:
    @Sendable ([(shape: Shape, entries: [Double])], Shape, Precision, Stop) throws(OperationError) -> [Double]
  let spell: @Sendable ([Spelled<Int32>], Shape, inout GraphBuilder) throws(OperationError) -> [Int32]
  let tensorStep: @Sendable (StepSite) throws(OperationError) -> TensorStep?
  let evaluated: @Sendable (DirectSite) -> [Double]?

  init<Op: ArrayOperation>(_ op: Op) {
    name = op.name
    isLinear = op.isLinear
    backwardReading = op.backwardReading
    isProductSum = op.isProductSum
    identity = op.identity
    let held = Held(op)
    shape = { operands throws(OperationError) in try held.op.shape(of: operands) }
    cost = { held.op.cost(of: $0, shape: $1) }
    evaluate = { x, shape, precision, stop throws(OperationError) in
      try held.op.evaluate(x, shape: shape, precision: precision, stop: stop)
    }
    spell = { x, shape, builder throws(OperationError) in
      try held.op.spell(x, shape: shape, into: &builder)
    }
    tensorStep = { site throws(OperationError) in try held.op.tensorStep(site) }
    evaluated = { held.op.evaluated($0) }
  }
}

/// An operation behind one pointer, so that the functions above have no more to keep than that.
private final class Held<Op: ArrayOperation>: Sendable {
  let op: Op
  init(_ op: Op) { self.op = op }
}
