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
  /// fma(upstream, local, before): what is kept. With micrograd's Values, before + contribution.
  public let total: Double
}

extension ChainRuleStep {
  /// One edge: what is passed on, and what it makes of the sum so far, in the operand's precision.
  init(
    node: Int32, operand: Int32, position: Int, upstream: Double, local: Double, before: Double,
    precision: Precision, roundsProduct: Bool = false
  ) {
    self.node = node
    self.operand = operand
    self.position = position
    self.upstream = upstream
    self.local = local
    self.before = before
    switch precision {
    case .double:
      contribution = upstream * local
      total = roundsProduct ? before + contribution : upstream.multiplied(by: local, adding: before)
    case .single:
      contribution = Double(Float(upstream) * Float(local))
      total =
        roundsProduct
        ? Double(Float(before) + Float(contribution))
        : Double(Float(upstream).multiplied(by: Float(local), adding: Float(before)))
    case .half, .brain:
      // Halves are added up as such: what comes in is rounded first.
      contribution = precision.rounded(upstream * local)
      total = precision.rounded(before + contribution)
    }
  }
}
