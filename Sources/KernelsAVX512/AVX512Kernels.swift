public import Kernels

/// The kernels with registers of 512 bits.
public enum AVX512Kernels: KernelSet {
  public typealias Floats = Floats16
  public typealias Doubles = Doubles8
}
