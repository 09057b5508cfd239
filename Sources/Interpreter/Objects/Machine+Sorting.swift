import Language

extension Machine {
  /// Sorts stably; a mistake in comparing comes out as such.
  mutating func inOrder(_ items: [Object], key: Object, reverse: Bool) throws(Diagnostic) -> [Object] {
    var keys = items
    if !key.isNone {
      keys = []
      for item in items { keys.append(try callNow(key, [item])) }
    }
    try checkRoom(items.count)
    try chargeSteps(items.count)
    try chargeSteps(items.count / 2 * (Int.bitWidth - items.count.leadingZeroBitCount))
    let places = try sortedPlaces(items.count) { i, j throws(Diagnostic) in
      let order = try order(keys[i], keys[j]) ?? 0
      return reverse ? order > 0 : order < 0
    }
    return try made(places.count) { items[places[$0]] }
  }

  /// The places of so many entries in order, equal ones as they stand: neighbouring runs are merged.
  func sortedPlaces(
    _ count: Int, isBefore: (Int, Int) throws(Diagnostic) -> Bool
  ) throws(Diagnostic) -> [Int] {
    var places = Array(0..<count)
    var buffer = places
    var width = 1
    while width < count {
      for start in stride(from: 0, to: count, by: 2 * width) {
        let (middle, end) = (min(start + width, count), min(start + 2 * width, count))
        var (i, j) = (start, middle)
        for k in start..<end {
          try tick(8)
          let takesRight: Bool
          if i >= middle {
            takesRight = true
          } else if j >= end {
            takesRight = false
          } else {
            takesRight = try isBefore(places[j], places[i])
          }
          if takesRight { buffer[k] = places[j]; j += 1 } else { buffer[k] = places[i]; i += 1 }
        }
      }
      swap(&places, &buffer)
      width *= 2
    }
    return places
  }
}
