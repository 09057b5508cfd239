import Autodiff

/// Everything that programs share and change, in one array addressed by handles.
///
/// The heap is a value: a copy of it is a snapshot, and objects that named each other before still do. What
/// nothing refers to any more is found by ``Machine/collectGarbage()``.
public struct Heap: Sendable {
  enum Cell: Sendable {
    case free
    case tuple([Object], TupleKind)
    case list([Object])
    case dictionary(OrderedDictionary)
    case storage(Storage)
    case tensor(TensorObject)
    case function(FunctionObject)
    case scope(ScopeObject)
    case iterator(IteratorObject)
    case range(RangeObject)
    case slice(Object, Object, Object)
    case boundMethod(receiver: Object, function: Object)
    case classObject(ClassObject)
    case instance(InstanceObject)
    /// The instance, and the class whose methods are looked up.
    case superior(Handle, of: Handle)
    case loader(LoaderObject)
    /// A stream of random numbers; `nil` stands for the one that everything draws from by default.
    case generator(TorchStream?)
  }

  /// How a tuple shows itself.
  enum TupleKind: Sendable {
    case plain
    /// `torch.Size`
    case size
    /// What `x.max(dim=…)` gives: `.values` and `.indices`; with the function's name.
    case valuesAndIndices(String)
    /// What `aminmax` gives: `.min` and `.max`.
    case minAndMax

    /// The function it comes from, and what its entries are called, where they have names.
    var fields: (function: String, names: [String])? {
      switch self {
      case .plain, .size: nil
      case .valuesAndIndices(let function): (function, ["values", "indices"])
      case .minAndMax: ("aminmax", ["min", "max"])
      }
    }
  }

  var cells: [Cell] = []
  private var freeList: [Int32] = []
  /// Elements in live cells, as of the last collection, plus those made since.
  var elements = 0
  /// Those of them that stood in lists, tuples and dicts at the last collection.
  var listEntries = 0
  /// Cells in use, as of the last collection, plus those made since.
  var objects = 0

  mutating func allocate(_ cell: Cell) -> Handle {
    objects += 1
    if let index = freeList.popLast() {
      cells[Int(index)] = cell
      return Handle(index: index)
    }
    cells.append(cell)
    return Handle(index: Int32(cells.count - 1))
  }

  subscript(handle: Handle) -> Cell {
    get { cells[Int(handle.index)] }
    set { cells[Int(handle.index)] = newValue }
  }

  mutating func free(_ index: Int) {
    objects -= 1
    cells[index] = .free
    freeList.append(Int32(index))
  }

  // MARK: Typed access. A handle of the wrong kind is a mistake of ours, never of a program.

  func list(_ handle: Handle) -> [Object] {
    guard case .list(let items) = self[handle] else { preconditionFailure("the handle is not a list's") }
    return items
  }

  /// How many entries a list has, and for how many there is room.
  func room(ofList handle: Handle) -> (count: Int, capacity: Int) {
    guard case .list(let items) = self[handle] else { preconditionFailure("the handle is not a list's") }
    return (items.count, items.capacity)
  }

  /// Changes a list in place. It is taken out of its cell meanwhile, so that it is not copied.
  mutating func changeList<R>(_ handle: Handle, _ change: (inout [Object]) -> R) -> R {
    guard case .list(var items) = self[handle] else { preconditionFailure("the handle is not a list's") }
    self[handle] = .free
    let result = change(&items)
    self[handle] = .list(items)
    return result
  }

  func tuple(_ handle: Handle) -> [Object] {
    guard case .tuple(let items, _) = self[handle] else { preconditionFailure("the handle is not a tuple's") }
    return items
  }

  func dictionary(_ handle: Handle) -> OrderedDictionary {
    guard case .dictionary(let items) = self[handle] else {
      preconditionFailure("the handle is not a dict's")
    }
    return items
  }

  mutating func changeDictionary<R>(_ handle: Handle, _ change: (inout OrderedDictionary) -> R) -> R {
    guard case .dictionary(var items) = self[handle] else {
      preconditionFailure("the handle is not a dict's")
    }
    self[handle] = .free
    let result = change(&items)
    self[handle] = .dictionary(items)
    return result
  }

