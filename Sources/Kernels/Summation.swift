/// How many entries a plain sum adds up as one chain; more are added in ``chainCount`` interleaved ones.
public let longestSingleChain = 64
/// How many chains there are in a long sum: entry i goes to chain i mod 16.
public let chainCount = 16

/// The sums of `groups` groups of `count` entries each: entry i of group g is at `g·groupStep + i·step`.
///
/// Up to 64 entries one chain in ascending order, more as 16 interleaved chains, added up in order. Groups side
/// by side are lanes of a vector, and so are the chains of a long group: whatever the width, the bits are the
/// same.
@inlinable @inline(__always)
func sumGroups<V: Vector>(
  _: V.Type, _ result: UnsafeMutablePointer<V.Element>, of entries: UnsafePointer<V.Element>, groups: Int,
  groupStep: Int, count: Int, step: Int
) {
  guard count > 0 else {
    for group in 0..<groups { result[group] = 0 }
    return
  }
  var group = 0
  if groupStep == 1 {
    while group + V.count <= groups {
      sumOfVectors(V.self, entries + group, count, step).store(at: result + group)
      group += V.count
    }
  }
  while group < groups {
    let start = entries + group * groupStep
    result[group] =
      count > longestSingleChain && step == 1
      ? sumOfLong(V.self, start, count) : sumOfSingle(start, count, step)
    group += 1
  }
}

/// One sum a lane.
@inlinable @inline(__always)
func sumOfVectors<V: Vector>(_: V.Type, _ start: UnsafePointer<V.Element>, _ count: Int, _ step: Int) -> V {
  if count <= longestSingleChain {
    var total = V(at: start)
    for i in 1..<max(count, 1) { total = total + V(at: start + i * step) }
    return total
  }
  var total = V(0)
  for chain in 0..<chainCount {
    var part = V(at: start + chain * step)
    var i = chain + chainCount
    while i < count {
      part = part + V(at: start + i * step)
      i += chainCount
    }
    total = chain == 0 ? part : total + part
  }
  return total
}

/// The sum of more than 64 neighbours, the chains side by side.
@inlinable @inline(__always)
func sumOfLong<V: Vector>(_: V.Type, _ start: UnsafePointer<V.Element>, _ count: Int) -> V.Element {
  let whole = count / chainCount * chainCount
  return withUnsafeTemporaryAllocation(of: V.Element.self, capacity: chainCount) { parts in
    guard let chains = parts.baseAddress else { return 0 }
    var chain = 0
    while chain < chainCount {
      var part = V(at: start + chain)
      var i = chain + chainCount
      while i < whole {
        part = part + V(at: start + i)
        i += chainCount
      }
      part.store(at: chains + chain)
      chain += V.count
    }
    for i in whole..<count { chains[i - whole] += start[i] }
    var total = chains[0]
    for chain in 1..<chainCount { total += chains[chain] }
    return total
  }
}

/// One sum, whatever lies between its entries.
@inlinable @inline(__always)
func sumOfSingle<E: BinaryFloatingPoint>(_ start: UnsafePointer<E>, _ count: Int, _ step: Int) -> E {
  if count <= longestSingleChain {
    var total = start[0]
    for i in 1..<max(count, 1) { total += start[i * step] }
    return total
  }
  var total: E = 0
  for chain in 0..<chainCount {
    var part = start[chain * step]
    var i = chain + chainCount
    while i < count {
      part += start[i * step]
      i += chainCount
    }
    total = chain == 0 ? part : total + part
  }
  return total
}
