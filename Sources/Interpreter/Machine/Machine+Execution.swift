import Autodiff
import Language

extension Machine {
  /// The instruction loop. Ends when the frames are down to `floor`, or the slice is used up.
  mutating func execute(slice: Int, downTo floor: Int) throws(Diagnostic) -> Outcome {
    var left = slice
    while frames.count > floor {
      if left <= 0 || (floor == 0 && arrayWork > Machine.workOfASlice) {
        arrayWork = 0
        return .paused
      }
      left -= 1
      steps += Machine.stepsOfAnInstruction
      if limits.steps > 0, steps > limits.steps { throw tooManySteps() }
      if heap.elements > garbageThreshold || heap.objects + recording.entries.count > objectThreshold {
        try collectGarbageIfDue()
      }
      let top = frames.count - 1
      let pc = frames[top].pc
      frames[top].pc = pc + 1
      let code = frames[top].code
      // An error inside a class of ours is shown where the program called it.
      if !code.isLibrary { range = code.ranges[pc] }
      switch code.instructions[pc] {
      case .constant(let value): stack.append(value)
      case .loadLocal(let slot):
        let value = stack[frames[top].base + slot]
        if case .unbound = value { throw unbound(code.locals[slot]) }
        stack.append(value)
      case .storeLocal(let slot):
        let value = stack.removeLast()
        if !code.isLibrary { nameTensor(value, code.locals[slot]) }
        stack[frames[top].base + slot] = value
      case .deleteLocal(let slot):
        if case .unbound = stack[frames[top].base + slot] { throw unbound(code.locals[slot]) }
        stack[frames[top].base + slot] = .unbound
      case .pop: stack.removeLast()
      case .duplicate: stack.append(stack[stack.count - 1])
      case .swap: stack.swapAt(stack.count - 1, stack.count - 2)
      case .jump(let target): frames[top].pc = target
      case .jumpIfFalse(let target): if try !truth(of: stack.removeLast()) { frames[top].pc = target }
      case .jumpIfFalseKeeping(let target):
        if try !truth(of: stack[stack.count - 1]) { frames[top].pc = target }
      case .jumpIfTrueKeeping(let target):
        if try truth(of: stack[stack.count - 1]) { frames[top].pc = target }
      case .binary(let symbol):
        let right = stack.removeLast()
        let left = stack.removeLast()
        if isInstance(left) || isInstance(right), let own = operatorCall(symbol, left, right) {
          try call(own.method, own.arguments, [])
          continue
        }
        do {
          stack.append(try binary(symbol, left, right))
        } catch let limit where mayRetry(limit) {
          try retry([left, right]) { machine throws(Diagnostic) in
            machine.stack.append(try machine.binary(symbol, left, right))
          }
        }
      case .compare(let symbol):
        let right = stack.removeLast()
        let left = stack.removeLast()
        if isInstance(left) || isInstance(right) {
          stack.append(try compareInstances(symbol, left, right))
        } else {
          stack.append(try compare(symbol, left, right))
        }
      case .statement:
        if isTracing { traceNewEntries() }
      case .finish:
        if isTracing { traceNewEntries() }
        frames.removeLast()
      case .command(let text): return .command(text)
      case .loop(let moment): if reportsLoops { return .loop(moment) }
      case .keepResult:
        let kept = stack.removeLast()
        // What manual_seed() gives, nobody wants to read.
        let value = isDefaultGenerator(kept) ? .none : kept
        result = value
        if echoesResults, !value.isNone { try write(try representation(of: value) + "\n") }
      case .call(let positional, let keywords):
        let values = Array(stack[(stack.count - keywords.count)...])
        let arguments = Array(
          stack[(stack.count - keywords.count - positional)..<(stack.count - keywords.count)])
        stack.removeLast(keywords.count + positional)
        let callee = stack.removeLast()
        let named = Array(zip(keywords, values))
        do {
          try call(callee, arguments, named)
        } catch let limit where mayRetry(limit) {
          // The limit may have been reached with garbage; what was taken off the stack must survive the sweep.
          try retry([callee] + arguments + values) { machine throws(Diagnostic) in
            try machine.call(callee, arguments, named)
          }
        }
      case .returnValue:
        let value = stack.removeLast()
        let frame = frames.removeLast()
        stack.removeSubrange(frame.base...)
        leaveGradientModes(downTo: frame.gradientModes)
        stack.append(frame.instance.map { .instance($0) } ?? value)
      case let other: try executeVariable(other)
      }
    }
    return .finished
  }
}
