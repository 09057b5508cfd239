import Language
import Testing

@testable import Narration

@Suite("Line plots")
struct LinePlotTests {
  private let style = NumberStyle()

  private func plot(_ values: [Double]...) throws -> LinePlot {
    try LinePlot(values.enumerated().map { LinePlot.Series(name: "s\($0.offset)", values: $0.element) })
  }

  private func text(_ plot: LinePlot, _ look: Look = .ascii, width: Int = 40) -> [String] {
    plot.lines(width: width, look: look, style: style).map(\.text)
  }

  @Test("mark small data at their places")
  func marks() throws {
    let lines = text(try plot([0, 10, 0]))
    #expect(lines[0] == "s0")
    // The axis has ticks at 0 and 10; the peak is in the middle of the top row, the ends in the bottom corners.
    let top = try #require(lines.first { $0.hasPrefix("10 +") })
    let bottom = try #require(lines.first { $0.hasPrefix(" 0 +") })
    #expect(top == "10 +" + String(repeating: " ", count: 18) + "*")
    #expect(bottom.hasPrefix(" 0 +*") && bottom.count == 40 && bottom.last == "*")
  }

  @Test("draw rising lines without a gap, column by column")
  func rising() throws {
    let canvas = text(try plot((0..<200).map(Double.init)))
    let rows = canvas.dropFirst().prefix { $0.contains("|") || $0.contains("+") }.dropLast().map {
      Array($0.drop { $0 != "|" && $0 != "+" }.dropFirst())
    }
    let columns = try #require(rows.map(\.count).max())
    for column in 0..<columns {
      #expect(rows.contains { column < $0.count && $0[column] == "*" }, "column \(column) is empty")
    }
  }

  @Test("put eight dots into a character")
  func dots() {
    var canvas = DotCanvas(columns: 1, rows: 1, look: .unicode)
    canvas.line(from: DotCanvas.Dot(x: 0, y: 0), to: DotCanvas.Dot(x: 1, y: 3), 0)
    #expect(canvas.line(0).text == "⡜")
    for x in 0..<2 { for y in 0..<4 { canvas.set(DotCanvas.Dot(x: x, y: y), 0) } }
    #expect(canvas.line(0).text == "⣿")
  }

  @Test("draw a million values as fast as a few, with their extremes")
  func million() throws {
    var values = [Double](repeating: 0, count: 1_000_000)
    values[700_000] = 100
    let lines = text(try plot(values), .unicode)
    #expect(lines[1].dropFirst(5).contains { $0 != " " })
    #expect(lines.joined(separator: " ").contains("100 at 700000"))
  }

  @Test("leave out what is no number, and count it; a line does not cross the gap")
  func gaps() throws {
    let lines = text(try plot([1, 1, 1, .nan, 1, 1, -.infinity]))
    #expect(lines.joined(separator: " ").contains("5 values, all 1; left out: 2 NaN"))
    let row = try #require(lines.first { $0.contains("**") })
    #expect(row.contains(" "), "there is a gap: \(row)")
  }

  @Test("tell two lines apart by marks, and say which is which")
  func legend() throws {
    let lines = text(try plot([1, 2, 3], [3, 2, 1]), .unicode)
    #expect(lines[0] == "● s0   ○ s1")
    #expect(lines.joined().contains("●") && lines.dropFirst().joined().contains("○"))
  }

