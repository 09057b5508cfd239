import Autodiff
import Interpreter
import Language
import Narration

/// What pictures are made of, out of the values of a program.
extension Machine {
  /// The values that an expression gives, each with its name: the parts of a tuple that was typed with commas, else
  /// the one.
  func named(_ value: Object, _ text: String) -> [(name: String, value: Object)] {
    let names = PictureRequest.names(in: text)
    guard names.count > 1, case .tuple(let parts)? = container(value) else { return [(text.trimmed, value)] }
    return parts.enumerated().map { index, part in
      (parts.count == names.count ? names[index] : "\(text)[\(index)]", part)
    }
  }

  /// The lines of one value: a row of numbers is one, each column of a matrix, each list of a list and each entry of
  /// a dict.
  func series(_ value: Object, name: String) throws(Diagnostic) -> [LinePlot.Series] {
    switch container(value) {
    case .dictionary(let items):
      var series: [LinePlot.Series] = []
      for (key, item) in items { series += try self.series(item, name: key) }
      return series
    case .list(let items):
      guard items.contains(where: isRow) else { break }
      guard items.count <= LinePlot.limit else {
        throw Diagnostic(
          .value, "\(name) holds \(items.count) lines, and \(LinePlot.limit) can be told apart",
          hint: "for rows of values: :plot tensor(\(name))")
      }
      var series: [LinePlot.Series] = []
      for (index, item) in items.enumerated() {
        let (shape, values) = try numbers(item)
        guard shape.rank <= 1 else {
          throw Diagnostic(
            .shape,
            "\(PictureRequest.part(of: name, "\(index)")) of shape \(shape.list) is no single row of numbers",
            hint: "a line is a list of numbers or a tensor of one dimension")
        }
        series.append(LinePlot.Series(name: PictureRequest.part(of: name, "\(index)"), values: values))
      }
      return series
    default: break
    }
    let (shape, values) = try numbers(value)
    switch shape.rank {
    case 0, 1: return [LinePlot.Series(name: name, values: values)]
    case 2:
      let (rows, columns) = (shape[0], shape[1])
      if columns == 1 { return [LinePlot.Series(name: name, values: values)] }
      guard columns <= LinePlot.limit else {
        throw Diagnostic(
          .value, "\(name) has \(columns) columns, and \(LinePlot.limit) lines can be told apart",
          hint: "pick some, as \(name)[:, :\(LinePlot.limit)], or turn it over: :plot \(name).T")
      }
      return (0..<columns).map { column in
        LinePlot.Series(
          name: PictureRequest.part(of: name, ":, \(column)"),
          values: (0..<rows).map { values[$0 * columns + column] })
      }
    default:
      throw Diagnostic(
        .shape, "\(name) has \(shape.rank) dimensions; lines are drawn of one or two",
        hint: "pick a part, as \(name)[0], or use \(name).flatten()")
    }
  }

  /// The groups of numbers in one value: each list or array of a list, each entry of a dict, else all its numbers.
  func groups(_ value: Object, name: String) throws(Diagnostic) -> [Histogram.Group] {
    var parts: [(String, Object)] = []
    switch container(value) {
    case .dictionary(let items): parts = items.map { ($0.key, $0.value) }
    case .list(let items) where items.contains(where: isRow),
      .tuple(let items) where items.contains(where: isRow):
      parts = items.enumerated().map { (PictureRequest.part(of: name, "\($0.offset)"), $0.element) }
    default: return [Histogram.Group(name: name, values: try numbers(value).values)]
    }
    guard parts.count <= Histogram.limit else {
      throw Diagnostic(
        .value, "\(name) has \(parts.count) parts, and \(Histogram.limit) histograms fit side by side",
        hint: "pick some, as \(name)[:\(Histogram.limit)], or :hist tensor(\(name)) for all numbers in one")
    }
    var groups: [Histogram.Group] = []
    for (name, part) in parts { groups.append(Histogram.Group(name: name, values: try numbers(part).values)) }
    return groups
  }

  /// The matrices in one value.
  func images(_ value: Object, name: String) throws(Diagnostic) -> [HeatMap.Image] {
    switch container(value) {
    case .dictionary(let items):
      var images: [HeatMap.Image] = []
      for (key, item) in items { images += try self.images(item, name: key) }
      return images
    case .list(let items) where items.contains { tensorReport($0).map { $0.shape.rank > 1 } ?? false }:
      var images: [HeatMap.Image] = []
      for (index, item) in items.enumerated() {
        guard images.count <= HeatMap.limit else { break }
        images += try self.images(item, name: PictureRequest.part(of: name, "\(index)"))
      }
      return images
    default: break
    }
    let (shape, values) = try numbers(value)
    var sides = shape.dimensions
    // Images of one channel: N×1×H×W.
    if sides.count == 4, sides[1] == 1 { sides.remove(at: 1) }
    switch sides.count {
    case 1:
      guard let side = (0...sides[0]).first(where: { $0 * $0 >= sides[0] }), side * side == sides[0] else {
        throw Diagnostic(
          .shape, "\(name) has \(sides[0]) entries, which are no square",
          hint: "give it rows and columns: :image \(name).reshape(1, \(sides[0]))")
      }
      return [HeatMap.Image(name: name, rows: side, columns: side, values: values)]
    case 2: return [HeatMap.Image(name: name, rows: sides[0], columns: sides[1], values: values)]
    case 3:
      let count = sides[1] * sides[2]
      return (0..<sides[0]).map { index in
        HeatMap.Image(
          name: PictureRequest.part(of: name, "\(index)"), rows: sides[1], columns: sides[2],
          values: Array(values[(index * count)..<((index + 1) * count)]))
      }
    default:
      throw Diagnostic(
        .shape, "\(name) of shape \(shape.list) is no matrix and no row of matrices",
        hint: sides.isEmpty ? nil : "pick a part, as \(name)[0], or \(name)[:, 0] for the first channel")
    }
  }

  /// Whether an entry of a list is a list or an array of its own, so that it is a line and not a number.
  private func isRow(_ object: Object) -> Bool {
    if let tensor = tensorReport(object) { return tensor.values.count > 1 }
    if case .list? = container(object) { return true }
    return false
  }
}
