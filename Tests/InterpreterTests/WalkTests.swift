import Testing

@testable import Autodiff
@testable import Interpreter
@testable import Language

/// A small random program in the language: parameters, and a loss made of smooth operations on them.
struct RandomProgram: Sendable, CustomTestStringConvertible {
  let text: String
  let parameters: [String]
  let seed: UInt64
  var testDescription: String { "program \(seed)" }

  init(seed: UInt64) {
    self.seed = seed
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    /// Knuth's MMIX congruence; only the high bits are used.
    func draw(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    func number() -> String { "\(Double(draw(3000) - 1500) / 1000)" }
    var lines = ["a = param(\(number()))", "b = param(\(number()))"]
    lines.append("v = param([\(number()), \(number()), \(number())])")
    lines.append(
      "W = param([[\(number()), \(number()), \(number())], [\(number()), \(number()), \(number())]])")
    var scalars = ["a", "b", "v[\(draw(3))]", "W[1, \(draw(3))]"]
    var vectors = ["v", "W[0]", "W[1]"]
    for i in 0..<(4 + draw(6)) {
      let (x, y) = (scalars[draw(scalars.count)], scalars[draw(scalars.count)])
      let (p, q) = (vectors[draw(vectors.count)], vectors[draw(vectors.count)])
      let isVector = draw(3) == 0
      let expression =
        isVector
        ? ["\(p) * \(q) - \(x)", "tanh(\(p) + \(y))", "softmax(\(p), dim=0)", "\(p) / (\(q) * \(q) + 1.5)"][
          draw(4)]
        : [
          "\(x) * \(y) + \(number())", "sigmoid(\(x) - \(y))", "(\(p) * \(q)).sum()",
          "(W @ \(p))[\(draw(2))]",
          "log(\(x) * \(x) + 0.5)", "\(p).mean() - sin(\(y))", "\(x) / (1 + \(y) ** 2)", "exp(tanh(\(x)))",
          "logsumexp(\(p), dim=0)",
        ][draw(9)]
      lines.append("n\(i) = \(expression)")
      if isVector { vectors.append("n\(i)") } else { scalars.append("n\(i)") }
    }
    lines.append(
      "loss = \(scalars[scalars.count - 1]) * a + \(vectors[vectors.count - 1]).sum() + (W @ v).sum() * b")
    text = lines.joined(separator: "\n")
    parameters = ["a", "b", "v", "W"]
  }

  static let samples = (1...25).map { RandomProgram(seed: UInt64($0)) }
}

@Suite("A walk")
struct WalkTests {
  private func expansion(_ execution: Execution) throws -> Expansion {
    #expect(execution.error == nil)
    let root = try #require(execution.machine.tensor(named: "loss").entry)
    return try Expansion(execution.machine.recording, root: root)
  }

  /// The place and every gradient, to the bit.
  private func state(_ walk: Walk) -> [UInt64] { [UInt64(walk.position)] + walk.gradients.map(\.bitPattern) }

  @Test(
    "goes n steps and n back to the same place and the same gradients, for every n",
    arguments: RandomProgram.samples)
  func thereAndBack(_ program: RandomProgram) throws {
    var walk = Walk(try expansion(Execution(program.text)))
    var states = [state(walk)]
    var steps: [String] = []
    while let step = walk.step() {
      states.append(state(walk))
      steps.append("\(step)")
    }
    #expect(walk.position == walk.count)
    #expect(walk.count == steps.count)
    let beyond = walk.step()
    #expect(beyond == nil)
    for n in stride(from: walk.count, to: 0, by: -1) {
      #expect(state(walk) == states[n])
      let undone = walk.back()
      #expect(undone.map { "\($0)" } == steps[n - 1])
    }
    #expect(state(walk) == states[0])
    #expect(walk.back() == nil)
    // From any place, some steps on and as many back lead to that place again.
    for n in stride(from: 0, through: walk.count, by: 7) {
      walk.go(to: n)
      #expect(state(walk) == states[n])
      let target = min(n + 13, walk.count)
      walk.go(to: target)
      #expect(state(walk) == states[target])
      walk.go(to: n)
      #expect(state(walk) == states[n])
    }
  }

