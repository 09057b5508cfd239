import Kernels
import Synchronization

/// An elementwise rule computed on arrays where they lie, in blocks that fit the nearest cache.
///
/// Kernels read and write whole vectors, which at the end of an array may reach beyond it: so the last few entries are
/// brought to a block and taken back.
struct DirectRows<Element: TensorElement> {
  /// A row and where its entries come from.
  struct Source {
    let row: Int
    let entries: UnsafePointer<Double>
    let place: Addressing
  }

  private let program: RowProgram
  private let instructions: UnsafeBufferPointer<RowInstruction>
  private let sources: [Source]
  private let result: UnsafeMutablePointer<Double>
  private let count: Int
  private let block: Int
  private let memory: TensorMemory
  private let workers: Workers
  private let finiteness: DirectSite.Finiteness

  /// Whether numbers are calculated as wide as they are kept, and so where they lie.
  private static var isInPlace: Bool { MemoryLayout<Element>.stride == MemoryLayout<Double>.stride }

  init(
    _ program: RowProgram, sources: [Source], into result: UnsafeMutablePointer<Double>, _ site: DirectSite
  ) {
    self.program = program
    self.sources = sources
    self.result = result
    count = site.shape.count
    memory = site.memory
    workers = site.workers
    finiteness = site.finiteness
    finiteness.isKnown.store(true, ordering: .relaxed)
    instructions = UnsafeBufferPointer(
      start: memory.keep(program.instructions), count: program.instructions.count)
    let fitting = 24 * 1024 / (max(program.rowCount, 1) * MemoryLayout<Element>.stride)
    block = min(
      max(fitting / TensorMemory.alignment * TensorMemory.alignment, 64), TensorMemory.padded(count))
  }

  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  func run() {
    let work = count * (instructions.count + 1)
    let parts = work >= 2 * Workers.smallestShare ? workers.threads : 1
    let rooms = (0..<parts).map { _ in Room(program, block, memory) }
    guard parts > 1 else { return run(0..<count, rooms[0]) }
    let share = TensorMemory.padded((count + parts - 1) / parts)
    workers.gather(work: work) {
      workers.share(work: work) { part, _ in
        run(min(part * share, count)..<min((part + 1) * share, count), rooms[part])
      }
    }
  }

  /// Where one part of the work has its rows.
  private struct Room {
    /// The address of every row of the block under way.
    let rows: UnsafeMutablePointer<UnsafeMutablePointer<Element>>
    /// A block of its own for each row.
    let own: UnsafeMutablePointer<Element>
    /// A row of numbers as wide as they are kept.
    let wide: UnsafeMutablePointer<Double>

    init(_ program: RowProgram, _ block: Int, _ memory: TensorMemory) {
      own = memory.room(program.rowCount * block)
      rows = memory.keep((0..<program.rowCount).map { [own] in own + $0 * block })
      wide = memory.room(DirectRows.isInPlace ? 0 : block)
      for (row, value) in program.constants { rows[row].update(repeating: Element(value), count: block) }
    }
  }

  private func run(_ range: Range<Int>, _ room: Room) {
    for source in sources where source.place.kind == .constant {
      let value = Element(source.entries[source.place.start])
      room.rows[source.row].update(repeating: value, count: block)
    }
    let slice = max(1, Workers.slice / (block * (instructions.count + sources.count + 1)))
    var left = slice
    var first = range.lowerBound
    // A vector that lies across two cache lines is written twice as slowly.
    let ahead = (64 - Int(bitPattern: result + first) % 64) % 64 / MemoryLayout<Double>.stride
    if ahead > 0, ahead + block < range.count {
      runRest(first, ahead, room)
      look(first, ahead)
      first += ahead
    }
    while first < range.upperBound {
      let end = min(first + block, range.upperBound)
      let whole = (end - first) / TensorMemory.alignment * TensorMemory.alignment
      if whole > 0 { runWhole(first, whole, room) }
      if whole < end - first { runRest(first + whole, end - first - whole, room) }
      look(first, end - first)
      first = end
      left -= 1
      if left == 0 {
        if workers.areStopped { return }
        left = slice
      }
    }
  }

