import Autodiff
import Language

/// `:boundary`: where in the plane a classifier says which class, and data on top of it.
public struct DecisionRegions: Picture, Sendable {
  /// Points with the class each of them has.
  public struct Data: Sendable {
    /// Pairs, one behind the other.
    public let points: [Double]
    /// The place of each point's class among the names.
    let classes: [Int]
    /// How many points are not drawn.
    let leftOut: Int
    /// The classes as the data call them.
    let names: [String]
  }

  /// How a classifier's numbers become a class.
  enum Rule: Hashable {
    /// Class 1 above a number, class 0 up to it.
    case threshold(Double)
    /// The class of the highest of so many scores.
    case highest(of: Int)
  }

  let name: String
  let grid: PlaneGrid
  let data: Data?
  let rule: Rule
  /// The class of each cell; −1 where the classifier gives no number.
  let cells: [Int]
  /// The class of each point, as the classifier has it.
  let predictions: [Int]

  /// - Parameters:
  ///   - outputs: what the classifier gives for the grid's points and then for the data's, so many numbers each.
  /// - Throws: where there are more classes than can be told apart, or the data have others than the classifier.
  public init(
    name: String, grid: PlaneGrid, outputs: [Double], perPoint: Int, data: Data? = nil
  ) throws(Diagnostic) {
    guard perPoint <= Palette.limit else {
      throw Diagnostic(
        .value,
        "\(pictureName(name)) gives \(perPoint) scores a point; \(Palette.limit) classes can be told apart",
        hint: "draw the scores of a few classes: lambda p: f(p)[:, :4]")
    }
    self.name = pictureName(name)
    self.grid = grid
    self.data = data
    let rule: Rule
    if perPoint == 1 {
      // Probabilities are told from scores by their range.
      let areProbabilities = outputs.allSatisfy { $0.isNaN || (0...1).contains($0) }
      rule = .threshold(areProbabilities ? 0.5 : 0)
    } else {
      rule = .highest(of: perPoint)
    }
    let classes = stride(from: 0, to: outputs.count, by: perPoint).map { start -> Int in
      let scores = outputs[start..<(start + perPoint)]
      guard !scores.contains(where: { $0.isNaN }) else { return -1 }
      switch rule {
      case .threshold(let limit): return outputs[start] > limit ? 1 : 0
      case .highest: return (scores.indices.max { scores[$0] < scores[$1] } ?? start) - start
      }
    }
    self.rule = rule
    let count = grid.columns * grid.rows
    cells = Array(classes.prefix(count))
    predictions = Array(classes.dropFirst(count))
    if let data, data.names.count > classCount {
      throw Diagnostic(
        .value,
        "the data have classes up to \(data.names.count - 1), and \(self.name) tells \(classCount) apart, from 0 on",
        hint: classCount == 2 ? "for more than two, it gives a score for each class" : nil)
    }
  }

  /// Whether there are places where the classifier gives no number.
  var hasUnknown: Bool { cells.contains { $0 < 0 } }

  var classCount: Int {
    switch rule {
    case .threshold: 2
    case .highest(let count): count
    }
  }

  /// The classes as a legend names them: of two sides, the upper one first.
  var regionOrder: [Int] { rule == .highest(of: classCount) ? Array(0..<classCount) : [1, 0] }

  /// What a region is called.
  func regionName(_ index: Int, width: Int = .max, _ look: Look = .unicode) -> String {
    switch rule {
    case .threshold(let limit):
      "\(name.fitted(to: width, look)) \(index == 1 ? ">" : "<=") \(NumberFormat.general(limit, digits: 3))"
    case .highest: "class \(index)"
    }
  }

  /// Whether a point lies where the classifier says another class.
  func isWrong(_ point: Int) -> Bool { data.map { $0.classes[point] != predictions[point] } ?? false }

  /// A point's place, both from 0 to 1, from the left and from the bottom.
  func place(_ point: Int) -> (x: Double, y: Double) {
    guard let data else { return (0, 0) }
    return (grid.x.place(data.points[2 * point]), grid.y.place(data.points[2 * point + 1]))
  }

