import Autodiff
import Interpreter
import Language
import Narration

extension Command {
  static let pictureCommands: [Command] = [
    Command(
      name: "plot", takes: "xs [FILE]",
      help:
        "a line for each list or column: :plot a, b; :plot y against x; then log, points, or a FILE.svg"
    ) {
      session, line, io throws(Diagnostic) in
      let request = try PictureRequest(
        line, for: "plot", words: ["log", "points"], example: "losses, or :plot y against x")
      let plot = try session.linePlot(request)
      try session.show(plot, request, io)
      return .done
    },
    Command(
      name: "hist", takes: "xs [FILE]",
      help: "a histogram of all entries, or one for each: :hist h1, h2 or :hist layers (a list of tensors)"
    ) {
      session, line, io throws(Diagnostic) in
      let request = try PictureRequest(line, for: "hist", example: "w, or :hist h1, h2")
      let (copy, value) = try session.evaluated(request.only("hist"), for: "hist")
      var groups: [Histogram.Group] = []
      for (name, part) in copy.named(value, request.text) { groups += try copy.groups(part, name: name) }
      try session.show(try Histogram(groups), request, io)
      return .done
    },
    Command(
      name: "boundary", takes: "f[, x, y] [FILE]",
      help:
        "where f says which class, f called with points of shape [N, 2]; with data x (N×2) of classes y on top"
    ) {
      session, line, io throws(Diagnostic) in
      let request = try PictureRequest(line, for: "boundary", example: "f, or :boundary f, x, y")
      try session.show(try session.decisionRegions(request, io), request, io)
      return .done
    },
    Command(
      name: "image", takes: "x [FILE]",
      help: "a matrix as a heat map, blue below 0; N×H×W and lists are drawn side by side"
    ) {
      session, line, io throws(Diagnostic) in
      let request = try PictureRequest(line, for: "image", example: "W, or :image x[0].reshape(8, 8)")
      let (copy, value) = try session.evaluated(request.only("image"), for: "image")
      var images: [HeatMap.Image] = []
      for (name, part) in copy.named(value, request.text) { images += try copy.images(part, name: name) }
      try session.show(try HeatMap(images), request, io)
      return .done
    },
  ]
}

extension Session {
  /// Shows a picture, or puts it into the file that was asked for.
  fileprivate func show(_ picture: some Picture, _ request: PictureRequest, _ io: SessionIO)
    throws(Diagnostic)
  {
    guard let file = request.file else {
      io.lines(picture.lines(width: settings.width, look: settings.look, style: settings.style))
      return
    }
    guard let save = io.save else {
      throw Diagnostic(
        .value, "a lesson writes no files", hint: "leave \(brief(file)) out to see the picture here")
    }
    try save(picture.svg(style: settings.style), file)
    io.line("wrote \(file)")
    io.lines(picture.summaryLines(width: settings.width, look: settings.look, style: settings.style))
  }

  fileprivate func linePlot(_ request: PictureRequest) throws(Diagnostic) -> LinePlot {
    let (copy, value) = try evaluated(request.text, for: "plot")
    var series: [LinePlot.Series] = []
    for (name, part) in copy.named(value, request.text) { series += try copy.series(part, name: name) }
    var across: LinePlot.Series?
    if let text = request.across {
      let (copy, value) = try evaluated(text, for: "plot")
      let (shape, values) = try copy.numbers(value)
      guard values.count == shape.dimensions.max() ?? 0 else {
        throw Diagnostic(
          .shape, "\(text) of shape \(shape.list) is no single row of numbers to draw against",
          hint: "pick a column: :plot y against \(text)[:, 0]")
      }
      across = LinePlot.Series(name: text, values: values)
    }
    var options = LinePlot.Options()
    options.isLogarithmic = request.words.contains("log")
    options.joinsPoints = !request.words.contains("points")
    return try LinePlot(series, against: across, options: options)
  }
}

