/// A part of the library that is written in Gradwalk's own language: what a learner could have typed, read when one
/// of its names is first used.
///
/// Every class begins with a docstring whose first line is its signature; `help` shows it.
public struct LibraryPart: Sendable {
  /// Under which names it can be imported.
  public enum Home: Sendable {
    /// `torch.nn`
    case modules
    /// `torch.optim`
    case optimizers
    /// `torch.optim.lr_scheduler`
    case schedules
    /// `torch.nn.utils`
    case utilities
    /// `torch.utils.data`
    case data
    /// `micrograd.nn`: its names begin with `micrograd_` in the code.
    case micrograd
    /// `torch`
    case torch
    /// Without a prefix only.
    case bare
  }

  public let title: String
  public let home: Home
  /// The module that PyTorch has its classes in; a class may say otherwise by `__module__`.
  private let module: String?
  public let code: String

  init(_ title: String, _ home: Home, module: String? = nil, _ code: String) {
    self.title = title
    self.home = home
    self.module = module
    self.code = code
  }

  /// The module that PyTorch has a class of this part in, as `print(type(x))` tells it.
  public func module(of name: String) -> String {
    switch home {
    case .optimizers: "torch.optim.\(name.lowercased())"
    case .schedules: "torch.optim.lr_scheduler"
    case .data: "torch.utils.data.dataset"
    case .micrograd: "micrograd.nn"
    case .modules: "torch.nn.modules.\(module ?? "module")"
    case .torch: "torch"
    case .utilities, .bare: "gradwalk"
    }
  }

  /// A name as programs write it. Two of ours may have the same one in two modules: of these, micrograd's begins with
  /// its module's in the code.
  public static func publicName(of name: String) -> String {
    name.hasPrefix(microgradPrefix) ? String(name.dropFirst(microgradPrefix.count)) : name
  }

  /// How a name of this part's module is written in the code.
  public static func codeName(of name: String, in home: Home) -> String {
    home == .micrograd ? microgradPrefix + name : name
  }

  private static let microgradPrefix = "micrograd_"

  /// Every part.
  public static let all: [LibraryPart] = [
    module, layers, containers, activations, regularizers, convolutions, pooling, recurrent, losses,
    multilayer, microgradModels,
    optimizer, gradientDescent, adaptive, lineSearch, quasiNewton, schedules, plateau, cycles, dataSets,
    utilities, numberLimits,
    unitVariance,
  ]

  /// The classes and functions that it defines, in order.
  public var names: [String] {
    code.split(separator: "\n").compactMap { line in
      for word in ["class ", "def "] where line.hasPrefix(word) {
        return String(line.dropFirst(word.count).prefix { $0.isLetter || $0.isNumber || $0 == "_" })
      }
      return nil
    }
  }

  /// The docstring of one of its names.
  public func documentation(of name: String) -> String? {
    var lines = code.split(separator: "\n", omittingEmptySubsequences: false).makeIterator()
    while let line = lines.next() {
      guard
        line.hasPrefix("class \(name)(") || line.hasPrefix("class \(name):") || line.hasPrefix("def \(name)(")
      else { continue }
      guard let first = lines.next()?.drop(while: { $0 == " " }), first.hasPrefix("\"\"\"") else {
        return nil
      }
      var text = [first.dropFirst(3)]
      while !text[text.count - 1].hasSuffix("\"\"\""), let next = lines.next() { text.append(next) }
      text[text.count - 1] = text[text.count - 1].dropLast(3)
      return text.joined(separator: "\n")
    }
    return nil
  }
}
