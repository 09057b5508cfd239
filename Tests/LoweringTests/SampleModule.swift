/// A small module put together by hand.
struct SampleModule {
  /// Sections in their order, each with what it holds.
  var sections: [(kind: UInt8, content: [UInt8])] = []

  static let header: [UInt8] = [0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00]

  var bytes: [UInt8] {
    sections.reduce(Self.header) { $0 + [$1.kind] + Self.sized($1.content) }
  }

  /// With its length in front.
  static func sized(_ content: [UInt8]) -> [UInt8] { number(content.count) + content }

  static func number(_ value: Int) -> [UInt8] {
    value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7F) | 0x80] + number(value >> 7)
  }

  /// One function without parameters.
  ///
  /// - Parameters:
  ///   - body: its instructions, without the last `end`.
  ///   - locals: what stands before them: a count, and groups of locals.
  ///   - memory: the limits of the memory; flag 4 says that it is one of 64 bits.
  ///   - table: the same of a table of functions.
  init(
    _ body: [UInt8], locals: [UInt8] = [0], memory: [UInt8]? = [4, 1], table: [UInt8]? = nil,
    segments: [(kind: UInt8, content: [UInt8])] = []
  ) {
    sections = [(1, [1, 0x60, 0, 0]), (3, [1, 0])]
    if let table { sections.append((4, [1, 0x70] + table)) }
    if let memory { sections.append((5, [1] + memory)) }
    sections += segments.filter { $0.kind == 9 }
    sections.append((10, [1] + Self.sized(locals + body + [0x0B])))
    sections += segments.filter { $0.kind == 11 }
  }
}
