/// One row of the operator list: what the language needs to call the operator and the tests to try it.
public struct OperatorEntry: Sendable {
  /// Where the operands of an operator may lie.
  public enum Domain: Sendable { case all, positive, probability }

  /// The operator's name in the language.
  public let name: String
  /// The names of its operands, in order.
  public let operands: [String]
  /// The names and defaults of the settings behind them.
  public let settings: [(name: String, defaultValue: Double)]
  public let domain: Domain
  /// Makes the operator from its settings.
  public let make: @Sendable ([Double]) -> CompiledOperator

  /// - Parameter signature: as in Python: `leaky_relu(input, negative_slope=0.01)`. What has a default is a
  ///   setting, what has none an operand.
  @inline(__always)
  init<Op: ElementwiseOperator>(
    _ signature: String, domain: Domain = .all, make: @escaping @Sendable ([Double]) -> Op
  ) {
    (name, operands, settings) = OperatorEntry.parts(of: signature)
    self.domain = domain
    self.make = { make($0).compiled }
  }

  private static func parts(of signature: String) -> (
    name: String, operands: [String], settings: [(name: String, defaultValue: Double)]
  ) {
    let parts = signature.dropLast().split(separator: "(")
    precondition(parts.count == 2 && signature.hasSuffix(")"), "a signature reads name(operand, setting=1.0)")
    var operands: [String] = []
    var settings: [(name: String, defaultValue: Double)] = []
    for parameter in parts[1].split(separator: ",") {
      let sides = parameter.drop { $0 == " " }.split(separator: "=")
      if sides.count == 2, let value = Double(sides[1]) {
        settings.append((String(sides[0]), value))
      } else {
        operands.append(String(sides[0]))
      }
    }
    return (String(parts[0]), operands, settings)
  }
}
