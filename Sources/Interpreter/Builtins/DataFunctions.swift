import Autodiff
import Language
import Networks

extension Builtins {
  static let dataFunctions: [Builtin] = [
    Builtin("iris()", .gradwalk, "150 flowers: (x, y), four measures each and the class 0, 1 or 2.") {
      m, _ throws(Diagnostic) in
      let rows = irisRows.split { $0 == " " || $0 == "\n" }.map {
        $0.split(separator: ",").compactMap { Double($0) }
      }
      let x = try m.plainTensor(rows.flatMap { $0.prefix(4) }, [rows.count, 4], m.defaultDType)
      let y = try m.plainTensor(rows.compactMap { $0.last }, [rows.count], .int64)
      return m.newTuple([x, y])
    },
    Builtin(
      "digits()", .gradwalk,
      "1797 handwritten digits: (x, y), 64 pixels of 0 to 16 each and the class 0 to 9."
    ) { m, _ throws(Diagnostic) in
      let lines = digitsRows.utf8.split(separator: UInt8(ascii: "\n"))
      let pixels = lines.flatMap { $0.prefix(64).map { Double($0 - UInt8(ascii: "a")) } }
      let classes = lines.map { Double($0[$0.index($0.startIndex, offsetBy: 64)] - UInt8(ascii: "0")) }
      let x = try m.plainTensor(pixels, [lines.count, 64], m.defaultDType)
      return m.newTuple([x, try m.plainTensor(classes, [lines.count], .int64)])
    },
    Builtin("standardize(x)", .gradwalk, "Every column with mean 0 and deviation 1.") {
      m, a throws(Diagnostic) in
      let handle = try a.tensor(0, m)
      let mean = try m.reduce(handle, Mean(), over: [0], keeping: false)
      let deviation = try m.reduce(handle, Variance(correction: 0, root: true), over: [0], keeping: false)
      return try m.tensors(.divide, try m.tensors(.subtract, a[0], mean), deviation)
    },
    Builtin(
      "DataLoader(*data, batch_size=1, shuffle=False, drop_last=False, num_workers=0, generator=None, pin_memory=False, dataset=None)",
      [.gradwalk, .data],
      """
      Goes through the rows of x and y, or of a data set, in batches. Every pass takes one number of the generator, and
          a shuffled one another, which is the seed of its order.
      """
    ) { m, a throws(Diagnostic) in
      // DataLoader(x, y, 16) gives the size by position, DataLoader(data, 16, True) that it shuffles as well.
      var given = a[6].isNone ? a.rest : [a[6]] + a.rest
      var size = try a.integer(0, m)
      var shuffles = try a.flag(1, m)
      if given.count > 2, let last = given.last, case .boolean(let value) = last {
        given.removeLast()
        shuffles = value
      }
      if given.count > 1, let last = given.last, case .integer(let value) = last {
        given.removeLast()
        size = value
      }
      guard size > 0, !given.isEmpty else {
        throw Diagnostic(.value, "a DataLoader needs data and a batch_size above 0")
      }
      let (tensors, batch) = try m.loaded(given)
      return .loader(
        m.heap.allocate(
          .loader(
            LoaderObject(
              dataset: given[0], tensors: tensors, batch: batch, dropsLast: try a.flag(2, m), batchSize: size,
              shuffles: shuffles, generator: try a.generator(4, m)))))
    },
  ]
}

extension Machine {
  /// The tensors that a DataLoader goes through; none for a data set of a program's own, which is asked for its entries
  /// when a pass begins.
  fileprivate mutating func loaded(_ given: [Object]) throws(Diagnostic) -> ([Object], LoaderObject.Batch) {
    var tensors = given
    var batch = given.count == 1 ? LoaderObject.Batch.single : .tuple
    switch given[0] {
    case .instance(let handle) where given.count == 1:
      if case .tuple(let parts)? = heap.instance(handle).attributes["tensors"] {
        (tensors, batch) = (heap.tuple(parts), .list)
      } else {
        _ = try specialMethod("__len__", of: handle)
        _ = try specialMethod("__getitem__", of: handle)
        return ([], .list)
      }
    case .list where given.count == 1: return ([], .list)
    default: break
    }
    for tensor in tensors {
      guard case .tensor(let handle) = tensor, heap.tensor(handle).shape.rank > 0 else {
        throw Diagnostic(
          .type, "a DataLoader goes through the rows of tensors, not of \(describe(tensor))")
      }
      guard rowCount([tensor]) == rowCount(tensors) else {
        throw Diagnostic(
          .shape,
          "the tensors have \(rowCount(tensors)) and \(rowCount([tensor])) rows: they must be equally many")
      }
    }
    return (tensors, batch)
  }

  /// How many entries a DataLoader goes through.
  mutating func entryCount(_ loader: LoaderObject) throws(Diagnostic) -> Int {
    guard loader.tensors.isEmpty else { return rowCount(loader.tensors) }
    switch loader.dataset {
    case .instance(let handle):
      let answer = try callNow(try specialMethod("__len__", of: handle), [loader.dataset])
      return try integer(answer, what: "what __len__ gives")
    default: return try items(of: loader.dataset).count
    }
  }
}
