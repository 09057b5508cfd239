import Lowering
import Testing

@Suite("A module that cannot be lowered")
struct LoweringErrorTests {
  private func failure(_ module: [UInt8]) -> LoweringError? {
    do throws(LoweringError) {
      _ = try lowered(module)
      return nil
    } catch {
      return error
    }
  }

  /// A module with most of what there is in one.
  private let sample = SampleModule(
    [0x42, 8, 0x41, 1, 0x36, 2, 0, 0x0E, 1, 0, 0, 0xFC, 10, 0, 0, 0xFD, 84, 0, 0, 7, 0x11, 0, 0, 0x44]
      + [UInt8](repeating: 0, count: 8),
    table: [5, 2, 3],
    segments: [
      (9, [2, 0, 0x42, 1, 0x0B, 1, 0, 5, 0x70, 1, 0xD2, 0, 0x0B]), (11, [1, 0, 0x42, 16, 0x0B, 2, 7, 8]),
    ]
  ).bytes

  @Test("because it is none")
  func noModule() {
    for bytes in [[], [0x00, 0x61, 0x73], [UInt8]("not a module".utf8), [0, 0x61, 0x73, 0x6D, 2, 0, 0, 0]] {
      #expect(failure(bytes)?.problem == .notAModule)
    }
  }

  @Test("because it ends too early, is told at that place, wherever it was cut")
  func truncated() {
    #expect(failure(sample) == nil)
    for length in SampleModule.header.count..<sample.count {
      guard let failure = failure(Array(sample[..<length])) else { continue }
      #expect(failure.problem == .truncated && failure.offset == length)
    }
  }

  @Test("with a byte changed gives a module or an error, whatever the byte")
  func changed() {
    for place in sample.indices {
      for value in UInt8.min...UInt8.max {
        var module = sample
        module[place] = value
        if let failure = failure(module) { #expect((0...sample.count).contains(failure.offset)) }
      }
    }
  }

  @Test("because something is beyond 32 bits")
  func beyond() {
    let far: [UInt8] = [0x80, 0x80, 0x80, 0x80, 0x10]
    #expect(failure(SampleModule([0x42, 0, 0x28, 2] + far).bytes)?.problem == .beyond32Bits(1 << 32))
    #expect(failure(SampleModule([], memory: [4, 0x81, 0x80, 4]).bytes)?.problem == .beyond32Bits(65537))
    let data = SampleModule([], segments: [(11, [1, 0, 0x42] + far + [0x0B, 0])])
    #expect(failure(data.bytes)?.problem == .beyond32Bits(1 << 32))
    let negative = SampleModule([], segments: [(11, [1, 0, 0x42, 0x7F, 0x0B, 0])])
    #expect(failure(negative.bytes)?.problem == .beyond32Bits(.max))
  }

  @Test("names an unknown instruction and its place")
  func unknown() {
    let module = SampleModule([0x01, 0x06]).bytes
    #expect(failure(module)?.problem == .unknownInstruction(prefix: nil, code: 6))
    #expect(failure(module)?.offset == module.count - 2)
    #expect(
      failure(SampleModule([0xFD, 0x94, 2]).bytes)?.problem == .unknownInstruction(prefix: 0xFD, code: 0x114))
    #expect(failure(SampleModule([0xFC, 30]).bytes)?.problem == .unknownInstruction(prefix: 0xFC, code: 30))
    #expect(failure(module).map(\.description) == "byte \(module.count - 2): unknown instruction 0x6")
  }

  @Test("because of what no compiler has needed yet, by its name")
  func unsupported() {
    #expect(failure(SampleModule([0xFE, 0]).bytes)?.problem == .unsupported("an atomic instruction"))
    #expect(failure(SampleModule([0x25, 0]).bytes)?.problem == .unsupported("access to a table's entries"))
    let calculated = SampleModule([], segments: [(11, [1, 0, 0x23, 0, 0x0B, 0])])
    #expect(failure(calculated.bytes)?.problem == .unsupported("an offset that is no plain number"))
  }

  @Test("because its parts do not fit together")
  func inconsistent() {
    var module = SampleModule([])
    module.sections[1].content = [2, 0, 0]
    #expect(failure(module.bytes)?.problem == .inconsistent)
    module.sections[1].content = [1, 1]
    #expect(failure(module.bytes)?.problem == .inconsistent)
    module.sections[1].content = [1, 0, 0]
    #expect(failure(module.bytes)?.problem == .leftOver)
  }

  @Test("because a number has too many bits")
  func largeNumbers() {
    var module = SampleModule([])
    module.sections[1].content = [0xFF, 0xFF, 0xFF, 0xFF, 0x1F]
    #expect(failure(module.bytes)?.problem == .numberTooLarge)
    let constant = SampleModule([0x42] + [UInt8](repeating: 0x80, count: 11) + [0])
    #expect(failure(constant.bytes)?.problem == .numberTooLarge)
  }
}
