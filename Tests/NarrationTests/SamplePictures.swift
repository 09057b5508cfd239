import Testing

@testable import Narration

/// Pictures of every kind, the usual and the odd.
struct SamplePictures {
  let name: String
  let picture: any Picture

  static func all() throws -> [SamplePictures] {
    let falling = (0..<300).map { 0.7 / (1 + Double($0) * 0.05) }
    let wave = (0..<300).map { Double(($0 * 37) % 101) - 50 }
    let gaps = [1.0, .nan, 3, .infinity, 2, 5]
    var logarithmic = LinePlot.Options()
    logarithmic.isLogarithmic = true
    var points = LinePlot.Options()
    points.joinsPoints = false
    func series(_ name: String, _ values: [Double]) -> LinePlot.Series {
      LinePlot.Series(name: name, values: values)
    }
    func group(_ name: String, _ values: [Double]) -> Histogram.Group {
      Histogram.Group(name: name, values: values)
    }
    func image(_ name: String, _ rows: Int, _ columns: Int, _ offset: Double = 0) -> HeatMap.Image {
      HeatMap.Image(
        name: name, rows: rows, columns: columns, values: (0..<(rows * columns)).map { Double($0) + offset })
    }
    let long = "a name <that> is & longer than most of the windows it is shown in, \"by far\""
    var samples: [(String, any Picture)] = [
      ("plot", try LinePlot([series("losses", falling)])),
      ("two lines", try LinePlot([series("losses", falling), series(long, wave)])),
      ("gaps", try LinePlot([series("gaps", gaps)])),
      ("one point", try LinePlot([series("x", [5])])),
      ("constant", try LinePlot([series("x", [-3, -3, -3])])),
      ("log", try LinePlot([series("x", [1e-12, -1, 0, 1e9])], options: logarithmic)),
      ("far apart", try LinePlot([series("x", [-1e300, 1e300, 1e-300])])),
      ("close", try LinePlot([series("x", [1, 1.0000000001])])),
      ("against", try LinePlot([series("y", wave)], against: series(long, falling), options: points)),
      (
        "ten lines",
        try LinePlot((0..<10).map { index in series("h[\(index)]", wave.map { $0 * Double(index) }) })
      ),
      ("histogram", try Histogram([group("w", wave)])),
      ("histograms", try Histogram((0..<10).map { group("\(long)[\($0)]", falling + [Double($0)]) })),
      ("three histograms", try Histogram([group("a", wave), group("b", [1]), group("c", [.nan])])),
      ("image", try HeatMap([image("W", 3, 4)])),
      ("large image", try HeatMap([image(long, 300, 200, -30_000)])),
      ("images", try HeatMap((0..<20).map { image("x[\($0)]", 8, 8) })),
      ("wide images", try HeatMap([image("a", 2, 500), image("b", 9, 1)])),
      ("flat image", try HeatMap([HeatMap.Image(name: "z", rows: 2, columns: 2, values: [0, 0, .nan, 0])])),
    ]
    let data = try DecisionRegions.Data(
      points: [-1, 2, 1, 1, 0, 0, 2, -1], labels: [0, 1, 1, 0], perLabel: 1)
    for (width, look) in [(80, Look.unicode), (40, .color), (200, .ascii)] {
      let grid = PlaneGrid.text(around: data.points, width: width, look: look)
      let points = grid.points + data.points
      let outputs = stride(from: 0, to: points.count, by: 2).map { points[$0] - points[$0 + 1] }
      samples.append(
        (
          "boundary \(width)",
          try DecisionRegions(name: long, grid: grid, outputs: outputs, perPoint: 1, data: data)
        ))
      let scores = stride(from: 0, to: grid.points.count, by: 2).flatMap { index -> [Double] in
        [grid.points[index], grid.points[index + 1], 0, 1]
      }
      samples.append(
        ("scores \(width)", try DecisionRegions(name: "f", grid: grid, outputs: scores, perPoint: 4)))
    }
    return samples.map { SamplePictures(name: $0.0, picture: $0.1) }
  }
}
