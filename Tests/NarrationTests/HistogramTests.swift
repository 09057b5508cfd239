import Language
import Testing

@testable import Narration

@Suite("Histograms")
struct HistogramTests {
  private let style = NumberStyle()

  private func histogram(_ values: [Double]...) throws -> Histogram {
    try Histogram(values.enumerated().map { Histogram.Group(name: "h\($0.offset)", values: $0.element) })
  }

  @Test("count every number once, in intervals with round ends")
  func counts() throws {
    let values = (0..<1000).map { Double(($0 * 7919) % 1000) / 100 }
    let histogram = try histogram(values)
    for room in [2, 7, 20, 60] {
      let bins = histogram.bins(atMost: room)
      #expect(bins.count <= room)
      #expect(histogram.counts(0, bins).reduce(0, +) == 1000)
      for (index, count) in histogram.counts(0, bins).enumerated() {
        let inside = values.count {
          $0 >= bins.edge(index)
            && ($0 < bins.edge(index + 1) || (index == bins.count - 1 && $0 == bins.edge(index + 1)))
        }
        #expect(count == inside)
      }
    }
  }

  @Test("put whole numbers into the middle of their intervals")
  func whole() throws {
    let histogram = try histogram([1, 2, 2, 3, 3, 3, 7])
    let bins = histogram.bins(atMost: 40)
    #expect(histogram.counts(0, bins) == [1, 2, 3, 0, 0, 0, 1])
    #expect(bins.edge(0) == 0.5)
    let lines = histogram.lines(width: 80, look: .unicode, style: style).map(\.text)
    #expect(lines[1] == "3 ┤                    ██████████")
    #expect(lines[12].split(separator: " ").joined() == "1234567")
  }

  @Test("say mean and standard deviation as std() has them")
  func measures() throws {
    let histogram = try histogram([2, 4, 4, 4, 5, 5, 7, 9], [1e290, -1e290], [3])
    #expect(histogram.measures[0].mean == 5)
    #expect(abs((histogram.measures[0].deviation ?? 0) - 2.138089935299395) < 1e-15)
    #expect(histogram.measures[1].mean == 0)
    #expect(histogram.measures[1].deviation?.isFinite == true)
    #expect(histogram.summary(style)[0] == "h0: 8 values from 2 to 9, mean 5, std 2.13809")
    #expect(histogram.summary(style)[2] == "h2: a single value, 3")
  }

  @Test("stand side by side over one axis, in rows as the width allows")
  func panels() throws {
    let values = (0..<100).map { Double($0) / 50 - 1 }
    let four = try Histogram((0..<4).map { Histogram.Group(name: "h\($0)", values: values) })
    let wide = four.lines(width: 100, look: .unicode, style: style).map(\.text)
    #expect(wide[0].split(separator: " ") == ["h0", "h1", "h2", "h3"])
    let narrow = four.lines(width: 40, look: .unicode, style: style).map(\.text)
    #expect(narrow[0].hasPrefix("h0 top ") && narrow[0].contains("h1 top "))
    #expect(narrow.contains { $0.hasPrefix("h2 top ") && $0.contains("h3 top ") })
    #expect(narrow.contains { $0.contains("mean -0.01") })
  }

  @Test("leave out what is no number, and refuse groups without any")
  func mistakes() throws {
    #expect(try histogram([1, .nan, 2]).summary(style)[0].hasSuffix("; left out: 1 NaN or infinite"))
    #expect(throws: Diagnostic.self) { try histogram([]) }
    #expect(throws: Diagnostic.self) { try histogram([.nan]) }
    #expect(throws: Diagnostic.self) {
      try Histogram((0..<25).map { Histogram.Group(name: "\($0)", values: [1]) })
    }
  }
}
