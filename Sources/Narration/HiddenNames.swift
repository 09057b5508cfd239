import Autodiff

/// What those values are called that the program gave no name: `t1`, `t2`, … in order of making, without the names
/// that the program uses itself.
struct HiddenNames {
  /// The numbers that the program has taken, in ascending order.
  private let taken: [Int]

  init(avoiding used: Set<String>) {
    taken = used.compactMap(HiddenNames.numeral).sorted()
  }

  /// The name of the n-th value without one.
  func name(_ number: Int) -> String {
    var numeral = number
    for other in taken where other <= numeral { numeral += 1 }
    return "t\(numeral)"
  }

  /// As the how-many-th value it has this name; `nil` where the name is no name of ours.
  func number(of name: String) -> Int? {
    guard let numeral = HiddenNames.numeral(name), !taken.contains(numeral) else { return nil }
    return numeral - taken.count { $0 < numeral }
  }

  /// The number in `t7`.
  private static func numeral(_ name: String) -> Int? {
    guard name.first == "t", name.count > 1, name.dropFirst().allSatisfy({ ("0"..."9").contains($0) }),
      let numeral = Int(name.dropFirst()), "t\(numeral)" == name, numeral > 0
    else { return nil }
    return numeral
  }
}

/// Who has which number among those without a name.
struct Numbering {
  /// Whether what was numbered once keeps its number in graphs to come.
  let isRemembering: Bool
  private var last = 0
  private var known: [Int: Numbers] = [:]

  /// The number of the first step on the way to an array, the others follow it; and the array's own.
  struct Numbers {
    let inner: Int
    let innerCount: Int
    var own: Int
  }

  init(isRemembering: Bool = false) { self.isRemembering = isRemembering }

  /// Whether an array without a name has no number either: in a trace, a constant is told by its numbers.
  func passesOver(_ entry: Recording.Entry) -> Bool { isRemembering && entry.isLeaf && key(entry) == nil }

  /// The numbers of an array's steps and, where it has no name, its own.
  mutating func numbers(of entry: Recording.Entry, inner: Int, isNumbered: Bool) -> Numbers {
    let key = isRemembering ? key(entry) : nil
    if let key, var found = known[key], found.innerCount == inner {
      if isNumbered, found.own == 0 {
        last += 1
        found.own = last
        known[key] = found
      }
      return found
    }
    let first = last + 1
    last += inner
    if isNumbered { last += 1 }
    let numbers = Numbers(inner: first, innerCount: inner, own: isNumbered ? last : 0)
    if let key, inner > 0 || isNumbered { known[key] = numbers }
    return numbers
  }

  /// What an array is known by beyond one graph: a result by its place among all results, a parameter by its tensor.
  private func key(_ entry: Recording.Entry) -> Int? {
    if entry.serial > 0 { return entry.serial }
    return entry.isLeaf && entry.owner >= 0 ? -1 - Int(entry.owner) : nil
  }
}
