import Language

extension Machine {
  /// Lists, tuples, dictionaries, formatted text, attributes and items.
  mutating func executeBuilding(_ instruction: Instruction) throws(Diagnostic) {
    switch instruction {
    case .buildList(let count): stack.append(try newList(takeFromStack(count)))
    case .buildTuple(let count): stack.append(newTuple(takeFromStack(count)))
    case .buildDictionary(let count):
      let items = takeFromStack(2 * count)
      var dictionary = OrderedDictionary()
      for i in 0..<count { dictionary.set(try key(items[2 * i]), items[2 * i], to: items[2 * i + 1]) }
      try charge(OrderedDictionary.elementsOfAnEntry * count)
      stack.append(.dictionary(heap.allocate(.dictionary(dictionary))))
    case .buildSlice:
      let parts = takeFromStack(3)
      stack.append(.slice(heap.allocate(.slice(parts[0], parts[1], parts[2]))))
    case .appendToList(let depth):
      let value = stack.removeLast()
      guard case .list(let list) = stack[stack.count - 1 - depth] else {
        preconditionFailure("the list lies under its elements")
      }
      try append(value, to: list)
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
        try work(32)
      }
      try charge(OrderedDictionary.elementsOfAnEntry * dictionary.count)
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

  /// The last `count` objects, in the order they were put there.
  mutating func takeFromStack(_ count: Int) -> [Object] {
    let items = Array(stack[(stack.count - count)...])
    stack.removeLast(count)
    return items
  }
}
