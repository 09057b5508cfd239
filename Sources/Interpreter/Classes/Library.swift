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

  /// Every public name, in order.
  static let names = homes.keys.filter { !$0.hasPrefix("_") }.sorted()

  static func part(defining name: String) -> LibraryPart? { homes[name]?.part }

  static func names(in namespace: Namespace) -> [String] {
    let home: LibraryPart.Home
    switch namespace {
    case .nn: home = .modules
    case .optimization: home = .optimizers
    case .schedules: home = .schedules
    case .microgradNN: home = .micrograd
    case .utilities: home = .utilities
    case .data: home = .data
    case .torch, .functional, .initialization, .torchUtilities, .cuda, .copy, .collections, .math, .micrograd,
      .autograd,
      .engine:
      return []
    }
    return names.filter { homes[$0]?.home == home }
  }
}

extension Machine {
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

  /// What `help` says about a name of the library.
  static func libraryHelp(_ name: String) -> [String] {
    guard let part = Library.part(defining: name) else { return [] }
    return part.documentation(of: name).map { $0.split(separator: "\n").map(String.init) } ?? []
  }
}