  /// Looks for what is not finite, as long as it is near.
  @inline(__always)
  private func look(_ first: Int, _ count: Int) {
    guard !UnsafeBufferPointer(start: result + first, count: count).areFinite else { return }
    finiteness.isBroken.store(true, ordering: .relaxed)
  }

  /// Entries that fill vectors.
  @inline(__always)
  private func runWhole(_ first: Int, _ count: Int, _ room: Room) {
    for source in sources where source.place.kind != .constant {
      if DirectRows.isInPlace, source.place.kind == .contiguous {
        room.rows[source.row] = elements(
          UnsafeMutablePointer(mutating: source.entries) + source.place.start + first)
      } else {
        load(source, first, count, room)
      }
    }
    let output = program.outputs[0]
    if DirectRows.isInPlace { room.rows[output] = elements(result + first) }
    Element.run(workers.kernels, instructions, room.rows, count)
    if !DirectRows.isInPlace { store(room.rows[output], first, count) }
  }

  /// The last few entries.
  private func runRest(_ first: Int, _ count: Int, _ room: Room) {
    for source in sources where source.place.kind != .constant { load(source, first, count, room) }
    let output = program.outputs[0]
    room.rows[output] = room.own + output * block
    Element.run(workers.kernels, instructions, room.rows, count)
    store(room.rows[output], first, count)
  }

  private func elements(_ entries: UnsafeMutablePointer<Double>) -> UnsafeMutablePointer<Element> {
    UnsafeMutableRawPointer(entries).assumingMemoryBound(to: Element.self)
  }

  /// Brings entries to a row of the block's own.
  @inline(__always)
  private func load(_ source: Source, _ first: Int, _ count: Int, _ room: Room) {
    let row = room.own + source.row * block
    room.rows[source.row] = row
    if source.place.kind == .contiguous {
      let from = source.entries + source.place.start + first
      for i in 0..<count { row[i] = Element(from[i]) }
    } else if DirectRows.isInPlace {
      let to = UnsafeMutableRawPointer(row).assumingMemoryBound(to: Double.self)
      Double.load(workers.kernels, to, from: source.entries, source.place, first, count)
    } else {
      Double.load(workers.kernels, room.wide, from: source.entries, source.place, first, count)
      for i in 0..<count { row[i] = Element(room.wide[i]) }
    }
  }

  @inline(__always)
  private func store(_ row: UnsafeMutablePointer<Element>, _ first: Int, _ count: Int) {
    let to = result + first
    for i in 0..<count { to[i] = Double(row[i]) }
  }
}

extension Elementwise {
  public func evaluated(_ site: DirectSite) -> [Double]? {
    switch site.precision {
    case .double: values(Double.self, site)
    case .single: values(Float.self, site)
    case .half, .brain: nil
    }
  }

  private func values<Element: TensorElement>(_: Element.Type, _ site: DirectSite) -> [Double] {
    site.entries(of: site.programs.rows(of: op), Element.self)
  }
}

extension DirectSite {
  /// What a program over the operands' entries gives for each of the result's.
  func entries<Element: TensorElement>(of program: RowProgram, _: Element.Type) -> [Double] {
    let x = operands
    let places = x.map { $0.placement.addressing($0.shape, stretchedTo: shape, memory) }
    let (b, c) = (x.count > 1 ? 1 : 0, x.count > 2 ? 2 : 0)
    return entries { result in
      x[0].stored.withUnsafeBufferPointer { first in
        x[b].stored.withUnsafeBufferPointer { second in
          x[c].stored.withUnsafeBufferPointer { third in
            let starts = [first.baseAddress, second.baseAddress, third.baseAddress]
            let sources = program.inputs.compactMap { row, input -> DirectRows<Element>.Source? in
              guard case .operand(let position, _) = input, let entries = starts[position] else { return nil }
              return .init(row: row, entries: entries, place: places[position])
            }
            DirectRows<Element>(program, sources: sources, into: result, self).run()
          }
        }
      }
    }
  }
}
