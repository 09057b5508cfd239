import Autodiff
import Interpreter
import Language
import Narration

extension Command {
  static let pictureCommands: [Command] = [
    Command(
      name: "plot", takes: "xs [FILE]",
      help: "a line plot: :plot losses, or :plot a, b, or :plot y against x",
      details: [
        "A list or a tensor of one dimension is a line; of a matrix each column is one,",
        "of a list of lists or a dict each part. Behind them may stand log (powers of",
        "ten upwards), points (no lines) and FILE.svg; FILE.svg! replaces a file.",
        "    :plot train, validation log        :plot tanh(t) against t tanh.svg",
      ], topic: .pictures
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
      help: "a histogram of all entries, or several: :hist h1, h2, or :hist layers",
      details: [
        "Each tensor of a list has one of its own, all over one axis, with its mean and",
        "its standard deviation (that of x.std()). FILE.svg may follow.",
      ], topic: .pictures
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
      name: "boundary", takes: "f, x, y",
      help: "where in the plane f says which class, with points x of classes y",
      details: [
        "f is called with points of shape [N, 2] (or else with one of shape [2]) and",
        "gives a number for each, or a score for each class. Of one number, class 1 is",
        "above 0.5 where all lie between 0 and 1, else above 0. x is N×2; y holds",
        "0, 1, 2, … or -1 and 1. Without x and y: from -3 to 3. FILE.svg may follow.",
        "    :boundary f, x, y        :boundary lambda p: sigmoid(p @ w + b)",
      ], topic: .pictures
    ) {
      session, line, io throws(Diagnostic) in
      let request = try PictureRequest(line, for: "boundary", example: "f, or :boundary f, x, y")
      try session.show(try session.decisionRegions(request, io), request, io)
      return .done
    },
    Command(
      name: "image", takes: "x [FILE]",
      help: "a matrix as a heat map; N×H×W and lists of matrices side by side",
      details: [
        "All have one scale, even on both sides of 0 where some numbers are negative.",
        "A row of 64 numbers is taken as 8×8. FILE.svg may follow.",
      ], topic: .pictures
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
      if let draw = io.draw {
        io.write(draw(picture.svg(style: settings.style)) + "\n")
        io.lines(picture.summaryLines(width: settings.width, look: settings.look, style: settings.style))
        return
      }
      io.lines(picture.lines(width: settings.width, look: settings.look, style: settings.style))
      return
    }
    guard let save = io.save else {
      throw Diagnostic(
        .value, "a lesson writes no files", hint: "leave \(brief(file.path)) out to see the picture here")
    }
    try save(picture.svg(style: settings.style), file)
    io.line("wrote \(file.path)")
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
      guard values.count == shape.dimensions.max() ?? 1 else {
        throw Diagnostic(
          .shape, "\(text) of shape \(shape.list) is no single row of numbers to draw against",
          hint: "pick a column: :plot y against \(text)[:, 0]")
      }
      across = LinePlot.Series(name: text, values: values)
    }
    var options = LinePlot.Options()
    options.isLogarithmic = request.words.contains("log")
    options.joinsPoints = !request.words.contains("points")
    options.mostRows = settings.mostPlotRows
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
        throw Diagnostic(
          .shape, "\(parts[2].name) of shape \(labels.shape.list) is no row of classes",
          hint: "it needs one class for each point: 0, 1, 2, … or -1 and 1")
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
    copy.stop(asWith: machine)
    let (outputs, perPoint) = try copy.applying(
      parts[0].value, toRows: grid.points + points, width: 2, like: parts.count == 3 ? parts[1].value : nil
    ) { () throws(Diagnostic) in try checkTime(io) }
    return try DecisionRegions(
      name: parts[0].name, grid: grid, outputs: outputs, perPoint: perPoint, data: data)
  }
}
