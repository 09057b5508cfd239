import Testing

@testable import Autodiff

@Suite("A gradient check")
struct GradientCheckTests {
  private func check(_ loss: Value, _ leaf: Value) -> GradientCheck.Row {
    GradientCheck.run(loss.graph, start: loss.index, leaves: [leaf.index])[0]
  }

  @Test("agrees on smooth graphs, and names no kink", arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func smooth(seed: UInt64) {
    let sample = RandomGraph(seed: seed)
    sample.loss.backward()
    let rows = GradientCheck.run(
      sample.graph, start: sample.loss.index, leaves: sample.parameters.map(\.index))
    #expect(rows.map(\.node) == sample.parameters.map(\.index))
    #expect(rows.map(\.gradient).bits == sample.parameters.map(\.gradient).bits)
    for row in rows {
      #expect(row.agrees)
      #expect(row.kink == nil)
      #expect(row.difference == (row.gradient - row.estimate).magnitude / max(1, row.gradient.magnitude))
    }
  }

  @Test("names the kink of relu at 0, and the slopes on both sides")
  func reluKink() throws {
    let x = Graph().parameter(0)
    let row = check((x * 3).relu(), x)
    let kink = try #require(row.kink)
    #expect(!row.agrees)
    #expect(kink.left == 0)
    #expect(kink.right.isClose(to: 3, within: 1e-9))
  }

  @Test("names the kink of abs at 0")
  func absKink() throws {
    let x = Graph().parameter(0)
    let row = check(x.applying(Abs()), x)
    let kink = try #require(row.kink)
    #expect(kink.left.isClose(to: -1, within: 1e-9))
    #expect(kink.right.isClose(to: 1, within: 1e-9))
  }

  @Test("finds no kink beside one", arguments: [-0.5, 0.5])
  func besideKink(x: Double) {
    let leaf = Graph().parameter(x)
    let row = check(leaf.relu() + leaf.applying(Abs()), leaf)
    #expect(row.agrees)
    #expect(row.kink == nil)
    #expect(row.gradient == (x < 0 ? -1 : 2))
  }

  @Test("finds no kink in a curve that is only steep")
  func steep() {
    let x = Graph().parameter(0.01)
    let row = check(1 / x, x)
    #expect(row.agrees)
    #expect(row.kink == nil)
  }

  @Test("finds a derivative that is wrong")
  func wrongDerivative() {
    struct Wrong: UnaryOperator {
      var name: String { "wrong" }
      func value<S: Scalar>(_ x: S) -> S { x * x }
      func derivative<S: Scalar>(_ x: S, _ y: S) -> S { x }
    }
    let x = Graph().parameter(1.5)
    let row = check(x.applying(Wrong()), x)
    #expect(!row.agrees)
    #expect(row.kink == nil)
    #expect(row.estimate.isClose(to: 3, within: 1e-6))
  }

  @Test("does not agree where there is no number to agree with")
  func notANumber() {
    let x = Graph().parameter(-1)
    #expect(!check(x.log(), x).agrees)
    let zero = Graph().parameter(0)
    #expect(!check(zero.sqrt(), zero).agrees)
  }

  @Test("gives a leaf behind the start the gradient 0")
  func behind() {
    let graph = Graph()
    let x = graph.parameter(2)
    let loss = x * x
    let later = graph.parameter(3)
    let row = check(loss, later)
    #expect((row.gradient, row.estimate) == (0, 0))
    #expect(row.agrees)
  }
}
