import Autodiff
import Language

// Work: everything a program does counts as steps, and whoever works for long asks between slices of a millisecond
// whether to stop. What is stopped throws, and leaves everything as it was.

extension Machine {
  /// What one instruction counts. A step is some ten nanoseconds' work.
  static let stepsOfAnInstruction = 20
  /// About how many entries of arrays a processor's caches hold.
  private static let entriesInCache = 1 << 20
  /// How many entries are gone through between two looks.
  private static let slice = 1 << 15

  /// How much has been done since it was last asked whether to stop. Copies of a machine share it: it decides nothing
  /// but when to ask.
  final class Beat { var count = 0 }

  /// From here on `reason` is asked, again and again, why to stop what is under way; `nil` means to go on.
  public mutating func stop(for reason: @escaping () -> Diagnostic?) {
    stopReason = reason
    stop = Stop { reason() != nil }
  }

  /// From here on nothing is asked any more.
  public mutating func goesOn() {
    stopReason = { nil }
    stop = .never
  }

  /// Stops when another machine would.
  public mutating func stop(asWith other: Machine) { stop(for: other.stopReason) }

  /// Why what was under way has stopped.
  var whyStopped: Diagnostic { stopReason() ?? Diagnostic(.interrupted, "interrupted") }

  /// Takes note of entries gone through, which need not count as steps.
  @inline(__always)
  func tick(_ entries: Int = 1) throws(Diagnostic) {
    beat.count &+= entries
    if beat.count > Machine.slice { try look() }
  }

  /// Throws where what is under way is to stop.
  public func look() throws(Diagnostic) {
    beat.count = 0
    if stop.isWanted { throw whyStopped }
  }

  /// Counts entries that a built-in function goes through, or is about to.
  mutating func work(_ entries: Int) throws(Diagnostic) {
    try count(steps: entries + 1)
    try tick(min(entries, 1 << 20))
  }

  /// Counts an operation on arrays before it is done: what is calculated, and that its arrays are read and written.
  /// Setting an operation up takes as long as a call, however small its arrays are.
  ///
  /// - Parameter isProductSum: whether it is one of ``ArrayOperation/isProductSum``.
  mutating func work(operations: Int, entries: Int, isProductSum: Bool) throws(Diagnostic) {
    arrayWork &+= operations
    let calculating = isProductSum ? operations / 64 : operations
    // Arrays that no cache holds take as long again, as their memory is new to them.
    let factor = entries > Machine.entriesInCache && !isProductSum ? 4 : 2
    let (steps, overflow) = (calculating + entries / 2).multipliedReportingOverflow(by: factor)
    try count(steps: overflow ? 1 << 60 : 20 * Machine.stepsOfAnInstruction + steps)
    try look()
  }

  /// Counts steps of a built-in function's own loop as so many instructions, so that none goes on without an end.
  mutating func chargeSteps(_ instructions: Int) throws(Diagnostic) {
    let (steps, overflow) = instructions.multipliedReportingOverflow(by: Machine.stepsOfAnInstruction)
    try count(steps: overflow ? 1 << 60 : steps)
    try tick(16 * min(instructions, 1 << 20))
  }

  private mutating func count(steps more: Int) throws(Diagnostic) {
    steps = min(steps, 1 << 60) + min(more, 1 << 60)
    if limits.steps > 0, steps > limits.steps { throw tooManySteps() }
  }

  func tooManySteps() -> Diagnostic {
    Diagnostic(
      .limit, "the program took more than \(limits.steps) steps", hint: "raise the limit with --limit-steps")
  }

  // MARK: In slices

  /// `body` of 0 ..< count.
  @inline(__always)
  func inSlices(_ count: Int, _ body: (Int) throws(Diagnostic) -> Void) throws(Diagnostic) {
    var start = 0
    while start < count {
      let end = min(start + Machine.slice, count)
      for i in start..<end { try body(i) }
      try tick(end - start)
      start = end
    }
  }

  /// An array of so many entries.
  @inline(__always)
  func made<Entry>(
    _ count: Int, _ entry: (Int) throws(Diagnostic) -> Entry
  ) throws(Diagnostic) -> [Entry] {
    var result: [Entry] = []
    result.reserveCapacity(count)
    try inSlices(count) { i throws(Diagnostic) in result.append(try entry(i)) }
    return result
  }
}
