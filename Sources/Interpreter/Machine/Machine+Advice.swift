import Autodiff
import Language

/// What helps with an error that has no hint of its own: how the function is called that it comes from.
extension Machine {
  /// Calls a function of the project's own.
  ///
  /// - Parameter hidden: how many arguments the call does not show: 1 for a method, whose object is the first.
  mutating func result(of function: Builtin, _ arguments: Arguments, hidden: Int = 0) throws(Diagnostic)
    -> Object
  {
    let streams = randomBox
    do {
      let result = try function.body(&self, arguments)
      if !function.readsAgain.isEmpty { noteAlsoRead(function.readsAgain.map { arguments[$0] }, by: result) }
      return result
    } catch {
      // What is stopped has drawn nothing.
      if error.kind == .interrupted || error.kind == .limit { randomBox = streams }
      // What has a place already went wrong in a function of the program's, called from here.
      guard error.needsHint, error.range == nil, frames.last?.code.isLibrary != true else { throw error }
      var advised = error
      advised.hint = function.usage(hidden)
      throw advised
    }
  }

  /// An error that leaves the program. One from inside a class of ours tells how that is called.
  func advised(_ error: Diagnostic) -> Diagnostic {
    guard error.needsHint else { return error }
    var advised = error
    advised.hint = libraryHint ?? error.kind.generalHint
    return advised
  }

  private var libraryHint: String? {
    let own = frames.lastIndex { !$0.code.isLibrary } ?? -1
    guard frames.indices.contains(own + 1) else { return nil }
    let called = frames[own + 1]
    let name = called.owner.map { heap.classObject($0).name } ?? called.code.name
    guard let signature = functionHelp(name).first, signature.hasPrefix("\(name)(") else { return nil }
    return called.code.name == "__init__" ? "it is \(signature)" : "help(\(name)) tells what it is for"
  }
}

extension Diagnostic.Kind {
  /// What helps with every error of the kind a little.
  fileprivate var generalHint: String? {
    switch self {
    case .shape: "x.shape is the shape of x"
    case .type: "type(x) says what x is"
    case .value: "print(x) shows what x is here"
    case .index: "len(x) is the number of entries, which are counted from 0"
    case .name: ":vars lists the variables, :help what there is"
    case .import: "most names need no import at all: tensor, param, sigmoid, …"
    case .syntax, .limit, .interrupted, .assertion: nil
    }
  }
}

extension Diagnostic {
  /// A limit and an interruption explain themselves, and so does an assertion of the program's own.
  fileprivate var needsHint: Bool { hint == nil && ![.limit, .interrupted, .assertion].contains(kind) }
}
