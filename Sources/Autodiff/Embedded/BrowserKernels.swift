#if arch(wasm32) || arch(wasm64)
  import Kernels
  import KernelsBaseline

  /// The kernels of a browser: those with what every processor has, and in their place, where the engine multiplies and
  /// adds in one instruction, those of a module of their own, which works in the same memory. The bits are the same.
  enum BrowserKernels: KernelSet {
    typealias Floats = BaselineKernels.Floats
    typealias Doubles = BaselineKernels.Doubles

    /// Whether the other module is there, and has been seen to round once. Set before anything is calculated, by the only
    /// thread.
    nonisolated(unsafe) static var fuses = false

    static func run(
      _ instructions: UnsafeBufferPointer<RowInstruction>,
      _ rows: UnsafePointer<UnsafeMutablePointer<Float>>, _ count: Int
    ) {
      guard fuses, let start = instructions.baseAddress else {
        return BaselineKernels.run(instructions, rows, count)
      }
      fusedRun32(start, instructions.count, rows, count)
    }
    static func run(
      _ instructions: UnsafeBufferPointer<RowInstruction>,
      _ rows: UnsafePointer<UnsafeMutablePointer<Double>>, _ count: Int
    ) {
      guard fuses, let start = instructions.baseAddress else {
        return BaselineKernels.run(instructions, rows, count)
      }
      fusedRun64(start, instructions.count, rows, count)
    }

    static func accumulate(
      upstream: UnsafePointer<Float>, local: UnsafePointer<Float>, into memory: UnsafeMutablePointer<Float>,
      _ place: Addressing, _ first: Int, _ count: Int
    ) {
      guard fuses else {
        return BaselineKernels.accumulate(upstream: upstream, local: local, into: memory, place, first, count)
      }
      withUnsafePointer(to: place) { fusedAccumulate32(upstream, local, memory, $0, first, count) }
    }
    static func accumulate(
      upstream: UnsafePointer<Double>, local: UnsafePointer<Double>,
      into memory: UnsafeMutablePointer<Double>,
      _ place: Addressing, _ first: Int, _ count: Int
    ) {
      guard fuses else {
        return BaselineKernels.accumulate(upstream: upstream, local: local, into: memory, place, first, count)
      }
      withUnsafePointer(to: place) { fusedAccumulate64(upstream, local, memory, $0, first, count) }
    }

    /// A product some rows at a time: the other module cannot ask whether to stop, which is a call into this one.
    private static func inSlices<Element>(
      _ product: MatrixProduct<Element>, _ multiply: (MatrixProduct<Element>) -> Void
    ) {
      var slice = product
      slice.isStopped = nil
      guard let isStopped = product.isStopped else { return multiply(slice) }
      let height = max(1, (1 << 26) / max(1, product.inner * product.columns))
      var row = 0
      while row < product.rows, !isStopped.isAnsweredYes {
        slice.rows = min(height, product.rows - row)
        slice.a = product.a + row * product.aRow
        slice.c = product.c + row * product.cRow
        multiply(slice)
        row += height
      }
    }

    static func multiply(_ product: MatrixProduct<Float>, workspace: UnsafeMutableRawPointer) {
      guard fuses else { return BaselineKernels.multiply(product, workspace: workspace) }
      inSlices(product) { slice in withUnsafePointer(to: slice) { fusedMultiply32($0, workspace) } }
    }
    static func multiply(_ product: MatrixProduct<Double>, workspace: UnsafeMutableRawPointer) {
      guard fuses else { return BaselineKernels.multiply(product, workspace: workspace) }
      inSlices(product) { slice in withUnsafePointer(to: slice) { fusedMultiply64($0, workspace) } }
    }
  }

  // The other module's functions: `Sources/Web/Relaxed/KernelExports.swift`.

  @_extern(wasm, module: "kernels", name: "run32")
  @_extern(c)
  func fusedRun32(_ instructions: UnsafeRawPointer, _ length: Int, _ rows: UnsafeRawPointer, _ count: Int)

  @_extern(wasm, module: "kernels", name: "run64")
  @_extern(c)
  func fusedRun64(_ instructions: UnsafeRawPointer, _ length: Int, _ rows: UnsafeRawPointer, _ count: Int)

  @_extern(wasm, module: "kernels", name: "accumulate32")
  @_extern(c)
  func fusedAccumulate32(
    _ upstream: UnsafeRawPointer, _ local: UnsafeRawPointer, _ memory: UnsafeMutableRawPointer,
    _ place: UnsafeRawPointer, _ first: Int, _ count: Int)

  @_extern(wasm, module: "kernels", name: "accumulate64")
  @_extern(c)
  func fusedAccumulate64(
    _ upstream: UnsafeRawPointer, _ local: UnsafeRawPointer, _ memory: UnsafeMutableRawPointer,
    _ place: UnsafeRawPointer, _ first: Int, _ count: Int)

  @_extern(wasm, module: "kernels", name: "multiply32")
  @_extern(c)
  func fusedMultiply32(_ product: UnsafeRawPointer, _ workspace: UnsafeMutableRawPointer)

  @_extern(wasm, module: "kernels", name: "multiply64")
  @_extern(c)
  func fusedMultiply64(_ product: UnsafeRawPointer, _ workspace: UnsafeMutableRawPointer)

  extension TensorOptions {
    /// Whether the module of fused kernels is used; see ``BrowserKernels/fuses``.
    public static var fuses: Bool {
      get { BrowserKernels.fuses }
      set { BrowserKernels.fuses = newValue }
    }
  }
#endif
