/// Writes programs: mostly such as run, of every construct the language has, with numbers and nestings at the edge.
struct ProgramWriter {
  var chance: Chance
  private var names: [String] = []
  private var depth = 0
  private var isInFunction = false
  private var isInLoop = false
  private var isTame = false

  init(chance: Chance) { self.chance = chance }

  static let hostileNumbers = [
    "9223372036854775807", "-9223372036854775808", "9223372036854775808", "2 ** 63 - 1", "2 ** 62", "-1", "0",
    "1e308",
    "1e-320", "-0.0", "float('nan')", "float('inf')", "-float('inf')", "1e19", "True", "0.1 + 0.2",
    "4294967296",
    "65537", "1_000", "0x7F", "1e999", "10 ** 18", "-2 ** 63",
  ]
  static let shapes = [
    "()", "(0,)", "(2, 0)", "(1,)", "(2,)", "(2, 3)", "(3, 1)", "(1, 1, 1, 1, 1, 1, 1, 1)",
    "(2 ** 40, 2 ** 40)",
    "(-1,)", "(1, 1, 2, 2)", "(2, 2)", "3", "0", "-2", "(0, 2 ** 62)", "[2, 2]", "torch.Size([2])",
  ]
  private static let texts = [
    "''", "'a'", "\"b c\"", "'''long\ntext'''", "f'{x}'", "f'{1.5:8.3f}|{2!r}'", "'\\u001b[31m'",
    "'\\x00\\x9b'", "'é\u{301}'",
    "'{}'", "'%d %s'", "f'{x!r:>10}'", "'ab' * 3", "f\"{'a'}\"", "'\u{202E}'", "'sum'", "'mean'", "'none'",
    "'\\n'",
  ]
  private static let operators = [
    "+", "-", "*", "/", "//", "%", "**", "@", "<", "<=", "==", "!=", ">", ">=", "and", "or", "in", "not in",
    "is",
    "is not", "&", "|", "^",
  ]
  private static let tameOperators = ["+", "-", "*", "/", "//", "%", "**", "@", "<", "==", "&"]

  private mutating func `operator`() -> String {
    isTame && chance.happens(90) ? chance.pick(Self.tameOperators) : chance.pick(Self.operators)
  }

  /// What a tame program begins with: something of every kind.
  private static let beginnings: [(name: String, value: String)] = [
    ("x", "param([[1.0, -2.0], [0.5, 3.0]])"), ("y", "tensor([[2.0, 0.0], [-1.0, 4.0]])"),
    ("v", "param([1.0, -1.0])"),
    ("p", "tensor([0.25, 0.75], requires_grad=True)"), ("t", "tensor([1, 0])"),
    ("q", "tensor([True, False])"),
    ("k", "2"), ("l", "[1.0, 2.0]"), ("m", "nn.Linear(2, 2)"), ("r", "x * 2"), ("c", "ones(1, 1, 2, 2)"),
    ("s", "'ab'"),
    ("d", "{'a': x, 1: 2}"), ("g", "lambda u: u * v"), ("z", "(x @ v).tanh()"),
  ]

  /// A program. Half of them are tame: they begin with values that fit together, and mostly use those as they are meant.
  mutating func program() -> String {
    isTame = chance.happens(65)
    names = []
    if isTame {
      var lines = ["import torch", "import torch.nn as nn", "import torch.nn.functional as F"]
      for (name, value) in Self.beginnings {
        names.append(name)
        lines.append("\(name) = \(value)")
      }
      for _ in 0...chance.below(10) { lines += statement() }
      lines += ["print(\(names.last ?? "x"))", "(x.sum() + z.sum()).backward()"]
      return lines.map { $0 + "\n" }.joined()
    }
    var lines: [String] =
      chance.happens(30) ? ["import torch", "import torch.nn as nn", "import torch.nn.functional as F"] : []
    for _ in 0...chance.below(10) { lines += statement() }
    if chance.happens(25), let name = names.last { lines.append("print(\(name))") }
    return lines.map { $0 + "\n" }.joined()
  }

  // MARK: Statements

