import Testing

@testable import Autodiff

/// The constants of a rule are written with seven digits, so a formula is worth its number to six.
@Suite("The formula of every operator of the list")
struct FormulaMeaningTests {
  private static let names = ["a", "b", "c"]

  @Test("with names, is worth what the operator gives", arguments: ElementwiseOperators.all)
  func named(entry: OperatorEntry) throws {
    for op in entry.variants {
      let operands = Operands(Self.names.prefix(op.arity).map { Formula.name($0) })
      for row in entry.samples {
        let y = op.value(Operands(row))
        var numbers = Dictionary(uniqueKeysWithValues: zip(Self.names, row))
        let value = try FormulaReader.value(op.value(operands), numbers)
        #expect(value.isClose(to: y, within: 1e-6), "\(op.value(operands).text)")
        numbers["y"] = y
        for position in 0..<op.arity {
          let formula = op.derivative(at: position, operands, .name("y"))
          let slope = op.derivative(at: position, Operands(row), y)
          #expect(
            try FormulaReader.value(formula, numbers).isClose(to: slope, within: 1e-6), "\(formula.text)")
        }
      }
    }
  }

  @Test("with the numbers put in, is worth the same", arguments: ElementwiseOperators.all)
  func numbers(entry: OperatorEntry) throws {
    for op in entry.variants {
      for row in entry.samples {
        let y = op.value(Operands(row))
        let operands = Operands(row.map { Formula.number("\($0)") })
        let value = op.value(operands)
        #expect(try FormulaReader.value(value).isClose(to: y, within: 1e-6), "\(value.text)")
        for position in 0..<op.arity {
          let formula = op.derivative(at: position, operands, .number("\(y)"))
          let slope = op.derivative(at: position, Operands(row), y)
          #expect(try FormulaReader.value(formula).isClose(to: slope, within: 1e-6), "\(formula.text)")
        }
      }
    }
  }

  @Test(
    "never lets a minus sign follow a plus or minus without a bracket", arguments: ElementwiseOperators.all)
  func signs(entry: OperatorEntry) {
    for op in entry.variants {
      for row in entry.samples {
        let operands = Operands(row.map { Formula.number("\($0)") })
        let y = Formula.number("\(op.value(Operands(row)))")
        let formulas = [op.value(operands)] + (0..<op.arity).map { op.derivative(at: $0, operands, y) }
        let misread = formulas.map(\.text).filter { $0.contains("+ -") || $0.contains("− -") }
        #expect(misread == [])
      }
    }
  }
}
