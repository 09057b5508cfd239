import Language

extension Machine {
  /// A name that is not a local variable: the program's own, then ours.
  mutating func lookUp(_ name: String) throws(Diagnostic) -> Object {
    if let value = globals[name] { return value }
    return try lookUpOurs(name)
  }

  /// A name of ours, whatever the program has made of it.
  mutating func lookUpOurs(_ name: String) throws(Diagnostic) -> Object {
    if let value = Builtins.bare[name] { return value }
    if let value = try libraryObject(name) { return value }
    if frames.last?.code.isLibrary == true {
      if let index = Builtins.libraryFunction(name) { return .builtin(index) }
      if let namespace = Namespace(rawValue: name) { return .namespace(namespace) }
    }
    throw unknownName(name)
  }

  func unknownName(_ name: String) -> Diagnostic {
    if name.hasPrefix(".") { return unbound("the loop variable") }
    if ["torch", "nn", "F", "optim", "math"].contains(name) {
      let line = [
        "nn": "import torch.nn as nn", "F": "import torch.nn.functional as F",
        "optim": "from torch import optim",
      ]
      return Diagnostic(
        .name, "'\(brief(name))' is not defined", hint: "add the line: \(line[name] ?? "import \(name)")")
    }
    if let instead = Machine.elsewhere[name] {
      return Diagnostic(.name, "\(name) is not in Gradwalk", hint: "see help(\(instead))")
    }
    if let hint = Machine.foreignNames[name] {
      return Diagnostic(.name, "'\(name)' is not defined", hint: hint)
    }
    let own = ["True", "False", "None"] + namesInReach
    let ours = Builtins.bareNames + Library.names
    return Diagnostic(
      .name, "'\(brief(name))' is not defined",
      hint: (closestName(to: name, among: own) ?? closestName(to: name, among: ours, isSure: true)).map {
        "did you mean '\($0)'?"
      } ?? ":vars lists the variables, :help what there is")
  }

  /// The names a program has given: parameters and variables of the function under way and of those around it, then
  /// the global ones.
  private var namesInReach: [String] {
    var scopes: Set<Handle> = []
    var scope = frames.last?.scope
    while let handle = scope, case .scope(let object) = heap[handle], scopes.insert(handle).inserted {
      scope = object.parent
    }
    let around = frames.dropLast().reversed().filter { $0.scope.map(scopes.contains) ?? false }
    let local = (frames.suffix(1) + around).filter { !$0.code.isLibrary }.flatMap { $0.code.locals }
    return (local + globalNames).filter { !$0.hasPrefix(".") }
  }

  func namespace(_ path: String) throws(Diagnostic) -> Namespace {
    if let found = Namespace(rawValue: path) { return found }
    throw Diagnostic(
      .import,
      "there is no module '\(brief(path))' here: torch, torch.nn, torch.nn.functional, torch.optim, math, random and micrograd can be imported",
      hint: importHint(path))
  }

  private func importHint(_ path: String) -> String {
    let first = path.split(separator: ".").first.map(String.init) ?? path
    if let hint = Machine.foreignModules[first] { return hint }
    let known = Namespace.allCases.map { $0.rawValue }
    return closestName(to: path, among: known).map { "did you mean '\($0)'?" }
      ?? "most names need no import at all: tensor, param, sigmoid, …"
  }

