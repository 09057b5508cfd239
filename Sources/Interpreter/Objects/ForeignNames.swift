import Language

/// What is called otherwise elsewhere, and what it is called here: the hints for names that are not ours.
extension Machine {
  static let foreignNames = [
    "null": "the value for nothing is None", "NULL": "the value for nothing is None",
    "nil": "the value for nothing is None", "undefined": "the value for nothing is None",
    "nan": "write float('nan')", "NaN": "write float('nan')", "inf": "write float('inf')",
    "Infinity": "write float('inf')", "pi": "import math, then math.pi", "e": "import math, then math.e",
    "np": "tensor(…) does what np.array(…) does", "numpy": "tensor(…) does what numpy.array(…) does",
    "plt": ":plot xs draws a line; help is in :help plot", "pd": "load_csv(path) reads a table of numbers",
    "open": "load_csv(path) reads a table of numbers", "input": "assign the value: x = 3",
    "this": "the object is called self in a method", "console": "print(…) shows values",
    "printf": "print(…) shows values", "println": "print(…) shows values", "echo": "print(…) shows values",
    "length": "len(x) gives the length", "size": "x.shape is the shape, len(x) the length",
    "array": "tensor([…]) makes a tensor", "sqr": "x ** 2 is the square",
    "ln": "log(x) is the natural logarithm",
    "deepcopy": "add the line: from copy import deepcopy", "partial": "write: lambda x: f(x, 3)",
    "display": "print(…) shows values", "exit": "a program ends with its last line",
    "quit": "a program ends with its last line", "super": "write super().__init__()",
  ]

  static let foreignModules = [
    "numpy": "import numpy as np brings np.random.seed; tensor(…) does what np.array(…) does",
    "matplotlib": ":plot xs draws a line; help is in :help plot",
    "pandas": "load_csv(path) reads a table of numbers", "csv": "load_csv(path) reads a table of numbers",
    "sklearn":
      "sklearn.datasets and sklearn.model_selection are here; iris(), digits() and standardize need no import",
    "torchvision": "load_idx(path) reads MNIST's files, and digits() needs none",
  ]

  /// What to do instead of an attribute that an object does not have, where more can be said than a similar name.
  func attributeHint(_ name: String, of object: Object) -> String? {
    let isOfTensors = Machine.tensorAttributes.contains(name) || Builtins.method(name, of: .tensor) != nil
    switch object {
    case .none where name == "zero_" || name == "item" || name == "clone":
      return "a .grad is None until backward() has been called"
    case .none: return "None is what a function gives that has no return"
    case .integer, .float, .boolean:
      return isOfTensors ? "tensors have it: leave .item() out, or make one with tensor(…)" : nil
    case .builtin(let index): return "call it first: \(Builtins.all[index].name)()"
    case .tensor:
      return [
        "numpy": "x.tolist() gives lists of numbers",
        "cuda": "everything is calculated on the processor here",
        "append": "cat([x, y]) puts y behind x", "length": "len(x) gives the number of rows",
        "lenght": "len(x) gives the number of rows", "len": "len(x) gives the number of rows",
      ][name]
    case .tuple where isOfTensors: return "a tuple is taken apart by names: x, y = …"
    case .tuple where name == "append": return "a tuple cannot be changed: use a list, [ ]"
    case .dictionary(let handle):
      let dictionary = heap.dictionary(handle)
      if dictionary.isSet { return name == "append" ? "did you mean '.add'?" : nil }
      if dictionary[.string(Array(name.unicodeScalars))] != nil {
        return "an entry is picked with [ ]: d['\(brief(name))']"
      }
      return name == "has_key" ? "write: key in d" : lengthHint(name)
    case .list where name == "push" || name == "add": return "did you mean '.append'?"
    case .list where isOfTensors && name != "size": return "tensor([…]) makes a tensor of a list"
    case .list, .tuple: return lengthHint(name)
    case .string:
      return [
        "contains": "write: part in text", "trim": "did you mean '.strip'?",
        "substring": "s[1:3] picks a part",
        "index": "did you mean '.find'?", "append": "write: s = s + '…'", "push": "write: s = s + '…'",
      ][name] ?? lengthHint(name)
    default: return nil
    }
  }

  private func lengthHint(_ name: String) -> String? {
    ["length", "len", "size", "count", "Length"].contains(name) ? "len(x) gives the length" : nil
  }
}
