import Autodiff
import Language

extension Machine {
  /// As Python's `repr`; tensors as PyTorch prints them. Objects of classes without the words of their own, which only
  /// ``representation(of:)`` asks for.
  public func repr(_ object: Object) throws(Diagnostic) -> String { try repr(object, OwnTexts()) }

  func repr(_ object: Object, _ own: OwnTexts, inside: [Handle] = []) throws(Diagnostic) -> String {
    // A list may hold itself; and nothing is told deeper than a reader could follow.
    if let handle = object.handle, inside.contains(handle) || inside.count >= 50 {
      if case .list = object { return "[...]" }
      return "..."
    }
    let inside = object.handle.map { inside + [$0] } ?? inside
    func list(_ items: [Object]) throws(Diagnostic) -> String {
      var text = ""
      for (i, item) in items.enumerated() {
        if i > 0 { text += ", " }
        text += try repr(item, own, inside: inside)
        try tick(16)
        // Lists that hold one another again and again may have a text without an end.
        guard limits.output == 0 || text.utf8.count <= limits.output else {
          throw Diagnostic(
            .limit, "the text of this object is longer than the \(limits.output) bytes that may be printed",
            hint: "raise the limit with --limit-output")
        }
      }
      return text
    }
    switch object {
    case .none: return "None"
    case .ellipsis: return "Ellipsis"
    case .boolean(let value): return value ? "True" : "False"
    case .integer(let value): return String(value)
    case .float(let value): return NumberFormat.shortest(value)
    case .string(let value): return try quoted(value)
    case .list(let handle): return "[\(try list(heap.list(handle)))]"
    case .tuple(let handle):
      guard case .tuple(let items, let kind) = heap[handle] else { return "()" }
      switch kind {
      case .plain: return "(\(try list(items))\(items.count == 1 ? "," : ""))"
      case .size: return "torch.Size([\(try list(items))])"
      case .valuesAndIndices, .minAndMax:
        guard let fields = kind.fields else { return "()" }
        var parts: [String] = []
        for (name, item) in zip(fields.names, items) {
          parts.append("\n\(name)=\(try repr(item, own, inside: inside))")
        }
        return "torch.return_types.\(fields.function)(\(parts.joined(separator: ",")))"
      }
    case .dictionary(let handle):
      let dictionary = heap.dictionary(handle)
      if dictionary.isSet { return dictionary.count == 0 ? "set()" : "{\(try list(dictionary.keys))}" }
      var parts: [String] = []
      for (key, value) in zip(dictionary.keys, dictionary.values) {
        let sides = [try repr(key, own, inside: inside), try repr(value, own, inside: inside)]
        parts.append(dictionary.isOrdered ? "(\(sides[0]), \(sides[1]))" : "\(sides[0]): \(sides[1])")
        try tick(32)
      }
      if dictionary.isOrdered {
        return parts.isEmpty ? "OrderedDict()" : "OrderedDict([\(parts.joined(separator: ", "))])"
      }
      return "{\(parts.joined(separator: ", "))}"
    case .tensor(let handle):
      let tensor = heap.tensor(handle)
      if tensor.isValue {
        let data = valueNumber(values(of: handle).first ?? 0, isWhole: tensor.isWhole)
        let gradient = valueNumber(
          existingGradient(handle)?.first ?? 0, isWhole: tensor.gradient == nil || tensor.hasWholeGradient)
        return
          "Value(data=\(try repr(data, own, inside: inside)), grad=\(try repr(gradient, own, inside: inside)))"
      }
      let text = tensorText(
        try entries(of: handle), exact: exactEntries(of: handle), tensor.shape, tensor.dtype,
        defaultDType: defaultDType, requiresGradient: tensor.requiresGradient)
      return tensor.isShownAsParameter ? "Parameter containing:\n\(text)" : text
    case .range(let handle):
      let range = heap.range(handle)
      return range.step == 1
        ? "range(\(range.start), \(range.stop))" : "range(\(range.start), \(range.stop), \(range.step))"
    case .slice(let handle):
      guard case .slice(let a, let b, let c) = heap[handle] else { return "slice" }
      return "slice(\(try list([a, b, c])))"
    case .function(let handle): return "<function \(heap.function(handle).code.name)>"
    case .builtin(let index):
      let name = Builtins.all[index].name
      if let home = TypeName(rawValue: name).flatMap({ $0.home }) { return "<class '\(home).\(name)'>" }
      return Builtins.all[index].className.map { "<class '\($0)'>" } ?? "<function \(name)>"
    case .boundMethod(let handle):
      guard case .boundMethod(_, let function) = heap[handle] else { return "<method>" }
      return "<method \(functionName(function))>"
    case .classObject(let handle): return "<class '\(qualifiedName(of: handle))'>"
    case .instance(let handle): return instanceText(handle, own)
    case .superior: return "<super>"
    case .iterator: return "<iterator>"
    case .namespace(let name): return "<module '\(name.rawValue)'>"
    case .type(let type): return "<class '\(type.home.map { $0 + "." } ?? "")\(type.rawValue)'>"
    case .dtype(let dtype): return "torch.\(dtype.rawValue)"
    case .gradientMode: return "no_grad()"
    case .loader: return "<DataLoader>"
    case .generator: return "<torch._C.Generator>"
    case .unbound: return "?"
    }
  }

