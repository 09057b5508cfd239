import Testing

@testable import Autodiff

@Suite("Every operator of the list")
struct OperatorTests {
  @Test("is listed once, under its own name, with as many operands as it takes")
  func listing() {
    let all = ElementwiseOperators.all
    #expect(Set(all.map(\.name)).count == all.count)
    for entry in all {
      for op in entry.variants {
        #expect(op.name == entry.name)
        #expect(op.arity == entry.operands.count)
      }
    }
  }

  @Test("is one object if it has no settings, which no other operator shares, those of steps included")
  func identity() {
    let steps = [
      Copy.compiled, Overwrite.compiled, Supersede.compiled, Root.compiled, SizeOfOne.compiled,
      ScaledSlope.compiled, ClampBetween.compiled, SteepSquare.compiled,
    ]
    let plain = ElementwiseOperators.all.filter { $0.settings.isEmpty }.map { $0.make([]) }
    for op in plain {
      // Remainder alone has a setting that the language does not show.
      guard op.name != "remainder" else { continue }
      #expect(op.isPlain, "\(op.name)")
    }
    for entry in ElementwiseOperators.all where entry.settings.isEmpty && entry.name != "remainder" {
      #expect(entry.make([]) == entry.make([]), "\(entry.name)")
    }
    #expect(Set((plain + steps).map { ObjectIdentifier($0) }).count == plain.count + steps.count)
    // Both are called sqrt, and differ at 0.
    #expect(Root.compiled.name == Sqrt.compiled.name && Root.compiled != Sqrt.compiled)
    let graph = Graph()
    #expect(graph.place(of: Root.compiled) != graph.place(of: Sqrt.compiled))
    #expect(graph.place(of: Root.compiled) == graph.place(of: Root().compiled))
  }

  @Test(
    "has the derivative that its rule, given dual numbers, has by itself", arguments: ElementwiseOperators.all
  )
  func dual(entry: OperatorEntry) {
    for op in entry.variants {
      for row in entry.samples {
        let y = op.value(Operands(row))
        for position in 0..<op.arity {
          let duals = row.enumerated().map { Dual($1, derivative: $0 == position ? 1 : 0) }
          let witness = op.value(Operands(duals))
          let derivative = op.derivative(at: position, Operands(row), y)
          #expect(witness.value.bitPattern == y.bitPattern, "\(entry.name)\(row)")
          #expect(
            derivative.isClose(to: witness.derivative, within: 1e-12),
            "∂\(entry.name)\(row) by operand \(position)")
        }
      }
    }
  }

  @Test("has the slope that its values show", arguments: ElementwiseOperators.all)
  func slopes(entry: OperatorEntry) {
    for op in entry.variants {
      for row in entry.samples {
        let y = op.value(Operands(row))
        for position in 0..<op.arity {
          func value(_ x: Double) -> Double {
            var moved = row
            moved[position] = x
            return op.value(Operands(moved))
          }
          let slope = centralDifference(at: row[position], value)
          let derivative = op.derivative(at: position, Operands(row), y)
          #expect(
            slope.isClose(to: derivative, within: 1e-9), "∂\(entry.name)\(row) by operand \(position)")
        }
      }
    }
  }

  @Test("gives floats what it gives doubles, to float accuracy", arguments: ElementwiseOperators.all)
  func floats(entry: OperatorEntry) {
    let tolerance = 8 * Double(Float.ulpOfOne)
    for op in entry.variants {
      for row in entry.samples {
        let narrow = row.map { Float($0) }
        let wide = narrow.map { Double($0) }
        let (single, double) = (op.value(Operands(narrow)), op.value(Operands(wide)))
        #expect(Double(single).isClose(to: double, within: tolerance), "\(entry.name)\(row)")
        for position in 0..<op.arity {
          let narrowSlope = op.derivative(at: position, Operands(narrow), single)
          let wideSlope = op.derivative(at: position, Operands(wide), double)
          #expect(
            Double(narrowSlope).isClose(to: wideSlope, within: tolerance),
            "∂\(entry.name)\(row) by operand \(position)")
        }
      }
    }
  }

  @Test("passes its derivative on through the engine, to the bit", arguments: ElementwiseOperators.all)
  func engine(entry: OperatorEntry) throws {
    let rows = entry.samples
    let shape: Shape = [rows.count]
    for op in entry.variants {
      var recording = Recording()
      let columns = (0..<op.arity).map { position in rows.map { $0[position] } }
      let leaves = columns.enumerated().map { position, column in
        recording.leaf(column, shape: shape, needsGradient: true, owner: position)
      }
      let operation = op.onArrays
      let values = try operation.evaluate(columns.map { (shape, $0) }, shape: shape, precision: .double)
      #expect(values.bits == rows.map { op.value(Operands($0)) }.bits)
      let root = recording.record(operation, leaves, shape: shape, values: values, precision: .double)
      let gradients = try ScalarEngine.backward(
        recording, from: root, gradient: rows.map { _ in 1 }, existing: { _ in nil })
      #expect(gradients.map(\.owner) == Array(0..<op.arity))
      for (position, gradient) in gradients {
        #expect(gradient == rows.map { op.derivative(at: position, Operands($0), op.value(Operands($0))) })
      }
    }
  }

  @Test(
    "has the same derivatives everywhere, if it says that it is linear", arguments: ElementwiseOperators.all)
  func linear(entry: OperatorEntry) {
    for op in entry.variants {
      for position in 0..<op.arity {
        let slopes = Set(
          entry.samples.map { op.derivative(at: position, Operands($0), op.value(Operands($0))) })
        #expect(!op.isLinear || slopes.count == 1)
      }
    }
  }
}
