/// Elements of tables and data of memories: the places that they are put at become 32 bits wide.
extension ModuleLayout {
  func lowerElements(_ section: inout ModuleReader, _ output: inout ModuleWriter) throws(LoweringError) {
    let count = try section.count()
    output.count(count)
    for _ in 0..<count {
      let place = section.offset
      let flags = try section.count()
      guard flags < 8 else { throw LoweringError(.unsupported("elements of kind \(flags)"), at: place) }
      let (isActive, hasTypeOrTable, areExpressions) = (flags & 1 == 0, flags & 2 != 0, flags & 4 != 0)
      output.count(flags)
      if isActive {
        let table = hasTypeOrTable ? try section.count() : 0
        if hasTypeOrTable { output.count(table) }
        try lowerOffset(isWide: isWide(table: table), &section, &output)
      }
      let start = section.offset
      if flags & 3 != 0 { try section.skip(1) }
      for _ in 0..<(try section.count()) {
        if areExpressions { try skipReference(&section) } else { try section.skipNumber() }
      }
      output.copy(section.bytes(since: start))
    }
  }

  func lowerData(_ section: inout ModuleReader, _ output: inout ModuleWriter) throws(LoweringError) {
    let count = try section.count()
    output.count(count)
    for _ in 0..<count {
      let place = section.offset
      let flags = try section.count()
      guard flags < 2 else { throw LoweringError(.unsupported("data of kind \(flags)"), at: place) }
      output.count(flags)
      if flags == 0 { try lowerOffset(isWide: hasWideMemory, &section, &output) }
      var data = try section.part()
      let start = data.offset
      try data.skip(data.end - start)
      output.count(data.end - start)
      output.copy(data.bytes(since: start))
    }
  }

  /// `i64.const n` becomes `i32.const n`.
  private func lowerOffset(isWide: Bool, _ section: inout ModuleReader, _ output: inout ModuleWriter)
    throws(LoweringError)
  {
    let place = section.offset
    guard try section.byte() == (isWide ? 0x42 : 0x41) else {
      throw LoweringError(.unsupported("an offset that is no plain number"), at: place)
    }
    let number = try section.signed()
    let bits =
      isWide ? UInt32(exactly: number) : Int32(exactly: number).map { UInt32(bitPattern: $0) }
    guard let bits else {
      throw LoweringError(.beyond32Bits(UInt64(bitPattern: number)), at: place)
    }
    guard try section.byte() == 0x0B else {
      throw LoweringError(.unsupported("an offset that is calculated"), at: place)
    }
    output.byte(0x41)
    output.signed(Int32(bitPattern: bits))
    output.byte(0x0B)
  }

  /// `ref.func f end` or `ref.null t end`.
  private func skipReference(_ section: inout ModuleReader) throws(LoweringError) {
    let place = section.offset
    let code = try section.byte()
    try section.skipNumber()
    guard code == 0xD2 || code == 0xD0, try section.byte() == 0x0B else {
      throw LoweringError(.unsupported("an element that is calculated"), at: place)
    }
  }
}
