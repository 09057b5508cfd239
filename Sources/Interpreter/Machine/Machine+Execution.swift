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
      steps += 1
      if limits.steps > 0, steps > limits.steps {
        throw Diagnostic(
          .limit, "the program took more than \(limits.steps) steps",
          hint: "raise the limit with --limit-steps")
      }
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
        let value = stack.removeLast()
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
        gradientModes.removeSubrange(frame.gradientModes...)
        stack.append(frame.instance.map { .instance($0) } ?? value)
      case let other: try executeRare(other)
      }
    }
    return .finished
  }

  func unbound(_ name: String) -> Diagnostic {
    // Python's rule, and a surprise the first time.
    let isOutsideToo = globals[name] != nil && !(frames.last?.code.locals.isEmpty ?? true)
    return Diagnostic(
      .name, "'\(brief(name))' has no value yet",
      hint: isOutsideToo
        ? "it is assigned in this function, so it is the function's own; 'global \(brief(name))' means the one outside"
        : "assign it before it is used")
  }

  /// The instructions that are not worth a place in the hot loop.
  private mutating func executeRare(_ instruction: Instruction) throws(Diagnostic) {
    switch instruction {
    case .loadScoped(let depth, let slot):
      let scope = scopeHandle(depth)
      guard case .scope(let object) = heap[scope], let value = object.values[slot] else {
        throw unbound(scopedName(depth, slot))
      }
      stack.append(value)
    case .storeScoped(let depth, let slot):
      let value = stack.removeLast()
      let handle = scopeHandle(depth)
      guard case .scope(var object) = heap[handle] else {
        preconditionFailure("a scope's handle names a scope")
      }
      if !frames[frames.count - 1].code.isLibrary { nameTensor(value, scopedName(depth, slot)) }
      object.values[slot] = value
      heap[handle] = .scope(object)
    case .deleteScoped(let slot):
      let handle = scopeHandle(0)
      guard case .scope(var object) = heap[handle] else {
        preconditionFailure("a scope's handle names a scope")
      }
      guard case .some = object.values[slot] else { throw unbound(scopedName(0, slot)) }
      object.values[slot] = nil
      heap[handle] = .scope(object)
    case .loadGlobal(let name): stack.append(try lookUp(name))
    case .loadLibrary(let name): stack.append(try lookUpOurs(name))
    case .storeLibrary(let name): library[name] = stack.removeLast()
    case .storeGlobal(let name):
      let value = stack.removeLast()
      nameTensor(value, name)
      setGlobal(name, value)
    case .deleteGlobal(let name):
      guard globals.removeValue(forKey: name) != nil else { throw unknownName(name) }
      globalNames.removeAll { $0 == name }
    case .duplicatePair: stack += stack[(stack.count - 2)...]
    case .rotateThree:
      let value = stack.removeLast()
      stack.insert(value, at: stack.count - 2)
    case .unary(let symbol): stack.append(try unary(symbol, stack.removeLast()))
    case .inPlace(let symbol):
      let right = stack.removeLast()
      let left = stack.removeLast()
      if let own = operatorCall(symbol, left, right, isInPlace: true) {
        try call(own.method, own.arguments, [])
      } else {
        stack.append(try inPlace(symbol, left, right))
      }
    case .returnValue, .constant, .loadLocal, .storeLocal, .deleteLocal, .pop, .duplicate, .swap, .jump,
      .jumpIfFalse,
      .jumpIfFalseKeeping, .jumpIfTrueKeeping, .binary, .compare, .statement, .finish, .command, .loop,
      .keepResult,
      .call:
      preconditionFailure("the hot loop does these")
    default: try executeBuilding(instruction)
    }
  }

  private mutating func executeBuilding(_ instruction: Instruction) throws(Diagnostic) {
    switch instruction {
    case .buildList(let count): stack.append(try newList(takeFromStack(count)))
    case .buildTuple(let count): stack.append(newTuple(takeFromStack(count)))
    case .buildDictionary(let count):
      let items = takeFromStack(2 * count)
      var dictionary = OrderedDictionary()
      for i in 0..<count { dictionary.set(try key(items[2 * i]), items[2 * i], to: items[2 * i + 1]) }
      stack.append(.dictionary(heap.allocate(.dictionary(dictionary))))
    case .buildSlice:
      let parts = takeFromStack(3)
      stack.append(.slice(heap.allocate(.slice(parts[0], parts[1], parts[2]))))
    case .appendToList(let depth):
      let value = stack.removeLast()
      guard case .list(let list) = stack[stack.count - 1 - depth] else {
        preconditionFailure("the list lies under its elements")
      }
      try charge(1)
      heap.changeList(list) { $0.append(value) }
    case .extendList:
      let items = try items(of: stack.removeLast())
      guard case .list(let list) = stack[stack.count - 1] else {
        preconditionFailure("the list lies under it")
      }
      try charge(items.count)
      heap.changeList(list) { $0 += items }
    case .listToTuple:
      guard case .list(let list) = stack.removeLast() else { preconditionFailure("a list was just built") }
      stack.append(newTuple(heap.list(list)))
    case .pairsToDictionary:
      guard case .list(let list) = stack.removeLast() else { preconditionFailure("a list was just built") }
      var dictionary = OrderedDictionary()
      for case .tuple(let pair) in heap.list(list) {
        let sides = heap.tuple(pair)
        dictionary.set(try key(sides[0]), sides[0], to: sides[1])
      }
      try charge(2 * dictionary.count)
      stack.append(.dictionary(heap.allocate(.dictionary(dictionary))))
    case .format(let conversion):
      guard case .string(let spec) = stack.removeLast() else { preconditionFailure("a format is text") }
      stack.append(.string(try formatted(stack.removeLast(), conversion: conversion, spec: spec)))
    case .joinStrings(let count):
      var text = ""
      for case .string(let part) in takeFromStack(count) { text += part }
      try charge(text.utf8.count)
      stack.append(.string(text))
    case .attribute(let name):
      let object = stack.removeLast()
      stack.append(try attribute(name, of: object))
    case .storeAttribute(let name):
      let object = stack.removeLast()
      try setAttribute(name, of: object, to: stack.removeLast())
    case .deleteAttribute(let name):
      try deleteAttribute(name, of: stack.removeLast())
    case .loadItem:
      let index = stack.removeLast()
      let object = stack.removeLast()
      if case .instance(let handle) = object {
        try call(try specialMethod("__getitem__", of: handle), [object, index], [])
      } else {
        stack.append(try item(of: object, at: index))
      }
    case .storeItem:
      let index = stack.removeLast()
      let object = stack.removeLast()
      let value = stack.removeLast()
      if case .instance(let handle) = object {
        _ = try callNow(try specialMethod("__setitem__", of: handle), [object, index, value])
      } else {
        try setItem(of: object, at: index, to: value)
      }
    case .deleteItem:
      let index = stack.removeLast()
      let object = stack.removeLast()
      if case .instance(let handle) = object {
        _ = try callNow(try specialMethod("__delitem__", of: handle), [object, index])
      } else {
        try deleteItem(of: object, at: index)
      }
    default: try executeControl(instruction)
    }
  }

  private mutating func executeControl(_ instruction: Instruction) throws(Diagnostic) {
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
          .type, "\(count) name\(count == 1 ? "" : "s") on the left, but on the right only \(describe(value))"
        )
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
          "at least \(before + after) values are needed on the right, but there \(items.count == 1 ? "is" : "are") \(items.count)"
        )
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
      guard case .gradientMode(let records) = stack.removeLast() else {
        throw Diagnostic(.type, "'with' works with no_grad() only", hint: "write: with no_grad():")
      }
      gradientModes.append(records)
    case .exitContext: gradientModes.removeLast()
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

  private mutating func takeFromStack(_ count: Int) -> [Object] {
    let items = Array(stack[(stack.count - count)...])
    stack.removeLast(count)
    return items
  }

  private func scopeHandle(_ depth: Int) -> Handle {
    guard var handle = frames[frames.count - 1].scope else { preconditionFailure("scoped code has a scope") }
    // A function without a scope of its own was compiled one level in, but its frame has its parent's.
    let own = frames[frames.count - 1].code.usesScope
    for _ in 0..<(own ? depth : max(depth - 1, 0)) {
      guard case .scope(let scope) = heap[handle], let parent = scope.parent else {
        preconditionFailure("scopes nest as functions do")
      }
      handle = parent
    }
    return handle
  }

  private func scopedName(_ depth: Int, _ slot: Int) -> String {
    if depth > 0, let range, !frames[frames.count - 1].code.isLibrary {
      // The names of the functions around are in the text only.
      return String(
        decoding: sources[Int(range.source)].bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
    }
    return frames[frames.count - 1].code.locals[slot]
  }

  private func isString(_ object: Object) -> Bool { if case .string = object { true } else { false } }

  /// As much of a message of the program's own as a reader takes in.
  private static func shown(_ message: String) -> String {
    let start = message.unicodeScalars.prefix(1000)
    return start.endIndex == message.unicodeScalars.endIndex
      ? message : String(String.UnicodeScalarView(start)) + "…"
  }

  /// A tensor is called by the variable it was first assigned to, a model's parameters by their path from there.
  mutating func nameTensor(_ value: Object, _ name: String) {
    if case .instance(let handle) = value { return nameParameters(of: handle, name) }
    guard case .tensor(let handle) = value, case .tensor(let tensor) = heap[handle], tensor.name == nil,
      !name.hasPrefix(".")
    else { return }
    heap.changeTensor(handle) { $0.name = name }
    if let entry = tensor.entry, recording[entry].name == nil { recording[entry].name = name }
  }
}
