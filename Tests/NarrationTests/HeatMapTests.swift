import Language
import Testing

@testable import Narration

@Suite("Heat maps")
struct HeatMapTests {
  private let style = NumberStyle()

  private func map(_ rows: [[Double]]) throws -> HeatMap {
    try HeatMap([
      HeatMap.Image(name: "W", rows: rows.count, columns: rows[0].count, values: rows.flatMap { $0 })
    ])
  }

  private func text(_ map: HeatMap, _ look: Look = .unicode, width: Int = 80) -> [String] {
    map.lines(width: width, look: look, style: style).map(\.text)
  }

  @Test("shade from the least to the most, square by square")
  func shades() throws {
    let lines = text(try map([[0, 1], [2, 4]]))
    #expect(lines[0] == "        ░░░░░░░░")
    #expect(lines[4] == "▒▒▒▒▒▒▒▒████████")
    #expect(lines[8].hasPrefix("0 ") && lines[8].hasSuffix(" 4"))
    #expect(lines.last == "W: 2 by 2, lowest 0 at [0, 0], highest 4 at [1, 1]")
  }

  @Test("have strokes and blue for negative numbers, and an even scale on both sides of 0")
  func diverging() throws {
    let map = try map([[-4, 0, 4], [-1, 0, 2]])
    #expect(map.ends == (-4, 4))
    let lines = text(map)
    #expect(lines[0] == "≡≡≡≡≡≡≡≡        ████████")
    #expect(lines[4] == "········        ▒▒▒▒▒▒▒▒")
    #expect(map.color(0) == RGB(0x005FAF) && map.color(0.5) == RGB(0xFFFFFF) && map.color(1) == RGB(0xAF0000))
    #expect(text(map, .ascii)[0] == "%%%%%%%%        ########")
  }

  @Test("show two entries in a character where colours are")
  func halves() throws {
    let digits = (0..<28).map { row in (0..<28).map { Double(row * 28 + $0) } }
    let lines = try map(digits).lines(width: 80, look: .color, style: style)
    #expect(lines[0].width == 28 && lines.count == 16)
    #expect(lines[0].spans[0].text.hasPrefix("▀") || lines[0].spans[0].ink.background != nil)
  }

  @Test("show means of blocks where entries do not fit, and say so")
  func blocks() throws {
    let image = HeatMap.Image(name: "x", rows: 2, columns: 4, values: [1, 3, 5, .nan, 5, 7, .nan, .nan])
    #expect(image.reduced(across: 2, down: 2).values == [4, 5])
    let large = try map([[Double]](repeating: (0..<300).map(Double.init), count: 40))
    #expect(text(large).last == "each place is the mean of 4 by 4 entries")
  }

  @Test("stand side by side in rows on one scale")
  func several() throws {
    let images = (0..<10).map { index in
      HeatMap.Image(name: "x[\(index)]", rows: 8, columns: 8, values: (0..<64).map { Double($0 + index) })
    }
    let lines = text(try HeatMap(images))
    #expect(lines[0].split(separator: " ").prefix(3) == ["x[0]", "x[1]", "x[2]"])
    // A character is the mean of two entries, one below the other.
    #expect(lines.count { $0.hasPrefix("4 ") && $0.hasSuffix(" 68") } == 1)
    #expect(lines.last == "10 images of 8 by 8, lowest 0 at x[0][0, 0], highest 72 at x[9][7, 7]")
  }

  @Test("mark what is no number, and refuse images without any")
  func mistakes() throws {
    let lines = text(try map([[.nan, 1], [2, 3]]))
    #expect(lines[0].hasPrefix("????????"))
    #expect(lines.last?.hasSuffix("; left out: 1 NaN or infinite") == true)
    #expect(throws: Diagnostic.self) { try map([[.nan]]) }
    #expect(throws: Diagnostic.self) { try map([[]]) }
    #expect(throws: Diagnostic.self) { try HeatMap([]) }
  }
}