  /// `module.name`
  mutating func member(_ name: String, of namespace: Namespace) throws(Diagnostic) -> Object {
    if let found = Builtins.member(name, of: namespace) { return found }
    if name == "default_generator", namespace == .torch || namespace == .torchRandom {
      return defaultGenerator()
    }
    if let code = Library.codeName(of: name, in: namespace), let found = try libraryObject(code) {
      return found
    }
    if namespace == .torch, let dtype = Machine.absentDTypes[name] { throw Machine.absentDType(dtype) }
    if let instead = Machine.elsewhere[name] {
      throw Diagnostic(.name, "\(name) is not in Gradwalk", hint: "see help(\(instead))")
    }
    if namespace == .numpy || namespace == .numpyRandom {
      throw Diagnostic(
        .name, "'\(namespace.rawValue)' has no '\(brief(name))' in Gradwalk",
        hint: "of NumPy there is np.random.seed; tensor(…) does what np.array(…) does")
    }
    let names = Builtins.names(in: namespace) + Library.names(in: namespace)
    throw Diagnostic(
      .name, "'\(namespace.rawValue)' has no '\(brief(name))' in Gradwalk",
      hint: (closestName(to: name, among: names) ?? names.first { name.count > 2 && $0.hasPrefix(name) }).map
      {
        "did you mean '\($0)'?"
      }
        ?? listed(names))
  }

  /// `object.name`
  mutating func attribute(_ name: String, of object: Object) throws(Diagnostic) -> Object {
    if name == "__class__" { return type(of: object) }
    switch object {
    case .namespace(let namespace): return try member(name, of: namespace)
    case .tensor(let handle): if let value = try tensorAttribute(name, handle) { return value }
    case .tuple(let handle):
      if name == "numel", isSize(handle) {
        return .boundMethod(
          heap.allocate(.boundMethod(receiver: object, function: .builtin(Builtins.sizeCount))))
      }
      if case .tuple(let items, let kind) = heap[handle], let place = kind.fields?.names.firstIndex(of: name)
      {
        return items[place]
      }
    case .type(let type):
      if name == "__name__" { return .string(type.rawValue) }
      if let index = Builtins.method(name, of: type) { return .builtin(index) }
    case .dtype(let dtype): if let value = dtype.attribute(name) { return value }
    case .instance(let handle): return try instanceAttribute(name, handle)
    case .superior(let handle): return try superiorAttribute(name, handle)
    case .generator where name == "device": return .string("cpu")
    case .loader(let handle) where name == "batch_size" || name == "dataset":
      let loader = heap.loader(handle)
      return name == "batch_size" ? .integer(loader.batchSize) : loader.dataset
    case .classObject(let handle): return try classAttribute(name, handle)
    case .builtin(let index) where name == "__name__": return .string(Builtins.all[index].name)
    case .function(let handle):
      let code = heap.function(handle).code
      if name == "__name__" { return .string(code.name) }
      if name == "__doc__" { return code.documentation.map { .string($0) } ?? .none }
    default: break
    }
    let type = typeName(of: object)
    if let index = Builtins.method(name, of: type) {
      return .boundMethod(heap.allocate(.boundMethod(receiver: object, function: .builtin(index))))
    }
    let names = Builtins.methodNames(of: type) + (type == .tensor ? Machine.tensorAttributes : [])
    throw Diagnostic(
      .name, "\(describe(object)) has no '\(brief(name))'",
      hint: attributeHint(name, of: object)
        ?? closestName(to: name, among: names).map { "did you mean '.\($0)'?" } ?? ownersHint(name, names))
  }

  /// What has an attribute, where an object does not; else some that the object has.
  private func ownersHint(_ name: String, _ names: [String]) -> String {
    let owners: [TypeName] = [.tensor, .list, .dict, .str, .tuple]
    let having = owners.filter { Builtins.method(name, of: $0) != nil }
    if !having.isEmpty { return having.map { "a \($0.rawValue)" }.joined(separator: ", ") + " would have it" }
    let own = names.filter { !$0.hasPrefix("_") }
    if own.isEmpty { return "there is nothing to be had behind its dot" }
    return listed(own.map { ".\($0)" })
  }

  private func listed(_ names: [String]) -> String {
    if names.count > 8 { return "Tab behind the dot shows what there is" }
    return "there \(names.count == 1 ? "is" : "are") " + names.joined(separator: ", ")
  }

