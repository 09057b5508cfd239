/// The place of an object in the ``Heap``.
public struct Handle: Hashable, Sendable {
  public let index: Int32
}

/// A value of the language. What can be shared or changed in place is a handle into the heap, so copying the
/// heap copies the whole state, aliases included.
public enum Object: Sendable {
  case none
  case ellipsis
  case boolean(Bool)
  case integer(Int)
  case float(Double)
  case string(String)
  case tuple(Handle)
  case list(Handle)
  case dictionary(Handle)
  case tensor(Handle)
  case function(Handle)
  case iterator(Handle)
  case range(Handle)
  case slice(Handle)
  case boundMethod(Handle)
  case classObject(Handle)
  case instance(Handle)
  /// What `super()` gives: an instance, seen as one of the class above.
  case superior(Handle)
  /// A function of the project's own: its place in ``Builtins/all``.
  case builtin(Int)
  case namespace(Namespace)
  case type(TypeName)
  case dtype(DType)
  /// What `no_grad()` gives to `with`.
  case gradientMode(GradientMode)
  case loader(Handle)
  /// `torch.Generator()`
  case generator(Handle)
  /// A local variable that has no value yet; no program ever sees it.
  case unbound
}

/// Whether operations are recorded in a block.
public struct GradientMode: Sendable, Hashable {
  let records: Bool
  /// The mode before, where it was switched at once: `set_grad_enabled()` works without a block, too.
  var previous: Bool?
  /// Whether the block brings back the stream of random numbers instead: `torch.random.fork_rng()`.
  var forksRandom = false
}

/// The types that have a name in the language.
public enum TypeName: String, Sendable, Hashable, CaseIterable {
  case int, float, bool, str, list, tuple, dict, set, range, type
  case orderedDictionary = "OrderedDict"
  case tensor = "Tensor"
  case parameter = "Parameter"
  case size = "Size"
  case generator = "Generator"
  case dtype
  case module
  case function
  case none = "NoneType"

  /// The module in whose name PyTorch prints the type; `nil` for Python's own.
  var home: String? {
    switch self {
    case .tensor, .size, .dtype: "torch"
    case .generator: "torch._C"
    case .parameter: "torch.nn.parameter"
    case .orderedDictionary: "collections"
    default: nil
    }
  }
}

/// The modules that can be imported.
public enum Namespace: String, Sendable, Hashable, CaseIterable {
  case torch
  case nn = "torch.nn"
  case functional = "torch.nn.functional"
  case initialization = "torch.nn.init"
  case optimization = "torch.optim"
  case schedules = "torch.optim.lr_scheduler"
  case utilities = "torch.nn.utils"
  case torchUtilities = "torch.utils"
  case cuda = "torch.cuda"
  case autograd = "torch.autograd"
  case torchRandom = "torch.random"
  case random
  case numpy
  case numpyRandom = "numpy.random"
  case scikit = "sklearn"
  case scikitData = "sklearn.datasets"
  case modelSelection = "sklearn.model_selection"
  case copy
  case collections
  case data = "torch.utils.data"
  case math
  case micrograd
  case engine = "micrograd.engine"
  case microgradNN = "micrograd.nn"
}

/// Keys of a dictionary: equal numbers are equal keys, as in Python (1, 1.0 and True).
public enum Key: Hashable, Sendable {
  case none
  case integer(Int)
  /// A number that is not a whole one of 64 bits.
  case number(Double)
  /// By its scalars: Python tells composed and decomposed letters apart.
  case string([Unicode.Scalar])
  case tuple([Key])
  case handle(Handle)
}

/// A dictionary in the order of insertion.
public struct OrderedDictionary: Sendable {
  public private(set) var keys: [Object] = []
  public private(set) var values: [Object] = []
  /// Each key's number in the order of insertion; and, once something was removed, those of the entries that are left.
  private var numbers: [Key: Int] = [:]
  private var left: [Int]?
  private var nextNumber = 0
  /// As how many elements an entry counts: two objects, and the way to them.
  static let elementsOfAnEntry = 8
  /// Whether only the keys count: a set.
  public var isSet = false
  /// Whether it is one of Python's `OrderedDict`, as the state of a model is.
  public var isOrdered = false
  /// Whether a missing key is given an empty dict, as in the state of an optimizer.
  public var makesDictionaries = false

  public var count: Int { keys.count }

  public subscript(key: Key) -> Object? { numbers[key].map { values[place(of: $0)] } }

  public mutating func set(_ key: Key, _ object: Object, to value: Object) {
    if let number = numbers[key] {
      values[place(of: number)] = value
    } else {
      numbers[key] = nextNumber
      left?.append(nextNumber)
      nextNumber += 1
      keys.append(object)
      values.append(value)
    }
  }

  public mutating func remove(_ key: Key) -> Object? {
    guard let number = numbers.removeValue(forKey: key) else { return nil }
    let place = place(of: number)
    if left == nil { left = Array(0..<nextNumber) }
    left?.remove(at: place)
    keys.remove(at: place)
    return values.remove(at: place)
  }

  /// Where the entry of a number stands: the numbers that are left are in ascending order.
  private func place(of number: Int) -> Int {
    guard let left else { return number }
    var (low, high) = (0, left.count)
    while low < high {
      let middle = (low + high) / 2
      if left[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
