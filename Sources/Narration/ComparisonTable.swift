import Autodiff
import Interpreter
import Language

/// Both engines side by side, in words.
public struct ComparisonTable {
  private let comparison: EngineComparison
  private let recording: Recording
  private let names: NodeNames
  private let style: NumberStyle

  public init(
    _ comparison: EngineComparison, _ recording: Recording, style: NumberStyle, rootName: String? = nil,
    avoiding used: Set<String>
  ) {
    self.comparison = comparison
    self.recording = recording
    self.style = style
    names = NodeNames(comparison.expansion, recording, style: style, rootName: rootName, avoiding: used)
  }

  /// Every array but the plain numbers of the program.
  private var differences: [EngineComparison.Difference] {
    comparison.differences.filter {
      let entry = recording[$0.array]
      return !(entry.isLeaf && !entry.needsGradient && entry.name == nil && entry.shape.count == 1)
    }
  }

  /// A line for every array, then the verdict.
  ///
  /// - Parameter place: where in the program an array was made.
  public func lines(width: Int, place: (EntryID) -> String?) -> [String] {
    func cells(_ distance: EngineComparison.Distance?) -> [String] {
      guard let distance else { return ["–", "–", "–"] }
      return [distance.absolute, distance.relative, distance.ulps].map {
        NumberFormat.significant($0, digits: 2)
      }
    }
    let rows = differences.map { difference in
      [names.array(difference.array), recording[difference.array].shape.list] + cells(difference.value)
        + cells(difference.gradient)
    }
    var lines = differenceTable(rows, width: width)
    guard let parting = comparison.parting else {
      lines.append("both engines agree to the last bit")
      return lines
    }
    let name = names.element(parting.element, of: parting.array)
    let what = parting.isGradient ? "the gradient of \(name)" : name
    lines.append(
      "largest relative difference: \(NumberFormat.significant(comparison.largestRelative, digits: 2))")
    lines.append(
      "they part first at \(what)\(place(parting.array).map { ", \($0)" } ?? ""): scalar \(NumberFormat.shortest(parting.scalar)), tensor \(NumberFormat.shortest(parting.tensor))"
    )
    let operation = recording[parting.array].operation?.name
    lines.append(
      operation.map {
        "there \($0) rounds differently: its kernel does not add in the order of its expansion"
      }
        ?? "it is a leaf: what flows into it was added in another order")
    return lines
  }

  /// The differences; in a narrow window without what they are relative to the numbers.
  private func differenceTable(_ rows: [[String]], width: Int) -> [String] {
    let header = ["array", "shape", "Δ value", "relative", "ulps", "Δ gradient", "relative", "ulps"]
    let whole = table(header, rows)
    if whole.allSatisfy({ displayWidth($0) <= width }) { return whole }
    let columns = [0, 1, 2, 5]
    return table(columns.map { header[$0] }, rows.map { row in columns.map { row[$0] } }, width: width)
  }

  /// As JSON: an object an array.
  public var json: JSON {
    func entry(_ distance: EngineComparison.Distance) -> JSON {
      .object([
        ("absolute", .number(distance.absolute)), ("relative", .number(distance.relative)),
        ("ulps", .number(distance.ulps)),
      ])
    }
    return .array(
      differences.map { difference in
        .object([
          ("name", .string(names.array(difference.array))),
          ("shape", .array(recording[difference.array].shape.dimensions.map { .integer($0) })),
          ("value", entry(difference.value)), ("gradient", difference.gradient.map(entry) ?? .null),
        ])
      })
  }
}
