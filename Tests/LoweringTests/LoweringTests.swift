import Lowering
import Testing

@Suite("A lowered module")
struct LoweringTests {
  /// What a body becomes, with the locals in front.
  private func lowered(_ body: [UInt8], memory: [UInt8]? = [4, 1], table: [UInt8]? = nil) throws
    -> SampleModule
  {
    SampleModule(reading: try Lowering.lowered(SampleModule(body, memory: memory, table: table).bytes))
  }

  @Test("has a memory of 32 bits, and a maximum that 32 bits can reach")
  func memory() throws {
    #expect(try lowered([], memory: [4, 3]).content(5) == [1, 0, 3])
    #expect(try lowered([], memory: [5, 3, 0x80, 0x80, 0x80, 1]).content(5) == [1, 1, 3, 0x80, 0x80, 4])
    #expect(try lowered([], memory: [7, 1, 9]).content(5) == [1, 3, 1, 9])
  }

  @Test("cuts an address before it loads, and keeps alignment and offset")
  func load() throws {
    // i64.const 8; i64.load align=3 offset=300; drop
    #expect(
      try lowered([0x42, 8, 0x29, 3, 0xAC, 2, 0x1A]).body
        == [0, 0x42, 8, 0xA7, 0x29, 3, 0xAC, 2, 0x1A, 0x0B])
  }

  @Test("lets a stored number wait in a local while the address below it is cut")
  func store() throws {
    // i64.const 8; f64.const 0; f64.store
    let number: [UInt8] = [0x44, 0, 0, 0, 0, 0, 0, 0, 0]
    #expect(
      try lowered([0x42, 8] + number + [0x39, 3, 0]).body
        == [1, 1, 0x7C, 0x42, 8] + number + [0x21, 0, 0xA7, 0x20, 0, 0x39, 3, 0, 0x0B])
  }

  @Test("needs one more local for each type that waits, however often, behind those that are there")
  func locals() throws {
    let store: [UInt8] = [0x42, 8, 0x41, 1, 0x36, 2, 0]
    let stored: [UInt8] = [0x42, 8, 0x41, 1, 0x21, 2, 0xA7, 0x20, 2, 0x36, 2, 0]
    let module = SampleModule(store + store, locals: [1, 2, 0x7E])
    #expect(
      SampleModule(reading: try Lowering.lowered(module.bytes)).body
        == [2, 2, 0x7E, 1, 0x7F] + stored + stored + [0x0B])
  }

  @Test("gives the memory's size in 64 bits, and takes what it grows by from them")
  func size() throws {
    #expect(try lowered([0x3F, 0, 0x1A]).body == [0, 0x3F, 0, 0xAD, 0x1A, 0x0B])
    #expect(
      try lowered([0x42, 1, 0x40, 0, 0x1A]).body == [0, 0x42, 1, 0xA7, 0x40, 0, 0xAC, 0x1A, 0x0B])
  }

  @Test("copies, fills and initializes with three operands each")
  func bulk() throws {
    #expect(
      try lowered([0xFC, 10, 0, 0]).body
        == [2, 1, 0x7E, 1, 0x7E, 0x21, 0, 0x21, 1, 0xA7, 0x20, 1, 0xA7, 0x20, 0, 0xA7, 0xFC, 10, 0, 0, 0x0B])
    #expect(
      try lowered([0xFC, 11, 0]).body
        == [2, 1, 0x7E, 1, 0x7F, 0x21, 0, 0x21, 1, 0xA7, 0x20, 1, 0x20, 0, 0xA7, 0xFC, 11, 0, 0x0B])
    #expect(
      try lowered([0xFC, 8, 0, 0]).body
        == [2, 1, 0x7F, 1, 0x7F, 0x21, 0, 0x21, 1, 0xA7, 0x20, 1, 0x20, 0, 0xFC, 8, 0, 0, 0x0B])
    #expect(try lowered([0xFC, 9, 0, 0xFC, 7]).body == [0, 0xFC, 9, 0, 0xFC, 7, 0x0B])
  }

  @Test("cuts the index of a call through a table of 64 bits, and of no other")
  func indirectCall() throws {
    #expect(
      try lowered([0x42, 1, 0x11, 0, 0], table: [4, 2]).body == [0, 0x42, 1, 0xA7, 0x11, 0, 0, 0x0B])
    #expect(try lowered([0x41, 1, 0x11, 0, 0], table: [0, 2]).body == [0, 0x41, 1, 0x11, 0, 0, 0x0B])
    #expect(try lowered([], table: [5, 2, 9]).content(4) == [1, 0x70, 1, 2, 9])
  }

  @Test("reads over a table of branches to the instruction behind it")
  func branchTable() throws {
    // block; i32.const 0; br_table 0 0 0; end; i64.const 0; i32.load; drop
    let start: [UInt8] = [0x02, 0x40, 0x41, 0, 0x0E, 2, 0, 0, 0, 0x0B, 0x42, 0]
    #expect(
      try lowered(start + [0x28, 2, 0, 0x1A]).body == [0] + start + [0xA7, 0x28, 2, 0, 0x1A, 0x0B])
  }

  @Test("takes the bytes of a constant for no instruction")
  func constants() throws {
    let constants: [UInt8] =
      [0x43, 0x28, 2, 0, 0x28, 0x1A, 0xFD, 12] + [UInt8](repeating: 0x28, count: 16)
      + [0x1A, 0x42, 0xA8, 0xD0, 0, 0x1A, 0x1C, 1, 0x7E]
    #expect(try lowered(constants).body == [0] + constants + [0x0B])
  }

  @Test(
    "loads and stores vectors and their lanes",
    arguments: [
      // v128.load, v128.load32_zero; v128.store, v128.load8_lane, v128.store64_lane, the last with a lane
      ([0xFD, 0, 4, 16], [0, 0xA7, 0xFD, 0, 4, 16]), ([0xFD, 92, 2, 0], [0, 0xA7, 0xFD, 92, 2, 0]),
      ([0xFD, 11, 4, 0], [1, 1, 0x7B, 0x21, 0, 0xA7, 0x20, 0, 0xFD, 11, 4, 0]),
      ([0xFD, 84, 0, 0, 7], [1, 1, 0x7B, 0x21, 0, 0xA7, 0x20, 0, 0xFD, 84, 0, 0, 7]),
      ([0xFD, 91, 3, 0, 1], [1, 1, 0x7B, 0x21, 0, 0xA7, 0x20, 0, 0xFD, 91, 3, 0, 1]),
      // f64x2.extract_lane, i8x16.shuffle, f64x2.add, f64x2.relaxed_madd
      ([0xFD, 33, 1], [0, 0xFD, 33, 1]),
      (
        [0xFD, 13] + [UInt8](repeating: 0x29, count: 16), [0, 0xFD, 13] + [UInt8](repeating: 0x29, count: 16)
      ),
      ([0xFD, 0xF0, 1], [0, 0xFD, 0xF0, 1]), ([0xFD, 0x87, 2], [0, 0xFD, 0x87, 2]),
    ] as [([UInt8], [UInt8])])
  func vectors(_ body: [UInt8], _ expected: [UInt8]) throws {
    #expect(try lowered(body).body == expected + [0x0B])
  }

  @Test("has its data and its elements at offsets of 32 bits, above 2 GiB as well")
  func segments() throws {
    let module = SampleModule(
      [], table: [4, 2],
      segments: [
        (
          9, [4, 0, 0x42, 1, 0x0B, 1, 0, 1, 0, 1, 0, 2, 0, 0x42, 0, 0x0B, 0, 1, 0, 5, 0x70, 1, 0xD2, 0, 0x0B]
        ),
        (
          11,
          [3, 0, 0x42, 16, 0x0B, 2, 7, 8, 1, 1, 9, 0, 0x42, 0x80, 0x80, 0x80, 0x80, 0x0C, 0x0B, 1, 5]
        ),
      ])
    let lowered = SampleModule(reading: try Lowering.lowered(module.bytes))
    #expect(
      lowered.content(9)
        == [4, 0, 0x41, 1, 0x0B, 1, 0, 1, 0, 1, 0, 2, 0, 0x41, 0, 0x0B, 0, 1, 0, 5, 0x70, 1, 0xD2, 0, 0x0B])
    #expect(
      lowered.content(11)
        == [3, 0, 0x41, 16, 0x0B, 2, 7, 8, 1, 1, 9, 0, 0x41, 0x80, 0x80, 0x80, 0x80, 0x7C, 0x0B, 1, 5])
  }

  @Test("is lowered where memory and table are imported, too")
  func imports() throws {
    var module = SampleModule([0x42, 1, 0x11, 0, 0, 0x42, 0, 0x28, 2, 0, 0x1A], memory: nil)
    module.sections.insert(
      (2, [3, 1, 97, 1, 98, 2, 4, 1, 1, 97, 1, 99, 1, 0x70, 4, 0, 1, 97, 1, 100, 0, 0]), at: 1)
    let lowered = SampleModule(reading: try Lowering.lowered(module.bytes))
    #expect(
      lowered.content(2) == [3, 1, 97, 1, 98, 2, 0, 1, 1, 97, 1, 99, 1, 0x70, 0, 0, 1, 97, 1, 100, 0, 0])
    #expect(lowered.body == [0, 0x42, 1, 0xA7, 0x11, 0, 0, 0x42, 0, 0xA7, 0x28, 2, 0, 0x1A, 0x0B])
  }

  @Test("stays as it is when it is lowered again, or had 32 bits from the start")
  func again() throws {
    let module = SampleModule(
      [0x42, 8, 0x41, 1, 0x36, 2, 0, 0x3F, 0, 0x1A, 0xFC, 11, 0, 0x42, 0, 0x11, 0, 0], table: [4, 1],
      segments: [(9, [1, 0, 0x42, 0, 0x0B, 1, 0]), (11, [1, 0, 0x42, 3, 0x0B, 1, 7])])
    let once = try Lowering.lowered(module.bytes)
    #expect(once != module.bytes)
    #expect(try Lowering.lowered(once) == once)
  }

  @Test("keeps sections that no address depends on")
  func others() throws {
    var module = SampleModule([])
    module.sections.insert((0, [1, 120, 1, 2, 3]), at: 0)
    module.sections.insert((6, [1, 0x7E, 1, 0x42, 5, 0x0B]), at: 4)
    #expect(try Lowering.lowered(module.bytes).count == module.bytes.count)
    #expect(
      SampleModule(reading: try Lowering.lowered(module.bytes)).content(6) == [1, 0x7E, 1, 0x42, 5, 0x0B])
  }

  @Test("carries another one in a section of its own, which it passes by when it is lowered again")
  func carried() throws {
    let module = try Lowering.lowered(SampleModule([]).bytes)
    let both = carrying(module, [7, 8, 9], as: "kernels")
    #expect(SampleModule(reading: both).content(0) == [7] + Array("kernels".utf8) + [7, 8, 9])
    #expect(both.starts(with: module))
    #expect(try Lowering.lowered(both) == both)
  }
}

extension SampleModule {
  /// Takes a module apart again.
  init(reading module: [UInt8]) {
    self.init([])
    sections = []
    func number(_ offset: inout Int) -> Int {
      var (result, shift) = (0, 0)
      repeat {
        result |= Int(module[offset] & 0x7F) << shift
        shift += 7
        offset += 1
      } while module[offset - 1] >= 0x80
      return result
    }
    var offset = Self.header.count
    while offset < module.count {
      let kind = module[offset]
      offset += 1
      let length = number(&offset)
      sections.append((kind, Array(module[offset..<(offset + length)])))
      offset += length
    }
  }

  func content(_ kind: UInt8) -> [UInt8]? { sections.first { $0.kind == kind }?.content }

  /// The only function: its locals and instructions.
  var body: [UInt8]? { content(10).map { Array($0.dropFirst(2)) } }
}
