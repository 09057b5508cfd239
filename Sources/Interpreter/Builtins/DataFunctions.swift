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
      let y = try m.plainTensor(rows.compactMap(\.last), [rows.count], .int64)
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
      "DataLoader(*tensors, batch_size=1, shuffle=False)", [.gradwalk, .data],
      "Goes through the rows of x and y in batches."
    ) { m, a throws(Diagnostic) in
      // DataLoader(x, y, 16) gives the size by position.
      var tensors = a.rest
      var size = try a.integer(0, m)
      if let last = tensors.last, case .integer(let value) = last {
        tensors.removeLast()
        size = value
      }
      if tensors.count == 1, case .tuple(let pair) = tensors[0] { tensors = m.heap.tuple(pair) }
      guard size > 0, !tensors.isEmpty else {
        throw Diagnostic(.value, "a DataLoader needs tensors and a batch_size above 0")
      }
      for tensor in tensors {
        guard case .tensor(let handle) = tensor, m.heap.tensor(handle).shape.rank > 0 else {
          throw Diagnostic(
            .type, "a DataLoader goes through the rows of tensors, not of \(m.describe(tensor))")
        }
        guard m.rowCount([tensor]) == m.rowCount(tensors) else {
          throw Diagnostic(
            .shape,
            "the tensors have \(m.rowCount(tensors)) and \(m.rowCount([tensor])) rows: they must be equally many"
          )
        }
      }
      return .loader(
        m.heap.allocate(.loader(LoaderObject(tensors: tensors, batchSize: size, shuffles: try a.flag(1, m)))))
    },
    Builtin("TensorDataset(*tensors)", [.gradwalk, .data], "Tensors whose rows belong together.") {
      m, a throws(Diagnostic) in m.newTuple(a.rest)
    },
  ]
}
