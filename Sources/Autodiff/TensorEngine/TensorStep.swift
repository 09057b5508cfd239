import Kernels

/// What one array operation of a tensor program does, ready to run: it knows where its operands and its result
/// lie.
protocol StepKernel {
  /// Computes the result from the operands.
  func forward()
  /// Adds what the result's gradient means for each operand's to it.
  func backward()
}

/// A step of a tensor program. Closures, since the compiler makes a copy of a closure's body for each kind of
/// number; of what is called through a protocol it does not.
public struct TensorStep {
  let forward: () -> Void
  let backward: () -> Void

  @inline(__always)
  init<Kernel: StepKernel>(_ kernel: Kernel) {
    forward = { kernel.forward() }
    backward = { kernel.backward() }
  }
}

/// Where an operation takes place.
public struct StepSite {
  struct Operand {
    let shape: Shape
    let placement: Placement
    let needsGradient: Bool
  }
  let operands: [Operand]
  let shape: Shape
  /// See ``Recording/Entry/roundsProducts``.
  let roundsProducts: Bool
  let result: Placement
  let memory: TensorMemory
  let workers: Workers

  var precision: Precision { result.precision }
  var kernels: ChosenKernels { workers.kernels }

  /// Whether all operands have the result's precision, as the kernels need it.
  var isOfOnePrecision: Bool { operands.allSatisfy { $0.placement.precision == precision } }

  /// Whether gradients can be added array by array: no operand has an entry twice, and no two operands share
  /// one. Elsewhere the order in which a slot's contributions come counts, and they are added one by one.
  var hasSeparateGradients: Bool {
    let wanted = operands.filter { $0.needsGradient }.map { $0.placement }
    for (i, placement) in wanted.enumerated() {
      guard placement.isUnique, wanted[..<i].allSatisfy({ !$0.overlaps(placement) }) else { return false }
    }
    return true
  }
}
