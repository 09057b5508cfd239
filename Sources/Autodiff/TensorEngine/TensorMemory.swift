import Kernels

/// The numbers of one precision: a value and a gradient for every slot.
struct TensorArena<Element> {
  let values: UnsafeMutablePointer<Element>
  let gradients: UnsafeMutablePointer<Element>
}

/// The memory of a tensor program. It is taken once, when the program is compiled; running allocates nothing.
final class TensorMemory {
  /// Arrays begin at multiples of this many slots, and are filled up to one: kernels may read and write whole
  /// vectors of any width.
  static let alignment = 16

  private(set) var floats: TensorArena<Float>
  private(set) var doubles: TensorArena<Double>
  private var allocations: [UnsafeMutableRawPointer] = []
  private var zeroed: [UnsafeMutableRawPointer] = []
  private var productWorkspaces: [UnsafeMutableRawPointer] = []

  init(floatSlots: Int, doubleSlots: Int, hasGradients: Bool) {
    var taken: [UnsafeMutableRawPointer] = []
    func arena<Element: BinaryFloatingPoint>(_ slots: Int) -> TensorArena<Element> {
      TensorArena(
        values: TensorMemory.zeros(slots, &taken),
        gradients: TensorMemory.zeros(hasGradients ? slots : 0, &taken))
    }
    floats = arena(floatSlots)
    doubles = arena(doubleSlots)
    zeroed = taken
  }

  /// Memory without slots, for tables and numbers alone.
  init() {
    let nothing = ZeroedMemory.take(64)
    zeroed = [nothing]
    let (single, double) = (
      nothing.bindMemory(to: Float.self, capacity: 0), nothing.bindMemory(to: Double.self, capacity: 0)
    )
    floats = TensorArena(values: single, gradients: single)
    doubles = TensorArena(values: double, gradients: double)
  }

  deinit {
    for allocation in allocations { allocation.deallocate() }
    for allocation in zeroed { ZeroedMemory.release(allocation) }
  }

  static func padded(_ count: Int) -> Int { (count + alignment - 1) / alignment * alignment }

  /// Zeros as the system hands them out: however many there are, they take no time until they are written to.
  private static func zeros<Element: BinaryFloatingPoint>(
    _ count: Int, _ taken: inout [UnsafeMutableRawPointer]
  ) -> UnsafeMutablePointer<Element> {
    let room = padded(count) + alignment
    let start = ZeroedMemory.take(room * MemoryLayout<Element>.stride + 64)
    taken.append(start)
    return start.alignedUp(toMultipleOf: 64).bindMemory(to: Element.self, capacity: room)
  }

  /// Numbers that are kept as long as the memory.
  func numbers<Element: BinaryFloatingPoint>(_ count: Int) -> UnsafeMutablePointer<Element> {
    TensorMemory.zeros(count, &zeroed)
  }

  /// Room for values that is kept as long as the memory, for the caller to fill.
  func room<Value: BitwiseCopyable>(_ count: Int) -> UnsafeMutablePointer<Value> {
    let pointer = UnsafeMutablePointer<Value>.allocate(capacity: max(count, 1))
    allocations.append(pointer)
    return pointer
  }

  /// A copy of some values that is kept as long as the memory.
  func keep<Value: BitwiseCopyable>(_ values: [Value]) -> UnsafeMutablePointer<Value> {
    let pointer: UnsafeMutablePointer<Value> = room(values.count)
    pointer.initialize(from: values, count: values.count)
    return pointer
  }
}

extension TensorMemory {
  /// Room for matrix products, one for each worker. Steps run one after the other, so they share it.
  func workspaces(_ count: Int) -> [UnsafeMutableRawPointer] {
    while productWorkspaces.count < count {
      let workspace = UnsafeMutableRawPointer.allocate(
        byteCount: MatrixProduct<Float>.workspaceBytes, alignment: 64)
      allocations.append(workspace)
      productWorkspaces.append(workspace)
    }
    return productWorkspaces
  }
}