extension Session {
  fileprivate func decisionRegions(_ request: PictureRequest, _ io: SessionIO) throws(Diagnostic)
    -> DecisionRegions
  {
    var (copy, value) = try evaluated(request.only("boundary"), for: "boundary")
    let parts = copy.named(value, request.text)
    guard parts.count == 1 || parts.count == 3 else {
      throw Diagnostic(
        .value, ":boundary takes a classifier, or a classifier, points and their classes",
        hint: ":boundary f, or :boundary f, x, y")
    }
    var data: DecisionRegions.Data?
    if parts.count == 3 {
      let (points, labels) = (try copy.numbers(parts[1].value), try copy.numbers(parts[2].value))
      guard points.shape.rank == 2, points.shape[1] == 2 else {
        throw Diagnostic(
          .shape, "\(parts[1].name) of shape \(points.shape.list) are no points of a plane",
          hint: "it needs a row of two numbers for each point, N×2")
      }
      guard labels.shape.rank == 1 || labels.shape.rank == 2 else {
        throw Diagnostic(.shape, "\(parts[2].name) of shape \(labels.shape.list) is no row of classes")
      }
      data = try DecisionRegions.Data(
        points: points.values, labels: labels.values,
        perLabel: labels.shape.rank == 2 ? labels.shape[1] : 1)
    }
    let points = data?.points ?? []
    let grid =
      request.file == nil
      ? PlaneGrid.text(around: points, width: settings.width, look: settings.look)
      : PlaneGrid.drawing(around: points)
    // Looking at a plane point by point may take as long as a program.
    copy.limits = machine.limits
    let (outputs, perPoint) = try copy.applying(
      parts[0].value, toRows: grid.points + points, width: 2, like: parts.count == 3 ? parts[1].value : nil
    ) { () throws(Diagnostic) in try checkTime(io) }
    return try DecisionRegions(
      name: parts[0].name, grid: grid, outputs: outputs, perPoint: perPoint, data: data)
  }
}

extension Machine {
  /// The values that an expression gives, each with its name: the parts of a tuple that was typed with commas, else
  /// the one.
  fileprivate func named(_ value: Object, _ text: String) -> [(name: String, value: Object)] {
    let names = PictureRequest.names(in: text)
    guard names.count > 1, case .tuple(let parts)? = container(value) else { return [(text.trimmed, value)] }
    return parts.enumerated().map { index, part in
      (parts.count == names.count ? names[index] : "\(text)[\(index)]", part)
    }
  }

  /// The lines of one value: a row of numbers is one, each column of a matrix, each list of a list and each entry of
  /// a dict.
  fileprivate func series(_ value: Object, name: String) throws(Diagnostic) -> [LinePlot.Series] {
    switch container(value) {
    case .dictionary(let items):
      var series: [LinePlot.Series] = []
      for (key, item) in items { series += try self.series(item, name: key) }
      return series
    case .list(let items):
      guard items.contains(where: isRow) else { break }
      var series: [LinePlot.Series] = []
      for (index, item) in items.enumerated() {
        guard index < 1_000 else {
          throw Diagnostic(
            .value, "\(name) has \(items.count) lines", hint: "for rows of values: :plot tensor(\(name))")
        }
        let (shape, values) = try numbers(item)
        guard shape.rank <= 1 else {
          throw Diagnostic(
            .shape, "\(name)[\(index)] of shape \(shape.list) is no single row of numbers")
        }
        series.append(LinePlot.Series(name: "\(name)[\(index)]", values: values))
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
      // More than can be told apart are refused by number; they need not be taken apart for that.
      return (0..<min(columns, 1_000)).map { column in
        LinePlot.Series(
          name: "\(name)[:, \(column)]", values: (0..<rows).map { values[$0 * columns + column] })
      }
    default:
      throw Diagnostic(
        .shape, "\(name) has \(shape.rank) dimensions; lines are drawn of one or two",
        hint: "pick a part, as \(name)[0], or use \(name).flatten()")
    }
  }

  /// The groups of numbers in one value: each list or array of a list, each entry of a dict, else all its numbers.
  fileprivate func groups(_ value: Object, name: String) throws(Diagnostic) -> [Histogram.Group] {
    var parts: [(String, Object)] = []
    switch container(value) {
    case .dictionary(let items): parts = items.map { ($0.key, $0.value) }
    case .list(let items) where items.contains(where: isRow),
      .tuple(let items) where items.contains(where: isRow):
      parts = items.enumerated().map { ("\(name)[\($0.offset)]", $0.element) }
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
  fileprivate func images(_ value: Object, name: String) throws(Diagnostic) -> [HeatMap.Image] {
    switch container(value) {
    case .dictionary(let items):
      var images: [HeatMap.Image] = []
      for (key, item) in items { images += try self.images(item, name: key) }
      return images
    case .list(let items) where items.contains { tensorReport($0).map { $0.shape.rank > 1 } ?? false }:
      var images: [HeatMap.Image] = []
      for (index, item) in items.enumerated() {
        guard images.count <= HeatMap.limit else { break }
        images += try self.images(item, name: "\(name)[\(index)]")
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
          name: "\(name)[\(index)]", rows: sides[1], columns: sides[2],
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
