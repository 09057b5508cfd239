import Autodiff
import Testing

@testable import Narration

@Suite("A layered layout")
struct LayeredLayoutTests {
  private static func graph(seed: UInt64) -> (sizes: [LayeredLayout.Size], operands: [[Int]]) {
    var random = TorchStream(seed: seed)
    func draw(_ count: Int) -> Int { Int(random.uniform(.double) * Double(count)) }
    let count = 3 + draw(40)
    let operands = (0..<count).map { box -> [Int] in
      box == 0 || (box < count - 1 && draw(4) == 0) ? [] : (0...draw(3)).map { _ in draw(box) }
    }
    return (
      (0..<count).map { _ in LayeredLayout.Size(width: Double(40 + draw(200)), height: 60) }, operands
    )
  }

  @Test(
    "puts every box below what it was made from, and joins only neighbours",
    arguments: 1...20 as ClosedRange<UInt64>)
  func layers(seed: UInt64) {
    let (sizes, operands) = LayeredLayoutTests.graph(seed: seed)
    let layout = LayeredLayout(sizes, operands: operands)
    for (box, sources) in operands.enumerated() {
      for source in sources {
        #expect(layout.places[source].layer < layout.places[box].layer)
        // Each source is found again, layer by layer, through places where edges pass.
        var reached: Set<Int> = [source]
        var frontier = [source]
        while let place = frontier.popLast() {
          for lower in layout.places[place].below where reached.insert(lower).inserted {
            #expect(layout.places[lower].layer == layout.places[place].layer + 1)
            if layout.places[lower].box == nil { frontier.append(lower) }
          }
        }
        #expect(reached.contains(box))
      }
    }
    #expect(layout.layers.reduce(0) { $0 + $1.count } == layout.places.count)
  }

  @Test("lets nothing overlap: neither boxes nor edges that pass", arguments: 1...20 as ClosedRange<UInt64>)
  func distances(seed: UInt64) {
    let (sizes, operands) = LayeredLayoutTests.graph(seed: seed)
    let layout = LayeredLayout(sizes, operands: operands)
    for layer in layout.layers {
      for (left, right) in zip(layer, layer.dropFirst()) {
        let (a, b) = (layout.places[left], layout.places[right])
        #expect(a.x + a.width / 2 + 20 < b.x - b.width / 2)
      }
      for place in layer { #expect(layout.places[place].x - layout.places[place].width / 2 > -1e-6) }
    }
  }

  @Test("untangles what can be drawn without crossings")
  func crossings() {
    // Two chains whose boxes are given crosswise.
    let operands = [[], [], [1], [0], [3], [2], [5], [4], [6, 7]]
    let size = LayeredLayout.Size(width: 50, height: 30)
    #expect(LayeredLayout(operands.map { _ in size }, operands: operands).crossings == 0)
  }

  @Test("draws a chain as a straight line")
  func chain() {
    let size = LayeredLayout.Size(width: 50, height: 30)
    let layout = LayeredLayout([size, size, size, size], operands: [[], [0], [1], [2]])
    #expect(Set(layout.places.map(\.x)).count == 1)
  }
}
