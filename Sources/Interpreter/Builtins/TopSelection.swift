import Autodiff

/// The order in which PyTorch's `topk` hands out entries, ties included.
///
/// PyTorch selects with the C++ standard library's `nth_element` and `sort`, or with `partial_sort` where few of many
/// are wanted. Which of several equal entries these take is not said anywhere but in their code, so this follows the
/// GNU library's (bits/stl_algo.h, bits/stl_heap.h) step by step. Seen with PyTorch 2.15.
struct TopSelection {
  private var places: [Int]
  private let values: [Double]
  private let largest: Bool
  private var pace: Pace

  /// The places of the `count` largest (or smallest) numbers, in order.
  static func places(
    _ values: [Double], count: Int, largest: Bool, stop: Stop = .never
  ) throws(OperationError) -> [Int] {
    guard count > 0 else { return [] }
    var selection = TopSelection(values, largest: largest, stop)
    if count * 64 <= values.count {
      try selection.partialSort(0, count, values.count)
    } else {
      try selection.select(count - 1)
      try selection.sort(0, count - 1)
    }
    return Array(selection.places[..<count])
  }

  private init(_ values: [Double], largest: Bool, _ stop: Stop) {
    pace = Pace(stop)
    self.values = values
    self.largest = largest
    places = Array(values.indices)
  }

  /// NaN is above all other numbers.
  private func precedes(_ a: Int, _ b: Int) -> Bool {
    let (x, y) = (values[a], values[b])
    return largest ? x.isNaN && !y.isNaN || x > y : !x.isNaN && y.isNaN || x < y
  }

  private func isBefore(_ i: Int, _ j: Int) -> Bool { precedes(places[i], places[j]) }

  // MARK: Selecting

  private mutating func select(_ nth: Int) throws(OperationError) {
    var (first, last) = (0, places.count)
    var depth = TopSelection.depth(last)
    while last - first > 3 {
      guard depth > 0 else {
        try selectByHeap(first, nth + 1, last)
        return places.swapAt(first, nth)
      }
      depth -= 1
      let cut = try partition(first, last)
      if cut <= nth { first = cut } else { last = cut }
    }
    insertionSort(first, last)
  }

  private static func depth(_ count: Int) -> Int { 2 * (Int.bitWidth - 1 - count.leadingZeroBitCount) }

  private mutating func partition(_ first: Int, _ last: Int) throws(OperationError) -> Int {
    try pace.did(last - first)
    moveMedian(to: first, first + 1, first + (last - first) / 2, last - 1)
    var (low, high) = (first + 1, last)
    while true {
      while isBefore(low, first) { low += 1 }
      high -= 1
      while isBefore(first, high) { high -= 1 }
      guard low < high else { return low }
      places.swapAt(low, high)
      low += 1
    }
  }

  private mutating func moveMedian(to target: Int, _ a: Int, _ b: Int, _ c: Int) {
    let median =
      isBefore(a, b)
      ? isBefore(b, c) ? b : isBefore(a, c) ? c : a
      : isBefore(a, c) ? a : isBefore(b, c) ? c : b
    places.swapAt(target, median)
  }

  // MARK: Sorting

  private mutating func sort(_ first: Int, _ last: Int) throws(OperationError) {
    guard last > first else { return }
    try sortRoughly(first, last, TopSelection.depth(last - first))
    guard last - first > 16 else { return insertionSort(first, last) }
    insertionSort(first, first + 16)
    for i in (first + 16)..<last {
      insert(i)
      try pace.did(4)
    }
  }

  private mutating func sortRoughly(_ first: Int, _ end: Int, _ allowed: Int) throws(OperationError) {
    var (last, depth) = (end, allowed)
    while last - first > 16 {
      guard depth > 0 else { return try partialSort(first, last, last) }
      depth -= 1
      let cut = try partition(first, last)
      try sortRoughly(cut, last, depth)
      last = cut
    }
  }

  private mutating func insertionSort(_ first: Int, _ last: Int) {
    guard last > first else { return }
    for i in (first + 1)..<max(last, first + 1) {
      if isBefore(i, first) {
        let place = places[i]
        for j in stride(from: i, to: first, by: -1) { places[j] = places[j - 1] }
        places[first] = place
      } else {
        insert(i)
      }
    }
  }

  private mutating func insert(_ start: Int) {
    let place = places[start]
    var i = start
    while precedes(place, places[i - 1]) {
      places[i] = places[i - 1]
      i -= 1
    }
    places[i] = place
  }

  // MARK: The heap

  private mutating func partialSort(_ first: Int, _ middle: Int, _ last: Int) throws(OperationError) {
    try selectByHeap(first, middle, last)
    var end = middle
    while end - first > 1 {
      end -= 1
      popHeap(first, end, into: end)
      try pace.did(64)
    }
  }

  private mutating func selectByHeap(_ first: Int, _ middle: Int, _ last: Int) throws(OperationError) {
    let count = middle - first
    if count > 1 {
      for parent in stride(from: (count - 2) / 2, through: 0, by: -1) {
        adjustHeap(first, parent, count, places[first + parent])
        try pace.did(16)
      }
    }
    for i in middle..<last {
      if isBefore(i, first) { popHeap(first, middle, into: i) }
      try pace.did(4)
    }
  }

  private mutating func popHeap(_ first: Int, _ last: Int, into target: Int) {
    let place = places[target]
    places[target] = places[first]
    adjustHeap(first, 0, last - first, place)
  }

  private mutating func adjustHeap(_ first: Int, _ start: Int, _ count: Int, _ place: Int) {
    var hole = start
    var child = start
    while child < (count - 1) / 2 {
      child = 2 * (child + 1)
      if isBefore(first + child, first + child - 1) { child -= 1 }
      places[first + hole] = places[first + child]
      hole = child
    }
    if count.isMultiple(of: 2), child == (count - 2) / 2 {
      child = 2 * (child + 1)
      places[first + hole] = places[first + child - 1]
      hole = child - 1
    }
    while hole > start, precedes(places[first + (hole - 1) / 2], place) {
      places[first + hole] = places[first + (hole - 1) / 2]
      hole = (hole - 1) / 2
    }
    places[first + hole] = place
  }
}
