import Foundation

@testable import Autodiff
@testable import Interpreter
@testable import Language

/// Compares what a program left behind with an expected report, by the rules of the oracles' `verify.py`.
struct OracleReport {
  let tolerance: Double

  /// The tolerance is 1e-9, or what the program's first line says.
  init(program: String) {
    let first = program.prefix { $0 != "\n" }
    let words = first.split(whereSeparator: { $0 == " " || $0 == ":" || $0 == "#" })
    tolerance = words.first == "tolerance" && words.count > 1 ? Double(words[1]) ?? 1e-9 : 1e-9
  }

  /// The differences between an expected variable and the one that is there.
  func differences(_ name: String, _ expected: [String: Any], _ actual: Inspected) -> [String] {
    expected.sorted { $0.key < $1.key }.compactMap { key, value in
      difference(key, value, actual).map { "\(name).\(key): \($0)" }
    }
  }

  private func difference(_ key: String, _ expected: Any, _ actual: Inspected) -> String? {
    switch (key, actual) {
    case ("boolean", .boolean(let value)): return value == expected as? Bool ? nil : "got \(value)"
    case ("string", .string(let value)): return value == expected as? String ? nil : "got \(value)"
    case ("number", .number(let value)): return compare([value], [expected])
    case ("number", .integer(let value)): return compare([Double(value)], [expected])
    case ("list", .numbers(let items)):
      return compare(items.map(number), expected as? [Any] ?? [])
    case ("shape", .tensor(let tensor)):
      return tensor.shape.dimensions == expected as? [Int] ? nil : "got \(tensor.shape)"
    case ("dtype", .tensor(let tensor)):
      return tensor.dtype.rawValue == expected as? String ? nil : "got \(tensor.dtype)"
    case ("value", .tensor(let tensor)): return compare(tensor.values, expected as? [Any] ?? [])
    case ("grad", .tensor(let tensor)):
      if let wanted = expected as? [Any] {
        return tensor.gradient.map { compare($0, wanted) } ?? "got none, expected \(wanted)"
      }
      return tensor.gradient.map { "got \($0), expected none" }
    default: return "expected \(key), got \(actual)"
    }
  }

  private func number(_ item: Inspected) -> Double {
    switch item {
    case .number(let value): value
    case .integer(let value): Double(value)
    default: .nan
    }
  }

  private func compare(_ actual: [Double], _ expected: [Any]) -> String? {
    guard actual.count == expected.count else { return "\(actual.count) numbers, expected \(expected.count)" }
    for (i, (a, e)) in zip(actual, expected).enumerated() {
      guard let wanted = oracleNumber(e) else { return "[\(i)]: expected \(e), which is no number" }
      if !isClose(a, wanted) { return "[\(i)]: got \(a), expected \(wanted)" }
    }
    return nil
  }

  private func oracleNumber(_ value: Any) -> Double? {
    switch value as? String {
    case "NaN": .nan
    case "Infinity": .infinity
    case "-Infinity": -.infinity
    case .some: nil
    case nil: (value as? NSNumber)?.doubleValue
    }
  }

  private func isClose(_ a: Double, _ e: Double) -> Bool {
    if a.isNaN || e.isNaN { return a.isNaN && e.isNaN }
    if a.isInfinite || e.isInfinite { return a == e }
    return (a - e).magnitude <= tolerance * max(1, e.magnitude)
  }

  // MARK: Printed lines

  /// The first difference between printed lines; `nil` if they agree.
  func difference(lines actual: [String], _ expected: [String]) -> String? {
    for (i, (a, e)) in zip(actual, expected).enumerated() where !isSameLine(a, e) {
      return "line \(i + 1): got \(a.debugDescription), expected \(e.debugDescription)"
    }
    return actual.count == expected.count
      ? nil : "\(actual.count) lines, expected \(expected.count): \(actual)"
  }

  /// The text must be the same, but numbers of twelve significant digits or more may differ by the tolerance.
  private func isSameLine(_ actual: String, _ expected: String) -> Bool {
    if actual == expected { return true }
    let number = #/[-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?/#
    func texts(_ line: String) -> [Substring] {
      line.split(separator: number, omittingEmptySubsequences: false)
    }
    let (a, e) = (actual.matches(of: number).map(\.output), expected.matches(of: number).map(\.output))
    guard texts(actual) == texts(expected), a.count == e.count else { return false }
    return zip(a, e).allSatisfy { a, e in
      if a == e { return true }
      let mantissa = e.prefix { $0 != "e" && $0 != "E" }.filter(\.isNumber).drop { $0 == "0" }
      guard mantissa.count >= 12, let x = Double(a), let y = Double(e) else { return false }
      return isClose(x, y)
    }
  }
}
