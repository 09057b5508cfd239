import Autodiff
import Interpreter
import Language
import Narration

extension OpenWalk {
  /// The nodes that a name stands for: the walk's own names, or a tensor of the program as it was when the walk was
  /// opened.
  func nodes(named text: String) throws(Diagnostic) -> [Int32] {
    let own = narrator.names.nodes(named: text)
    if !own.isEmpty { return own }
    if let found = try machine.nodes(of: text, in: walk.expansion) { return found }
    let indexed = IndexedName(text)
    if let id = narrator.names.arrays(named: indexed.name).first {
      throw outside(text, indexed.name, narrator.recording[id].shape)
    }
    let operations = narrator.operationNames
    let known = narrator.names.known + operations
    let names = narrator.names.known.prefix(8).joined(separator: ", ")
    throw Diagnostic(
      .name, "'\(brief(text))' is no value and no operation of this walk",
      hint: closestName(to: indexed.name, among: known).map { "did you mean '\($0)'?" }
        ?? "values: \(names); operations: \(operations.prefix(8).joined(separator: ", "))")
  }
}

extension OpenWalk {
  /// For a line that asks for the gradient of a value of the walk, `w.grad`: what the walk knows of it. The program's
  /// own is another, and untouched.
  func gradientLines(for line: String) -> [String] {
    guard let name = WalkWord.gradientOwner(line), let nodes = try? nodes(named: name), let last = nodes.last,
      walk.expansion.graph.needsGradient(last)
    else { return [] }
    let entry = walk.expansion.places[Int(last)].entry
    let gradients = walk.gradients
    // Of several values of one variable it is the latest.
    let values = nodes.filter { walk.expansion.places[Int($0)].entry == entry }.map {
      Int($0) < gradients.count ? gradients[Int($0)] : 0
    }
    let shown =
      values.count == 1
      ? narrator.style.text(values[0]) : narrator.style.text(values, narrator.recording[entry].shape)
    let title =
      values.count == 1 ? narrator.gradientName(last) : "∂\(narrator.lossName)/∂\(name)"
    return filled(
      "the walk keeps gradients of its own: \(title) = \(shown) so far", indent: 0, width: narrator.width)
  }
}

extension OpenWalk {
  /// For a line that is the name of a value of the walk which the program gave none, `t3` or `t3[0]`: how it came
  /// about. For its gradient, `t3.grad`: what has come together so far.
  func nodeLines(for line: String, in program: Machine) -> [String]? {
    let text = line.trimmed
    let owner = WalkWord.gradientOwner(text)
    let name = IndexedName(owner ?? text).name
    let nodes = narrator.names.nodes(named: owner ?? text)
    guard narrator.names.isHidden(name), program.global(name) == nil, let first = nodes.first else {
      return nil
    }
    if owner != nil { return gradientLines(for: text) }
    let graph = walk.expansion.graph
    if nodes.contains(where: graph.isLeaf) { return narrator.explanation(first) }
    return narrator.forward(all: nodes, of: walk.expansion.places[Int(first)].entry)
  }
}

extension Session {
  /// Where a letter is both a word of the walk and a variable of the program: how to see that one. Said once in a walk.
  mutating func tellOfVariable(called text: String, _ io: SessionIO) {
    let word = text.trimmed
    guard let meaning = WalkWord.longForms[word], machine.global(word) != nil,
      walk?.toldWords.contains(word) != true
    else { return }
    walk?.toldWords.insert(word)
    io.lines(
      filled(
        "(\(word) is the walk's word \(meaning); print(\(word)) shows the variable)", indent: 1,
        width: settings.width))
  }
}

extension Session {
  /// The nodes of a variable, of a model's parameter (`net[0].weight`, `net.0.weight`), or of one entry, `W[0,1]`.
  func nodes(named text: String, in expansion: Expansion, _ names: NodeNames) throws(Diagnostic) -> [Int32] {
    if let found = try machine.nodes(of: text, in: expansion) { return found }
    let own = names.nodes(named: text)
    if !own.isEmpty { return own }
    // What the program says about it: an unknown name, or something that is no tensor.
    let (copy, value) = try machine.evaluating(MachineName.expression(text))
    guard copy.tensorReport(value) != nil else {
      throw Diagnostic(
        .type, "\(brief(text)) is not a tensor", hint: "name a tensor, or an entry of one: w, w[0]")
    }
    throw Diagnostic(
      .value, "\(brief(text)) takes no part in the last loss", hint: "its gradient is 0 there")
  }
}

/// How reports call the parameters of models.
enum MachineName {
  /// A name as the language writes it: `net.0.weight` is `net[0].weight`.
  static func expression(_ name: String) -> String {
    var result = ""
    var rest = Substring(name)
    while let dot = rest.firstIndex(of: ".") {
      let before = result + rest[..<dot]
      let digits = rest[rest.index(after: dot)...].prefix { ("0"..."9").contains($0) }
      // `1.5` stays as it is, `layer1.5` does not.
      let word = String(before.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }.reversed())
      let isPart = !digits.isEmpty && (word.first.map { !$0.isNumber } ?? (before.last == "]"))
      result = before + (isPart ? "[\(digits)]" : ".")
      rest = rest[(isPart ? digits.endIndex : rest.index(after: dot))...]
    }
    return result + rest
  }
}

extension Machine {
  /// The nodes of a tensor of the program, or of one entry of it; `nil` where the text stands for none in this graph.
  fileprivate func nodes(of text: String, in expansion: Expansion) throws(Diagnostic) -> [Int32]? {
    var name = MachineName.expression(text)
    var index: [Int] = []
    while true {
      if let (copy, value) = try? evaluating(name), let tensor = copy.tensorReport(value),
        // After an update the graph still holds the parameter as it was.
        let entry = entries(of: value, among: expansion.entries).first, let nodes = expansion.nodes[entry]
      {
        if index.isEmpty { return nodes }
        guard let place = tensor.shape.place(of: index) else { throw outside(text, name, tensor.shape) }
        return [nodes[place]]
      }
      // Perhaps what stands before the brackets is in the graph.
      let indexed = IndexedName(name)
      guard let inner = indexed.index else { return nil }
      name = indexed.name
      index = inner + index
    }
  }
}

private func outside(_ text: String, _ name: String, _ shape: Shape) -> Diagnostic {
  let (rank, index) = (shape.rank, IndexedName(text).index ?? [])
  guard index.count != rank else {
    return Diagnostic(
      .index, "\(brief(text)) is outside \(brief(name)), which has the shape \(shape.list)",
      hint: "indices count from 0")
  }
  // The same indices, as many as are needed.
  var whole = (0..<rank).map { $0 < index.count ? index[$0] : 0 }
  if shape.place(of: whole) == nil { whole = [Int](repeating: 0, count: rank) }
  let filled = whole.map(String.init).joined(separator: ",")
  let example = rank == 0 ? brief(name) : "\(brief(name))[\(filled)]"
  return Diagnostic(
    .index, "\(brief(text)) is no single entry of \(brief(name)), which has the shape \(shape.list)",
    hint: "it takes \(rank == 0 ? "no index" : rank == 1 ? "one index" : "\(rank) indices"): \(example)")
}
