import Autodiff
import Language

extension Machine {
  /// What tensors have besides methods.
  static let tensorAttributes = [
    "grad", "data", "shape", "ndim", "dtype", "T", "requires_grad", "is_leaf", "mT", "H", "retains_grad",
    "device", "is_cuda", "itemsize", "nbytes", "real",
  ]

  mutating func tensorAttribute(_ name: String, _ handle: Handle) throws(Diagnostic) -> Object? {
    let tensor = heap.tensor(handle)
    switch name {
    case "grad":
      if let gradient = tensor.gradient {
        guard tensor.isValue else { return .tensor(gradient) }
        return valueNumber(values(of: gradient)[0], isWhole: tensor.hasWholeGradient)
      }
      if tensor.isValue { return .integer(0) }
      if tensor.isResult, !tensor.retainsGradient {
        note(
          "gradient of a result",
          "\(tensor.name.map { "\($0).grad" } ?? "this .grad") is None: backward() keeps the gradients of leaves, and this is a result; retain_grad() before it keeps this one too"
        )
      }
      return Object.none
    case "data":
      return tensor.isValue
        ? valueNumber(values(of: handle)[0], isWhole: tensor.isWhole)
        : try detached(.tensor(handle), isGuarded: false)
    case "_prev" where tensor.isValue: return try valueParents(of: handle)
    case "_op" where tensor.isValue: return .string(try valueOperation(of: handle))
    case "shape": return newTuple(tensor.shape.dimensions.map { .integer($0) }, .size)
    case "ndim": return .integer(tensor.shape.rank)
    case "dtype": return .dtype(tensor.dtype)
    case "requires_grad": return .boolean(needsGradient(handle))
    case "is_leaf":
      try bringUpToDate(handle)
      return .boolean(!heap.tensor(handle).isResult)
    case "retains_grad": return .boolean(tensor.isResult && tensor.retainsGradient)
    case "device": return .string("cpu")
    case "is_cuda": return .boolean(false)
    case "itemsize": return .integer(tensor.dtype.byteCount)
    case "nbytes": return .integer(tensor.dtype.byteCount * tensor.shape.count)
    case "real": return .tensor(handle)
    case "mT", "H":
      guard tensor.shape.rank != 1, name == "mT" || tensor.shape.rank == 2 || tensor.shape.rank == 0 else {
        throw Diagnostic(
          .shape,
          "'.\(name)' is for \(name == "mT" ? "matrices and batches of them" : "matrices"), and this tensor has shape \(tensor.shape.list)",
          hint: tensor.shape.rank == 1
            ? "x[:, None] makes a column of a vector" : "x.mT turns the last two over")
      }
      // A single number stays itself, as in PyTorch.
      guard tensor.shape.rank > 0 else { return .tensor(handle) }
      var order = Array(0..<tensor.shape.rank)
      if order.count >= 2 { order.swapAt(order.count - 2, order.count - 1) }
      return try permuted(handle, order, "transpose")
    case "T":
      return try permuted(handle, (0..<tensor.shape.rank).reversed(), "transpose")
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
        let isWhole = if case .float = value { false } else { true }
        return heap.changeTensor(handle) {
          $0.gradient = gradient.handle
          $0.hasWholeGradient = isWhole
        }
      }
      guard case .tensor(let gradient) = value, heap.tensor(gradient).shape == tensor.shape else {
        throw Diagnostic(
          .shape, ".grad must be None or a tensor of shape \(tensor.shape.list), not \(describe(value))",
          hint: "x.grad = None forgets it, x.grad = zeros_like(x) begins at 0")
      }
      guard heap.tensor(gradient).dtype == tensor.dtype else {
        let (own, other) = (tensor.dtype.rawValue, heap.tensor(gradient).dtype.rawValue)
        throw Diagnostic(
          .type, "the gradient of a tensor of \(own) has the same dtype, not \(other)",
          hint: heap.tensor(gradient).dtype.isFloating
            ? "convert it: g.to(x.dtype)" : "write 1.0 instead of 1")
      }
      heap.changeTensor(handle) { $0.gradient = gradient }
    case "data":
      if tensor.isValue {
        let isWhole = if case .integer = value { true } else { false }
        heap.changeTensor(handle) { $0.isWhole = isWhole }
      }
      try setData(handle, to: value)
    case "requires_grad":
      guard case .boolean(let wanted) = value else {
        throw Diagnostic(
          .type, "requires_grad is True or False", hint: "x.requires_grad = False takes it out of the graph")
      }
      try setRequiresGradient(handle, wanted)
    default:
      throw Diagnostic(
        .name, "'\(name)' of a tensor cannot be assigned to",
        hint: closestName(to: name, among: ["grad", "data", "requires_grad"]).map { "did you mean '.\($0)'?" }
      )
    }
  }

  /// `x.data = y`: the tensor has y's numbers from now on, shared with it; other views of what it was keep that.
  private mutating func setData(_ handle: Handle, to value: Object) throws(Diagnostic) {
    let tensor = heap.tensor(handle)
    if tensor.isValue {
      let new = try operand(value)
      guard new.shape.count == tensor.shape.count else {
        throw Diagnostic(.shape, ".data of a Value is a number", hint: "write v.data = 2.0")
      }
      noteUpdate(handle, to: new.values)
      return writeUnguarded(new.values, to: handle)
    }
    guard case .tensor(let source) = value else {
      throw Diagnostic(
        .type, ".data is assigned a tensor, not \(describe(value))",
        hint: "x.data = tensor([…]), or x.data.fill_(2.0)")
    }
    let new = heap.tensor(source)
    guard new.dtype == tensor.dtype || !needsGradient(handle) else {
      throw Diagnostic(
        .type, ".data of dtype \(tensor.dtype.rawValue) is assigned a tensor of dtype \(new.dtype.rawValue)",
        hint: "convert it first, as in y.double()")
    }
    guard new.shape == tensor.shape || !tensor.isResult else {
      throw Diagnostic(
        .shape,
        "the .data of a result of shape \(tensor.shape.list) keeps its shape: gradients flow back through it",
        hint: "give the new tensor a name of its own")
    }
    guard new.storage != tensor.storage || new.layout != tensor.layout || new.shape != tensor.shape else {
      return
    }
    if new.shape == tensor.shape { noteUpdate(handle, to: values(of: source)) }
    heap.changeTensor(handle) {
      $0.storage = new.storage
      $0.layout = new.layout
      $0.shape = new.shape
      $0.dtype = new.dtype
      if !$0.isResult { $0.entry = nil }
    }
    if tensor.isResult { try bringUpToDate(handle) }
  }

  private mutating func writeUnguarded(_ values: [Double], to handle: Handle) {
    heap.changeTensor(handle) { $0.isUnguarded = true }
    write(values, to: handle, by: "data")
    heap.changeTensor(handle) { $0.isUnguarded = false }
  }

  mutating func setRequiresGradient(_ handle: Handle, _ wanted: Bool) throws(Diagnostic) {
    try bringUpToDate(handle)
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
    changesInPlace += 1
    heap.changeTensor(handle) {
      $0.requiresGradient = wanted
      $0.entry = nil
    }
  }
}
