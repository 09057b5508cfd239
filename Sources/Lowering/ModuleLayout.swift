/// What the instructions of a module rely on: the types of its functions, and how wide its addresses are.
struct ModuleLayout {
  /// How many parameters the function of each type has.
  private(set) var parameters: [Int] = []
  /// The type of each function with a body.
  private(set) var functions: [Int] = []
  /// Whether each table is indexed with 64 bits.
  private(set) var tables: [Bool] = []
  /// Whether each memory is addressed with 64 bits.
  private(set) var memories: [Bool] = []

  /// Types are passed on as they are.
  mutating func readTypes(_ section: inout ModuleReader, _ output: inout ModuleWriter) throws(LoweringError) {
    let start = section.offset
    for _ in 0..<(try section.count()) {
      let place = section.offset
      guard try section.byte() == 0x60 else {
        throw LoweringError(.unsupported("a type that is no function's"), at: place)
      }
      let count = try section.count()
      try section.skipNumbers(count)
      try section.skipNumbers(try section.count())
      parameters.append(count)
    }
    output.copy(section.bytes(since: start))
  }

  /// Which type each function has is passed on as it is.
  mutating func readFunctions(_ section: inout ModuleReader, _ output: inout ModuleWriter)
    throws(LoweringError)
  {
    let start = section.offset
    for _ in 0..<(try section.count()) {
      let place = section.offset
      let type = try section.count()
      guard parameters.indices.contains(type) else { throw LoweringError(.inconsistent, at: place) }
      functions.append(type)
    }
    output.copy(section.bytes(since: start))
  }

  mutating func lowerImports(_ section: inout ModuleReader, _ output: inout ModuleWriter)
    throws(LoweringError)
  {
    let count = try section.count()
    output.count(count)
    for _ in 0..<count {
      let start = section.offset
      // The module's name, and the thing's.
      try section.skip(try section.count())
      try section.skip(try section.count())
      let place = section.offset
      let kind = try section.byte()
      switch kind {
      case 0x00: try section.skipNumber()
      case 0x03: try section.skip(2)
      case 0x01:
        output.copy(section.bytes(since: start))
        try lowerTable(&section, &output)
        continue
      case 0x02:
        output.copy(section.bytes(since: start))
        try lowerMemory(&section, &output)
        continue
      default: throw LoweringError(.unsupported("an import of kind \(kind)"), at: place)
      }
      output.copy(section.bytes(since: start))
    }
  }

  mutating func lowerTables(_ section: inout ModuleReader, _ output: inout ModuleWriter)
    throws(LoweringError)
  {
    let count = try section.count()
    output.count(count)
    for _ in 0..<count { try lowerTable(&section, &output) }
  }

  private mutating func lowerTable(_ section: inout ModuleReader, _ output: inout ModuleWriter)
    throws(LoweringError)
  {
    let place = section.offset
    let type = try section.byte()
    guard type == 0x70 || type == 0x6F else {
      throw LoweringError(.unsupported("a table of type \(type)"), at: place)
    }
    output.byte(type)
    let limits = try Limits(&section)
    try limits.write(largest: UInt64(UInt32.max), &output)
    tables.append(limits.isWide)
  }

  mutating func lowerMemories(_ section: inout ModuleReader, _ output: inout ModuleWriter)
    throws(LoweringError)
  {
    let count = try section.count()
    output.count(count)
    for _ in 0..<count { try lowerMemory(&section, &output) }
  }

  private mutating func lowerMemory(_ section: inout ModuleReader, _ output: inout ModuleWriter)
    throws(LoweringError)
  {
    let place = section.offset
    let limits = try Limits(&section)
    // Pages of 64 KiB.
    try limits.write(largest: 1 << 16, &output)
    memories.append(limits.isWide)
    if memories.count > 1 { throw LoweringError(.unsupported("a second memory"), at: place) }
  }

  /// Whether addresses are 64 bits wide.
  var hasWideMemory: Bool { memories.first ?? false }

  func isWide(table: Int) -> Bool { tables.indices.contains(table) && tables[table] }
}

/// How large a memory or a table is at first, and may become.
private struct Limits {
  let place: Int
  let isShared: Bool
  let isWide: Bool
  let minimum: UInt64
  let maximum: UInt64?

  init(_ section: inout ModuleReader) throws(LoweringError) {
    place = section.offset
    let flags = try section.byte()
    guard flags < 8 else { throw LoweringError(.unsupported("a memory of another page size"), at: place) }
    isShared = flags & 2 != 0
    isWide = flags & 4 != 0
    minimum = try section.unsigned(bits: 64)
    maximum = flags & 1 != 0 ? try section.unsigned(bits: 64) : nil
  }

  /// Writes them for 32 bits. A maximum out of reach is one that is not reached.
  func write(largest: UInt64, _ output: inout ModuleWriter) throws(LoweringError) {
    guard minimum <= largest else { throw LoweringError(.beyond32Bits(minimum), at: place) }
    output.byte((maximum == nil ? 0 : 1) | (isShared ? 2 : 0))
    output.unsigned(minimum)
    if let maximum { output.unsigned(min(maximum, largest)) }
  }
}