  @Test(
    "is at every place as stepping would have made it, however few edges it remembers",
    arguments: [1, 2, 3, 7, 1000])
  func anywhere(spacing: Int) throws {
    let expansion = try expansion(Execution(RandomProgram(seed: 5).text))
    var walk = Walk(expansion, spacing: spacing)
    var states = [state(walk)]
    var lasts = ["nil"]
    while let step = walk.step() {
      states.append(state(walk))
      lasts.append("\(step)")
    }
    func check(_ place: Int) {
      #expect(state(walk) == states[place])
      #expect((walk.last.map { "\($0)" } ?? "nil") == lasts[place])
    }
    // Every place from every seventh one, then a little to and fro.
    for from in stride(from: 0, through: walk.count, by: 7) {
      for to in 0...walk.count {
        walk.go(to: from)
        walk.go(to: to)
        check(to)
        if walk.back() != nil { check(to - 1) }
        if walk.back() != nil { check(to - 2) }
        _ = walk.step()
        check(max(to - 1, 1))
      }
    }
    // All the way back, from the end, and from a place that was jumped to.
    for from in [walk.count, walk.count * 3 / 4] {
      walk = Walk(expansion, spacing: spacing)
      walk.go(to: from)
      for place in stride(from: from, through: 0, by: -1) {
        check(place)
        _ = walk.back()
      }
    }
  }

  @Test("of a hundred thousand steps keeps little of them, and is soon anywhere")
  func long() throws {
    let execution = Execution("w = param(randn(40, 50))\nx = randn(50, 20)\nloss = (w @ x).sum()")
    var walk = Walk(try expansion(execution))
    #expect(walk.count > 100_000)
    walk.go(to: walk.count)
    let end = state(walk)
    let time = ContinuousClock().measure {
      for _ in 0..<3 {
        for place in [walk.count / 2, 10, walk.count - 5, walk.count / 3 * 2] { walk.go(to: place) }
      }
    }
    #expect(time < .seconds(5))
    walk.go(to: walk.count)
    #expect(state(walk) == end)
  }

  @Test("goes array operation by array operation, and back the same way", arguments: RandomProgram.samples)
  func wholeOperations(_ program: RandomProgram) throws {
    var walk = Walk(try expansion(Execution(program.text)))
    var places = [0]
    while !walk.next().isEmpty {
      #expect(walk.position > places[places.count - 1])
      places.append(walk.position)
    }
    #expect(walk.position == walk.count)
    for place in places.dropLast().reversed() {
      #expect(!walk.previous().isEmpty)
      #expect(walk.position == place)
    }
    #expect(walk.previous().isEmpty)
  }

  @Test("ends with the gradients that backward() gives, to the bit", arguments: RandomProgram.samples)
  func endsWithTheGradients(_ program: RandomProgram) throws {
    let expansion = try expansion(Execution(program.text))
    var walk = Walk(expansion)
    walk.go(to: walk.count)
    let after = Execution(program.text + "\nloss.backward()")
    #expect(after.error == nil)
    for name in program.parameters {
      let tensor = try after.machine.tensor(named: name)
      let gradient = try #require(tensor.gradient)
      let entry = try #require(expansion.entries.first { after.machine.recording[$0].name == name })
      let nodes = try #require(expansion.nodes[entry])
      #expect(nodes.map { walk.gradients[Int($0)].bitPattern } == gradient.map(\.bitPattern))
    }
  }

  @Test("agrees with difference quotients at every parameter", arguments: RandomProgram.samples)
  func differenceQuotients(_ program: RandomProgram) throws {
    let execution = Execution(program.text)
    let expansion = try expansion(execution)
    let leaves = expansion.entries.filter {
      let entry = execution.machine.recording[$0]
      return entry.isLeaf && entry.needsGradient
    }
    #expect(leaves.count == program.parameters.count)
    let nodes = leaves.flatMap { expansion.nodes[$0] ?? [] }
    #expect(nodes.count == 11)
    let check = GradientCheck(expansion.graph, start: expansion.rootNodes[0])
    for row in try #require(check.rows(of: nodes)) {
      #expect(row.agrees, "gradient \(row.gradient), quotient \(row.estimate)")
    }
  }

  @Test("of one parameter alone has no steps, and says so")
  func empty() throws {
    let execution = Execution("loss = param(2.0)\ny = loss * 1")
    let machine = execution.machine
    let entry = try #require(machine.tensor(named: "loss").entry)
    var walk = Walk(try Expansion(machine.recording, root: entry))
    #expect(walk.count == 0)
    #expect(walk.step() == nil)
    #expect(walk.back() == nil)
    #expect(walk.next().isEmpty)
    #expect(walk.last == nil)
    #expect(walk.gradients == [1])
  }
}