  public func summary(_ style: NumberStyle) -> [String] {
    func percent(_ part: Int, _ all: Int) -> String {
      "\(NumberFormat.fixed(100 * Double(part) / Double(max(all, 1)), decimals: 0))%"
    }
    func range(_ scale: AxisScale) -> String { "\(style.text(scale.low)) to \(style.text(scale.high))" }
    let areas =
      rule == .highest(of: classCount)
      ? (0..<classCount).map { index in "class \(index) \(percent(cells.count { $0 == index }, cells.count))"
      }
      : ["\(regionName(1)) in \(percent(cells.count { $0 == 1 }, cells.count)) of the area"]
    var text =
      areas.joined(separator: ", ") + "; first input across \(range(grid.x)), second up \(range(grid.y))"
    let unknown = cells.count { $0 < 0 }
    if unknown > 0 { text += "; NaN in \(percent(unknown, cells.count))" }
    guard let data else { return [text] }
    let wrong = data.classes.indices.filter(isWrong)
    var told = "\(data.classes.count) point\(data.classes.count == 1 ? "" : "s"): "
    if wrong.isEmpty {
      told += "all on their side"
    } else {
      let shown = wrong.prefix(4).map { point in
        "(\(style.text(data.points[2 * point])), \(style.text(data.points[2 * point + 1])))"
      }
      told += "\(wrong.count) on the wrong side: \(shown.joined(separator: ", "))"
      if wrong.count > shown.count { told += " and \(wrong.count - shown.count) more" }
    }
    if data.leftOut > 0 { told += "; left out: \(data.leftOut) NaN or infinite" }
    return [text, told]
  }
}

extension DecisionRegions.Data {
  /// Sorts out points and their classes.
  ///
  /// - Parameters:
  ///   - points: pairs, one behind the other.
  ///   - labels: for each point its class, a whole number (0, 1, … or −1 and 1), or a row with a 1 in its place.
  public init(points: [Double], labels: [Double], perLabel: Int) throws(Diagnostic) {
    let count = points.count / 2
    guard perLabel > 0, labels.count == count * perLabel else {
      throw Diagnostic(
        .shape, "there are \(count) points and \(labels.count / max(perLabel, 1)) classes for them",
        hint: "each row of x needs its y")
    }
    var classes: [Int] = []
    var names: [String]
    if perLabel > 1 {
      names = (0..<perLabel).map(String.init)
      for start in stride(from: 0, to: labels.count, by: perLabel) {
        let row = labels[start..<(start + perLabel)]
        classes.append((row.indices.max { row[$0] < row[$1] } ?? start) - start)
      }
    } else if labels.contains(-1) {
      if let odd = labels.first(where: { $0 != 1 && $0 != -1 }) {
        throw Diagnostic(
          .value,
          "classes are -1 and 1, or 0, 1, 2, …; here is \(NumberFormat.general(odd, digits: 6)) besides",
          hint: "two classes are -1 and 1 or 0 and 1")
      }
      names = ["-1", "1"]
      classes = labels.map { $0 > 0 ? 1 : 0 }
    } else {
      if let odd = labels.first(where: { !($0 >= 0 && $0 < 1000 && $0 == $0.rounded()) }) {
        throw Diagnostic(
          .value, "a class is a whole number from 0 on, not \(NumberFormat.general(odd, digits: 6))",
          hint: "two classes may also be -1 and 1")
      }
      classes = labels.map { Int($0) }
      names = (0...max(classes.max() ?? 1, 1)).map(String.init)
    }
    let kept = (0..<count).filter {
      AxisScale.canPlace(points[2 * $0]) && AxisScale.canPlace(points[2 * $0 + 1])
    }
    guard !kept.isEmpty else {
      throw Diagnostic(
        .value, "there is no point that can be drawn", hint: "all are NaN or infinite: print(x) shows them")
    }
    self.points = kept.flatMap { [points[2 * $0], points[2 * $0 + 1]] }
    self.classes = kept.map { classes[$0] }
    self.names = names
    leftOut = count - kept.count
  }
}
