import Autodiff

extension LinePlot {
  /// What the picture shows, in words: a sentence a series, or one about all where there are many.
  public func summary(_ style: NumberStyle) -> [String] {
    guard series.count > 4 else { return series.indices.map { told($0, style) } }
    var (lowest, highest) = ((value: Double.infinity, at: 0, of: 0), (value: -Double.infinity, at: 0, of: 0))
    for index in series.indices {
      for (i, value) in series[index].values.enumerated() where isDrawn(i, of: index) {
        if value < lowest.value { lowest = (value, i, index) }
        if value > highest.value { highest = (value, i, index) }
      }
    }
    let style = style.telling(apart: [lowest.value, highest.value])
    let left = leftOut.reduce((0, 0)) { ($0.0 + $1.notFinite, $0.1 + $1.notPositive) }
    return [
      "\(series.count) series: lowest \(style.text(lowest.value)) in \(series[lowest.of].name) at \(position(lowest.at, style)), highest \(style.text(highest.value)) in \(series[highest.of].name) at \(position(highest.at, style))"
        + leftOutWords(left.0, left.1)
    ]
  }

  private func told(_ index: Int, _ style: NumberStyle) -> String {
    let values = series[index].values
    let name = series[index].name
    let places = values.indices.filter { isDrawn($0, of: index) }
    let left = leftOutWords(leftOut[index].notFinite, leftOut[index].notPositive)
    guard let first = places.first, let last = places.last else {
      return values.isEmpty ? "\(name): empty" : "\(name): nothing that can be drawn\(left)"
    }
    if places.count == 1 {
      return "\(name): a single value, \(style.text(values[first])) at \(position(first, style))\(left)"
    }
    var (lowest, highest) = (first, first)
    for place in places {
      if values[place] < values[lowest] { lowest = place }
      if values[place] > values[highest] { highest = place }
    }
    let count = "\(name): \(places.count) values"
    if values[lowest] == values[highest] { return "\(count), all \(style.text(values[first]))\(left)" }
    let extremes = [values[lowest], values[highest]]
    guard style.telling(apart: extremes).tells(apart: extremes) else {
      return
        "\(count), all \(style.text(values[first])) to \(max(NumberStyle.mostDigitsApart, style.digits)) digits\(left)"
    }
    let ends = [values[first], values[last]]
    let shown = style.telling(apart: ends + extremes)
    // What differs by rounding alone is called the same.
    let isBack = ends[0] == ends[1] || !shown.tells(apart: ends)
    let direction = isBack ? "back to" : ends[0] < ends[1] ? "up to" : "down to"
    // Single points may stand in any order.
    let isPath = options.joinsPoints || across == nil
    var text = count + (isPath ? " from \(shown.text(ends[0])) \(direction) \(shown.text(ends[1]))" : "")
    func extreme(_ word: String, _ place: Int) -> String {
      let number = isPath && ends.contains(values[place]) ? "" : shown.text(values[place]) + " "
      return ", \(word) \(number)at \(position(place, style))"
    }
    text += extreme("lowest", lowest) + extreme("highest", highest)
    return text + left
  }

  /// The index, or the number on the axis that the entry stands above.
  private func position(_ index: Int, _ style: NumberStyle) -> String {
    across.map { "\($0.name) = \(style.text($0.values[index]))" } ?? String(index)
  }

  private func leftOutWords(_ notFinite: Int, _ notPositive: Int) -> String {
    var parts: [String] = []
    if notFinite > 0 { parts.append("\(notFinite) NaN or infinite") }
    if notPositive > 0 { parts.append("\(notPositive) not positive") }
    return parts.isEmpty ? "" : "; left out: " + parts.joined(separator: ", ")
  }
}
