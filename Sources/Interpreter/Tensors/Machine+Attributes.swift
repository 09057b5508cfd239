import Autodiff
import Language

extension Machine {
  /// What tensors have besides methods.
  static let tensorAttributes = [
    "grad", "data", "shape", "ndim", "dtype", "T", "requires_grad", "is_leaf", "mT",
  ]

  mutating func tensorAttribute(_ name: String, _ handle: Handle) throws(Diagnostic) -> Object? {
    let tensor = heap.tensor(handle)
    switch name {
    case "grad":
      if let gradient = tensor.gradient {
        return tensor.isValue ? .float(values(of: gradient)[0]) : .tensor(gradient)
      }
      return tensor.isValue ? .float(0) : Object.none
    case "data":
      return tensor.isValue ? .float(values(of: handle)[0]) : try detached(.tensor(handle))
    case "shape": return newTuple(tensor.shape.dimensions.map { .integer($0) }, .size)
    case "ndim": return .integer(tensor.shape.rank)
    case "dtype": return .dtype(tensor.dtype)
    case "requires_grad": return .boolean(needsGradient(handle))
    case "is_leaf": return .boolean(!tensor.isResult)
    case "T", "mT":
      let own = layout(tensor)
      return try view(
        handle, "transpose", shape: Shape(tensor.shape.dimensions.reversed()),
        strides: own.strides.reversed(),
        offset: own.offset)
    default: return nil
    }
  }

  mutating func setTensorAttribute(_ name: String, _ handle: Handle, to value: Object) throws(Diagnostic) {
    let tensor = heap.tensor(handle)
    switch name {
    case "grad":
      if case .none = value { return heap.changeTensor(handle) { $0.gradient = nil } }
      if tensor.isValue, let number = number(value) {
        let gradient = try plainTensor([number], tensor.shape, tensor.dtype)
        return heap.changeTensor(handle) { $0.gradient = gradient.handle }
      }
      guard case .tensor(let gradient) = value, heap.tensor(gradient).shape == tensor.shape else {
        throw Diagnostic(.shape, ".grad must be None or a tensor of shape \(tensor.shape.list)")
      }
      heap.changeTensor(handle) { $0.gradient = gradient }
    case "data":
      let new = try operand(value)
      guard let shape = Shape.broadcast(new.shape, tensor.shape), shape == tensor.shape || !tensor.isValue
      else {
        throw Diagnostic(.shape, ".data must keep the shape \(tensor.shape.list)")
      }
      if let source = new.handle, heap.tensor(source).storage == tensor.storage { return }
      guard new.shape == tensor.shape || tensor.shape.count == 1 else {
        throw Diagnostic(.shape, ".data must keep the shape \(tensor.shape.list)")
      }
      noteUpdate(handle, to: new.values)
      write(new.values, to: handle)
    case "requires_grad":
      guard case .boolean(let wanted) = value else {
        throw Diagnostic(.type, "requires_grad is True or False")
      }
      try setRequiresGradient(handle, wanted)
    default:
      throw Diagnostic(
        .name, "'\(name)' of a tensor cannot be assigned to",
        hint: closestName(to: name, among: ["grad", "data", "requires_grad"]).map { "did you mean '.\($0)'?" }
      )
    }
  }

  mutating func setRequiresGradient(_ handle: Handle, _ wanted: Bool) throws(Diagnostic) {
    let tensor = heap.tensor(handle)
    if tensor.isResult {
      if wanted { return }
      throw Diagnostic(.value, "only a leaf's requires_grad can be changed", hint: "use .detach()")
    }
    guard !wanted || tensor.dtype.isFloating else {
      throw Diagnostic(
        .type, "only floats can require a gradient, and these are \(tensor.dtype.rawValue)",
        hint: "write 1.0 instead of 1, or use param([…])")
    }
    heap.changeTensor(handle) {
      $0.requiresGradient = wanted
      $0.entry = nil
    }
  }
}
