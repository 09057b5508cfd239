import Autodiff
import Interpreter

/// What an answer comes to, as numbers: by them it is judged, whatever way it was written.
enum QuizValue {
  /// The numbers in a value: of a number itself (True is 1), of a tensor or a list of numbers its entries, row by
  /// row; `nil` for anything else.
  static func numbers(_ value: Object, in machine: Machine) -> [Double]? {
    numbers(machine.inspect(value))
  }

  private static func numbers(_ value: Inspected) -> [Double]? {
    switch value {
    case .number(let number): return [number]
    case .integer(let number): return [Double(number)]
    case .boolean(let truth): return [truth ? 1 : 0]
    case .tensor(let tensor): return tensor.values
    case .numbers(let entries):
      let numbers = entries.compactMap(numbers)
      return numbers.isEmpty ? nil : numbers.flatMap { $0 }
    case .string, .none, .other: return nil
    }
  }

  /// The numbers as one types them: alone, or several as a list; whole ones in all their digits.
  static func text(_ numbers: [Double], digits: Int) -> String {
    let texts = numbers.map {
      $0 == $0.rounded() && abs($0) < 1e15 && $0 != 0
        ? String(Int($0)) : NumberFormat.significant($0, digits: digits)
    }
    return texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]"
  }

  /// Whether a text shows its value already: `-0.5`, `5e-1`.
  static func isLiteral(_ text: String) -> Bool {
    text.utf8.allSatisfy { "0123456789.eE+-_ ".utf8.contains($0) } && Double(text.trimmed) != nil
  }

  /// Whether someone has written a number in a way that Python reads as something else, or not at all: `0,5`,
  /// `50 %`, `1 000`.
  static func isForeignNumber(_ text: String) -> Bool {
    var text = text.trimmed
    let isPercentage = text.hasSuffix("%")
    if isPercentage { text = text.dropLast().trimmed }
    if let sign = text.first, "+-".contains(sign) { text = text.dropFirst().trimmed }
    // A blank or a comma between digits is no operation.
    let bytes = text.utf8.filter { !", ".utf8.contains($0) }
    return isLiteral(String(decoding: bytes, as: UTF8.self))
      && (isPercentage || bytes.count < text.utf8.count)
  }
}
