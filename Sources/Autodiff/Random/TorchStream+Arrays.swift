import Kernels

// Arrays are drawn a block at a time: the words first, then what is made of them.

extension TorchStream {
  /// How many entries are drawn between two looks at the clock; a multiple of 16.
  private static let block = 4096

  /// The entries of an array, drawn in order.
  ///
  /// - Parameters:
  ///   - inBlocks: whether 16 or more normals are made in blocks, as those of an array that lies in one piece.
  ///   - pace: told after every few thousand entries how many they were; what it throws ends the drawing.
  public mutating func draws<Failure: Error>(
    _ count: Int, of distribution: Distribution, _ precision: Precision, inBlocks: Bool = true,
    pace: (Int) throws(Failure) -> Void
  ) throws(Failure) -> [Double] {
    var failure: Failure?
    let values = [Double](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(Failure) {
        try fill(
          UnsafeMutableBufferPointer(rebasing: buffer[..<count]), from: distribution, precision,
          inBlocks: inBlocks, pace: pace)
        filled = count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return values
  }

  private mutating func fill<Failure: Error>(
    _ values: UnsafeMutableBufferPointer<Double>, from distribution: Distribution, _ precision: Precision,
    inBlocks mayBlock: Bool,
    pace: (Int) throws(Failure) -> Void
  ) throws(Failure) {
    let count = values.count
    var inBlocks = false
    if case .normal = distribution { inBlocks = mayBlock && count >= NormalBlocks.size }
    var start = 0
    while start < count {
      let end = min(start + TorchStream.block, count)
      let part = UnsafeMutableBufferPointer(rebasing: values[start..<end])
      if case .normal(let mean, let deviation) = distribution, inBlocks {
        fillUniforms(part, precision)
        NormalBlocks.make(of: part, precision, mean: mean, deviation: deviation)
      } else {
        fill(part, from: distribution, precision)
      }
      try pace(end - start)
      start = end
    }
    if case .normal(let mean, let deviation) = distribution, inBlocks, count % NormalBlocks.size != 0 {
      // An incomplete last block: the last 16 entries are drawn anew.
      let last = UnsafeMutableBufferPointer(rebasing: values[(count - NormalBlocks.size)...])
      fillUniforms(last, precision)
      NormalBlocks.make(of: last, precision, mean: mean, deviation: deviation)
    }
  }

  /// Some thousand entries at most.
  private mutating func fill(
    _ target: UnsafeMutableBufferPointer<Double>, from distribution: Distribution, _ precision: Precision
  ) {
    switch distribution {
    case .uniform(let low, let high):
      fillUniforms(target, precision)
      guard low != 0 || high != 1 else { return }
      if precision == .single {
        let (start, width) = (Float(low), Float(high) - Float(low))
        for i in target.indices { target[i] = Double(Float.multiplyAdd(Float(target[i]), width, start)) }
      } else {
        for i in target.indices { target[i] = Double.multiplyAdd(target[i], high - low, low) }
      }
    case .normal(let mean, let deviation):
      for i in target.indices {
        target[i] = precision.rounded(Double.multiplyAdd(normal(), deviation, mean))
      }
    case .exponential(let rate):
      fillUniforms(target, .double)
      for i in target.indices { target[i] = precision.rounded(-1 / rate * (-target[i]).log1p()) }
    case .bernoulli(let share):
      fillUniforms(target, .double)
      for i in target.indices { target[i] = target[i] < share ? 1 : 0 }
    case .whole(let low, let count): fillWholes(target, low, count)
    }
  }

  /// Numbers of [0, 1).
  private mutating func fillUniforms(_ target: UnsafeMutableBufferPointer<Double>, _ precision: Precision) {
    let wordsOfAnEntry = precision == .single ? 1 : 2
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: target.count * wordsOfAnEntry) { words in
      twister.fill(words)
      if precision == .single {
        for i in target.indices {
          target[i] = Double(Int32(truncatingIfNeeded: words[i] & 0xff_ffff)) * 0x1p-24
        }
      } else {
        for i in target.indices {
          target[i] = TorchStream.fraction(UInt64(words[2 * i]) << 32 | UInt64(words[2 * i + 1]))
        }
      }
    }
  }

  private mutating func fillWholes(_ target: UnsafeMutableBufferPointer<Double>, _ low: Int, _ count: UInt64)
  {
    guard count < 1 << 28 else {
      for i in target.indices {
        target[i] = Double(low &+ Int(truncatingIfNeeded: twister.nextLong() % count))
      }
      return
    }
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: target.count) { words in
      twister.fill(words)
      let divisor = UInt32(count)
      for i in target.indices { target[i] = Double(low &+ Int(words[i] % divisor)) }
    }
  }
}
