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

  /// Whether an entry of a list is a list or an array of its own, so that it is a line and not a number.
  private func isRow(_ object: Object) -> Bool {
    if let tensor = tensorReport(object) { return tensor.values.count > 1 }
    if case .list? = container(object) { return true }
    return false
  }
}
