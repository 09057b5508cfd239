extension Recording {
  /// Adds an array that has other numbers than it was recorded with, its history unchanged.
  public mutating func overwrite(_ array: EntryID, with values: [Double], origin: Int = -1) -> EntryID {
    let old = self[array]
    let constants = [old.values, values].map {
      leaf($0, shape: old.shape, precision: old.precision, needsGradient: false)
    }
    return record(
      Elementwise(Overwrite()), [array] + constants, shape: old.shape, values: values,
      precision: old.precision, origin: origin)
  }

  /// A recording of nothing but what `root` was made from, with other numbers for arrays where a backward rule reads
  /// them again: each reader has them in the place of the old ones, whose gradient it passes on, and everybody behind
  /// sees what the reader once gave.
  public func excerpt(
    of root: EntryID, reading newNumbers: (EntryID) -> [Double]?
  ) throws(OperationError) -> (recording: Recording, root: EntryID) {
    var result = Recording()
    var places: [EntryID: EntryID] = [:]
    var reread: [EntryID: EntryID] = [:]
    for id in ancestors(of: root) {
      var entry = self[id]
      let wanted = entry.operands.map { self[$0].needsGradient }
      var readsNew = false
      for (position, operand) in self[id].operands.enumerated() {
        let place = places[operand] ?? operand
        entry.operands[position] = place
        guard entry.needsGradient, let operation = entry.operation,
          operation.readsAgain(position, wanted: wanted), let values = newNumbers(operand)
        else { continue }
        let new = reread[operand] ?? result.overwrite(place, with: values)
        reread[operand] = new
        entry.operands[position] = new
        readsNew = true
      }
      guard let operation = entry.operation, entry.needsGradient else {
        places[id] = result.append(entry)
        continue
      }
      if operation.readsAgain(nil, wanted: wanted), let values = newNumbers(id) {
        places[id] = try result.recordSlope(of: operation, entry, fromResult: values)
      } else if readsNew {
        let operands = entry.operands.map { (shape: result[$0].shape, entries: result[$0].values) }
        let values = try operation.evaluate(operands, shape: entry.shape, precision: entry.precision)
        let again = result.record(
          operation, entry.operands, shape: entry.shape, values: values, precision: entry.precision,
          origin: Int(entry.origin))
        result[again].owner = entry.owner
        result[again].name = entry.name
        places[id] = result.overwrite(again, with: entry.values)
      } else {
        places[id] = result.append(entry)
      }
    }
    return (result, places[root] ?? root)
  }

  /// An operation with the slope that follows from another result than its own.
  private mutating func recordSlope(
    of operation: AnyOperation, _ entry: Entry, fromResult values: [Double]
  ) throws(OperationError) -> EntryID {
    guard let op = operation.elementwiseOperator, op.arity == 1 else {
      throw OperationError(
        .value, "the result of \(operation.name) is needed on the way back and was changed through .data",
        hint: "change a copy: y.detach().clone()")
    }
    let new = leaf(values, shape: entry.shape, precision: entry.precision, needsGradient: false)
    let slope = record(
      CompiledOperator(takingSlopeFromResultOf: op).onArrays, [entry.operands[0], new], shape: entry.shape,
      values: entry.values, precision: entry.precision, origin: Int(entry.origin))
    self[slope].owner = entry.owner
    self[slope].name = entry.name
    return slope
  }
}