  mutating func statement() -> [String] {
    depth += 1
    defer { depth -= 1 }
    if depth > 4 { return ["pass"] }
    switch chance.below(34) {
    case 0...9: return [assignment()]
    case 10:
      return ["\(name()) \(chance.pick(["+=", "-=", "*=", "/=", "//=", "%=", "**=", "@="])) \(expression())"]
    case 11: return ["\(name())[\(index())] \(chance.pick(["=", "=", "+=", "*="])) \(expression())"]
    case 12:
      return [
        "\(name()).\(chance.pick(["grad", "data", "x", "weight", "requires_grad", "bias"])) = \(expression())"
      ]
    case 13: return block("if \(condition()):") + (chance.happens(40) ? block("else:") : [])
    case 14: return loop("for \(chance.pick(["i", "i, j", "a"])) in \(sequence()):")
    case 15: return loop("while \(condition()):")
    case 16: return function()
    case 17: return chance.happens(50) ? module() : `class`()
    case 18:
      return block("with \(chance.pick(["no_grad()", "torch.no_grad()", "no_grad() as a", expression()])):")
    case 19: return ["print(\(arguments(3)))"]
    case 20: return ["assert \(condition()), \(expression())"]
    case 21: return ["del \(chance.happens(70) ? name() : name() + "[0]")"]
    case 22: return [loss()]
    case 23: return ["\(chance.pick(["a, b", "a, *b", "[a, b]", "(a, (b, c))"])) = \(expression())"]
    case 24:
      return [
        chance.pick(isInFunction ? ["return \(expression())", "return", "global a"] : ["pass", "'doc'"])
      ]
    case 25: return [isInLoop ? chance.pick(["break", "continue"]) : "pass"]
    case 26:
      return block("try:")
        + block(chance.pick(["except:", "except ValueError:", "finally:", "except Exception as e:"]))
    case 27: return training()
    case 28 where chance.happens(20):
      return ["raise \(chance.pick(["ValueError('x')", "StopIteration", expression()]))"]
    case 29: return [nested()]
    case 30: return ["manual_seed(\(number()))"]
    case 31: return ["\(name()).\(chance.pick(Vocabulary.shared.attributes))(\(arguments(2)))"]
    default: return [expression()]
    }
  }

  private mutating func block(_ head: String) -> [String] {
    var lines = [head]
    for _ in 0...chance.below(2) { lines += statement().map { "    " + $0 } }
    return lines
  }

  private mutating func loop(_ head: String) -> [String] {
    let before = isInLoop
    isInLoop = true
    defer { isInLoop = before }
    return block(head)
  }

  private mutating func function() -> [String] {
    let before = isInFunction
    isInFunction = true
    defer { isInFunction = before }
    let name = chance.pick(["f", "g", "h"])
    let parameters = chance.pick([
      "", "x", "x, y=1", "*args", "x, *rest", "x, y=param(1.0)", "**more", "x, *, y=2",
    ])
    let decorator = chance.happens(10) ? [chance.pick(["@torch.no_grad()", "@f", "@staticmethod"])] : []
    let lines = decorator + block("def \(name)(\(parameters)):") + ["    return \(expression())"]
    names.append(name)
    return lines
  }

  private mutating func `class`() -> [String] {
    let method = chance.pick([
      "__init__", "__call__", "__getattr__", "__eq__", "__repr__", "__len__", "__add__", "__getitem__", "m",
    ])
    names.append("C")
    return ["class C\(chance.pick(["", "(C)", "(Value)", "(list)"])):", "    k = \(expression())"]
      + (chance.happens(20) ? ["    @property"] : [])
      + ["    def \(method)(self\(chance.pick(["", ", x", ", *args"]))):"]
      + statement().map { "        " + $0 } + [
        "        return \(chance.pick(["self", "self.k", "1", expression()]))"
      ]
      + (chance.happens(60) ? ["c = C(\(arguments(1)))"] : [])
  }

  private mutating func module() -> [String] {
    names.append("net")
    return ["class Net(nn.Module):", "    def __init__(self):"]
      + (chance.happens(90) ? ["        super().__init__()"] : [])
      + ["        self.a = \(layer())", "        self.b = \(layer())"]
      + [
        "    def forward(self, x):",
        "        return \(chance.pick(["self.b(self.a(x))", "self.a(x) + self.b(x)", "self.forward(x)"]))",
      ]
      + ["net = Net()", "\(chance.pick(["y", "x"])) = net(\(tensor()))"]
  }

  mutating func layer() -> String {
    chance.pick([
      "nn.Linear(\(small()), \(small()))", "Linear(2, 2)", "nn.ReLU()", "nn.Dropout(\(number()))",
      "nn.Conv2d(1, \(small()), \(small()))",
      "nn.BatchNorm1d(\(small()))", "nn.LayerNorm(\(small()))", "nn.Embedding(\(small()), \(small()))",
      "nn.RNN(\(small()), 2)",
      "MLP(2, [\(small()), 1])", "nn.MaxPool2d(\(small()))", "nn.Flatten()",
      "nn.Sequential(nn.Linear(2, 2), nn.Tanh())", "nn.Identity()",
      "nn.Softmax(dim=\(small()))",
    ])
  }

  private mutating func training() -> [String] {
    names.append("opt")
    let model = chance.happens(50) ? "w.parameters()" : "[w]"
    let made = chance.happens(50) ? layer() : tensor(asks: true)
    let optimizer = chance.pick(["SGD", "Adam", "AdamW", "RMSprop", "Adagrad", "Adadelta", "LBFGS"])
    return [
      "w = \(made)", "opt = \(optimizer)(\(model), lr=\(number()))",
      "for epoch in range(\(1 + chance.below(3))):",
      "    opt.zero_grad()", "    L = \(chance.pick(["(w * w).sum()", "w(ones(2, 2)).sum()", expression()]))",
      "    L.backward()",
      "    opt.step()",
    ]
  }

  private mutating func loss() -> String {
    let value = chance.happens(60) ? name() : expression()
    return
      "\(value)\(chance.pick([".sum()", ".mean()", "", "[0]"])).backward(\(chance.pick(["", "", "", "retain_graph=True", expression()])))"
  }

  private mutating func assignment() -> String {
    let value = expression()
    let name = chance.pick(["x", "y", "z", "w", "b", "a", "n", "ŷ", "loss"])
    names.append(name)
    return (chance.happens(5) ? "u = " : "") + "\(name) = \(value)"
  }

  /// Something inside itself, deeper than is allowed or nearly so.
  mutating func nested() -> String {
    let count = chance.pick([5, 60, 150, 199, 200, 201, 400])
    func repeated(_ text: String) -> String { String(repeating: text, count: count) }
    switch chance.below(9) {
    case 0: return repeated("(") + "1" + repeated(")")
    case 1: return "x = " + repeated("[") + repeated("]")
    case 2: return repeated("-") + "1"
    case 3: return repeated("not ") + "x"
    case 4: return "x = tensor(" + repeated("[") + "1.0" + repeated("]") + ")"
    case 5: return "y = 1" + repeated(" + 1")
    case 6: return "f = " + repeated("lambda: ") + "1"
    case 7: return "x = param(1.0)" + repeated("; x = x * 1.5 + 1")
    default: return "y = " + repeated("abs(") + "-1" + repeated(")")
    }
  }

  // MARK: Expressions

  private mutating func name() -> String {
    if isTame, chance.happens(70) {
      return chance.pick(["x", "y", "v", "p", "r", "z", "x", "t", "q", "m", "c"])
    }
    return names.isEmpty || chance.happens(6)
      ? chance.pick(["x", "y", "missing", "self", "torch", "print"]) : chance.pick(names)
  }

  private mutating func small() -> String { chance.happens(8) ? number() : String(1 + chance.below(3)) }

  mutating func number() -> String {
    if chance.happens(20) { return chance.pick(Self.hostileNumbers) }
    return chance.happens(50) ? String(chance.below(7) - 2) : "\(Double(chance.below(400) - 200) / 100)"
  }

  private mutating func nestedNumbers(_ level: Int) -> String {
    if level == 0 { return number() }
    // Mostly as long as their neighbours.
    let count = chance.happens(90) ? 2 : chance.below(4)
    return "[" + (0..<count).map { _ in nestedNumbers(level - 1) }.joined(separator: ", ") + "]"
  }

  mutating func tensor(asks: Bool = false) -> String {
    let data = nestedNumbers(chance.pick([0, 1, 1, 2, 2, 3]))
    switch chance.below(asks ? 3 : 11) {
    case 0, 1: return "param(\(data))"
    case 2: return "tensor(\(data), requires_grad=True)"
    case 3, 4: return "tensor(\(data))"
    case 5: return "\(chance.pick(["zeros", "ones", "rand", "randn"]))(\(chance.pick(Self.shapes)))"
    case 6: return "arange(\(numbers(3)))"
    case 7: return "full(\(chance.pick(Self.shapes)), \(number()))"
    case 8:
      return
        "tensor(\(data), dtype=\(chance.pick(["float32", "float64", "torch.int64", "torch.bool", "'x'"])))"
    case 9: return "Value(\(number()))"
    default: return "linspace(\(numbers(3)))"
    }
  }

  private mutating func numbers(_ most: Int) -> String {
    (0...chance.below(most)).map { _ in number() }.joined(separator: ", ")
  }

  private mutating func condition() -> String {
    chance.happens(50) ? "\(expression()) \(`operator`()) \(expression())" : expression()
  }

  private mutating func sequence() -> String {
    chance.pick([
      "range(\(number()))", "range(3)", "enumerate(\(name()))", "zip(\(name()), \(name()))", name(), tensor(),
      "[1, 2]", "'ab'",
    ])
  }

  private mutating func index() -> String {
    chance.several(1, 3) { _ in "" }.map { _ in
      switch chance.below(9) {
      case 0, 1: number()
      case 2: "\(chance.happens(50) ? number() : ""):\(chance.happens(50) ? number() : "")"
      case 3: "::\(number())"
      case 4: chance.pick(["...", "None", "True", ":"])
      case 5: "[\(numbers(2))]"
      case 6: tensor()
      case 7: "[True, False]"
      default: expression()
      }
    }.joined(separator: ", ")
  }

  mutating func arguments(_ most: Int) -> String {
    chance.several(0, most) { _ in "" }.map { _ in chance.happens(4) ? "*\(expression())" : expression() }
      .joined(separator: ", ")
  }

  private mutating func call() -> String {
    let function = chance.pick(Vocabulary.shared.functions)
    var arguments: [String] = []
    // Mostly as many as it takes, the first a tensor.
    for position in 0..<min(function.parameters.count, 1 + chance.below(4)) {
      if isTame, chance.happens(75) {
        arguments.append(fitting(function.parameters[position]))
        continue
      }
      arguments.append(
        position == 0 && chance.happens(60) ? (chance.happens(50) ? name() : tensor()) : expression())
    }
    if chance.happens(30), !function.parameters.isEmpty {
      arguments.append("\(chance.pick(function.parameters))=\(chance.happens(50) ? number() : expression())")
    }
    let home = chance.happens(15) ? chance.pick(["torch.", "F.", "nn."]) : ""
    return "\(home)\(function.name)(\(arguments.joined(separator: ", ")))"
  }

  /// Something that a parameter of this name might want.
  private mutating func fitting(_ parameter: String) -> String {
    switch parameter {
    case "input", "x", "tensor", "self", "a":
      chance.pick(["x", "y", "v", "p", "r", "z", "c", "x[0]", "t", "x.T", "r.sum()"])
    case "other", "weight", "mat2", "vec", "b", "mean", "std":
      chance.pick(["y", "v", "x", "2.0", "x[0]", "c"])
    case "target": chance.pick(["t", "y", "p", "q"])
    case "dim", "axis", "dim0", "dim1", "start_dim", "end_dim":
      chance.pick(["0", "1", "-1", "-2", "2", "None", "(0, 1)"])
    case "keepdim", "training", "bias", "unbiased", "requires_grad", "inplace":
      chance.pick(["True", "False"])
    case "reduction": chance.pick(["'mean'", "'sum'", "'none'", "'other'"])
    case "kernel_size", "stride", "padding", "dilation", "groups":
      chance.pick(["1", "2", "(1, 2)", "0", "'same'", number()])
    case "shape", "size": chance.pick(Self.shapes)
    case "in_features", "out_features", "in_channels", "out_channels", "num_features", "n": small()
    case "params", "parameters": chance.pick(["m.parameters()", "[x]", "[x, v]", "[]"])
    case "tensors": chance.pick(["[x, y]", "[x, x.T]", "(v, p)", "[]"])
    case "index", "indices": chance.pick(["t", "[0]", "tensor([[0, 1], [1, 0]])"])
    default: chance.happens(60) ? number() : chance.happens(50) ? name() : expression()
    }
  }

  mutating func expression() -> String {
    depth += 1
    defer { depth -= 1 }
    if depth > 6 { return chance.happens(60) ? name() : number() }
    switch chance.below(30) {
    case 0...5: return name()
    case 6, 7: return number()
    case 8...10: return tensor()
    case 11...13: return "\(expression()) \(`operator`()) \(expression())"
    case 14...17: return call()
    case 18, 19: return "\(name()).\(chance.pick(Vocabulary.shared.attributes))(\(arguments(2)))"
    case 20: return "\(name()).\(chance.pick(Vocabulary.shared.attributes))"
    case 21: return "\(name())[\(index())]"
    case 22:
      return
        "(\(expression()))\(chance.pick([".sum()", ".T", ".grad", ".detach()", "[0]", ".item()", ".backward()"]))"
    case 23: return "\(chance.pick(isTame ? ["-", "+"] : ["-", "+", "~", "not "]))\(expression())"
    case 24: return "[\(arguments(3))]"
    case 25:
      return chance.pick([
        "(\(expression()),)", "{\(expression()): \(expression())}", "{\(expression())}", "()", "None", "...",
      ])
    case 26:
      return
        "[\(expression()) for \(chance.pick(["i", "x", "i, j"])) in \(sequence())\(chance.happens(30) ? " if \(condition())" : "")]"
    case 27: return "(\(expression()) if \(condition()) else \(expression()))"
    case 28:
      return
        "(lambda \(chance.pick(["", "x", "x, y=2", "*a"])): \(expression()))\(chance.pick(["", "(1)", "(\(arguments(1)))"]))"
    default: return chance.pick(Self.texts)
    }
  }
}
