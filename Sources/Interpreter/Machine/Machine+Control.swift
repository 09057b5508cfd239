import Language

extension Machine {
  /// Loops, unpacking, definitions, contexts, assertions and imports.
  mutating func executeControl(_ instruction: Instruction) throws(Diagnostic) {
    switch instruction {
    case .iterate: stack.append(try iterator(over: stack.removeLast()))
    case .next(let end):
      guard case .iterator(let handle) = stack[stack.count - 1] else {
        preconditionFailure("a loop has an iterator")
      }
      if let value = try next(handle) {
        stack.append(value)
      } else {
        stack.removeLast()
        frames[frames.count - 1].pc = end
      }
    case .unpack(let count):
      let value = stack.removeLast()
      guard isIterable(value) else {
        throw Diagnostic(
          .type,
          "\(count) name\(count == 1 ? "" : "s") on the left, but on the right only \(describe(value))",
          hint: "both sides must have the same number")
      }
      let items = try items(of: value)
      guard items.count == count else {
        throw Diagnostic(
          .value,
          "\(count) name\(count == 1 ? "" : "s") on the left, but \(items.count) value\(items.count == 1 ? "" : "s") on the right",
          hint: isString(value)
            ? "a dict's .items() are pairs of key and value" : "both sides must have the same number")
      }
      stack += items.reversed()
    case .unpackStarred(let before, let after):
      let items = try items(of: stack.removeLast())
      guard items.count >= before + after else {
        throw Diagnostic(
          .value,
          "at least \(before + after) values are needed on the right, but there \(items.count == 1 ? "is" : "are") \(items.count)",
          hint: "the name with the * may be given none, each other needs one")
      }
      let middle = try newList(Array(items[before..<(items.count - after)]))
      stack += (items[..<before] + [middle] + items[(items.count - after)...]).reversed()
    case .callUnpacked(let keywords):
      let values = takeFromStack(keywords.count)
      let arguments = try items(of: stack.removeLast())
      try call(stack.removeLast(), arguments, Array(zip(keywords, values)))
    case .makeFunction(let code, let defaults, let keywordDefaults):
      let keywordValues = takeFromStack(keywordDefaults)
      let values = takeFromStack(defaults)
      let function = FunctionObject(
        code: code, defaults: values, keywordDefaults: keywordValues, scope: frames[frames.count - 1].scope)
      stack.append(.function(heap.allocate(.function(function))))
    case .beginClass(let code):
      let frame = frames[frames.count - 1]
      frames.append(
        Frame(
          code: code, base: stack.count, scope: frame.scope, gradientModes: gradientModes.count,
          owner: frame.owner))
      for _ in code.locals { stack.append(.unbound) }
    case .endClass(let name, let hasBase): try endClass(name, hasBase: hasBase)
    case .loadSuper: stack.append(try superior())
    case .enterContext:
      guard case .gradientMode(let mode) = stack.removeLast() else {
        throw Diagnostic(.type, "'with' works with no_grad() only", hint: "write: with no_grad():")
      }
      enter(mode)
    case .exitContext: leaveGradientModes(downTo: gradientModes.count - 1)
    case .assertionFailed(let hasMessage):
      let message = hasMessage ? try text(of: stack.removeLast()) : nil
      throw Diagnostic(
        .assertion, message.map { "assertion failed: \(Machine.shown($0))" } ?? "assertion failed")
    case .importModule(let path): stack.append(.namespace(try namespace(path)))
    case .importName(let module, let name):
      stack.append(try member(name, of: try namespace(module)))
    case .importAll(let module): _ = try namespace(module)
    default: preconditionFailure("every instruction has its place")
    }
  }

  private func isString(_ object: Object) -> Bool { if case .string = object { true } else { false } }

  /// As much of a message of the program's own as a reader takes in.
  private static func shown(_ message: String) -> String {
    let start = message.unicodeScalars.prefix(1000)
    return start.endIndex == message.unicodeScalars.endIndex
      ? message : String(String.UnicodeScalarView(start)) + "…"
  }
}