  mutating func setAttribute(_ name: String, of object: Object, to value: Object) throws(Diagnostic) {
    if case .instance(let handle) = object { return try setInstanceAttribute(name, handle, to: value) }
    if case .classObject(let handle) = object { return try setClassAttribute(name, handle, to: value) }
    guard case .tensor(let handle) = object else {
      throw Diagnostic(
        .type, "'\(brief(name))' of \(describe(object)) cannot be assigned to",
        hint: "only objects of classes have attributes of their own")
    }
    try setTensorAttribute(name, handle, to: value)
  }
}

extension Machine {
  /// What PyTorch has and Gradwalk does not, with what to look at instead.
  static let elsewhere: [String: String] = [
    "conv3d": "conv2d", "conv_transpose3d": "conv_transpose2d", "unfold": "conv2d",
    "fold": "conv_transpose2d",
    "group_norm": "layer_norm", "instance_norm": "batch_norm", "rms_norm": "layer_norm",
    "local_response_norm": "normalize", "adaptive_avg_pool2d": "avg_pool2d",
    "adaptive_max_pool2d": "max_pool2d", "lp_pool2d": "avg_pool2d", "dropout2d": "dropout",
    "alpha_dropout": "dropout", "embedding_bag": "embedding",
    "max_pool1d": "max_pool2d", "max_pool3d": "max_pool2d", "avg_pool1d": "avg_pool2d",
    "einsum": "matmul", "tensordot": "matmul", "baddbmm": "bmm",
    "addmm": "matmul",
    "svd": "matmul", "inverse": "matmul", "det": "matmul",

    "gumbel_softmax": "softmax", "hardsigmoid": "hardtanh", "rrelu": "leaky_relu",
    "logit": "sigmoid", "atan": "tanh",
    "tan": "sin",
    "sinh": "tanh", "cosh": "tanh",
    "ctc_loss": "nll_loss",
    "from_numpy": "tensor",
    "LSTM": "RNN", "GRU": "RNN", "LSTMCell": "RNNCell", "GRUCell": "RNNCell", "Transformer": "RNN",
    "MultiheadAttention": "Linear", "Bilinear": "Linear", "Conv3d": "Conv2d",
    "ConvTranspose3d": "ConvTranspose2d", "MaxPool1d": "MaxPool2d", "MaxPool3d": "MaxPool2d",
    "AvgPool1d": "AvgPool2d", "AvgPool3d": "AvgPool2d", "AdaptiveAvgPool2d": "AvgPool2d",
    "AdaptiveMaxPool2d": "MaxPool2d", "BatchNorm3d": "BatchNorm2d", "GroupNorm": "LayerNorm",
    "InstanceNorm1d": "BatchNorm1d", "InstanceNorm2d": "BatchNorm2d", "RMSNorm": "LayerNorm",
    "LocalResponseNorm": "BatchNorm2d", "Dropout1d": "Dropout", "Dropout2d": "Dropout",
    "AlphaDropout": "Dropout",
    "EmbeddingBag": "Embedding", "Mish": "SiLU", "Hardswish": "SiLU", "Hardsigmoid": "Hardtanh",
    "CELU": "ELU",
    "RReLU": "LeakyReLU", "Softmin": "Softmax", "LogSigmoid": "Sigmoid", "Tanhshrink": "Tanh",
    "CTCLoss": "NLLLoss", "PoissonNLLLoss": "NLLLoss", "GaussianNLLLoss": "NLLLoss",
    "TripletMarginLoss": "MarginRankingLoss", "MultiLabelMarginLoss": "MultiMarginLoss",
    "SoftMarginLoss": "BCEWithLogitsLoss", "Upsample": "ConvTranspose2d",
    "NAdam": "Adam", "RAdam": "Adam", "Adamax": "Adam", "SparseAdam": "Adam", "ASGD": "SGD",
    "Rprop": "RMSprop",
    "ChainedScheduler": "LambdaLR", "dirac_": "eye_",
    "cumprod": "cumsum", "median": "mean", "mode": "mean", "quantile": "mean", "histc": "mean",
  ]
}
