import Autodiff
import Language

/// Every function of the project's own, and where each name leads.
enum Builtins {
  static let all: [Builtin] = listed + inPlaceMethods(of: listed) + shapesInPlace(of: listed)

  private static let listed: [Builtin] =
    pythonFunctions + objectFunctions + listMethods + stringMethods + dictionaryMethods + setMethods
    + mathFunctions + creation
    + numberSequences + randomFunctions + normalFunctions + drawingMethods + generatorFunctions + pythonRandom
    + scikitFunctions
    + elementwiseFunctions + choiceFunctions + bitFunctions + reductions + furtherReductions
    + softmaxFunctions + sortingFunctions
    + shapeFunctions + joiningFunctions + partingFunctions + reorderingFunctions + diagonalFunctions
    + pickingFunctions + scatterFunctions + paddingFunctions + linearFunctions
    + sizeFunctions + convolutionFunctions + poolingFunctions + normalizationFunctions + lossFunctions
    + tensorMethods + conversionFunctions + dtypeFunctions + autogradFunctions + moduleMethods
    + initialization + dataFunctions
    + fileFunctions
    + tableFunctions + copying + libraryFunctions

  /// What can be said without a prefix.
  static let bare: [String: Object] = {
    var names: [String: Object] = [:]
    for home in [
      Builtin.Homes.nn, .data, .initialization, .micrograd, .torch, .functional, .gradwalk, .python,
    ] {
      // What works in place is asked of a tensor.
      for (index, builtin) in listed.enumerated() where builtin.homes.contains(home) {
        names[builtin.name] = .builtin(index)
      }
    }
    for dtype in DType.allCases where dtype != .bool { names[dtype.rawValue] = .dtype(dtype) }
    for type in [TypeName.int, .float, .bool, .str, .list, .tuple, .dict, .set, .range, .type] {
      names[type.rawValue] = .type(type)
    }
    return names
  }()

  /// The same names in order.
  static let bareNames = bare.keys.sorted()

  private static let namesByHome: [Int: [String: Int]] = {
    var result: [Int: [String: Int]] = [:]
    for (index, builtin) in all.enumerated() {
      var bit = 1
      while bit <= Builtin.Homes.last.rawValue {
        if builtin.homes.rawValue & bit != 0 { result[bit, default: [:]][builtin.name] = index }
        bit <<= 1
      }
    }
    return result
  }()

  private static func homes(of namespace: Namespace) -> [Builtin.Homes] {
    switch namespace {
    case .torch: [.torch]
    case .nn: [.nn]
    case .functional: [.functional]
    case .initialization: [.initialization]
    case .math: [.math]
    case .data: [.data]
    case .engine: [.micrograd]
    case .cuda: [.cuda]
    case .copy: [.copy]
    case .autograd: [.autograd]
    case .torchRandom: [.torchRandom]
    case .random: [.random]
    case .numpyRandom: [.numpyRandom]
    case .scikitData: [.scikitData]
    case .modelSelection: [.modelSelection]
    case .optimization, .schedules, .micrograd, .microgradNN, .utilities, .torchUtilities, .collections,
      .numpy,
      .scikit:
      []
    }
  }

  private static let submodules: [Namespace: [String: Namespace]] = [
    .torch: [
      "nn": .nn, "optim": .optimization, "utils": .torchUtilities, "cuda": .cuda, "autograd": .autograd,
      "random": .torchRandom,
    ],
    .torchUtilities: ["data": .data],
    .nn: ["functional": .functional, "init": .initialization, "utils": .utilities],
    .optimization: ["lr_scheduler": .schedules],
    .micrograd: ["engine": .engine, "nn": .microgradNN],
    .numpy: ["random": .numpyRandom],
    .scikit: ["datasets": .scikitData, "model_selection": .modelSelection],
  ]

  private static let constants: [Namespace: [String: Object]] = {
    let numbers: [String: Object] = [
      "pi": .float(.pi), "e": .float(2.718281828459045), "inf": .float(.infinity), "nan": .float(.nan),
    ]
    var (math, torch) = (numbers, numbers)
    math["tau"] = .float(2 * .pi)
    for dtype in DType.allCases {
      torch[dtype.rawValue] = .dtype(dtype)
      if let alias = dtype.alias { torch[alias] = .dtype(dtype) }
    }
    return [
      .collections: ["OrderedDict": .type(.orderedDictionary)], .math: math, .torch: torch,
    ]
  }()

  static func member(_ name: String, of namespace: Namespace) -> Object? {
    if let inner = submodules[namespace]?[name] { return .namespace(inner) }
    if let constant = constants[namespace]?[name] { return constant }
    for home in homes(of: namespace) {
      if let index = namesByHome[home.rawValue]?[name] { return .builtin(index) }
    }
    return nil
  }

  static func names(in namespace: Namespace) -> [String] {
    let functions = homes(of: namespace).flatMap { namesByHome[$0.rawValue].map { Array($0.keys) } ?? [] }
    let others =
      (submodules[namespace].map { Array($0.keys) } ?? [])
      + (constants[namespace].map { Array($0.keys) } ?? [])
    return (functions + others).sorted()
  }

  private static func home(of type: TypeName) -> Builtin.Homes? {
    switch type {
    case .tensor, .parameter: .tensorMethod
    case .list: .listMethod
    case .str: .stringMethod
    case .dict, .orderedDictionary: .dictionaryMethod
    case .set: .setMethod
    case .generator: .generatorMethod
    case .tuple, .size: .tupleMethod
    default: nil
    }
  }

  static func method(_ name: String, of type: TypeName) -> Int? {
    home(of: type).flatMap { namesByHome[$0.rawValue]?[name] }
  }

  static func methodNames(of type: TypeName) -> [String] {
    home(of: type).flatMap { namesByHome[$0.rawValue]?.keys.sorted() } ?? []
  }

  /// What only our own classes see, as `fail`.
  static func libraryFunction(_ name: String) -> Int? {
    namesByHome[Builtin.Homes.library.rawValue]?[name]
  }

  static func moduleMethod(_ name: String) -> Int? {
    namesByHome[Builtin.Homes.moduleMethod.rawValue]?[name]
  }

  static let moduleMethodNames = namesByHome[Builtin.Homes.moduleMethod.rawValue]?.keys.sorted() ?? []

  /// The function that a type's name calls.
  static func constructor(of type: TypeName) -> Int? {
    let name: String =
      switch type {
      case .int: "int"
      case .float: "float"
      case .bool: "bool"
      case .str: "str"
      case .list: "list"
      case .tuple: "tuple"
      case .dict: "dict"
      case .orderedDictionary: "OrderedDict"
      case .set: "set"
      case .range: "range"
      case .type: "type"
      case .tensor, .parameter, .size, .dtype, .module, .function, .none, .generator: ""
      }
    let home = type == .orderedDictionary ? Builtin.Homes.library : .python
    return namesByHome[home.rawValue]?[name]
  }

  /// What `help(name)` says: the signatures of that name, with their sentences.
  public static func help(_ name: String) -> [String] {
    all.filter { $0.name == name }.map { $0.help.isEmpty ? $0.signature : "\($0.signature)\n    \($0.help)" }
      + Machine.libraryHelp(name) + (DType(rawValue: name)?.help ?? [])
  }
}