  func storage(_ handle: Handle) -> Storage {
    guard case .storage(let storage) = self[handle] else {
      preconditionFailure("the handle is not a storage's")
    }
    return storage
  }

  func tensor(_ handle: Handle) -> TensorObject {
    guard case .tensor(let tensor) = self[handle] else { preconditionFailure("the handle is not a tensor's") }
    return tensor
  }

  mutating func changeTensor(_ handle: Handle, _ change: (inout TensorObject) -> Void) {
    var tensor = tensor(handle)
    change(&tensor)
    self[handle] = .tensor(tensor)
  }

  func range(_ handle: Handle) -> RangeObject {
    guard case .range(let range) = self[handle] else { preconditionFailure("the handle is not a range's") }
    return range
  }

  func function(_ handle: Handle) -> FunctionObject {
    guard case .function(let function) = self[handle] else {
      preconditionFailure("the handle is not a function's")
    }
    return function
  }

  func classObject(_ handle: Handle) -> ClassObject {
    guard case .classObject(let object) = self[handle] else {
      preconditionFailure("the handle is not a class's")
    }
    return object
  }

  func instance(_ handle: Handle) -> InstanceObject {
    guard case .instance(let object) = self[handle] else {
      preconditionFailure("the handle is not an instance's")
    }
    return object
  }

  /// Changes an instance in place. It is taken out of its cell meanwhile, so that it is not copied.
  mutating func changeInstance<R>(_ handle: Handle, _ change: (inout InstanceObject) -> R) -> R {
    var object = instance(handle)
    self[handle] = .free
    let result = change(&object)
    self[handle] = .instance(object)
    return result
  }

  func loader(_ handle: Handle) -> LoaderObject {
    guard case .loader(let loader) = self[handle] else { preconditionFailure("the handle is not a loader's") }
    return loader
  }
}

struct FunctionObject: Sendable {
  let code: Code
  let defaults: [Object]
  let keywordDefaults: [Object]
  /// The variables of the function around it.
  let scope: Handle?
  /// The class it is a method of.
  var owner: Handle?
  /// Whether operations are recorded in it, where a decorator says so: `@torch.no_grad()`.
  var gradientMode: Bool?
  /// What it is in a class.
  enum Binding: Sendable { case method, property, staticMethod, classMethod }
  var binding = Binding.method
}

struct ScopeObject: Sendable {
  var values: [Object?]
  let parent: Handle?
}

struct RangeObject: Sendable, Hashable {
  let start: Int
  let stop: Int
  let step: Int
  var count: Int {
    if step > 0 { return start < stop ? (stop - start - 1) / step + 1 : 0 }
    return start > stop ? (start - stop - 1) / -step + 1 : 0
  }
  subscript(index: Int) -> Int { start + index * step }
}

struct IteratorObject: Sendable {
  /// What is gone through: a list, tuple, dictionary, range, string's characters, tensor's rows, or others zipped.
  enum Source: Sendable {
    case items(Object)
    case strings([String])
    case enumerated(Handle, start: Int)
    case zipped([Handle])
  }
  let source: Source
  var position = 0
  /// How many iterators stand in one another here.
  var depth = 0
}

/// `DataLoader`: batches of the rows of some tensors.
struct LoaderObject: Sendable {
  /// What it was given.
  let dataset: Object
  /// The tensors; of a data set of a program's own, they are made when a pass begins.
  var tensors: [Object]
  /// How the rows of a batch are handed out: a tuple, a list, or the only tensor itself.
  enum Batch: Sendable { case tuple, list, single }
  var batch: Batch
  /// Whether the last batch is left out if it is smaller.
  let dropsLast: Bool
  let batchSize: Int
  let shuffles: Bool
  /// What the order is drawn from, where not from a generator that the default one seeds.
  var generator: Handle?
  /// The order of the rows in the pass under way; drawn when the first batch is asked for.
  var order: [Int]?
}
