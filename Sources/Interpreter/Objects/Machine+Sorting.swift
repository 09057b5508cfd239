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
    var places = Array(items.indices)
    var buffer = places
    var width = 1
    while width < places.count {
      try chargeSteps(places.count / 2)
      for start in stride(from: 0, to: places.count, by: 2 * width) {
        let (middle, end) = (min(start + width, places.count), min(start + 2 * width, places.count))
        var (i, j) = (start, middle)
        for k in start..<end {
          try tick(8)
          let takesRight: Bool
          if i >= middle {
            takesRight = true
          } else if j >= end {
            takesRight = false
          } else {
            let order = try order(keys[places[j]], keys[places[i]]) ?? 0
            takesRight = reverse ? order > 0 : order < 0
          }
          if takesRight { buffer[k] = places[j]; j += 1 } else { buffer[k] = places[i]; i += 1 }
        }
      }
      swap(&places, &buffer)
      width *= 2
    }
    return try made(places.count) { items[places[$0]] }
  }
}
