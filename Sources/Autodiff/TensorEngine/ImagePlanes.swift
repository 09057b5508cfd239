/// The planes of a batch of images in the memory of a tensor program: by image, by group, by channel.
struct ImagePlanes<Element: TensorElement> {
  let placement: Placement
  let groups: Int
  /// Of a group.
  let channels: Int
  let height: Int
  let width: Int

  /// Some rows of the images of a batch, and some columns: row `u % rows` of image `u / rows` for every u of `units`.
  struct Window {
    let rows: TapClass
    let columns: TapClass
    let units: Range<Int>
    let place: Range<Int>

    var count: Int { units.count * place.count }
  }

  private func plane(_ image: Int, _ group: Int, _ channel: Int) -> Int {
    ((image * groups + group) * channels + channel) * height * width
  }

  /// Copies what the taps meet in a window: one row of the result for each channel, tap of a row and tap of a column, in
  /// this order, with an entry for each place.
  ///
  /// - Parameter channels: in the order of the result.
  @inline(__always)
  func gather(
    _ numbers: UnsafePointer<Element>, _ group: Int, channels: Progression, _ window: Window,
    into result: UnsafeMutablePointer<Element>
  ) {
    var target = result
    each(group, channels, window) { entry, step, count in
      copy(numbers, entry, step, count, into: target)
      target += count
    }
  }

  /// Puts the rows of numbers where ``gather(_:_:channels:_:into:)`` takes them from.
  @inline(__always)
  func scatter(
    _ rows: UnsafePointer<Element>, _ group: Int, channels: Progression, _ window: Window,
    into numbers: UnsafeMutablePointer<Element>
  ) {
    var source = rows
    each(group, channels, window) { entry, step, count in
      paste(source, entry, step, count, into: numbers)
      source += count
    }
  }

  /// Goes through a window run by run: equally spaced entries of a row.
  @inline(__always)
  private func each(
    _ group: Int, _ channels: Progression, _ window: Window,
    _ body: (_ entry: Int, _ step: Int, _ count: Int) -> Void
  ) {
    let (rows, columns, count) = (window.rows, window.columns, window.place.count)
    let (firstImage, firstRow) = window.units.lowerBound.quotientAndRemainder(dividingBy: rows.places.count)
    for i in 0..<channels.count {
      let channel = channels.first + i * channels.step
      for rowTap in 0..<rows.taps.count {
        for columnTap in 0..<columns.taps.count {
          let across =
            columns.source + columnTap * columns.tapStep + window.place.lowerBound * columns.placeStep
          let down = rows.source + rowTap * rows.tapStep
          var (image, row) = (firstImage, firstRow)
          for _ in window.units {
            let y = down + row * rows.placeStep
            body(plane(image, group, channel) + y * width + across, columns.placeStep, count)
            row += 1
            if row == rows.places.count { (image, row) = (image + 1, 0) }
          }
        }
      }
    }
  }

  @inline(__always)
  private func copy(
    _ numbers: UnsafePointer<Element>, _ entry: Int, _ step: Int, _ count: Int,
    into target: UnsafeMutablePointer<Element>
  ) {
    switch placement.slots {
    case .range(let start, _):
      let from = numbers + start + entry
      if step == 1 { return target.update(from: from, count: count) }
      for i in 0..<count { target[i] = from[i * step] }
    case .table(let table):
      for i in 0..<count { target[i] = numbers[Int(table[entry + i * step])] }
    case .strided(let indices):
      for i in 0..<count { target[i] = numbers[indices[entry + i * step]] }
    }
  }

  @inline(__always)
  private func paste(
    _ source: UnsafePointer<Element>, _ entry: Int, _ step: Int, _ count: Int,
    into numbers: UnsafeMutablePointer<Element>
  ) {
    switch placement.slots {
    case .range(let start, _):
      let to = numbers + start + entry
      if step == 1 { return to.update(from: source, count: count) }
      for i in 0..<count { to[i * step] = source[i] }
    case .table(let table):
      for i in 0..<count { numbers[Int(table[entry + i * step])] = source[i] }
    case .strided(let indices):
      for i in 0..<count { numbers[indices[entry + i * step]] = source[i] }
    }
  }
}
