import Autodiff

#if arch(wasm32) || arch(wasm64)
  /// Lets the carried kernels calculate, which the page has found to round once. Comes first.
  @_cdecl("use_fused_kernels")
  public func useFusedKernels() { TensorOptions.fuses = true }
#endif
