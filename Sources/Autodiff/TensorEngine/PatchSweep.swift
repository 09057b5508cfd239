/// Room for the products of one worker.
struct PatchRoom<Element> {
  /// Taps of the kernel, or their gradients.
  let kernel: UnsafeMutablePointer<Element>
  /// What the taps meet.
  let gathered: UnsafeMutablePointer<Element>
  /// What stands at the places themselves.
  let other: UnsafeMutablePointer<Element>
  let workspace: UnsafeMutableRawPointer
}

/// All classes of places of a convolution, rows by columns, cut into blocks that fit into the processor's caches.
struct PatchSweep {
  /// Some rows of all images, row `u % rows` of image `u / rows` for each u, and some places of them.
  typealias Block = (units: Range<Int>, place: Range<Int>)

  private let rows: [TapClass]
  private let columns: [TapClass]
  private let channels: Int
  private let batch: Int
  /// So many entries are gathered at a time; 512 KB at most.
  private static let block = 1 << 16

  /// - Parameter channels: how many channels the taps meet.
  init(_ rows: [TapClass], _ columns: [TapClass], channels: Int, batch: Int) {
    (self.rows, self.columns, self.channels, self.batch) = (rows, columns, channels, batch)
  }

  /// The same with the taps in the opposite order.
  var reversed: PatchSweep {
    PatchSweep(rows.map { $0.reversed }, columns.map { $0.reversed }, channels: channels, batch: batch)
  }

  /// How many places a block has across and down.
  private func size(_ row: TapClass, _ column: TapClass) -> (width: Int, height: Int) {
    let taps = max(channels * row.taps.count * column.taps.count, 1)
    let width = min(column.places.count, max(PatchSweep.block / taps, 16))
    // A part of a row is a block of its own: places come in their order.
    let height = width < column.places.count ? 1 : max(PatchSweep.block / (taps * max(width, 1)), 1)
    return (width, min(height, batch * row.places.count))
  }

  /// The most places of a block, and the most entries that are gathered for one.
  var mostPlaces: Int { most { places, _ in places } }
  var largest: Int { most { places, taps in places * taps } }

  private func most(_ measure: (_ places: Int, _ taps: Int) -> Int) -> Int {
    var most = 0
    for row in rows {
      for column in columns {
        let (width, height) = size(row, column)
        most = max(most, measure(width * height, channels * row.taps.count * column.taps.count))
      }
    }
    return most
  }

  /// Calls `body` with every class and a part of its blocks.
  func each(
    _ part: Int, _ parts: Int, _ body: (_ rows: TapClass, _ columns: TapClass, _ blocks: [Block]) -> Void
  ) {
    for row in rows {
      for column in columns {
        let units = batch * row.places.count
        let own = units * part / parts..<units * (part + 1) / parts
        let (width, height) = size(row, column)
        guard !own.isEmpty, width > 0 else { continue }
        var blocks: [Block] = []
        for unit in stride(from: own.lowerBound, to: own.upperBound, by: height) {
          for place in stride(from: 0, to: column.places.count, by: width) {
            blocks.append(
              (
                unit..<min(unit + height, own.upperBound), place..<min(place + width, column.places.count)
              ))
          }
        }
        body(row, column, blocks)
      }
    }
  }
}
