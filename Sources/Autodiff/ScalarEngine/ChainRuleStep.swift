/// The chain rule on one edge of the graph: what `node` passes back to one of its operands.
public struct ChainRuleStep: Hashable, Sendable {
  public let node: Int32
  public let operand: Int32
  /// Which of the node's operands it is, from 0.
  public let position: Int
  /// ∂L/∂node.
  public let upstream: Double
  /// ∂node/∂operand.
  public let local: Double
  /// upstream × local, rounded: what is shown.
  public let contribution: Double
  /// ∂L/∂operand as far as it was added up before.
  public let before: Double
  /// fma(upstream, local, before): what is kept.
  public let total: Double
}
