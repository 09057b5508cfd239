import Testing

@testable import Autodiff
@testable import Interpreter
@testable import Language

/// A program run to its end: what it printed, what it left behind, and the error that stopped it.
struct Execution {
  var machine: Machine
  private(set) var output = ""
  private(set) var error: Diagnostic?

  init(_ text: String, on start: Machine = Machine(), limits: Limits? = nil) {
    machine = start
    if let limits { machine.limits = limits }
    do {
      try machine.load(Source(name: "<test>", text: text))
      try finish()
    } catch {
      self.error = error
    }
    output += machine.takeOutput()
  }

  /// Commands are not the machine's business: it goes on behind them.
  private mutating func finish() throws(Diagnostic) {
    while true {
      if case .finished = try machine.run(steps: 100_000) { return }
      output += machine.takeOutput()
    }
  }

  /// The printed lines.
  var lines: [String] {
    var lines = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  /// The line of the program that the error is in.
  var errorLine: Int? {
    guard let range = error?.range else { return nil }
    return machine.sources[Int(range.source)].position(of: Int(range.start)).line
  }
}

/// The lines that a program prints; its error, if it has one, fails the test.
func printed(_ text: String, on machine: Machine = Machine()) throws -> [String] {
  let execution = Execution(text, on: machine)
  if let error = execution.error { throw error }
  return execution.lines
}

/// The error that stops a program.
func failure(_ text: String, limits: Limits? = nil) throws -> Diagnostic {
  try #require(Execution(text, limits: limits).error, "the program runs without an error")
}

extension Machine {
  /// As PyTorch is where tables and fixtures were made: float64 is the default, and float32 has 32 bits.
  static var asInPyTorchWithDoubles: Machine {
    var machine = Machine()
    machine.defaultDType = .float64
    machine.usesSinglePrecision = true
    return machine
  }

  /// A tensor of the top level.
  func tensor(named name: String) throws -> TensorReport {
    let value = try #require(global(name), "there is no variable \(name)")
    return try #require(tensorReport(value), "\(name) is not a tensor")
  }

  /// Every variable as text, and every gradient to the bit.
  func state() throws -> [String] {
    var lines: [String] = []
    for (name, value) in variables {
      lines.append("\(name) = \(try repr(value))")
      guard let tensor = tensorReport(value) else { continue }
      lines.append("\(name): \(tensor.values.map(\.bitPattern)) \(tensor.gradient?.map(\.bitPattern) ?? [])")
    }
    return lines
  }
}

/// A program and the lines it prints, as an argument of a test.
struct Example: Sendable, CustomTestStringConvertible {
  let text: String
  let lines: [String]
  init(_ text: String, _ lines: String...) {
    self.text = text
    self.lines = lines
  }
  var testDescription: String { text }
}
