import Autodiff
import Language

/// `:plot`: one or more series of numbers as lines.
public struct LinePlot: Picture, Sendable {
  public struct Series: Sendable {
    public let name: String
    public let values: [Double]

    public init(name: String, values: [Double]) { (self.name, self.values) = (pictureName(name), values) }
  }

  /// How the numbers are shown.
  public struct Options: Sendable, Hashable {
    /// Powers of ten at equal distances upwards.
    public var isLogarithmic = false
    /// Whether points are left alone or joined by lines.
    public var joinsPoints = true
    /// How many lines of text the curves may take.
    public var mostRows = 12
    public init() {}
  }

  /// So many lines are told apart.
  public static let limit = Palette.limit

  let series: [Series]
  /// What the values stand above; without it, their index.
  let across: Series?
  let options: Options
  let x: AxisScale
  let y: AxisScale
  /// The place in the series of the numbers that can be drawn, by series.
  private let drawn: [[Bool]?]
  /// For each series, how many entries are not drawn: NaN or infinite ones, and on a logarithmic axis those that
  /// are not positive.
  let leftOut: [(notFinite: Int, notPositive: Int)]

  /// - Throws: where there is nothing to draw, or more than can be told apart, or the lengths differ.
  public init(_ series: [Series], against across: Series? = nil, options: Options = Options())
    throws(Diagnostic)
  {
    guard series.count <= LinePlot.limit else {
      throw Diagnostic(
        .value, "\(series.count) lines cannot be told apart; \(LinePlot.limit) can",
        hint: "draw some of them: :plot xs[:, :4]")
    }
    if let across, let odd = series.first(where: { $0.values.count != across.values.count }) {
      throw Diagnostic(
        .shape,
        "\(odd.name) has \(odd.values.count) values and \(across.name) has \(across.values.count)",
        hint: "each y needs its x")
    }
    self.series = series
    self.across = across
    self.options = options
    var (lowX, highX, lowY, highY) = (Double.infinity, -Double.infinity, Double.infinity, -Double.infinity)
    var drawn: [[Bool]?] = []
    var leftOut: [(notFinite: Int, notPositive: Int)] = []
    for one in series {
      var mask: [Bool]?
      var (notFinite, notPositive) = (0, 0)
      for (i, value) in one.values.enumerated() {
        let place = across?.values[i] ?? Double(i)
        guard AxisScale.canPlace(place), AxisScale.canPlace(value, logarithmic: options.isLogarithmic) else {
          if AxisScale.canPlace(place), AxisScale.canPlace(value) { notPositive += 1 } else { notFinite += 1 }
          if mask == nil { mask = [Bool](repeating: true, count: one.values.count) }
          mask?[i] = false
          continue
        }
        (lowX, highX) = (min(lowX, place), max(highX, place))
        (lowY, highY) = (min(lowY, value), max(highY, value))
      }
      drawn.append(mask)
      leftOut.append((notFinite, notPositive))
    }
    self.drawn = drawn
    self.leftOut = leftOut
    guard lowY <= highY else {
      let name = series.first?.name ?? "it"
      guard series.contains(where: { !$0.values.isEmpty }) else {
        throw Diagnostic(
          .value, "\(name) is empty: there is nothing to draw", hint: "a picture needs at least one number")
      }
      throw Diagnostic(
        .value, "\(name) has no number that can be drawn",
        hint: leftOut.contains { $0.notPositive > 0 }
          ? "a logarithmic axis has room for positive numbers only" : "all are NaN or infinite")
    }
    x = across == nil ? AxisScale(lowX, highX) : AxisScale(lowX, highX).roundedOutIfClose(ticks: 8)
    y = AxisScale(lowY, highY, logarithmic: options.isLogarithmic)
  }

  /// Whether the entry of a series has a place in the picture.
  func isDrawn(_ index: Int, of series: Int) -> Bool { drawn[series]?[index] ?? true }

  /// Where an entry lies above an axis, both from 0 to 1.
  func place(_ index: Int, of series: Int, on y: AxisScale) -> (x: Double, y: Double) {
    (x.place(across?.values[index] ?? Double(index)), y.place(self.series[series].values[index]))
  }

  /// The entries that are marked where `across` many marks have room: all of few, else some of each series, so that
  /// lines are told apart without colours.
  func marked(_ index: Int, room: Int) -> [Int] {
    let count = series[index].values.count
    if count <= room || !options.joinsPoints && count <= room * 2 { return Array(0..<count) }
    guard series.count > 1, options.joinsPoints else { return [] }
    let apart = max(count * 2 / max(room, 1), 1)
    let first = apart * (2 * index + 1) / (2 * series.count)
    return Array(stride(from: min(first, count - 1), to: count, by: apart))
  }
}
