import Kernels

/// The softmax of long groups of entries, or its logarithm, in the order of its expansion, forwards and backwards, on
/// rows that the caller fills and empties.
struct SoftmaxRows<Element: TensorElement> {
  /// How many groups go backwards side by side, since each waits for its last product: four, if they are no longer
  /// than this.
  private static var longestBeside: Int { 1 << 14 }
  /// Longer groups would take room of their own several times over, and their sums long to be stopped.
  static var longest: Int { 1 << 20 }

  let kind: SoftmaxKind
  let count: Int
  /// How many groups ``backward(_:)`` takes at once.
  let beside: Int
  /// How far apart the groups' rows begin: the last vector may reach beyond a row's end.
  let stride: Int
  /// The entries x of the groups, row by row.
  let entries: UnsafeMutablePointer<Element>
  /// The results y of the groups.
  let results: UnsafeMutablePointer<Element>
  /// ∂L/∂y, and after ``backward(_:)`` what it means for x.
  let gradients: UnsafeMutablePointer<Element>

  private let workers: Workers
  /// ∂y/∂(sum) of every entry.
  private let room: UnsafeMutablePointer<Element>
  /// Σ exp(xᵢ − m) of every group, and ∂L/∂ of it.
  private let sums: UnsafeMutablePointer<Element>
  private let ofSums: UnsafeMutablePointer<Element>
  private let exponential: RowCall<Element>
  private let result: RowCall<Element>
  /// ∂y/∂(sum), where that differs from entry to entry.
  private let local: RowCall<Element>?
  private let gradient: RowCall<Element>

  init(_ kind: SoftmaxKind, count: Int, goesBack: Bool, _ memory: TensorMemory, _ workers: Workers) {
    self.kind = kind
    self.count = count
    self.workers = workers
    beside = count <= SoftmaxRows.longestBeside ? 4 : 1
    stride = TensorMemory.padded(count)
    let rows = goesBack ? beside : 1
    entries = memory.numbers(stride * rows)
    results = memory.numbers(stride * rows)
    gradients = memory.numbers(goesBack ? stride * rows : 0)
    room = memory.numbers(goesBack ? stride * rows : 0)
    sums = memory.numbers(beside)
    ofSums = memory.numbers(beside)
    exponential = RowCall(count: count, memory) { ($0.rows.0 - $0.numbers.0).exp() }
    switch kind {
    case .shares:
      result = RowCall(count: count, memory) { $0.rows.0 / $0.numbers.0 }
      local = RowCall(count: count, memory) { -$0.rows.0 / $0.numbers.0 }
      gradient = RowCall(count: count, memory) {
        let ofExponential = $0.rows.0.multiplied(by: $0.numbers.0, adding: 0) + $0.numbers.1
        return ofExponential.multiplied(by: $0.rows.1, adding: 0)
      }
    case .logarithms:
      result = RowCall(count: count, memory) { $0.rows.0 - $0.numbers.0 - $0.numbers.1 }
      local = nil
      gradient = RowCall(count: count, memory) {
        $0.numbers.0.multiplied(by: $0.rows.1, adding: $0.rows.0 + 0)
      }
    }
  }

  /// The result of the first group, or of one that lies somewhere else.
  ///
  /// - Parameter results: where there is room up to the next whole vector.
  @inline(__always)
  func forward(
    of entries: UnsafeMutablePointer<Element>? = nil, into results: UnsafeMutablePointer<Element>? = nil
  ) {
    let (entries, results) = (entries ?? self.entries, results ?? self.results)
    let shift = largest(entries)
    exponential.run(entries, numbers: (shift, 0), into: results, count: count, workers)
    let sum = sum(of: results)
    switch kind {
    case .shares: result.run(results, numbers: (sum, 0), into: results, count: count, workers)
    case .logarithms:
      result.run(entries, numbers: (shift, sum.log()), into: results, count: count, workers)
    }
  }

  /// What ∂L/∂y means for the entries of as many groups as are there.
  @inline(__always)
  func backward(_ groups: Int) {
    for group in 0..<groups {
      let start = group * stride
      let shift = largest(entries + start)
      exponential.run(entries + start, numbers: (shift, 0), into: entries + start, count: count, workers)
      sums[group] = sum(of: entries + start)
    }
    switch kind {
    case .shares:
      for group in 0..<groups {
        let start = group * stride
        local?.run(
          results + start, numbers: (sums[group], 0), into: room + start, count: count, workers)
        // What lies behind the row adds nothing.
        for i in start + count..<start + stride { (room[i], gradients[i]) = (0, 0) }
        ofSums[group] = 0
      }
      let place = Addressing(.blocks, start: 0, step: groups, length: stride)
      Element.accumulate(
        workers.kernels, upstream: gradients, local: room, into: ofSums, place, 0, groups * stride)
    case .logarithms:
      for group in 0..<groups {
        var ofLogarithm: Element = 0
        workers.slices(of: count, operationsEach: 4) { range in
          for place in range { ofLogarithm -= gradients[group * stride + count - 1 - place] }
        }
        ofSums[group] = ofLogarithm.multiplied(by: 1 / sums[group], adding: 0)
      }
    }
    for group in 0..<groups {
      let start = group * stride
      // What a sum passes on has been added to nothing before.
      let ofSum = ofSums[group] + 0
      gradient.run(
        gradients + start, entries + start,
        numbers: kind == .shares ? (1 / sums[group], ofSum) : (ofSum, 0), into: gradients + start,
        count: count, workers)
    }
  }

  @inline(__always)
  private func sum(of row: UnsafeMutablePointer<Element>) -> Element {
    Element.sum(workers.kernels, ofSums, of: row, groups: 1, groupStep: 1, count: count, step: 1)
    return ofSums[0]
  }

  /// The first of the largest entries. Where one is NaN it does not matter: the sum is NaN then, and so is everything.
  @inline(__always)
  private func largest(_ row: UnsafeMutablePointer<Element>) -> Element {
    // Four chains, since each waits for its last comparison.
    var (a, b, c, d) = (row[0], row[0], row[0], row[0])
    workers.slices(of: count / 4, operationsEach: 4) { range in
      for i in range {
        let (v, x, y, z) = (row[4 * i], row[4 * i + 1], row[4 * i + 2], row[4 * i + 3])
        a = a < v ? v : a
        b = b < x ? x : b
        c = c < y ? y : c
        d = d < z ? z : d
      }
    }
    for i in count / 4 * 4..<count { a = a < row[i] ? row[i] : a }
    a = a < b ? b : a
    c = c < d ? d : c
    a = a < c ? c : a
    guard a == 0 else { return a }
    // Chains meet zeros of both signs out of order.
    for i in 0..<count where row[i] == 0 { return row[i] }
    return a
  }
}
