import Autodiff
import Interpreter
import Language

/// `run --json`: what a program printed, its variables at the end, and its error.
public func report(output: [String], machine: Machine, error: Diagnostic?, result: JSON? = nil) -> JSON {
  var variables: [(String, JSON)] = []
  // Whoever has interrupted a program does not wait for a long report.
  var left = error?.kind == .interrupted ? 100_000 : largestReport
  for (name, value) in machine.variablesAndParameters {
    let count = machine.entryCount(of: value)
    guard count <= left else {
      variables.append((name, .object([("left_out", .integer(count))])))
      continue
    }
    left -= count
    variables.append((name, variableEntry(value, machine)))
  }
  var entries: [(String, JSON)] = [
    ("output", .array(output.map { .string($0) })), ("variables", .object(variables)),
    ("error", error.map { errorEntry($0, machine) } ?? .null),
  ]
  if let result { entries.append(("result", result)) }
  return .object(entries)
}

/// How many numbers a report tells at the most. Of what is beyond it says how many there are.
private let largestReport = 10_000_000

/// The entry of one value. What has no form of its own is told as it would be printed.
public func variableEntry(_ value: Object, _ machine: Machine) -> JSON {
  switch machine.inspect(value) {
  case .number(let x): .object([("number", .number(x))])
  case .integer(let x): .object([("number", .integer(x))])
  case .boolean(let x): .object([("boolean", .boolean(x))])
  case .string(let x): .object([("string", .string(x))])
  case .numbers(let items):
    .object([
      (
        "list",
        .array(
          items.map {
            if case .integer(let x) = $0 {
              .integer(x)
            } else if case .number(let x) = $0 {
              .number(x)
            } else {
              .null
            }
          })
      )
    ])
  case .tensor(let tensor):
    .object([
      ("shape", .array(tensor.shape.dimensions.map { .integer($0) })),
      ("value", .array(tensor.values.map { .number($0) })),
      ("grad", tensor.gradient.map { .array($0.map { .number($0) }) } ?? .null),
    ])
  case .none, .other: .object([("repr", .string((try? machine.repr(value)) ?? ""))])
  }
}

public func errorEntry(_ error: Diagnostic, _ machine: Machine) -> JSON {
  var (line, column) = (JSON.null, JSON.null)
  if let range = error.range, machine.sources.indices.contains(Int(range.source)) {
    let position = machine.sources[Int(range.source)].position(of: Int(range.start))
    (line, column) = (.integer(position.line), .integer(position.column))
  }
  return .object([
    ("message", .string(error.message)), ("hint", error.hint.map { .string($0) } ?? .null), ("line", line),
    ("column", column),
  ])
}
