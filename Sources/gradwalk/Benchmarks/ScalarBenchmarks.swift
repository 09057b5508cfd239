import Autodiff
import Narration

/// Gradients of single numbers: the moons step, and graphs that grow.
func scalarBenchmarks(_ stopwatch: Stopwatch, emit: (String) -> Void) throws(OperationError) {
  let moons = Moons()
  if stopwatch.isWanted("S1_moons") {
    let arrays = moons.arrays()
    emit(
      moonsLine(
        "gradwalk_f64", try moons.recordedStep(arrays),
        stopwatch.measure { _ = try? moons.recordedStep(arrays) }))
    // A node for every operation, as a walk has it.
    emit(moonsLine("gradwalk_f64_nodes", moons.scalarStep(), stopwatch.measure { _ = moons.scalarStep() }))
  }
  for count in [10_000, 100_000, 1_000_000, 10_000_000] {
    for (shape, grow) in [("chain", growChain), ("tree", growTree)] {
      let name = "S2_\(shape)_\(count)"
      guard stopwatch.isWanted(name) else { continue }
      let graph = Graph()
      var nodes = 0
      let timing = stopwatch.measure {
        graph.removeAll()
        nodes = grow(graph, count)
      }
      let scale = 1e9 / Double(nodes)
      emit(
        benchmarkLine(
          name, .double, value: timing.median * scale, unit: "ns/node", best: timing.best * scale,
          [("bytes_per_node", .number(Double(Graph.bytesPerNode)))]))
    }
  }
}

private func moonsLine(
  _ peer: String, _ result: (loss: Double, gradients: [Double]), _ timing: Stopwatch.Timing
) -> String {
  JSON.object([
    ("workload", .string("S1_moons")), ("peer", .string(peer)),
    ("value", .number(rounded(timing.median * 1e3))),
    ("unit", .string("ms/step")), ("min", .number(rounded(timing.best * 1e3))),
    ("ns_per_op", .number(rounded(timing.median * 1e9 / Moons.operations))), ("loss", .number(result.loss)),
    ("gradsum", .number(Moons().checksum(result.gradients))),
  ]).text
}

/// y = y · c + d, again and again. Gives how many nodes it made.
private func growChain(_ graph: Graph, _ count: Int) -> Int {
  let factors = (0..<16).map { graph.parameter($0.isMultiple(of: 2) ? 1 / 1.001 : 1.001) }
  let terms = (0..<16).map { graph.parameter(1e-3 * Double($0)) }
  var y = graph.parameter(1)
  for k in 0..<(count / 2) {
    y = y * factors[k & 15]
    y = y + terms[k & 15]
  }
  y.backward()
  return graph.count
}

/// Products of neighbours, then sums of neighbours up to one.
private func growTree(_ graph: Graph, _ count: Int) -> Int {
  var level = (0..<(count / 2)).map { graph.parameter(0.5 + 1e-7 * Double($0)) }
  var isFirst = true
  while level.count > 1 {
    let half = level.count / 2
    let isOdd = !level.count.isMultiple(of: 2)
    for k in 0..<half {
      let (a, b) = (level[2 * k], level[2 * k + 1])
      level[k] = isFirst ? a * b : a + b
    }
    if isOdd { level[half - 1] = level[half - 1] + level[level.count - 1] }
    level.removeSubrange(half...)
    isFirst = false
  }
  level[0].backward()
  return graph.count
}
