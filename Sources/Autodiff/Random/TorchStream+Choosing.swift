extension TorchStream {
  /// 0 ..< count in the order of `randperm`: for i = 0, 1, … entry i changes places with one of those from i on.
  public mutating func permutation<Failure: Error>(
    of count: Int, pace: (Int) throws(Failure) -> Void
  ) throws(Failure) -> [Int] {
    var order = Array(0..<count)
    var start = 0
    while start < count - 1 {
      let end = min(start + 4096, count - 1)
      order.withUnsafeMutableBufferPointer { permute($0, start..<end) }
      try pace(end - start)
      start = end
    }
    return order
  }

  /// Some thousand of the exchanges.
  private mutating func permute(_ order: UnsafeMutableBufferPointer<Int>, _ range: Range<Int>) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: range.count) { words in
      twister.fill(words)
      for i in range {
        let left = UInt32(truncatingIfNeeded: order.count - i)
        let place = i + Int(words[i - range.lowerBound] % left)
        let entry = order[i]
        order[i] = order[place]
        order[place] = entry
      }
    }
  }

  /// The places that `multinomial` picks in one row of weights after another.
  ///
  /// Several with replacement: each the first place where the cumulated shares reach a uniform number. Else the places
  /// of the largest weight/waiting time, the waiting times drawn with rate 1, for all rows at once.
  public mutating func choices<Failure: Error>(
    _ count: Int, ofRows rows: [[Double]], withReplacement: Bool, _ precision: Precision,
    pace: (Int) throws(Failure) -> Void
  ) throws(Failure) -> [Int] {
    var chosen: [Int] = []
    guard !withReplacement || count == 1 else {
      for row in rows {
        var shares: [Double] = []
        var sum = 0.0
        for weight in row {
          sum += weight
          shares.append(sum)
        }
        for _ in 0..<count {
          let wanted = uniform(.double)
          var (low, high) = (0, row.count - 1)
          while low < high {
            let middle = (low + high) / 2
            if shares[middle] / sum < wanted { low = middle + 1 } else { high = middle }
          }
          chosen.append(low)
        }
        try pace(row.count + count)
      }
      return chosen
    }
    let width = rows.first?.count ?? 0
    let times = try draws(rows.count * width, of: .exponential(rate: 1), precision, pace: pace)
    for (r, row) in rows.enumerated() {
      let scores = row.indices.map { row[$0] / times[r * width + $0] }
      if count == 1 {
        var best = 0
        for i in scores.indices where scores[i] > scores[best] { best = i }
        chosen.append(best)
      } else {
        let order = scores.indices.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
        chosen += order.prefix(count)
      }
      try pace(row.count)
    }
    return chosen
  }
}
