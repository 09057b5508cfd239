extension FunctionBody {
  /// Reads one instruction and writes what stands for it.
  mutating func lowerInstruction() throws(LoweringError) {
    let place = reader.offset
    let code = try reader.byte()
    switch code {
    // unreachable, nop, else, end, return, drop, select; arithmetic, comparisons, conversions; ref.is_null
    case 0x00, 0x01, 0x05, 0x0B, 0x0F, 0x1A, 0x1B, 0x45...0xC4, 0xD1: break
    // block, loop, if, br, br_if, call, return_call; locals and globals; i32.const, i64.const; ref.null, ref.func
    case 0x02...0x04, 0x0C, 0x0D, 0x10, 0x12, 0x20...0x24, 0x41, 0x42, 0xD0, 0xD2: try reader.skipNumber()
    case 0x0E:
      // br_table: its labels, and the one for all else.
      let labels = try reader.count()
      try reader.skipNumbers(labels)
      try reader.skipNumber()
    case 0x1C: try reader.skipNumbers(try reader.count())
    case 0x11, 0x13: try lowerIndirectCall(at: place)
    case 0x28...0x35: try lowerAccess(at: place, above: nil)
    case 0x36...0x3E: try lowerAccess(at: place, above: Self.stored(code))
    case 0x3F:
      // memory.size gives pages.
      try reader.skip(1)
      if layout.hasWideMemory {
        copyUp(to: reader.offset)
        output.byte(0xAD)
      }
    case 0x40:
      // memory.grow takes pages, and gives those before or −1: extended with its sign.
      try reader.skip(1)
      if layout.hasWideMemory {
        copyUp(to: place)
        wrap()
        copyUp(to: reader.offset)
        output.byte(0xAC)
      }
    case 0x43: try reader.skip(4)
    case 0x44: try reader.skip(8)
    case 0x25, 0x26: throw LoweringError(.unsupported("access to a table's entries"), at: place)
    case 0xFC: try lowerBulkInstruction(at: place)
    case 0xFD: try lowerVectorInstruction(at: place)
    case 0xFE: throw LoweringError(.unsupported("an atomic instruction"), at: place)
    default: throw LoweringError(.unknownInstruction(prefix: nil, code: UInt32(code)), at: place)
    }
  }

  /// What a store of single numbers takes.
  private static func stored(_ code: UInt8) -> ValueType {
    switch code {
    case 0x36, 0x3A, 0x3B: .int32
    case 0x38: .float32
    case 0x39: .float64
    default: .int64
    }
  }

  /// A call through a table: its index lies on top.
  private mutating func lowerIndirectCall(at place: Int) throws(LoweringError) {
    try reader.skipNumber()
    let table = try reader.count()
    guard layout.isWide(table: table) else { return }
    copyUp(to: place)
    wrap()
  }

  /// A load, or a store of an operand above its address. What follows the instruction itself is read here.
  ///
  /// - Parameter lanes: how many bytes follow behind alignment and offset.
  private mutating func lowerAccess(at place: Int, above operand: ValueType?, lanes: Int = 0)
    throws(LoweringError)
  {
    let instructionEnd = reader.offset
    let alignment = try reader.count()
    // The seventh bit announces a memory's number.
    guard alignment < 64 else { throw LoweringError(.unsupported("a second memory"), at: place) }
    let offset = try reader.unsigned(bits: 64)
    guard offset <= UInt32.max else { throw LoweringError(.beyond32Bits(offset), at: place) }
    guard layout.hasWideMemory else { return try reader.skip(lanes) }
    copyUp(to: place)
    if let operand {
      wrap(below: [(Temporary(type: operand, number: 0), false)])
    } else {
      wrap()
    }
    copyUp(to: instructionEnd)
    output.count(alignment)
    output.unsigned(offset)
    leaveOut()
    try reader.skip(lanes)
  }

  /// Instructions behind the prefix 0xFC.
  private mutating func lowerBulkInstruction(at place: Int) throws(LoweringError) {
    let code = try reader.unsigned()
    switch code {
    // Conversions that saturate.
    case 0...7: return
    // data.drop, elem.drop
    case 9, 13: return try reader.skipNumber()
    // memory.init: to, from, how many; memory.copy: the same; memory.fill: to, byte, how many.
    case 8, 10:
      try reader.skipNumber()
      try reader.skip(1)
    case 11: try reader.skip(1)
    case 12, 14...17: throw LoweringError(.unsupported("a bulk change of a table"), at: place)
    default: throw LoweringError(.unknownInstruction(prefix: 0xFC, code: UInt32(code)), at: place)
    }
    guard layout.hasWideMemory else { return }
    copyUp(to: place)
    switch code {
    case 8:
      wrap(below: [
        (Temporary(type: .int32, number: 0), false), (Temporary(type: .int32, number: 1), false),
      ])
    case 10:
      wrap(below: [(Temporary(type: .int64, number: 1), true), (Temporary(type: .int64, number: 0), true)])
    default:
      wrap(below: [(Temporary(type: .int32, number: 0), false), (Temporary(type: .int64, number: 0), true)])
    }
  }

  /// Instructions behind the prefix 0xFD: vectors, relaxed ones among them.
  private mutating func lowerVectorInstruction(at place: Int) throws(LoweringError) {
    let code = try reader.unsigned()
    switch code {
    // Loads whole, widened, repeated, and of zeros around.
    case 0...10, 92, 93: try lowerAccess(at: place, above: nil)
    case 11: try lowerAccess(at: place, above: .vector)
    // v128.const, i8x16.shuffle
    case 12, 13: try reader.skip(16)
    // Lanes taken out and put in.
    case 21...34: try reader.skip(1)
    // Loads and stores of a lane.
    case 84...91: try lowerAccess(at: place, above: .vector, lanes: 1)
    case 14...20, 35...83, 94...0x113: break
    default: throw LoweringError(.unknownInstruction(prefix: 0xFD, code: UInt32(code)), at: place)
    }
  }
}
