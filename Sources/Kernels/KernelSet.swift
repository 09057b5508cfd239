/// The kernels of the tensor engine for one instruction set.
///
/// Everything is written once, over ``Vector``. A target for an instruction set names its vectors, and the
/// compiler instantiates the kernels there, with the instructions that target may use. Whichever set runs, the
/// bits are the same.
public protocol KernelSet: Sendable {
  associatedtype Floats: FloatVector
  associatedtype Doubles: DoubleVector

  static func run(
    _ instructions: UnsafeBufferPointer<RowInstruction>,
    _ rows: UnsafePointer<UnsafeMutablePointer<Float>>, _ count: Int)
  static func run(
    _ instructions: UnsafeBufferPointer<RowInstruction>,
    _ rows: UnsafePointer<UnsafeMutablePointer<Double>>, _ count: Int)

  static func load(
    _ row: UnsafeMutablePointer<Float>, from memory: UnsafePointer<Float>, _ place: Addressing,
    _ first: Int, _ count: Int)
  static func load(
    _ row: UnsafeMutablePointer<Double>, from memory: UnsafePointer<Double>, _ place: Addressing,
    _ first: Int, _ count: Int)

  static func store(
    _ row: UnsafePointer<Float>, to memory: UnsafeMutablePointer<Float>, _ place: Addressing,
    _ first: Int, _ count: Int)
  static func store(
    _ row: UnsafePointer<Double>, to memory: UnsafeMutablePointer<Double>, _ place: Addressing,
    _ first: Int, _ count: Int)

  static func accumulate(
    upstream: UnsafePointer<Float>, local: UnsafePointer<Float>, into memory: UnsafeMutablePointer<Float>,
    _ place: Addressing, _ first: Int, _ count: Int)
  static func accumulate(
    upstream: UnsafePointer<Double>, local: UnsafePointer<Double>, into memory: UnsafeMutablePointer<Double>,
    _ place: Addressing, _ first: Int, _ count: Int)

  static func sum(
    _ result: UnsafeMutablePointer<Float>, of entries: UnsafePointer<Float>, groups: Int, groupStep: Int,
    count: Int, step: Int)
  static func sum(
    _ result: UnsafeMutablePointer<Double>, of entries: UnsafePointer<Double>, groups: Int, groupStep: Int,
    count: Int, step: Int)

  /// - Parameter workspace: ``MatrixProduct/workspaceBytes`` bytes, of no other call under way.
  static func multiply(_ product: MatrixProduct<Float>, workspace: UnsafeMutableRawPointer)
  static func multiply(_ product: MatrixProduct<Double>, workspace: UnsafeMutableRawPointer)

  /// Makes pairs of uniform numbers into pairs of normal ones, see ``NormalPairs``.
  static func makeNormals(
    _ first: UnsafeMutablePointer<Float>, _ second: UnsafeMutablePointer<Float>, _ count: Int,
    mean: Float, deviation: Float)
}

extension KernelSet {
  @inlinable @inline(__always)
  public static func makeNormals(
    _ first: UnsafeMutablePointer<Float>, _ second: UnsafeMutablePointer<Float>, _ count: Int,
    mean: Float, deviation: Float
  ) {
    NormalPairs<Floats>.make(first, second, count, mean: mean, deviation: deviation)
  }

  @inlinable @inline(__always)
  public static func multiply(_ product: MatrixProduct<Float>, workspace: UnsafeMutableRawPointer) {
    ProductPaths<Floats>.multiply(product, workspace: workspace)
  }

  @inlinable @inline(__always)
  public static func multiply(_ product: MatrixProduct<Double>, workspace: UnsafeMutableRawPointer) {
    ProductPaths<Doubles>.multiply(product, workspace: workspace)
  }

  @inlinable @inline(__always)
  public static func run(
    _ instructions: UnsafeBufferPointer<RowInstruction>,
    _ rows: UnsafePointer<UnsafeMutablePointer<Float>>, _ count: Int
  ) {
    runRows(Floats.self, instructions, rows, count)
  }

  @inlinable @inline(__always)
  public static func run(
    _ instructions: UnsafeBufferPointer<RowInstruction>,
    _ rows: UnsafePointer<UnsafeMutablePointer<Double>>, _ count: Int
  ) {
    runRows(Doubles.self, instructions, rows, count)
  }

  @inlinable @inline(__always)
  public static func load(
    _ row: UnsafeMutablePointer<Float>, from memory: UnsafePointer<Float>, _ place: Addressing,
    _ first: Int, _ count: Int
  ) {
    loadRow(Floats.self, row, from: memory, place, first, count)
  }

  @inlinable @inline(__always)
  public static func load(
    _ row: UnsafeMutablePointer<Double>, from memory: UnsafePointer<Double>, _ place: Addressing,
    _ first: Int, _ count: Int
  ) {
    loadRow(Doubles.self, row, from: memory, place, first, count)
  }

  @inlinable @inline(__always)
  public static func store(
    _ row: UnsafePointer<Float>, to memory: UnsafeMutablePointer<Float>, _ place: Addressing,
    _ first: Int, _ count: Int
  ) {
    storeRow(Floats.self, row, to: memory, place, first, count)
  }

  @inlinable @inline(__always)
  public static func store(
    _ row: UnsafePointer<Double>, to memory: UnsafeMutablePointer<Double>, _ place: Addressing,
    _ first: Int, _ count: Int
  ) {
    storeRow(Doubles.self, row, to: memory, place, first, count)
  }

  @inlinable @inline(__always)
  public static func accumulate(
    upstream: UnsafePointer<Float>, local: UnsafePointer<Float>, into memory: UnsafeMutablePointer<Float>,
    _ place: Addressing, _ first: Int, _ count: Int
  ) {
    accumulateRow(Floats.self, upstream: upstream, local: local, into: memory, place, first, count)
  }

  @inlinable @inline(__always)
  public static func accumulate(
    upstream: UnsafePointer<Double>, local: UnsafePointer<Double>, into memory: UnsafeMutablePointer<Double>,
    _ place: Addressing, _ first: Int, _ count: Int
  ) {
    accumulateRow(Doubles.self, upstream: upstream, local: local, into: memory, place, first, count)
  }

  @inlinable @inline(__always)
  public static func sum(
    _ result: UnsafeMutablePointer<Float>, of entries: UnsafePointer<Float>, groups: Int, groupStep: Int,
    count: Int, step: Int
  ) {
    sumGroups(
      Floats.self, result, of: entries, groups: groups, groupStep: groupStep, count: count, step: step)
  }

  @inlinable @inline(__always)
  public static func sum(
    _ result: UnsafeMutablePointer<Double>, of entries: UnsafePointer<Double>, groups: Int, groupStep: Int,
    count: Int, step: Int
  ) {
    sumGroups(
      Doubles.self, result, of: entries, groups: groups, groupStep: groupStep, count: count, step: step)
  }

}
