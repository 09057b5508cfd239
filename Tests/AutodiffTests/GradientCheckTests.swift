import Testing

@testable import Autodiff

@Suite("A gradient check")
struct GradientCheckTests {
  private func check(_ loss: Value, _ leaf: Value) throws -> GradientCheck.Row {
    let rows = GradientCheck(loss.graph, start: loss.index).rows(of: [leaf.index])
    return try #require(rows?.first)
  }

  @Test("agrees on smooth graphs, and names no kink", arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func smooth(seed: UInt64) throws {
    let sample = RandomGraph(seed: seed)
    sample.loss.backward()
    let check = GradientCheck(sample.graph, start: sample.loss.index)
    let rows = try #require(check.rows(of: sample.parameters.map(\.index)))
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
    let row = try check((x * 3).relu(), x)
    let kink = try #require(row.kink)
    #expect(!row.agrees)
    #expect(kink.left == 0)
    #expect(kink.right.isClose(to: 3, within: 1e-9))
  }

  @Test("names the kink of abs at 0")
  func absKink() throws {
    let x = Graph().parameter(0)
    let row = try check(x.applying(Abs()), x)
    let kink = try #require(row.kink)
    #expect(kink.left.isClose(to: -1, within: 1e-9))
    #expect(kink.right.isClose(to: 1, within: 1e-9))
  }

  @Test("finds no kink beside one", arguments: [-0.5, 0.5])
  func besideKink(x: Double) throws {
    let leaf = Graph().parameter(x)
    let row = try check(leaf.relu() + leaf.applying(Abs()), leaf)
    #expect(row.agrees)
    #expect(row.kink == nil)
    #expect(row.gradient == (x < 0 ? -1 : 2))
  }

  @Test("finds no kink in a curve that is only steep")
  func steep() throws {
    let x = Graph().parameter(0.01)
    let row = try check(1 / x, x)
    #expect(row.agrees)
    #expect(row.kink == nil)
  }

  @Test("finds a derivative that is wrong")
  func wrongDerivative() throws {
    struct Wrong: UnaryOperator {
      var name: String { "wrong" }
      func value<S: Scalar>(_ x: S) -> S { x * x }
      func derivative<S: Scalar>(_ x: S, _ y: S) -> S { x }
    }
    let x = Graph().parameter(1.5)
    let row = try check(x.applying(Wrong()), x)
    #expect(!row.agrees)
    #expect(row.kink == nil)
    #expect(row.estimate.isClose(to: 3, within: 1e-6))
  }

  @Test("does not agree where there is no number to agree with")
  func notANumber() throws {
    let x = Graph().parameter(-1)
    #expect(try !check(x.log(), x).agrees)
    let zero = Graph().parameter(0)
    #expect(try !check(zero.sqrt(), zero).agrees)
  }

  @Test("gives a leaf behind the start the gradient 0")
  func behind() throws {
    let graph = Graph()
    let x = graph.parameter(2)
    let loss = x * x
    let later = graph.parameter(3)
    let row = try check(loss, later)
    #expect((row.gradient, row.estimate) == (0, 0))
    #expect(row.agrees)
  }

  @Test("names a jump, where the derivative says 0 and the quotient grows without end")
  func jump() throws {
    let graph = Graph()
    let x = graph.parameter(0)
    let row = try check(x.applying(Heaviside(), graph.constant(0.5)) * 2 + x * 3, x)
    let jump = try #require(row.jump)
    #expect((jump.left, jump.right) == (0, 1))
    #expect(jump.isFlat)
    #expect(!row.agrees)
    #expect(!row.differs)
    // A step whose value at 0 is one of the two sides' is no kink either.
    let y = graph.parameter(0)
    #expect(try check(y.applying(Heaviside(), graph.constant(0)), y).jump != nil)
    #expect(try check(x.applying(Sign()), x).jump?.left == -1)
    let beside = graph.parameter(0.5)
    #expect(try check(beside.applying(Heaviside(), graph.constant(0)), beside).agrees)
  }

  @Test("names no jump in what is only steep", arguments: [1e-9, 1e-6, 1e-3, 1e12])
  func noJump(x: Double) throws {
    for make in [{ 1 / $0 }, { $0.log() }, { $0.sqrt() }, { $0 * $0 }] as [(Value) -> Value] {
      let leaf = Graph().parameter(x)
      let row = try check(make(leaf), leaf)
      #expect(row.agrees, "\(row.gradient) \(row.estimate)")
      #expect(row.jump == nil)
      #expect(row.kink == nil)
    }
  }

  @Test("takes a smaller h near the edge of a domain")
  func nearTheEdge() throws {
    let x = Graph().parameter(1e-9)
    let row = try check(x.log(), x)
    #expect(row.agrees)
    #expect(row.step < 1e-9)
    #expect(row.sweep.allSatisfy { !$0.estimate.isFinite })
  }

  @Test("says where no h stays inside the domain")
  func edge() throws {
    func value(_ row: GradientCheck.Row) throws -> Double? {
      guard case .outsideDomain(let value) = row.finding else { throw EdgeMissing() }
      return value
    }
    struct EdgeMissing: Error {}
    let zero = Graph().parameter(0)
    #expect(try value(check(zero.sqrt(), zero)) == nil)
    #expect(try value(check(1 / zero, zero)) == .infinity)
    #expect(try value(check(zero.log(), zero)) == -.infinity)
    #expect(try !check(1 / zero, zero).differs)
  }

  @Test("picks the largest anew on both sides, and names what ties", arguments: [true, false])
  func ties(isPicked: Bool) throws {
    var recording = Recording()
    let x = recording.leaf([3, 1, 3, 2], shape: [4], needsGradient: true)
    let grouping = Grouping([4], over: [0], keepingDimensions: false)
    // As max() over everything, whose ties share, and as a pooling, whose first winner takes all.
    let operation: any ArrayOperation =
      isPicked
      ? Rearrangement("max_pool", result: [], sources: [0], pick: .init(.largest) { _ in [0, 1, 2, 3] })
      : Extreme(.largest).over(grouping)
    let root = recording.record(operation, [x], shape: [], values: [3], precision: .double)
    let expansion = try Expansion(recording, root: root, keepsChoices: true)
    let leaves = try #require(expansion.nodes[x])
    let check = GradientCheck(expansion.graph, start: expansion.rootNodes[0])
    let rows = try #require(check.rows(of: leaves))
    #expect(rows.map(\.gradient) == (isPicked ? [1, 0, 0, 0] : [0.5, 0, 0.5, 0]))
    for (row, expected) in zip(rows, [0.5, 0, 0.5, 0]) {
      #expect(row.estimate.isClose(to: expected, within: 1e-9))
      #expect(!row.differs)
      #expect((row.kink != nil) == (expected != 0))
    }
    let kink = try #require(rows[2].kink)
    #expect(kink.tied == [leaves[0], leaves[2]])
    #expect(kink.left == 0)
    #expect(kink.right.isClose(to: 1, within: 1e-9))
  }

  @Test("picks another winner where h reaches it")
  func otherWinner() throws {
    var recording = Recording()
    let x = recording.leaf([3, 2.995], shape: [2], needsGradient: true)
    let grouping = Grouping([2], over: [0], keepingDimensions: false)
    let root = recording.record(
      Extreme(.largest).over(grouping), [x], shape: [], values: [3], precision: .double)
    let expansion = try Expansion(recording, root: root, keepsChoices: true)
    let leaf = try #require(expansion.nodes[x]?[1])
    let check = GradientCheck(expansion.graph, start: expansion.rootNodes[0])
    let row = try #require(check.rows(of: [leaf])?.first)
    #expect(row.sweep[0].estimate.isClose(to: 0.25, within: 1e-9))
    #expect(row.sweep[1].estimate == 0)
    #expect(row.agrees)
  }

  @Test("names a tie of maximum and minimum")
  func tieOfTwo() throws {
    let graph = Graph()
    let (x, y) = (graph.parameter(2), graph.parameter(2))
    let row = try check(x.applying(Maximum(), y), x)
    #expect(row.kink?.tied == [x.index, y.index])
  }

  @Test("gives up when asked to, before each evaluation")
  func interrupted() throws {
    let x = Graph().parameter(2)
    var asked = 0
    let rows = GradientCheck((x * x).graph, start: 1).rows(of: [x.index, x.index, x.index]) {
      asked += 1
      return asked > 8
    }
    #expect(rows == nil)
    #expect(asked == 9)
  }

  @Test("samples every parameter, each evenly, within the work allowed")
  func sample() {
    let graph = Graph()
    for _ in 0..<1000 { _ = graph.parameter(1) }
    let parameters: [[Int32]] = [Array(0..<900), [], Array(900..<910), [910], Array(911..<1000)]
    #expect(GradientCheck.sample(parameters, of: graph) == Array(0..<1000))
    #expect(GradientCheck.sample(parameters, of: graph, work: 0) == [0, 900, 910, 911])
    let hundred = GradientCheck.sample(parameters, of: graph, work: 100 * 1000 * 12)
    #expect(hundred.count == 100)
    #expect(Set(hundred).count == 100)
    for parameter in parameters where !parameter.isEmpty {
      #expect(hundred.contains { parameter.contains($0) })
    }
    #expect((86...88).contains(hundred.count { $0 < 900 }))
    let gaps = zip(hundred.dropFirst(), hundred).filter { $0.0 < 900 }.map { $0.0 - $0.1 }
    #expect(gaps.allSatisfy { (10...11).contains($0) })
    // Of more parameters than that, some, from the first to the last.
    let many = (0..<1000).map { [Int32($0)] }
    let some = GradientCheck.sample(many, of: graph, work: 0)
    #expect(some.count == 16)
    #expect(some.last.map { $0 > 900 } == true)
  }
}
