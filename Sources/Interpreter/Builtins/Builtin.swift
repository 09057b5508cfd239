import Autodiff
import Language

/// A function of the project's own, as the language calls it.
struct Builtin: Sendable {
  /// Where it can be found by name.
  struct Homes: OptionSet, Sendable {
    let rawValue: Int
    /// Without any prefix, before all others: Python's own.
    static let python = Homes(rawValue: 1)
    static let torch = Homes(rawValue: 2)
    static let functional = Homes(rawValue: 4)
    static let nn = Homes(rawValue: 8)
    static let initialization = Homes(rawValue: 16)
    static let math = Homes(rawValue: 32)
    static let data = Homes(rawValue: 64)
    static let micrograd = Homes(rawValue: 128)
    /// As a method of tensors; the tensor is its first argument.
    static let tensorMethod = Homes(rawValue: 256)
    static let listMethod = Homes(rawValue: 512)
    static let stringMethod = Homes(rawValue: 1024)
    static let dictionaryMethod = Homes(rawValue: 2048)
    static let tupleMethod = Homes(rawValue: 4096)
    /// Without a prefix only, though Python does not have it.
    static let gradwalk = Homes(rawValue: 8192)
    /// As a method of `nn.Module`; the model is its first argument.
    static let moduleMethod = Homes(rawValue: 16384)
    /// Seen only by what is written in the language by us.
    static let library = Homes(rawValue: 32768)
    static let cuda = Homes(rawValue: 65536)
    static let copy = Homes(rawValue: 131072)
    static let setMethod = Homes(rawValue: 262144)
    static let autograd = Homes(rawValue: 524288)
    /// As a method of `torch.Generator`; the generator is its first argument.
    static let generatorMethod = Homes(rawValue: 1 << 20)
    static let torchRandom = Homes(rawValue: 1 << 21)
    static let random = Homes(rawValue: 1 << 22)
    static let numpyRandom = Homes(rawValue: 1 << 23)
    static let scikitData = Homes(rawValue: 1 << 24)
    static let modelSelection = Homes(rawValue: 1 << 25)
    /// The last of all.
    static let last = modelSelection
    static let everywhere: Homes = [.torch, .functional, .tensorMethod]
  }

  struct Parameter: Sendable {
    let name: String
    let defaultValue: Object?
    let isKeywordOnly: Bool
    /// Whether only True and False will do, as where PyTorch hands it on to its own core.
    let isStrict: Bool
    /// Whether it may be left out, and yet None is nothing that may be given for it.
    let isNeverNone: Bool
  }

  let name: String
  let homes: Homes
  let parameters: [Parameter]
  /// The name behind `*`, where any number of arguments is taken.
  let rest: String?
  /// Whether any names are taken: `**named` at the end.
  let takesNames: Bool
  /// As it is shown in help.
  let signature: String
  /// One sentence.
  let help: String
  /// Which parameter says where a tensor is kept.
  private let device: Int?
  /// Which arguments the backward pass reads again, where PyTorch has one operation and this several.
  let readsAgain: [Int]
  let body: @Sendable (inout Machine, Arguments) throws(Diagnostic) -> Object

