import Testing

@testable import Autodiff

/// The two programs that micrograd is tested with (karpathy/micrograd, test/test_engine.py).
@Suite("micrograd's published programs")
struct MicrogradTests {
  @Test("The sanity check gives y = -20 and dy/dx = 46")
  func sanityCheck() {
    let graph = Graph()
    let x = graph.parameter(-4)
    let z = 2 * x + 2 + x
    let q = z.relu() + z * x
    let h = (z * z).relu()
    let y = h + q + q * x
    y.backward()
    #expect(y.data == -20)
    #expect(x.gradient == 46)
  }

  @Test("More operators give g = 24.70…, dg/da = 138.83…, dg/db = 645.57…")
  func moreOperators() {
    let graph = Graph()
    let a = graph.parameter(-4)
    let b = graph.parameter(2)
    var c = a + b
    var d = a * b + b.pow(3)
    c += c + 1
    c += 1 + c + (-a)
    d += d * 2 + (b + a).relu()
    d += 3 * d + (b - a).relu()
    let e = c - d
    let f = e.pow(2)
    var g = f / 2
    g += 10 / f
    g.backward()
    #expect(g.data.isClose(to: 24.70408163265306, within: 1e-15))
    #expect(a.gradient.isClose(to: 138.83381924198252, within: 1e-15))
    #expect(b.gradient.isClose(to: 645.5772594752186, within: 1e-15))
  }

  @Test("A second backward pass adds to the gradients of the first")
  func accumulation() {
    let graph = Graph()
    let x = graph.parameter(3)
    let y = x * x
    y.backward()
    y.backward()
    #expect(x.gradient == 12)
    (x * 5).backward()
    #expect(x.gradient == 17)
  }
}
