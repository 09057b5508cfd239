/// An operator's rules for one kind of number, as plain functions.
struct OperatorRules<S: Scalar>: Sendable {
  let value: @Sendable (Operands<S>) -> S
  let derivative: @Sendable (Int, Operands<S>, S) -> S
}

/// The same for every kind. Those that do not calculate are made when they are asked for: an operator with settings is
/// made anew for every use.
struct RulesOfAllNumbers: Sendable {
  struct Others: Sendable {
    let duals: OperatorRules<Dual>
    let formulas: OperatorRules<Formula>
    let rows: OperatorRules<KernelExpression>
  }

  let doubles: OperatorRules<Double>
  let floats: OperatorRules<Float>
  let others: @Sendable () -> Others
}

extension OperatorRules {
  @inline(__always)
  init<Op: ElementwiseOperator>(_ op: Op) {
    value = { op.value($0) }
    derivative = { op.derivative(at: $0, $1, $2) }
  }

  /// Of one operand, with the result that the slope is taken from as a second one.
  var takingSlopeFromResult: Self {
    Self(
      value: { value(Operands($0.a)) },
      derivative: { position, x, _ in position == 0 ? derivative(0, Operands(x.a), x.b) : 0 })
  }
}

extension RulesOfAllNumbers {
  @inline(__always)
  init<Op: ElementwiseOperator>(_ op: Op) {
    doubles = OperatorRules(op)
    floats = OperatorRules(op)
    others = {
      Others(duals: OperatorRules(op), formulas: OperatorRules(op), rows: OperatorRules(op))
    }
  }

  var takingSlopeFromResult: Self {
    let others = others
    return Self(
      doubles: doubles.takingSlopeFromResult, floats: floats.takingSlopeFromResult,
      others: {
        let others = others()
        return Others(
          duals: others.duals.takingSlopeFromResult, formulas: others.formulas.takingSlopeFromResult,
          rows: others.rows.takingSlopeFromResult)
      })
  }
}
