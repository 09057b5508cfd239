import Language
import Testing

@testable import Narration

@Suite("Decision regions")
struct DecisionRegionTests {
  private let style = NumberStyle()

  /// The regions of a classifier given as a function of x and y.
  private func regions(
    _ data: DecisionRegions.Data? = nil, look: Look = .unicode, _ scores: (Double, Double) -> [Double]
  ) throws -> DecisionRegions {
    let grid = PlaneGrid.text(around: data?.points ?? [], width: 80, look: look)
    let points = grid.points + (data?.points ?? [])
    let outputs = stride(from: 0, to: points.count, by: 2).map { scores(points[$0], points[$0 + 1]) }
    return try DecisionRegions(
      name: "f", grid: grid, outputs: outputs.flatMap { $0 }, perPoint: outputs[0].count, data: data)
  }

  private func text(_ regions: DecisionRegions, _ look: Look = .unicode) -> [String] {
    regions.lines(width: 80, look: look, style: style).map(\.text)
  }

  @Test("take outputs between 0 and 1 for probabilities, and others for scores")
  func threshold() throws {
    #expect(try regions { x, _ in [x > 0 ? 0.9 : 0.1] }.rule == .threshold(0.5))
    #expect(try regions { x, _ in [x] }.rule == .threshold(0))
    #expect(try regions { x, y in [x, y, 0] }.rule == .highest(of: 3))
  }

  @Test("are where the classifier says")
  func places() throws {
    let right = text(try regions { x, _ in [x] })
    for line in right.dropFirst().prefix(14) {
      #expect(line.dropFirst(4) == String(repeating: " ", count: 32) + String(repeating: "░", count: 32))
    }
    let up = text(try regions { _, y in [y] })
    #expect(up.dropFirst().prefix(7).allSatisfy { $0.hasSuffix(String(repeating: "░", count: 64)) })
    #expect(up.dropFirst(8).prefix(7).allSatisfy { !$0.contains("░") })
    #expect(up[0] == "░░ f > 0")
    #expect(up.last == "f > 0 in 50% of the area; first input across -3 to 3, second up -3 to 3")
  }

  @Test(
    "tell in the legend what stands for NaN, with colours and without",
    arguments: [Look.unicode, .ascii, .color])
  func unknown(look: Look) throws {
    let half = try regions { x, y in [x < 0 ? .nan : y] }
    let legend = try #require(half.lines(width: 72, look: look, style: NumberStyle()).first)
    #expect(legend.text.hasSuffix(" NaN"))
    if look == .color {
      #expect(legend.spans.contains { $0.ink.background == DecisionRegions.tint(-1) })
    } else {
      #expect(legend.text.contains("??"))
    }
    #expect(half.svg(style: NumberStyle()).contains(">NaN</text>"))
    #expect(half.svg(style: NumberStyle()).contains(">second input</text>"))
    let whole = try regions { _, y in [y] }
    #expect(!whole.lines(width: 72, look: look, style: NumberStyle())[0].text.contains("NaN"))
  }

  @Test("show data by class, and which points lie on the wrong side")
  func data() throws {
    let data = try DecisionRegions.Data(
      points: [-2, -1, 2, 1, 1, 0], labels: [-1, 1, -1], perLabel: 1)
    let regions = try regions(data) { x, _ in [x] }
    #expect(data.names == ["-1", "1"])
    #expect((0..<3).map(regions.isWrong) == [false, false, true])
    let lines = text(regions)
    #expect(lines[0] == "░░ f > 0   ● -1   ○ 1   ✗ on the wrong side")
    let picture = lines.dropFirst().prefix(14).joined()
    #expect(
      picture.count { $0 == "●" } == 1 && picture.count { $0 == "○" } == 1 && picture.count { $0 == "✗" } == 1
    )
    #expect(lines.last == "3 points: 1 on the wrong side: (1, 0)")
    // The range is the data's with a margin.
    #expect(regions.grid.x.low == -2.48 && regions.grid.x.high == 2.48)
  }

  @Test("take the class of the highest score")
  func scores() throws {
    let regions = try regions { x, y in [x, -x, y * 100] }
    let counts = (0..<3).map { index in regions.cells.count { $0 == index } }
    #expect(counts.reduce(0, +) == regions.cells.count && counts[2] > counts[0] && counts[0] == counts[1])
    #expect(text(regions)[0] == "blank class 0   ░░ class 1   ·· class 2")
  }

  @Test("take rows with a 1 for classes")
  func oneHot() throws {
    let data = try DecisionRegions.Data(points: [0, 0, 1, 1], labels: [0, 0, 1, 1, 0, 0], perLabel: 3)
    #expect(data.classes == [2, 0])
  }

  @Test("leave places without a number blank of any class")
  func undefined() throws {
    let regions = try regions { x, _ in [x > 0 ? .nan : 1] }
    #expect(regions.cells.count { $0 < 0 } == regions.cells.count / 2)
    #expect(text(regions)[1].hasSuffix("?"))
    #expect(regions.summary(style)[0].hasSuffix("NaN in 50%"))
  }

  @Test("refuse classes that are none")
  func mistakes() throws {
    func message(_ points: [Double], _ labels: [Double], _ perLabel: Int = 1) -> String {
      do {
        _ = try regions(try DecisionRegions.Data(points: points, labels: labels, perLabel: perLabel)) {
          x, _ in [x]
        }
        return ""
      } catch { return (error as? Diagnostic)?.message ?? "" }
    }
    #expect(message([0, 0], [0.5]).hasPrefix("a class is a whole number"))
    #expect(message([0, 0], [.nan]).hasPrefix("a class is a whole number"))
    #expect(message([0, 0, 1, 1], [-1, 0]).hasPrefix("classes are -1 and 1"))
    #expect(message([0, 0], [2]).contains("classes up to 2, and f tells 2 apart"))
    #expect(message([0, 0], []).hasPrefix("there are 1 points and 0 classes"))
    #expect(message([0, 0], [], 0).hasPrefix("there are 1 points and 0 classes"))
    #expect(message([.nan, 0], [1]) == "there is no point that can be drawn")
  }
}
