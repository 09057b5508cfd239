public import Kernels

/// The kernels with registers of 256 bits and fused multiply-adds (x86-64 since 2013).
public enum AVX2Kernels: KernelSet {
  public typealias Floats = Floats8
  public typealias Doubles = Doubles4
}
