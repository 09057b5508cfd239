import Testing

@testable import Autodiff

@Suite("The order of summation")
struct ReductionOrderTests {
  static let lengths = [1, 2, 15, 16, 17, 63, 64, 65, 80, 81, 128, 1000]

  /// The sum as the language's page defines it, written out.
  private func definedSum<Number: BinaryFloatingPoint>(_ x: [Number]) -> Number {
    if x.count <= 64 {
      var total = x[0]
      for i in 1..<max(x.count, 1) { total += x[i] }
      return total
    }
    var chains = Array(x[0..<16])
    for i in 16..<x.count { chains[i % 16] += x[i] }
    var total = chains[0]
    for i in 1..<16 { total += chains[i] }
    return total
  }

  private func definedProductSum<Number: BinaryFloatingPoint>(_ a: [Number], _ b: [Number]) -> Number {
    var total = a[0] * b[0]
    for i in 1..<max(a.count, 1) { total = total.addingProduct(a[i], b[i]) }
    return total
  }

  /// Entries so different in size that another order gives other bits.
  private func entries(_ count: Int, seed: UInt64 = 7) -> [Double] {
    var random = TestNumbers(seed: seed)
    return (0..<count).map { _ in random.number(in: -1...1).power(3) * random.number(in: 1...100) }
  }

  @Test("of a plain sum is one chain up to 64 entries, and 16 interleaved ones above", arguments: lengths)
  func plainSums(count: Int) throws {
    let x = entries(count)
    var doubles = NumberEvaluator<Double>()
    #expect(try doubles.sum(x).bitPattern == definedSum(x).bitPattern)
    let floats = x.map { Float($0) }
    var singles = NumberEvaluator<Float>()
    #expect(try singles.sum(floats).bitPattern == definedSum(floats).bitPattern)

    for precision in [Precision.double, .single] {
      var builder = GraphBuilder(Graph(), precision: precision)
      let total = try builder.sum(x.map { builder.constant($0) })
      let defined = precision == .double ? definedSum(x) : Double(definedSum(floats))
      #expect(builder.value(total).bitPattern == defined.bitPattern)
    }
  }

  @Test("of a sum of products is one chain of fused multiply-adds, however long", arguments: lengths)
  func productSums(count: Int) throws {
    let (a, b) = (entries(count), entries(count, seed: 8))
    var doubles = NumberEvaluator<Double>()
    let wide = try doubles.productSum(count) { (a[$0], b[$0]) }
    #expect(wide.bitPattern == definedProductSum(a, b).bitPattern)
    let (c, d) = (a.map { Float($0) }, b.map { Float($0) })
    var singles = NumberEvaluator<Float>()
    let narrow = try singles.productSum(count) { (c[$0], d[$0]) }
    #expect(narrow.bitPattern == definedProductSum(c, d).bitPattern)

    for precision in [Precision.double, .single] {
      var builder = GraphBuilder(Graph(), precision: precision)
      let (x, y) = (a.map { builder.constant($0) }, b.map { builder.constant($0) })
      let total = try builder.productSum(count) { (x[$0], y[$0]) }
      let defined = precision == .double ? definedProductSum(a, b) : Double(definedProductSum(c, d))
      #expect(builder.value(total).bitPattern == defined.bitPattern)
    }
  }

  @Test("is seen in the bits of these entries, else nothing above would be tested")
  func witnesses() {
    let x = entries(1000)
    let y = entries(1000, seed: 8)
    #expect(definedSum(x) != x.reduce(0, +))
    #expect(definedSum(Array(x[0..<65])) != x[0..<65].reduce(0, +))
    #expect(definedSum(Array(x[0..<64])) != x[0..<64].reversed().reduce(0, +))
    #expect(definedProductSum(x, y) != zip(x, y).reduce(0) { $0 + $1.0 * $1.1 })
    #expect(definedProductSum(x, y) != definedProductSum(x.reversed(), y.reversed()))
  }

  @Test("gives an empty sum 0")
  func emptySums() throws {
    var builder = GraphBuilder(Graph())
    let (sum, productSum) = (try builder.sum([]), try builder.productSum(0) { _ in (0, 0) })
    #expect(builder.value(sum) == 0)
    #expect(builder.value(productSum) == 0)
  }

  @Test("holds for a mean, a matrix product and the length of a vector")
  func users() throws {
    let (x, y) = (entries(100), entries(100, seed: 8))
    let whole = Grouping([100], over: [0], keepingDimensions: false)
    let mean = try Mean().over(whole).evaluate([(Shape([100]), x)], shape: [], precision: .double)
    #expect(mean.bits == [definedSum(x) / 100].bits)
    let length = try Norm(p: 2).over(whole).evaluate([(Shape([100]), x)], shape: [], precision: .double)
    #expect(length.bits == [definedProductSum(x, x).squareRoot()].bits)
    let product = try MatrixMultiply().evaluate(
      [(Shape([1, 100]), x), (Shape([100, 1]), y)], shape: [1, 1], precision: .double)
    #expect(product.bits == [definedProductSum(x, y)].bits)
  }
}

@Suite("The values of an array operation")
struct ExpansionValueTests {
  @Test("are to the bit those of the nodes it expands into", arguments: SampleOperation.all)
  func sameBits(sample: SampleOperation) throws {
    for precision in [Precision.double, .single] {
      let (recording, root) = try sample.recorded(precision)
      let expansion = try Expansion(recording, root: root)
      let nodes = expansion.rootNodes
      #expect(nodes.count == recording[root].shape.count)
      #expect(nodes.map { expansion.graph.value($0) }.bits == recording[root].values.bits)
    }
  }
}
