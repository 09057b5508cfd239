import Autodiff
import Language

/// The arguments of a call by parameter, with what each must be.
struct Arguments {
  let builtin: String
  let names: [String]
  let values: [Object]
  let rest: [Object]
  /// What was given by names that are no parameters'.
  var named: [(String, Object)] = []
  /// Whether a Boolean is no whole number, as in PyTorch's core.
  var isStrict = false

  subscript(place: Int) -> Object { values[place] }

  private func wrong(_ place: Int, _ wanted: String, _ machine: Machine) -> Diagnostic {
    Diagnostic(
      .type, "\(builtin)() needs \(wanted) for '\(names[place])', not \(machine.describe(values[place]))",
      hint: hint(place, wanted, machine))
  }

  private func hint(_ place: Int, _ wanted: String, _ machine: Machine) -> String? {
    switch (wanted, values[place]) {
    case ("a tensor", .list), ("a tensor", .tuple): "tensor([…]) makes a tensor of a list"
    case ("a tensor", .integer), ("a tensor", .float): "tensor(…) makes a tensor of a number"
    case ("a number", .tensor): "pick one entry with [ ]"
    case ("a dtype", .string(let name)) where DType(rawValue: name) != nil:
      "write dtype=\(name), without quotes"
    default: nil
    }
  }

  func tensor(_ place: Int, _ machine: Machine) throws(Diagnostic) -> Handle {
    if case .tensor(let handle) = values[place] { return handle }
    throw wrong(place, "a tensor", machine)
  }

  /// A tensor, converted before anything is done with it where a dtype is wanted.
  func tensor(_ place: Int, _ machine: inout Machine, in dtype: DType?) throws(Diagnostic) -> Handle {
    let handle = try tensor(place, machine)
    guard let dtype, case .tensor(let converted) = try machine.converted(values[place], to: dtype) else {
      return handle
    }
    return converted
  }

  func integer(_ place: Int, _ machine: Machine) throws(Diagnostic) -> Int {
    try integer(values[place], "'\(names[place])' of \(builtin)()", machine)
  }

  private func integer(_ object: Object, _ what: String, _ machine: Machine) throws(Diagnostic) -> Int {
    if isStrict, case .boolean(let value) = object {
      throw Diagnostic(
        .type, "\(what) must be a whole number, not \(machine.describe(object))",
        hint: "write \(value ? 1 : 0)")
    }
    return try machine.integer(object, what: what)
  }

  func double(_ place: Int, _ machine: Machine) throws(Diagnostic) -> Double {
    if let number = machine.number(values[place]) { return number }
    if case .tensor(let handle) = values[place], machine.heap.tensor(handle).shape.count == 1 {
      return machine.values(of: handle)[0]
    }
    throw wrong(place, "a number", machine)
  }

  func flag(_ place: Int, _ machine: Machine) throws(Diagnostic) -> Bool { try machine.isTrue(values[place]) }

  func string(_ place: Int, _ machine: Machine) throws(Diagnostic) -> String {
    if case .string(let text) = values[place] { return text }
    throw wrong(place, "a string", machine)
  }

  func list(_ place: Int, _ machine: Machine) throws(Diagnostic) -> Handle {
    if case .list(let handle) = values[place] { return handle }
    throw wrong(place, "a list", machine)
  }

  func dtype(_ place: Int, _ machine: Machine) throws(Diagnostic) -> DType? {
    switch values[place] {
    case .none: return nil
    case .dtype(let dtype): return dtype
    case .type(.float): return .float64
    case .type(.int): return .int64
    case .type(.bool): return .bool
    default: throw wrong(place, "a dtype", machine)
    }
  }

  /// Lengths, given one by one or as one list or tuple.
  func sizes(_ machine: inout Machine, _ objects: [Object]? = nil) throws(Diagnostic) -> [Int] {
    var objects = objects ?? rest
    if objects.count == 1 {
      switch objects[0] {
      case .list, .tuple: objects = try machine.items(of: objects[0])
      default: break
      }
    }
    var sizes: [Int] = []
    // Of several, PyTorch looks at the kind of the first.
    for object in objects {
      let what = "a length for \(builtin)()"
      sizes.append(
        try sizes.isEmpty ? integer(object, what, machine) : machine.integer(object, what: what))
    }
    return sizes
  }

  /// A dimension of a tensor, negative ones counted from the end.
  func dimension(_ object: Object, of rank: Int, _ machine: Machine) throws(Diagnostic) -> Int {
    if case .boolean = object {
      throw Diagnostic(
        .type, "'dim' of \(builtin)() must be a whole number, not \(machine.describe(object))",
        hint: "keepdim=True keeps the dimension with length 1")
    }
    let value = try machine.integer(object, what: "'dim' of \(builtin)()")
    let rank = max(rank, 1)
    guard value < rank, value >= -rank else {
      throw Diagnostic(
        .index, "dimension \(value) does not exist in a tensor of \(rank) dimension\(rank == 1 ? "" : "s")",
        hint: rank == 1
          ? "its only dimension is 0" : "dimensions go from 0 to \(rank - 1), or from -\(rank) to -1")
    }
    return value < 0 ? value + rank : value
  }

  /// One dimension, several, or (for None) all of them.
  ///
  /// - Parameter noneMeansAll: whether an empty tuple stands for all dimensions too.
  func dimensions(
    _ place: Int, of rank: Int, _ machine: inout Machine, noneMeansAll: Bool = true
  ) throws(Diagnostic) -> [Int] {
    switch values[place] {
    case .none: return Array(0..<rank)
    case .list, .tuple:
      var result: [Int] = []
      for item in try machine.items(of: values[place]) {
        // Of several, PyTorch looks at the kind of the first.
        let isLater = !result.isEmpty && machine.number(item) != nil
        let dimension = try dimension(
          isLater ? .integer(try machine.integer(item, what: "'dim' of \(builtin)()")) : item, of: rank,
          machine)
        guard !result.contains(dimension) else {
          throw Diagnostic(
            .value, "dimension \(dimension) is named twice in 'dim' of \(builtin)()",
            hint: "once is enough")
        }
        result.append(dimension)
      }
      return result.isEmpty && noneMeansAll ? Array(0..<rank) : result
    default:
      let dimension = try dimension(values[place], of: rank, machine)
      return rank == 0 ? [] : [dimension]
    }
  }
}
