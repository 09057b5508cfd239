/// Whether long work is to end early: a question that it asks itself after every few milliseconds.
///
/// Who starts the work gives the answer, be it an interrupt or a deadline; the engines know neither. Work that is
/// stopped ends with an error of the kind ``OperationError/Kind/stopped``, and what it was given is as it was.
public struct Stop {
  private let answer: () -> Bool

  /// - Parameter isWanted: asked on one thread at a time, not always the same. Once it was true it should stay so.
  public init(when isWanted: @escaping () -> Bool) { answer = isWanted }

  /// Work goes on to its end.
  public static var never: Stop { Stop { false } }

  public var isWanted: Bool { answer() }

  public func check() throws(OperationError) {
    if isWanted { throw OperationError(.stopped, "stopped") }
  }
}

/// Counts what is done, and asks a ``Stop`` once in a while.
public struct Pace {
  public let stop: Stop
  private var left: Int

  /// How many scalar operations are done between two questions: a millisecond's worth at the most.
  public static let slice = 1 << 16

  public init(_ stop: Stop = .never) {
    self.stop = stop
    left = Pace.slice
  }

  /// Takes note of scalar operations.
  @inline(__always)
  public mutating func did(_ operations: Int) throws(OperationError) {
    left &-= operations
    if left < 0 { try ask() }
  }

  private mutating func ask() throws(OperationError) {
    left = Pace.slice
    try stop.check()
  }
}

extension Pace {
  /// `body` of 0 ..< count, in slices after each of which it is asked.
  @inline(__always)
  public mutating func each(_ count: Int, _ body: (Int) -> Void) throws(OperationError) {
    var start = 0
    while start < count {
      let end = min(start + Pace.slice, count)
      for i in start..<end { body(i) }
      try did(end - start)
      start = end
    }
  }

  /// Arrays laid end to end.
  public mutating func joined<Entry>(_ parts: [[Entry]]) throws(OperationError) -> [Entry] {
    var result: [Entry] = []
    result.reserveCapacity(parts.reduce(0) { $0 + $1.count })
    for part in parts {
      var start = 0
      while start < part.count {
        let end = min(start + Pace.slice, part.count)
        result += part[start..<end]
        try did(end - start)
        start = end
      }
    }
    return result
  }

  /// The entries of an array, made one by one.
  @inline(__always)
  public mutating func array<Entry>(_ count: Int, _ entry: (Int) -> Entry) throws(OperationError) -> [Entry] {
    var result: [Entry] = []
    result.reserveCapacity(count)
    try each(count) { result.append(entry($0)) }
    return result
  }
}