  /// - Parameter signature: as in Python: `sum(input, dim=None, keepdim=False)`; with `dim=…` it may be left out, but
  ///   is never None.
  init(
    _ signature: String, _ homes: Homes, _ help: String = "",
    body: @escaping @Sendable (inout Machine, Arguments) throws(Diagnostic) -> Object
  ) {
    self.signature = signature
    self.homes = homes
    self.help = help
    self.body = body
    let open = signature.firstIndex(of: "(") ?? signature.endIndex
    name = String(signature[..<open])
    var parameters: [Parameter] = []
    var rest: String?
    var isKeywordOnly = false
    takesNames = signature.holds("**")
    for part in signature[open...].dropFirst().dropLast().split(separator: ",") {
      let text = part.drop { $0 == " " }
      if text == "*" {
        isKeywordOnly = true
      } else if text.hasPrefix("**") {
        continue
      } else if text.hasPrefix("*") {
        rest = String(text.dropFirst())
        isKeywordOnly = true
      } else {
        let sides = text.split(separator: "=", maxSplits: 1)
        parameters.append(
          Parameter(
            name: String(sides[0]), defaultValue: sides.count > 1 ? Builtin.constant(sides[1]) : nil,
            isKeywordOnly: isKeywordOnly,
            isStrict: sides.count > 1 && ["True", "False"].contains(sides[1])
              && (sides[0] == "requires_grad" || !homes.isDisjoint(with: .everywhere))
              && !Builtin.truths.contains(String(sides[0])),
            isNeverNone: sides.count > 1 && sides[1] == "…"))
      }
    }
    self.parameters = parameters
    self.rest = rest
    device = parameters.firstIndex { $0.name == "device" }
    readsAgain = Builtin.readAgain[name] ?? []
  }

  /// Switches that PyTorch looks at in Python, where whatever is true will do.
  private static let truths: Set<String> = [
    "inplace", "return_indices", "retain_graph", "create_graph", "full",
  ]

  private static let readAgain: [String: [Int]] = [
    "mse_loss": [0, 1], "smooth_l1_loss": [0, 1], "huber_loss": [0, 1], "binary_cross_entropy": [0, 1],
    "binary_cross_entropy_with_logits": [0, 1], "kl_div": [1], "nll_loss": [0], "multi_margin_loss": [0],
    "cosine_embedding_loss": [0, 1], "layer_norm": [0, 2], "batch_norm": [0, 3], "normalize": [0],
    "max_pool1d": [0], "max_pool2d": [0], "avg_pool1d": [0], "avg_pool2d": [0],
  ]

  /// Whether what may stand number by number in a method's call must be a tuple in the function's.
  private var takesTuple: Bool {
    rest != nil && homes.contains(.torch) && homes.contains(.tensorMethod)
  }

  private static func constant(_ text: Substring) -> Object {
    switch text {
    case "None", "…": return .none
    case "True": return .boolean(true)
    case "False": return .boolean(false)
    // An empty string has no entries either.
    case "()": return .string("")
    default: break
    }
    if text.hasPrefix("'") { return .string(String(text.dropFirst().dropLast())) }
    if let value = Int(text) { return .integer(value) }
    guard let value = Double(text) else {
      preconditionFailure("a default is a number, a string, a bool or None")
    }
    return .float(value)
  }

