import Testing

@testable import Narration

@Suite("Axes")
struct AxisTests {
  @Test(
    "have round numbers, as many as there is room for",
    arguments: [
      (0.0, 299.0, 6, ["0", "100", "200"]), (0, 1, 6, ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
      (-3, 3, 7, ["-3", "-2", "-1", "0", "1", "2", "3"]), (0.31, 0.59, 4, ["0.4", "0.5"]),
      (0, 2e6, 5, ["0", "5e+05", "1e+06", "1.5e+06", "2e+06"]), (1e-8, 3e-8, 3, ["1e-08", "2e-08", "3e-08"]),
      (99.5, 100.5, 3, ["99.5", "100.0", "100.5"]),
    ] as [(Double, Double, Int, [String])])
  func ticks(low: Double, high: Double, count: Int, labels: [String]) {
    let ticks = AxisScale(low, high).ticks(atMost: count)
    #expect(ticks.map(\.label) == labels)
    #expect(ticks.allSatisfy { (0...1).contains($0.place) })
  }

  @Test("give the same number for a label and its place")
  func places() {
    for tick in AxisScale(-0.7, 0.9).ticks(atMost: 9) {
      #expect(AxisScale(-0.7, 0.9).place(tick.value) == tick.place)
      #expect(Double(tick.label) == tick.value)
    }
  }

  @Test("count whole things in whole steps")
  func whole() {
    #expect(AxisScale(0, 2).ticks(atMost: 20, whole: true).map(\.label) == ["0", "1", "2"])
  }

  @Test("have powers of ten at equal distances where they are logarithmic")
  func logarithmic() {
    let ticks = AxisScale(0.001, 1000, logarithmic: true).ticks(atMost: 7)
    #expect(ticks.map(\.label) == ["0.001", "0.01", "0.1", "1", "10", "100", "1e+03"])
    for (index, tick) in ticks.enumerated() { #expect(abs(tick.place - Double(index) / 6) < 1e-12) }
    // Within one decade there are still two numbers to read.
    #expect(AxisScale(0.3, 0.4, logarithmic: true).ticks(atMost: 6).count >= 2)
  }

  @Test("make room around a single number, and hold numbers of any size")
  func extremes() {
    #expect(AxisScale(3, 3).place(3) == 0.5)
    #expect(AxisScale(0, 0).place(0) == 0.5)
    for (low, high) in [
      (-1e300, 1e300), (1e-300, 2e-300), (-0x1p-1074, 0x1p-1074), (1, 1 + 1e-15), (1e299, 1e300),
    ] {
      for scale in [AxisScale(low, high), AxisScale(low, high).roundedOut(ticks: 5)] {
        #expect(scale.low.isFinite && scale.high.isFinite && scale.low < scale.high)
        #expect((0...1).contains(scale.place(low)) && (0...1).contains(scale.place(high)))
        #expect(scale.ticks(atMost: 6).count <= 12)
      }
    }
  }

  @Test("end on round numbers if that does not leave them half empty")
  func rounding() {
    let wide = AxisScale(0.0096, 0.702).roundedOut(ticks: 5)
    #expect(wide.low == 0 && wide.high == 0.8)
    let narrow = AxisScale(-5.1, 5.1).roundedOut(ticks: 3)
    #expect(narrow.low == -6 && narrow.high == 6)
  }
}
