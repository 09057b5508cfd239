import Interpreter

/// Writes files of numbers: tables with commas, and arrays in MNIST's format.
enum DataWriter {
  private static let fields = [
    "1", "-2.5", "1e3", "nan", "inf", "-inf", "", " ", " 7 ", "0x10", "1_0", "1e999", "1e-999", "\"3\"",
    "'4'", "a", "١", "1,5", "+8",
    "99999999999999999999", "--1", "1.2.3", "\t9", "\u{0}", "\u{FEFF}1", "1e", ".", ".5", "5.", "Infinity",
  ]

  static func file(_ start: Chance) -> [UInt8] {
    var chance = start
    return chance.happens(50) ? table(&chance) : array(&chance)
  }

  private static func table(_ chance: inout Chance) -> [UInt8] {
    let columns = 1 + chance.below(4)
    let newline = chance.pick(["\n", "\n", "\r\n", "\r"])
    let separator = chance.pick([",", ",", ",", ";", "\t", ", "])
    var text = chance.happens(30) ? "a,b,c" + newline : ""
    for _ in 0..<chance.below(6) {
      let count = chance.happens(93) ? columns : chance.below(6)
      text +=
        (0..<count).map { _ in chance.happens(85) ? "\(Double(chance.below(90)) / 10)" : chance.pick(fields) }
        .joined(separator: separator) + (chance.happens(95) ? newline : "")
    }
    var bytes = Array(text.utf8)
    if chance.happens(6) { bytes.append(UInt8(truncatingIfNeeded: chance.bits())) }
    return bytes
  }

  private static func array(_ chance: inout Chance) -> [UInt8] {
    let rank = chance.below(5)
    let type = chance.pick([8, 8, 8, 9, 0x0B, 0x0C, 0x0D, 0x0E, 0, 255])
    var bytes: [UInt8] = [0, 0, UInt8(type), UInt8(chance.happens(94) ? rank : 255)]
    var count = 1
    for _ in 0..<rank {
      let size =
        chance.happens(85)
        ? chance.below(4) : chance.pick([0, 65_536, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF])
      for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: size >> shift)) }
      count = min(count * max(size, 1), 64)
    }
    let width = [8: 1, 9: 1, 0x0B: 2, 0x0C: 4, 0x0D: 4, 0x0E: 8][type] ?? 1
    for _ in 0..<(count * width) { bytes.append(UInt8(truncatingIfNeeded: chance.bits())) }
    // As a packed file begins.
    if chance.happens(5) { bytes.replaceSubrange(0..<2, with: [0x1F, 0x8B]) }
    if chance.happens(20) { bytes.removeLast(min(bytes.count, 1 + chance.below(9))) }
    if chance.happens(6) { bytes.append(0) }
    return bytes
  }
}

/// A file of numbers is read or refused, on both engines alike.
enum DataCheck {
  static func problems(_ bytes: [UInt8]) -> [String] {
    let files = FileAccess.inMemory(["f": bytes])
    return ["load_csv('f')", "load_csv('f', skip_rows=1)", "load_idx('f')", "load_csv('f').sum().item()"]
      .flatMap { call in
        let text = "x = \(call)\nprint(x)\ny = standardize(x)\nL = (x * param(2.0)).sum()\nL.backward()\n"
        let scalar = ProgramCheck.run(text, .scalar, files: files)
        let tensor = ProgramCheck.run(text, .tensor, files: files)
        return scalar.problems
          + (scalar.report == tensor.report
            ? [] : ["the engines differ: \(firstDifference(scalar.report, tensor.report))"])
      }
  }
}