  /// Sorts the arguments of a call to the parameters.
  ///
  /// - Parameter hidden: how many of them the call does not show: 1 for a method, whose object is the first.
  func bind(
    _ positional: [Object], _ keywords: [(String, Object)], _ machine: Machine, hidden: Int = 0
  ) throws(Diagnostic) -> Arguments {
    var values = [Object?](repeating: .some(.unbound), count: parameters.count)
    let places = parameters.indices.filter { !parameters[$0].isKeywordOnly }
    for (i, value) in positional.prefix(places.count).enumerated() { values[places[i]] = value }
    var named: [(String, Object)] = []
    var extra = Array(positional.dropFirst(places.count))
    guard rest != nil || extra.isEmpty else {
      throw tooMany(positional.count - hidden, atMost: places.count - hidden, hidden)
    }
    if hidden == 0, takesTuple, let first = extra.first, extra.count > 1 || !machine.isSequence(first) {
      throw Diagnostic(
        .type, "\(name)() needs '\(rest ?? "")' as one tuple, not number by number",
        hint: "\(name)(x, (1, 0)), or as a method: x.\(name)(1, 0)")
    }
    for (keyword, value) in keywords {
      // PyTorch takes lengths and dimensions that stand one by one under one name as well: zeros(size=(2, 3)).
      if keyword == rest, extra.isEmpty, !homes.isDisjoint(with: .everywhere) {
        extra = [value]
        continue
      }
      guard let place = place(of: keyword) else {
        if takesNames {
          named.append((keyword, value))
          continue
        }
        throw Diagnostic(
          .type, "\(name)() has no parameter '\(brief(keyword))'",
          hint: closestName(to: keyword, among: parameters.dropFirst(hidden).map { $0.name }).map {
            "did you mean '\($0)'?"
          }
            ?? usage(hidden), at: machine.place(ofKeyword: keyword))
      }
      guard case .unbound? = values[place] else {
        throw Diagnostic(
          .type, "\(name)() was given '\(keyword)' twice",
          hint: "once by its place, once by its name: leave one out", at: machine.place(ofKeyword: keyword))
      }
      values[place] = value
    }
    if let device, case .string(let name)? = values[device] { try machine.checkDevice(name) }
    var result: [Object] = []
    for (parameter, value) in zip(parameters, values) {
      if let value, !value.isUnbound {
        if parameter.isStrict { try requireFlag(value, parameter, machine) }
        if parameter.isNeverNone, value.isNone {
          throw Diagnostic(
            .type, "'\(parameter.name)' of \(name)() must be a whole number, not None",
            hint: "leave it out: \(name)(\(hidden > 0 ? "" : "x"))")
        }
        result.append(value)
      } else if let value = parameter.defaultValue {
        result.append(value)
      } else {
        throw Diagnostic(.type, "\(name)() needs a value for '\(parameter.name)'", hint: usage(hidden))
      }
    }
    return Arguments(
      builtin: name, names: parameters.map { $0.name }, values: result, rest: extra, named: named,
      isStrict: !homes.isDisjoint(with: .everywhere))
  }

  private func requireFlag(
    _ value: Object, _ parameter: Parameter, _ machine: Machine
  ) throws(Diagnostic) {
    if case .boolean = value { return }
    if value.isNone, parameter.name == "requires_grad", homes.contains(.torch) { return }
    throw Diagnostic(
      .type, "'\(parameter.name)' of \(name)() must be True or False, not \(machine.describe(value))",
      hint: "bool(…) makes one of a number")
  }

  /// The place of a parameter; PyTorch takes NumPy's names for two of its own as well.
  private func place(of keyword: String) -> Int? {
    if let place = parameters.firstIndex(where: { $0.name == keyword }) { return place }
    guard homes.contains(.tensorMethod), let own = ["axis": "dim", "keepdims": "keepdim"][keyword] else {
      return nil
    }
    return parameters.firstIndex { $0.name == own }
  }

  private func tooMany(_ given: Int, atMost count: Int, _ hidden: Int) -> Diagnostic {
    let most = count == 0 ? "no arguments" : "at most \(count) argument\(count == 1 ? "" : "s")"
    let hint = name == "tensor" ? "several numbers stand in one list: tensor([1, 2])" : usage(hidden)
    return Diagnostic(
      .type, "\(name)() takes \(most), but \(given) \(given == 1 ? "was" : "were") given", hint: hint)
  }

  /// How it is called, without what a method's call does not show.
  func usage(_ hidden: Int) -> String {
    guard hidden > 0, let first = parameters.first else { return "it is \(signature)" }
    let rest = signature.dropFirst(name.count + 1 + first.name.count).drop { $0 == "," || $0 == " " }
    return "it is \(name)(\(rest)"
  }
}

extension Builtin {
  /// The class that Python has where this is a function that makes its objects.
  var className: String? {
    switch name {
    case "Tensor" where homes.contains(.torch): "torch.Tensor"
    case "Parameter" where homes.contains(.nn): "torch.nn.parameter.Parameter"
    case "Value" where homes.contains(.micrograd): "micrograd.engine.Value"
    default: nil
    }
  }
}

extension Object {
  var isUnbound: Bool { if case .unbound = self { true } else { false } }
  public var isNone: Bool { if case .none = self { true } else { false } }
}
