import Autodiff
import Language

extension Machine {
  /// Names outside a function's own frame, and the operators that change a name: not worth a place in the hot loop.
  mutating func executeVariable(_ instruction: Instruction) throws(Diagnostic) {
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

  func unbound(_ name: String) -> Diagnostic {
    // Python's rule, and a surprise the first time.
    let isOutsideToo = globals[name] != nil && !(frames.last?.code.locals.isEmpty ?? true)
    return Diagnostic(
      .name, "'\(brief(name))' has no value yet",
      hint: isOutsideToo
        ? "it is assigned in this function, so it is the function's own; 'global \(brief(name))' means the one outside"
        : "assign it before it is used")
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
