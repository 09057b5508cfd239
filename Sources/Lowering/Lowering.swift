/// Makes a module of 64-bit addresses into one of a 32-bit memory that does the same: integers of 64 bits stay as they
/// are, and every engine runs it.
///
/// Before each use as an address or as an index into a table a number is cut to its lower 32 bits (`i32.wrap_i64`); the
/// memory, the tables, and the offsets of what is put into them become 32 bits wide. Functions keep their types: what
/// is imported and exported still takes and gives addresses of 64 bits. A memory that needs more than 4 GiB cannot be
/// lowered; a program that reads beyond 4 GiB, which would have trapped, reads below it.
///
/// Format and instructions: WebAssembly Core Specification, version 3.0, chapter 5.
///
/// - Parameter module: a linked module. One that has 32-bit addresses already comes back as it is, written as short as
///   can be.
public func lowered(_ module: [UInt8]) throws(LoweringError) -> [UInt8] {
  var reader = ModuleReader(module)
  let header: [UInt8] = [0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00]
  guard module.starts(with: header) else { throw LoweringError(.notAModule, at: 0) }
  try reader.skip(header.count)
  var output = ModuleWriter()
  output.copy(header[...])
  var layout = ModuleLayout()
  while !reader.isAtEnd {
    let kind = try reader.byte()
    var section = try reader.part()
    var lowered = ModuleWriter()
    switch SectionKind(rawValue: kind) {
    case .types: try layout.readTypes(&section, &lowered)
    case .imports: try layout.lowerImports(&section, &lowered)
    case .functions: try layout.readFunctions(&section, &lowered)
    case .tables: try layout.lowerTables(&section, &lowered)
    case .memories: try layout.lowerMemories(&section, &lowered)
    case .elements: try layout.lowerElements(&section, &lowered)
    case .code: try layout.lowerCode(&section, &lowered)
    case .data: try layout.lowerData(&section, &lowered)
    case nil:
      // Exports, globals, names: nothing in them depends on the width of an address.
      let start = section.offset
      try section.skip(section.end - section.offset)
      lowered.copy(section.bytes(since: start))
    }
    try section.expectEnd()
    output.byte(kind)
    output.part(lowered)
  }
  return output.bytes
}

/// The sections that are read or changed.
private enum SectionKind: UInt8 {
  case types = 1
  case imports, functions, tables, memories
  case elements = 9
  case code, data
}
