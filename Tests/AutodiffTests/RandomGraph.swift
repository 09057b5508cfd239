@testable import Autodiff

/// A smooth graph of random operators, with constants, nodes that are used often and nodes that lead nowhere.
struct RandomGraph {
  let graph = Graph()
  let parameters: [Value]
  let loss: Value

  init(seed: UInt64, operations: Int = 60) {
    var random = TestNumbers(seed: seed)
    var values: [Value] = []
    for _ in 0..<5 { values.append(graph.parameter(random.number(in: -1.5...1.5))) }
    parameters = values
    for _ in 0..<2 { values.append(graph.constant(random.number(in: -1.5...1.5))) }
    for _ in 0..<operations {
      let a = values[random.index(below: values.count)]
      let b = values[random.index(below: values.count)]
      let c = values[random.index(below: values.count)]
      switch random.index(below: 9) {
      case 0: values.append((a * b).tanh())
      case 1: values.append((a + b).sin())
      case 2: values.append(a - b * 0.5)
      case 3: values.append(a.sigmoid())
      case 4: values.append(a.applying(Softsign()))
      case 5: values.append(a / (b * b + 1.5))
      case 6: values.append((-a).applying(ELU(alpha: 1)))
      case 7: values.append((a * a + 0.5).log())
      default:
        let place = graph.place(of: MultiplyAdd.compiled)
        let index = graph.add(place: place, a.index, b.index, c.index, precision: .double)
        values.append(Value(graph: graph, index: index).tanh())
      }
    }
    // A graph in which every second one of the last nodes is left out of the loss.
    var total = values[values.count - 1] * values[0]
    for index in stride(from: values.count - 3, to: values.count - 12, by: -2) {
      total += values[index].cos()
    }
    _ = values[values.count - 2].exp()
    loss = total
    _ = (loss * loss).tanh()
  }

  /// The nodes the loss was made from, itself included.
  var ancestors: Set<Int32> {
    var found: Set<Int32> = [loss.index]
    for node in stride(from: loss.index, through: 0, by: -1) where found.contains(node) {
      found.formUnion(graph.operands(node))
    }
    return found
  }
}