  /// A string as Python writes it in a program.
  private func quoted(_ text: String) throws(Diagnostic) -> String {
    let quote: Unicode.Scalar =
      text.unicodeScalars.contains("'") && !text.unicodeScalars.contains("\"") ? "\"" : "'"
    var result = String.UnicodeScalarView([quote])
    for scalar in text.unicodeScalars {
      try tick(2)
      switch scalar {
      case "\n": result += "\\n".unicodeScalars
      case "\t": result += "\\t".unicodeScalars
      case "\r": result += "\\r".unicodeScalars
      case "\\": result += "\\\\".unicodeScalars
      case quote:
        result.append("\\")
        result.append(quote)
      case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
        let hex = String(scalar.value, radix: 16)
        result += ("\\x" + (hex.count < 2 ? "0" : "") + hex).unicodeScalars
      default: result.append(scalar)
      }
    }
    result.append(quote)
    return String(result)
  }

  /// `f"{object!conversion:spec}"`
  mutating func formatted(
    _ object: Object, conversion: FormattedPiece.Conversion?, spec: String
  ) throws(Diagnostic) -> String {
    try chargeSteps(10)
    let shown: Object
    switch conversion {
    case .repr?: shown = .string(try representation(of: object))
    case .str?: shown = .string(try text(of: object))
    case nil: shown = object
    }
    if spec.isEmpty {
      // A tensor that is a single number shows as that number, unless it is a Parameter.
      if case .tensor(let handle) = shown, heap.tensor(handle).shape.rank == 0 {
        let tensor = heap.tensor(handle)
        if !tensor.isValue, !tensor.isShownAsParameter { return try text(of: itemObject(handle)) }
      }
      return try text(of: shown)
    }
    let format = try FormatSpec(spec)
    switch shown {
    case .integer(let value): return try format.text(of: value)
    case .boolean(let value): return try format.text(of: value ? 1 : 0)
    case .float(let value): return try format.text(of: value)
    case .string(let value): return try format.text(of: value)
    case .tensor(let handle):
      guard heap.tensor(handle).shape.count == 1 else {
        throw Diagnostic(
          .type, "\(describe(object)) cannot be shown with the format '\(brief(spec))'",
          hint: "pick one entry, or use .item()")
      }
      return try formatted(itemObject(handle), conversion: nil, spec: spec)
    default:
      throw Diagnostic(
        .type, "\(describe(object)) cannot be shown with the format '\(brief(spec))'",
        hint: "formats are for numbers and strings")
    }
  }

  /// The only entry of a tensor, as a number of the language.
  func itemObject(_ handle: Handle) -> Object {
    switch heap.tensor(handle).dtype.kind {
    case .boolean: .boolean(values(of: handle)[0] != 0)
    case .integer: .integer(Int(wholes(of: handle)[0]))
    case .floating: .float(values(of: handle)[0])
    }
  }
}
