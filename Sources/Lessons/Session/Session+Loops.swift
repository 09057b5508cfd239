import Interpreter
import Language

extension Session {
  // MARK: Following a loop

  mutating func follow(_ moment: LoopMoment, _ io: SessionIO) {
    switch moment {
    case .begin:
      loop = LoopRecord(machine, time: io.clock())
      loopEntry = history.count
    case .between:
      let time = io.clock()
      loop?.advance(machine, time: time)
      guard let loop, self.loop?.isProgressDue(time: time) == true else { return }
      io.progress(
        LoopProgress(
          done: loop.iteration, total: loop.length, loss: machine.lastLossValue, seconds: time - loop.began))
    case .end: leaveLoop(io)
    }
  }

  mutating func leaveLoop(_ io: SessionIO) {
    guard loop?.isRunning == true else { return }
    loop?.isRunning = false
    io.progress(nil)
  }

  /// An interrupted loop goes back to the end of its last whole iteration. Gives what to say about it.
  mutating func returnToWholeIteration(_ io: SessionIO) -> String? {
    guard let loop, loop.isRunning, loop.iteration >= 0 else { return nil }
    let start = loop.nearest(to: loop.iteration)
    // Whoever interrupts does not want to wait.
    let end = io.clock() + 0.15
    guard
      let found = try? rerun(
        start, isWanted: { $1 == loop.iteration }, isInterrupted: { io.clock() > end })
    else { return nil }
    adopt(found)
    let count = loop.iteration
    return "the state after \(count) whole iteration\(count == 1 ? "" : "s") is kept"
  }

  // MARK: Going back into a loop

  /// `:goto VAR N`: the state at the end of the iteration in which a variable had a value.
  mutating func goTo(_ name: String, _ text: String, _ io: SessionIO) throws(Diagnostic) {
    guard let loop else {
      throw Diagnostic(
        .value, "there is no loop to go back into",
        hint: "run one at the top level first: for \(brief(name)) in range(100):")
    }
    let wanted = try machine.evaluating(text).1
    func isWanted(_ machine: Machine) -> Bool {
      machine.global(name).map { (try? machine.isEqual($0, wanted)) ?? false } ?? false
    }
    for checkpoint in order(loop, name, wanted) {
      let last = loop.checkpoints.first { $0.iteration > checkpoint.iteration }?.iteration ?? .max
      var isLast = false
      let found = try rerun(
        checkpoint,
        isWanted: { machine, iteration in
          if iteration > 0, isWanted(machine) { return true }
          isLast = iteration >= last
          return isLast
        }, isInterrupted: io.isInterrupted)
      guard let found, isWanted(found) else { continue }
      remember(":goto \(name) \(text)")
      adopt(found)
      return io.line("after the iteration in which \(name) was \(text)" + closingWalk())
    }
    let now = machine.global(name).flatMap { try? machine.repr($0) }
    throw Diagnostic(
      .value, "in the last loop \(brief(name)) never was \(brief(text))",
      hint: now.map { "now it is \(brief($0))" } ?? "the loop has no variable of that name")
  }

  /// The checkpoints to start from, the likeliest first: a variable that counts is soon found.
  private func order(_ loop: LoopRecord, _ name: String, _ wanted: Object) -> [LoopRecord.Checkpoint] {
    let latestFirst = Array(loop.checkpoints.reversed())
    guard let wanted = number(wanted) else { return latestFirst }
    func isBefore(_ checkpoint: LoopRecord.Checkpoint) -> Bool {
      guard checkpoint.iteration > 0 else { return true }
      return checkpoint.machine.global(name).flatMap(number).map { $0 < wanted } ?? false
    }
    return latestFirst.filter(isBefore) + latestFirst.filter { !isBefore($0) }
  }

  private func number(_ object: Object) -> Double? {
    switch machine.inspect(object) {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// Runs a loop again from a checkpoint, silently, up to the iteration that is wanted.
  ///
  /// - Returns: the machine there; `nil` where the loop ends before.
  private func rerun(
    _ checkpoint: LoopRecord.Checkpoint, isWanted: (Machine, _ iteration: Int) -> Bool,
    isInterrupted: @escaping () -> Bool
  ) throws(Diagnostic) -> Machine? {
    if checkpoint.iteration > 0, isWanted(checkpoint.machine, checkpoint.iteration) {
      return checkpoint.machine
    }
    var copy = self
    copy.machine = checkpoint.machine
    copy.machine.setTracing(false)
    copy.machine.stop(
      for: {
        isInterrupted() ? Diagnostic(.interrupted, "interrupted", hint: "nothing has changed") : nil
      })
    let silent = SessionIO(write: { _ in }, notice: { _ in }, isInterrupted: isInterrupted)
    // The copy from before the first iteration has yet to pass the moment at which that begins.
    var iteration = checkpoint.iteration == 0 ? -1 : checkpoint.iteration
    while true {
      let outcome = try copy.machine.run(steps: 20_000)
      _ = copy.machine.takeOutput()
      _ = copy.machine.takeNotices()
      switch outcome {
      case .paused: break
      case .command(let text): _ = try? copy.perform(text, silent)
      case .loop(.begin): return nil
      case .loop(.between):
        iteration += 1
        if isWanted(copy.machine, iteration) { return copy.machine }
      case .loop(.end):
        // An iteration that ended in `break` is one, too.
        return isWanted(copy.machine, iteration + 1) ? copy.machine : nil
      case .finished: return nil
      }
      if isInterrupted() { throw Diagnostic(.interrupted, "interrupted", hint: "nothing has changed") }
    }
  }

  /// Takes over a machine of another time; how it is looked at stays as it is.
  private mutating func adopt(_ found: Machine) {
    let old = machine
    machine = found
    machine.abandon()
    machine.echoesResults = old.echoesResults
    machine.limits = old.limits
    machine.stop(asWith: old)
    machine.engine = old.engine
    machine.tensorOptions = old.tensorOptions
    machine.setTracing(old.isTracing)
  }
}
