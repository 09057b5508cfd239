import Foundation
import Testing

@testable import Autodiff
@testable import Interpreter
@testable import Language

/// Programs that were right, with pieces taken out, doubled, exchanged, and put in from other programs.
@Suite("Mutated programs")
struct MutatedProgramTests {
  /// How many are tried; `GRADWALK_MUTATIONS` asks for more, of other seeds.
  private static let count =
    ProcessInfo.processInfo.environment["GRADWALK_MUTATIONS"].flatMap { Int($0) } ?? 2_000

  /// Names, numbers, strings, operators, and the blanks between them.
  private static func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    var kind = 0
    for scalar in text.unicodeScalars {
      let own = scalar.properties.isAlphabetic || scalar == "_" ? 1 : ("0"..."9").contains(scalar) ? 2 : 0
      if own != 0, own == kind, !pieces.isEmpty {
        pieces[pieces.count - 1].unicodeScalars.append(scalar)
      } else {
        pieces.append(String(scalar))
      }
      kind = own
    }
    return pieces
  }

  private static let odd = [
    "-1", "0", "1e308", "9223372036854775807", "float('nan')", "None", "True", "''", "[]", "{}", "()", "(1,)",
    "zeros(0)", "tensor(1)", "tensor([True])", "range(3)", "print", "torch", "lambda: 0", ":", "[", ")", "\n",
    "**", "@", "//", " not ", " in ", "...", "[::-1]", "[None]", ".T", ".grad", ".data", "()",
  ]

  @Test("end, or stop with an error in words whose place is in the program, and never crash")
  func neverCrash() throws {
    let programs = try (OracleCase.ordinary + OracleCase.errors).map { try $0.data(".py") }
      .filter { $0.count < 3000 }.compactMap { String(validating: $0, as: UTF8.self) }
      .map(MutatedProgramTests.pieces)
    try #require(programs.count > 100)
    var random = TorchStream(seed: UInt64(MutatedProgramTests.count))
    func pick(_ count: Int) -> Int { Int(random.whole(below: UInt64(max(count, 1)))) }
    var limits = Limits()
    (limits.steps, limits.nodes, limits.elements, limits.output) = (200_000, 100_000, 300_000, 100_000)
    var finished = 0
    for number in 0..<MutatedProgramTests.count {
      var pieces = programs[pick(programs.count)]
      for _ in 0...pick(4) {
        let place = pick(pieces.count)
        guard place < pieces.count else { continue }
        switch pick(5) {
        case 0: pieces.remove(at: place)
        case 1: pieces.insert(pieces[place], at: place)
        case 2: pieces.swapAt(place, pick(pieces.count))
        case 3:
          let other = programs[pick(programs.count)]
          pieces[place] = other[pick(other.count)]
        default: pieces[place] = MutatedProgramTests.odd[pick(MutatedProgramTests.odd.count)]
        }
      }
      let text = pieces.joined()
      if ProcessInfo.processInfo.environment["GRADWALK_MUTATIONS"] != nil {
        // Where a crash is looked for, the program that brings it about must be known.
        try? text.write(toFile: NSTemporaryDirectory() + "mutated.py", atomically: true, encoding: .utf8)
      }
      if try isWithoutError(text, limits, number) { finished += 1 }
    }
    // Some mutations do no harm; most do.
    #expect(finished > 0)
    #expect(finished < MutatedProgramTests.count)
  }

  /// Runs a text, and checks that its error, if it has one, is in words and has its place in the text.
  private func isWithoutError(_ text: String, _ limits: Limits, _ number: Int) throws -> Bool {
    let execution = Execution(text, limits: limits)
    guard let error = execution.error else { return true }
    #expect(!error.message.isEmpty, "program \(number):\n\(text)")
    if let range = error.range {
      let source = execution.machine.sources[Int(range.source)]
      #expect(
        source.name == "<test>" || error.kind == .limit, "program \(number), in \(source.name):\n\(text)")
      #expect(range.start >= 0 && range.start <= range.end)
      let rendered = error.rendered(in: source).text
      #expect(withoutControlCharacters(rendered) == rendered, "program \(number):\n\(text)")
    }
    return false
  }

  @Test("and streams of random words end in the same way")
  func wordStreams() throws {
    let words =
      MutatedProgramTests.odd + [
        "x", "y", "f", "self", "x = ", "y = ", "f = ", "(", ")", "]", "{", "}", ",", ".", ";", ": ", " = ",
        " == ",
        " < ", " + ", " - ", " * ", " / ", " % ", " | ", " & ", "~", "-", "+=", "\n  ", "\n    ", "\n",
        "\n\t",
        "def f(x):", "class A:", "class A(Module):", "for x in ", "while x:", "if ", " else ", "elif y:",
        "return ",
        "break", "pass", "with no_grad():", "import torch", "from torch import *", "global x", "del ",
        "assert ",
        "try", "yield", "f'{", "}'", "\"", "'a'", "0x1F", "1_0", "1e5", "2.5", "é", "\u{0}", "\u{302}", "#",
        "\\",
        "tensor([1.0, 2.0])", "param([[1.0]])", "zeros(2, 2)", "Linear(2, 1)", ".backward()", ".sum()",
        ".item()",
        ".append(x)", "[0]", "[:]", "sorted", "max", "len", "str", "list", "super()", "Value(2.0)", "SGD",
        "range(9)",
      ]
    var random = TorchStream(seed: UInt64(MutatedProgramTests.count) &+ 1)
    var limits = Limits()
    (limits.steps, limits.nodes, limits.elements, limits.output) = (200_000, 100_000, 300_000, 100_000)
    for number in 0..<MutatedProgramTests.count {
      let count = 1 + Int(random.whole(below: 30))
      let text = (0..<count).map { _ in words[Int(random.whole(below: UInt64(words.count)))] }.joined()
      if ProcessInfo.processInfo.environment["GRADWALK_MUTATIONS"] != nil {
        try? text.write(toFile: NSTemporaryDirectory() + "words.py", atomically: true, encoding: .utf8)
      }
      _ = try isWithoutError(text, limits, number)
    }
  }
}
