import Kernels

/// A row program bound to places in memory.
///
/// Long rows are run through in blocks that fit the nearest cache. Rows that an array has to itself are worked on
/// where they lie; others are brought to a block and taken back.
struct RowRunner<Element: TensorElement> {
  /// A row and where its entries come from or go to.
  struct Binding {
    let row: Int
    let memory: UnsafeMutablePointer<Element>
    let place: Addressing
    let isDirect: Bool
  }
  /// Contributions to slots that are met more than once.
  struct Accumulation {
    let upstream: Int
    let local: Int
    let memory: UnsafeMutablePointer<Element>
    let place: Addressing
  }

  private let instructions: UnsafeBufferPointer<RowInstruction>
  private let lanes: Int
  private let block: Int
  private let parts: Int
  /// For each part of the work the address of every row.
  private let rows: UnsafeMutablePointer<UnsafeMutablePointer<Element>>
  private let rowCount: Int
  private let loads: [Binding]
  private let stores: [Binding]
  private let directs: [Binding]
  private let accumulations: [Accumulation]
  /// Whether accumulations must be done entry by entry, since they share slots.
  private let interleaves: Bool
  private let workers: Workers

  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  init(
    _ program: RowProgram, lanes: Int, inputs: [Binding], outputs: [Binding],
    accumulations: [Accumulation] = [], interleaves: Bool = false, memory: TensorMemory, workers: Workers
  ) {
    self.lanes = lanes
    self.workers = workers
    self.accumulations = accumulations
    self.interleaves = interleaves
    instructions = UnsafeBufferPointer(
      start: memory.keep(program.instructions), count: program.instructions.count)
    rowCount = max(program.rowCount, 1)
    directs = (inputs + outputs).filter { $0.isDirect }
    loads = inputs.filter { !$0.isDirect }
    stores = outputs.filter { !$0.isDirect }
    // Some 24 KB of rows at a time.
    let fitting = 24 * 1024 / (rowCount * MemoryLayout<Element>.stride) / 16 * 16
    block = min(max(fitting, 64), TensorMemory.padded(max(lanes, 1)))
    let isLarge = accumulations.isEmpty && lanes * (instructions.count + 1) >= 2 * Workers.smallestShare
    parts = isLarge ? workers.threads : 1
    let direct = Set(directs.map { $0.row })
    var addresses: [UnsafeMutablePointer<Element>] = []
    for _ in 0..<parts {
      let scratch: UnsafeMutablePointer<Element> = memory.numbers(block * (rowCount - direct.count))
      var next = scratch
      var own = [UnsafeMutablePointer<Element>](repeating: scratch, count: rowCount)
      for row in 0..<rowCount where !direct.contains(row) {
        own[row] = next
        next += block
      }
      for binding in directs { own[binding.row] = binding.memory + binding.place.start }
      for (row, value) in program.constants {
        own[row].update(repeating: Element(value), count: block)
      }
      addresses += own
    }
    rows = memory.keep(addresses)
  }

  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  func run() {
    guard lanes > 0 else { return }
    guard parts > 1 else { return run(part: 0, from: 0, to: lanes) }
    let half = TensorMemory.padded((lanes + parts - 1) / parts)
    workers.share(work: .max) { part, _ in
      run(part: part, from: min(part * half, lanes), to: min((part + 1) * half, lanes))
    }
  }

  /// The blocks from the last to the first: so accumulations meet the entries in descending order.
  private func run(part: Int, from start: Int, to end: Int) {
    let rows = rows + part * rowCount
    guard start < end else { return }
    if start == 0, end <= block { return runBlock(rows, 0, end) }
    var first = start + (end - start - 1) / block * block
    // So many blocks are a slice of work.
    let slice = max(1, Workers.slice / (block * (instructions.count + loads.count + stores.count + 1)))
    var left = slice
    while first >= start {
      left -= 1
      if left == 0 {
        if workers.areStopped { return }
        left = slice
      }
      for binding in directs { rows[binding.row] = binding.memory + binding.place.start + first }
      runBlock(rows, first, min(block, end - first))
      first -= block
    }
  }

  private func runBlock(
    _ rows: UnsafeMutablePointer<UnsafeMutablePointer<Element>>, _ first: Int, _ count: Int
  ) {
    let kernels = workers.kernels
    for binding in loads {
      Element.load(kernels, rows[binding.row], from: binding.memory, binding.place, first, count)
    }
    Element.run(kernels, instructions, rows, count)
    for binding in stores {
      Element.store(kernels, rows[binding.row], to: binding.memory, binding.place, first, count)
    }
    guard !interleaves else { return accumulateOneByOne(rows, first, count) }
    for sum in accumulations {
      Element.accumulate(
        kernels, upstream: rows[sum.upstream], local: rows[sum.local], into: sum.memory, sum.place, first,
        count)
    }
  }

  /// As the reversed tape does it: the last entry first, and for each its operands in order.
  private func accumulateOneByOne(
    _ rows: UnsafeMutablePointer<UnsafeMutablePointer<Element>>, _ first: Int, _ count: Int
  ) {
    for i in (0..<count).reversed() {
      for sum in accumulations {
        let slot = sum.place.slot(first + i)
        sum.memory[slot] = rows[sum.upstream][i].multiplied(by: rows[sum.local][i], adding: sum.memory[slot])
      }
    }
  }
}
