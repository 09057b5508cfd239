import Kernels

/// A kind of number that tensors are stored in: which kernels work on it, and in which part of the memory it
/// lies.
protocol TensorElement: Scalar, BinaryFloatingPoint, BitwiseCopyable, Sendable where Condition == Bool {
  static func arena(_ memory: TensorMemory) -> TensorArena<Self>

  static func run(
    _ kernels: ChosenKernels, _ instructions: UnsafeBufferPointer<RowInstruction>,
    _ rows: UnsafePointer<UnsafeMutablePointer<Self>>, _ count: Int)
  static func load(
    _ kernels: ChosenKernels, _ row: UnsafeMutablePointer<Self>, from memory: UnsafePointer<Self>,
    _ place: Addressing, _ first: Int, _ count: Int)
  static func store(
    _ kernels: ChosenKernels, _ row: UnsafePointer<Self>, to memory: UnsafeMutablePointer<Self>,
    _ place: Addressing, _ first: Int, _ count: Int)
  static func accumulate(
    _ kernels: ChosenKernels, upstream: UnsafePointer<Self>, local: UnsafePointer<Self>,
    into memory: UnsafeMutablePointer<Self>, _ place: Addressing, _ first: Int, _ count: Int)
  static func sum(
    _ kernels: ChosenKernels, _ result: UnsafeMutablePointer<Self>, of entries: UnsafePointer<Self>,
    groups: Int, groupStep: Int, count: Int, step: Int)
  static func multiply(
    _ kernels: ChosenKernels, _ product: MatrixProduct<Self>, workspace: UnsafeMutableRawPointer)
}

extension Float: TensorElement {
  static func arena(_ memory: TensorMemory) -> TensorArena<Float> { memory.floats }

  static func run(
    _ kernels: ChosenKernels, _ instructions: UnsafeBufferPointer<RowInstruction>,
    _ rows: UnsafePointer<UnsafeMutablePointer<Float>>, _ count: Int
  ) {
    kernels.run(instructions, rows, count)
  }

  static func load(
    _ kernels: ChosenKernels, _ row: UnsafeMutablePointer<Float>, from memory: UnsafePointer<Float>,
    _ place: Addressing, _ first: Int, _ count: Int
  ) {
    kernels.load(row, from: memory, place, first, count)
  }

  static func store(
    _ kernels: ChosenKernels, _ row: UnsafePointer<Float>, to memory: UnsafeMutablePointer<Float>,
    _ place: Addressing, _ first: Int, _ count: Int
  ) {
    kernels.store(row, to: memory, place, first, count)
  }

  static func accumulate(
    _ kernels: ChosenKernels, upstream: UnsafePointer<Float>, local: UnsafePointer<Float>,
    into memory: UnsafeMutablePointer<Float>, _ place: Addressing, _ first: Int, _ count: Int
  ) {
    kernels.accumulate(upstream: upstream, local: local, into: memory, place, first, count)
  }

  static func multiply(
    _ kernels: ChosenKernels, _ product: MatrixProduct<Float>, workspace: UnsafeMutableRawPointer
  ) {
    kernels.multiply(product, workspace: workspace)
  }

  static func sum(
    _ kernels: ChosenKernels, _ result: UnsafeMutablePointer<Float>, of entries: UnsafePointer<Float>,
    groups: Int, groupStep: Int, count: Int, step: Int
  ) {
    kernels.sum(result, of: entries, groups: groups, groupStep: groupStep, count: count, step: step)
  }
}

extension Double: TensorElement {
  static func arena(_ memory: TensorMemory) -> TensorArena<Double> { memory.doubles }

  static func run(
    _ kernels: ChosenKernels, _ instructions: UnsafeBufferPointer<RowInstruction>,
    _ rows: UnsafePointer<UnsafeMutablePointer<Double>>, _ count: Int
  ) {
    kernels.run(instructions, rows, count)
  }

  static func load(
    _ kernels: ChosenKernels, _ row: UnsafeMutablePointer<Double>, from memory: UnsafePointer<Double>,
    _ place: Addressing, _ first: Int, _ count: Int
  ) {
    kernels.load(row, from: memory, place, first, count)
  }

  static func store(
    _ kernels: ChosenKernels, _ row: UnsafePointer<Double>, to memory: UnsafeMutablePointer<Double>,
    _ place: Addressing, _ first: Int, _ count: Int
  ) {
    kernels.store(row, to: memory, place, first, count)
  }

  static func accumulate(
    _ kernels: ChosenKernels, upstream: UnsafePointer<Double>, local: UnsafePointer<Double>,
    into memory: UnsafeMutablePointer<Double>, _ place: Addressing, _ first: Int, _ count: Int
  ) {
    kernels.accumulate(upstream: upstream, local: local, into: memory, place, first, count)
  }

  static func multiply(
    _ kernels: ChosenKernels, _ product: MatrixProduct<Double>, workspace: UnsafeMutableRawPointer
  ) {
    kernels.multiply(product, workspace: workspace)
  }

  static func sum(
    _ kernels: ChosenKernels, _ result: UnsafeMutablePointer<Double>, of entries: UnsafePointer<Double>,
    groups: Int, groupStep: Int, count: Int, step: Int
  ) {
    kernels.sum(result, of: entries, groups: groups, groupStep: groupStep, count: count, step: step)
  }
}