  @Test("say where a series begins, ends, and is lowest")
  func summary() throws {
    #expect(
      try plot([0.6931, 0.5, 0.0021]).summary(style) == [
        "s0: 3 values from 0.6931 down to 0.0021, lowest at 2, highest at 0"
      ])
    #expect(
      try plot([1, 9, -2, 4]).summary(NumberStyle(digits: 2)) == [
        "s0: 4 values from 1 up to 4, lowest -2 at 2, highest 9 at 1"
      ])
    #expect(try plot([5]).summary(style) == ["s0: a single value, 5 at 0"])
    #expect(try plot([1], [2], [3], [4], [9]).summary(style)[0].hasPrefix("5 series: lowest 1 in s0 at 0"))
  }

  @Test("have an axis of powers of ten on request, without what is not positive")
  func logarithmic() throws {
    var options = LinePlot.Options()
    options.isLogarithmic = true
    let plot = try LinePlot([LinePlot.Series(name: "x", values: [1, 10, 100, 0, -1])], options: options)
    let lines = text(plot)
    // Equal factors are equal distances: the mark of 10 is half way between those of 1 and 100.
    let rows = lines.indices.filter { lines[$0].contains("*") }
    let first = try #require(rows.first)
    let last = try #require(rows.last)
    #expect(rows.contains((first + last) / 2))
    #expect(plot.summary(style)[0].hasSuffix("; left out: 2 not positive"))
  }

  @Test("stand above another series on request")
  func against() throws {
    let plot = try LinePlot(
      [LinePlot.Series(name: "y", values: [0, 1, 0, -1, 0])],
      against: LinePlot.Series(name: "x", values: [1, 0, -1, 0, 1]))
    let lines = text(plot)
    #expect(lines[0] == "y against x")
    #expect(lines.joined().contains("highest 1 at x = 0"))
    // A closed curve has its ends in the middle row, at both sides.
    let middle = try #require(lines.first { $0.contains(" 0 +") })
    #expect(middle.filter { $0 == "*" }.count >= 2)
  }

  @Test("give as many digits as tell the ends apart, and say where rounding alone does")
  func digits() throws {
    func told(_ values: [Double], digits: Int = 4) throws -> String? {
      try LinePlot([LinePlot.Series(name: "s", values: values)]).summary(NumberStyle(digits: digits)).first
    }
    #expect(
      try told([0.017662, 0.5, 0.017661])
        == "s: 3 values from 0.017662 down to 0.017661, lowest at 2, highest 0.5 at 1")
    #expect(
      try told([2.0001, 2.00010001]) == "s: 2 values from 2.0001 up to 2.00010001, lowest at 0, highest at 1")
    #expect(try told([1.5, 1.25]) == "s: 2 values from 1.5 down to 1.25, lowest at 1, highest at 0")
    // What differs by rounding alone makes no number longer.
    let nearlyOne = 1 + Double.ulpOfOne
    #expect(
      try told([nearlyOne, 2.5, 1]) == "s: 3 values from 1 back to 1, lowest at 2, highest 2.5 at 1")
    #expect(
      try told([0.25, 0.017661, 0.5, 0.017662])
        == "s: 4 values from 0.25 down to 0.017662, lowest 0.017661 at 1, highest 0.5 at 2")
    #expect(try told([0.5, 0.5.nextUp]) == "s: 2 values, all 0.5 to 12 digits")
    #expect(try told([0.5, 0.5]) == "s: 2 values, all 0.5")
    let many = try LinePlot(
      (0..<5).map { LinePlot.Series(name: "s\($0)", values: [1.00001 + 1e-6 * Double($0)]) })
    let text = try #require(many.summary(NumberStyle(digits: 4)).first)
    #expect(text.contains("lowest 1.00001 in s0") && text.contains("highest 1.000014 in s4"))
  }

  @Test("refuse what cannot be drawn")
  func mistakes() throws {
    func message(_ series: [[Double]], against: [Double]? = nil) -> String {
      do {
        _ = try LinePlot(
          series.map { LinePlot.Series(name: "s", values: $0) },
          against: against.map { LinePlot.Series(name: "t", values: $0) })
        return ""
      } catch { return (error as Diagnostic).message }
    }
    #expect(message([[]]) == "s is empty: there is nothing to draw")
    #expect(message([[.nan, .infinity]]) == "s has no number that can be drawn")
    #expect(message([[1, 2]], against: [1]) == "s has 2 values and t has 1")
    #expect(message([[Double]](repeating: [1], count: 11)) == "11 lines cannot be told apart; 10 can")
  }
}
