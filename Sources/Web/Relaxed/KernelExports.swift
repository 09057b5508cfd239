import Kernels
import KernelsBaseline
import RelaxedSIMD

// The kernels as a module of their own, which works in the memory of the main one: its instructions make an engine
// that lacks them refuse the whole module, and so they may not stand in the main one. Each function is one
// requirement of `KernelSet`; what is no number or pointer comes by its address.

/// Whether this engine rounds a·b + c once: 1 where it does, for both sizes of numbers.
@_cdecl("fuses")
public func fuses(_ a: Double, _ b: Float) -> Int32 {
  let wide = relaxedDoubles(SIMD2(repeating: a), SIMD2(repeating: a), SIMD2(repeating: -(a * a)))
  let narrow = relaxedFloats(SIMD4(repeating: b), SIMD4(repeating: b), SIMD4(repeating: -(b * b)))
  return wide[0] != 0 && narrow[0] != 0 ? 1 : 0
}

@_cdecl("run32")
public func run32(_ instructions: UnsafeRawPointer, _ length: Int, _ rows: UnsafeRawPointer, _ count: Int) {
  BaselineKernels.run(
    UnsafeBufferPointer(start: instructions.assumingMemoryBound(to: RowInstruction.self), count: length),
    rows.assumingMemoryBound(to: UnsafeMutablePointer<Float>.self), count)
}
@_cdecl("run64")
public func run64(_ instructions: UnsafeRawPointer, _ length: Int, _ rows: UnsafeRawPointer, _ count: Int) {
  BaselineKernels.run(
    UnsafeBufferPointer(start: instructions.assumingMemoryBound(to: RowInstruction.self), count: length),
    rows.assumingMemoryBound(to: UnsafeMutablePointer<Double>.self), count)
}

@_cdecl("accumulate32")
public func accumulate32(
  _ upstream: UnsafePointer<Float>, _ local: UnsafePointer<Float>, _ memory: UnsafeMutablePointer<Float>,
  _ place: UnsafeRawPointer, _ first: Int, _ count: Int
) {
  BaselineKernels.accumulate(
    upstream: upstream, local: local, into: memory, place.assumingMemoryBound(to: Addressing.self).pointee,
    first,
    count)
}
@_cdecl("accumulate64")
public func accumulate64(
  _ upstream: UnsafePointer<Double>, _ local: UnsafePointer<Double>, _ memory: UnsafeMutablePointer<Double>,
  _ place: UnsafeRawPointer, _ first: Int, _ count: Int
) {
  BaselineKernels.accumulate(
    upstream: upstream, local: local, into: memory, place.assumingMemoryBound(to: Addressing.self).pointee,
    first,
    count)
}

@_cdecl("multiply32")
public func multiply32(_ product: UnsafeRawPointer, _ workspace: UnsafeMutableRawPointer) {
  BaselineKernels.multiply(
    product.assumingMemoryBound(to: MatrixProduct<Float>.self).pointee, workspace: workspace)
}
@_cdecl("multiply64")
public func multiply64(_ product: UnsafeRawPointer, _ workspace: UnsafeMutableRawPointer) {
  BaselineKernels.multiply(
    product.assumingMemoryBound(to: MatrixProduct<Double>.self).pointee, workspace: workspace)
}
