import Autodiff
import Language

extension Machine {
  /// What a function gives for rows of numbers, calculated on a copy and without recording: one number a row, or a
  /// score for each class.
  ///
  /// It is called once with all rows as a matrix, and if it cannot do with that, row by row.
  ///
  /// - Parameters:
  ///   - like: a tensor whose kind of number the rows shall have; otherwise new tensors' kind.
  ///   - check: asked again and again, so that it may stop what takes too long by throwing.
  /// - Throws: what is wrong in the function, or that it gives no numbers for the rows.
  public func applying(
    _ function: Object, toRows values: [Double], width: Int, like: Object? = nil,
    check: () throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> (values: [Double], perRow: Int) {
    let rows = values.count / width
    var dtype = defaultDType
    if let like, let report = tensorReport(like), report.dtype.isFloating { dtype = report.dtype }
    var whole = self
    let failure: Diagnostic
    do {
      let (shape, results) = try whole.result(
        of: function, on: values, Shape([rows, width]), dtype, check: check)
      if shape.dimensions == [rows] { return (results, 1) }
      if shape.rank == 2, shape[0] == rows, shape[1] > 0 { return (results, shape[1]) }
      failure = Diagnostic(
        .shape,
        "\(describe(function)) gives shape \(shape.list) for \(rows) points of shape \([rows, width])",
        hint: "a classifier gives one number for each point, or a score for each class")
    } catch {
      guard error.kind != .limit, error.kind != .interrupted else { throw error }
      failure = error
    }
    var copy = self
    var results: [Double] = []
    var perRow: Int?
    for row in 0..<rows {
      do throws(Diagnostic) {
        let (shape, part) = try copy.result(
          of: function, on: Array(values[(row * width)..<((row + 1) * width)]), [width], dtype, check: check)
        guard !part.isEmpty, shape.dimensions.dropLast().allSatisfy({ $0 == 1 }),
          part.count == perRow ?? part.count
        else { throw failure }
        perRow = part.count
        results += part
      } catch {
        guard error.kind != .limit, error.kind != .interrupted else { throw error }
        // Which of the two the function was made for is not known; the first call is the more usual one.
        var told = failure
        if error.message != failure.message {
          told.hint = (told.hint.map { "\($0); " } ?? "") + "for a single point: \(error.message)"
        }
        throw told
      }
    }
    return (results, perRow ?? 1)
  }

  private mutating func result(
    of function: Object, on values: [Double], _ shape: Shape, _ dtype: DType,
    check: () throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> (shape: Shape, values: [Double]) {
    do {
      recordsOperations = false
      try call(function, [try plainTensor(values, shape, dtype)], [])
      while !frames.isEmpty {
        try check()
        _ = try execute(slice: 20_000, downTo: 0)
      }
      let result = stack.removeLast()
      return try numbers(result)
    } catch {
      var located = error
      if located.range == nil { located.range = range }
      throw located
    }
  }
}
