import Kernels

// A C symbol that Swift's library calls and WebAssembly has no instruction for. Compiled on its own, so that it can be
// linked like a C library's.

/// x·y + z, rounded once.
@_cdecl("fma")
public func fma(_ x: Double, _ y: Double, _ z: Double) -> Double { SoftwareFusion.multiplyAdd(x, y, z) }
