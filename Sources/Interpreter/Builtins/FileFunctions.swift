import Autodiff
import Language

extension Builtins {
  /// Functions that read data from files.
  static let fileFunctions: [Builtin] = [
    Builtin(
      "load_csv(path, skip_rows=0)", .gradwalk,
      "The numbers of a text file, a row a line and separated by commas; skip_rows=1 leaves out a line of names."
    ) { m, a throws(Diagnostic) in
      let (path, skipped) = (try a.string(0, m), try a.integer(1, m))
      guard skipped >= 0 else {
        throw Diagnostic(.value, "'skip_rows' must be at least 0, and \(skipped) is less")
      }
      return try m.table(in: path, skipping: skipped)
    },
    Builtin(
      "load_idx(path)", .gradwalk,
      "The numbers of a file in MNIST's format: whole numbers as int64, others as floats."
    ) { m, a throws(Diagnostic) in try m.indexedArray(in: try a.string(0, m)) },
  ]
}

extension Machine {
  /// A file's numbers as a matrix.
  fileprivate mutating func table(in path: String, skipping skipped: Int) throws(Diagnostic) -> Object {
    let bytes = try fileBytes(path)
    let name = brief(path)
    guard bytes.count <= Machine.largestFile else {
      throw Diagnostic(.limit, "'\(name)' is larger than \(Machine.largestFile) bytes")
    }
    if bytes.starts(with: [0x1F, 0x8B]) { throw packed(name) }
    var reader = TableReader(bytes: bytes)
    var numbers: [Double] = []
    var columns: Int?
    var rows = 0
    while let line = reader.nextLine() {
      if reader.row <= skipped || reader.isBlank(line) { continue }
      let before = numbers.count
      do {
        try reader.readNumbers(line, into: &numbers)
      } catch {
        throw Diagnostic(.value, "'\(name)', \(error.message)", hint: error.hint)
      }
      let count = numbers.count - before
      let wanted = columns ?? count
      guard count == wanted else {
        throw Diagnostic(
          .value,
          "'\(name)', row \(reader.row): \(count) number\(count == 1 ? "" : "s"), but the rows before have \(wanted)",
          hint: "every row must have the same number of columns")
      }
      columns = wanted
      rows += 1
      // Held against the limit as it grows.
      try work(32 * count)
      guard limits.elements == 0 || heap.elements + numbers.count <= limits.elements else {
        throw tooManyElements()
      }
      try chargeSteps(1)
    }
    guard let columns else {
      throw Diagnostic(
        .value, "'\(name)' has no numbers in it",
        hint: skipped > 0 ? "skip_rows=\(skipped) leaves out its first lines" : nil)
    }
    return try plainTensor(numbers, [rows, columns], defaultDType)
  }

  private func packed(_ name: String) -> Diagnostic {
    Diagnostic(.value, "'\(name)' is packed (gzip)", hint: "unpack it first: gunzip \(name)")
  }

  /// A file in MNIST's format: two zeros, the kind of numbers, the rank, the lengths, then the numbers, all
  /// big-endian. LeCun, Cortes & Burges, "The MNIST database".
  fileprivate mutating func indexedArray(in path: String) throws(Diagnostic) -> Object {
    let name = brief(path)
    let head = try fileBytes(path, most: 4 + 4 * 255)
    if head.starts(with: [0x1F, 0x8B]) { throw packed(name) }
    guard head.count >= 4 else {
      throw Diagnostic(.value, "'\(name)' is too short for an IDX file: \(head.count) bytes")
    }
    guard head[0] == 0, head[1] == 0, let kind = IndexedNumber(rawValue: head[2]) else {
      let magic = head[..<4].map { hexadecimal($0) }.joined(separator: " ")
      throw Diagnostic(
        .value, "'\(name)' is not an IDX file: it begins with \(magic)",
        hint: "images of MNIST begin with 00 00 08 03, labels with 00 00 08 01")
    }
    let rank = Int(head[3])
    guard rank <= 4 else {
      throw Diagnostic(.shape, "'\(name)' has \(rank) dimensions, and a tensor has at most 4 here")
    }
    let start = 4 + 4 * rank
    guard head.count >= start else { throw truncated(name, head.count, start) }
    let sizes = (0..<rank).map { d in (0..<4).reduce(0) { $0 << 8 | Int(head[4 + 4 * d + $1]) } }
    var count = 1
    for size in sizes {
      let product = count.multipliedReportingOverflow(by: size)
      guard !product.overflow, product.partialValue < 1 << 50 else { throw tooManyElements() }
      count = product.partialValue
    }
    try checkRoom(count)
    let wanted = start + count * kind.width
    guard wanted <= Machine.largestFile else {
      throw Diagnostic(
        .limit, "'\(name)' says that it holds \(wanted) bytes: more than \(Machine.largestFile)")
    }
    let bytes = try fileBytes(path, most: wanted + 1)
    guard bytes.count >= wanted else { throw truncated(name, bytes.count, wanted) }
    guard bytes.count == wanted else {
      throw Diagnostic(
        .value, "'\(name)' goes on behind the \(wanted) bytes that its shape \(Shape(sizes).list) needs")
    }
    try work(4 * count)
    let values = try made(count) { kind.value(bytes, at: start + $0 * kind.width) }
    return try plainTensor(values, Shape(sizes), kind.isWhole ? .int64 : defaultDType)
  }

  private func truncated(_ name: String, _ count: Int, _ wanted: Int) -> Diagnostic {
    Diagnostic(
      .value, "'\(name)' is cut off: it has \(count) bytes and needs \(wanted)", hint: "load it anew")
  }

  private func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}
