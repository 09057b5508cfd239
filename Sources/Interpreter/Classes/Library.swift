import Language
import Networks

/// Models, optimizers and schedules: what is ours but written in the language itself.
///
/// A part is read when one of its names is first used, so a program that needs none pays for none.
enum Library {
  /// Where each public name is found.
  private static let homes: [String: (part: LibraryPart, home: LibraryPart.Home)] = {
    var result: [String: (part: LibraryPart, home: LibraryPart.Home)] = [:]
    for part in LibraryPart.all {
      for name in part.names { result[name] = (part, part.home) }
    }
    return result
  }()

  /// Every name that can be written without a prefix, in order.
  static let names = homes.filter { !$0.key.hasPrefix("_") && $0.value.home != .micrograd }.keys.sorted()

  static func part(defining name: String) -> LibraryPart? { homes[name]?.part }

  private static func home(of namespace: Namespace) -> LibraryPart.Home? {
    switch namespace {
    case .nn: .modules
    case .optimization: .optimizers
    case .schedules: .schedules
    case .microgradNN: .micrograd
    case .utilities: .utilities
    case .data: .data
    case .torch: .torch
    default: nil
    }
  }

  static func names(in namespace: Namespace) -> [String] {
    guard let home = home(of: namespace) else { return [] }
    return homes.filter { $0.value.home == home && !$0.key.hasPrefix("_") }.keys
      .map(LibraryPart.publicName).sorted()
  }

  /// How the library itself writes a name of a module; `nil` where the module has none such.
  static func codeName(of name: String, in namespace: Namespace) -> String? {
    guard let home = home(of: namespace), !name.hasPrefix("_") else { return nil }
    let code = LibraryPart.codeName(of: name, in: home)
    return homes[code]?.home == home ? code : nil
  }
}

extension Machine {
  /// A class's name with the module that it is from: `torch.nn.modules.linear.Linear`, `__main__.Net`.
  func qualifiedName(of type: Handle) -> String {
    let object = heap.classObject(type)
    if case .string(let module)? = object.members["__module__"] { return "\(module).\(object.name)" }
    guard object.isLibrary, let part = object.definedAs.flatMap(Library.part(defining:)) else {
      return "__main__.\(object.name)"
    }
    return "\(part.module(of: object.name)).\(object.name)"
  }

  /// A class or function of the library; `nil` if there is none of that name.
  mutating func libraryObject(_ name: String) throws(Diagnostic) -> Object? {
    if let value = library[name] { return value }
    guard let part = Library.part(defining: name) else { return nil }
    let source = Source(name: "<\(part.title)>", text: part.code)
    let id = sourceLog.append(source)
    let code = try Compiler.compile(
      try Parser.parse(source, id: id), name: part.title, source: id, isLibrary: true)
    let floor = frames.count
    nestedRuns += 1
    // Classes are made without asking whether gradients are recorded, or counting what the program may do.
    frames.append(
      Frame(code: code, base: stack.count, scope: nil, gradientModes: gradientModes.count, owner: nil))
    while frames.count > floor { _ = try execute(slice: .max, downTo: floor) }
    nestedRuns -= 1
    return library[name]
  }

  /// What `help` says about a name of the library: how it is called, and what it does in one paragraph.
  static func libraryHelp(_ name: String) -> [String] {
    guard let text = Library.part(defining: name)?.documentation(of: name) else { return [] }
    let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
    guard lines.count > 1 else { return lines.map(String.init) }
    return [String(lines[0]), "    " + lines.dropFirst().joined(separator: " ")]
  }
}
