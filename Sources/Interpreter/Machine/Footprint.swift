import Autodiff

/// The memory that a state of the machine holds: its larger buffers, each by its place, with its bytes.
///
/// Copies of a machine share what neither has changed since, and so their footprints have the same places. What one
/// footprint ``outweighs(_:)`` another by is what giving up its machine sets free.
public struct Footprint: Sendable {
  private var bytes: [UInt: Int] = [:]

  /// What is smaller is left out: it weighs less than its cell of the heap, and those are counted.
  private static let least = 256

  public init() {}

  public init(_ machine: Machine) {
    add(machine.heap.cells)
    add(machine.recording.entries)
    for cell in machine.heap.cells { add(cell) }
    for entry in machine.recording.entries {
      add(entry.values)
      if let upstream = entry.upstream { add(upstream) }
    }
  }

  /// The bytes of the buffers that another one does not hold.
  public func outweighs(_ other: Footprint) -> Int {
    bytes.reduce(0) { other.bytes[$1.key] == nil ? $0 + $1.value : $0 }
  }

  private mutating func add(_ cell: Heap.Cell) {
    switch cell {
    case .tuple(let items, _), .list(let items): add(items)
    case .dictionary(let dictionary):
      add(dictionary.keys)
      add(dictionary.values)
    case .scope(let scope): add(scope.values)
    case .instance(let object): add(object.attributes.values)
    case .loader(let loader):
      if let order = loader.order { add(order) }
    case .storage(let storage): add(storage.buffer)
    default: break
    }
  }

  private mutating func add(_ buffer: TensorBuffer) {
    switch buffer {
    case .double(let entries): add(entries)
    case .float(let entries): add(entries)
    case .int64(let entries): add(entries)
    case .int32(let entries): add(entries)
    case .int16(let entries): add(entries)
    case .int8(let entries): add(entries)
    case .uint8(let entries): add(entries)
    case .bool(let entries): add(entries)
    }
  }

  private mutating func add<Element>(_ array: [Element]) {
    let size = array.count * MemoryLayout<Element>.stride
    guard size >= Footprint.least else { return }
    array.withUnsafeBufferPointer { buffer in
      if let place = buffer.baseAddress { bytes[UInt(bitPattern: place)] = size }
    }
  }
}
