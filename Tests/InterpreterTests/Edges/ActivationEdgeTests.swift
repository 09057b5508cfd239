import Testing

// What PyTorch 2.15 gives (CPU, float64): an expression in x, x, the value, and x.grad after y.sum().backward().

@Suite("Activations and bounds at ties, bounds, NaN and infinity")
struct ActivationEdgeTests {
  @Test("Activations at 0, at infinity and of NaN", arguments: EdgeCase.table(activations))
  func activationsIsAsInPyTorch(_ edge: EdgeCase) throws { try edge.check() }

  @Test("Later activations at their bounds", arguments: EdgeCase.table(laterActivations))
  func laterActivationsIsAsInPyTorch(_ edge: EdgeCase) throws { try edge.check() }

  @Test("Bounds and choices between two", arguments: EdgeCase.table(bounds))
  func boundsIsAsInPyTorch(_ edge: EdgeCase) throws { try edge.check() }

  private static let activations = #"""
    F.relu(x) | [nan, 0.0, -0.0, inf, -inf] | nan 0 -0 inf 0 | 1 0 0 1 0
    F.leaky_relu(x) | [nan, 0.0, inf, -inf] | nan 0 inf -inf | 0.01 0.01 1 0.01
    F.leaky_relu(x, -0.5) | [nan, 0.0, -1.0, 1.0] | nan -0 0.5 1 | -0.5 -0.5 -0.5 1
    F.elu(x) | [nan, 0.0, -0.0, inf, -inf] | nan 0 -0 inf -1 | 1 1 1 1 0
    F.elu(x, -1.0) | [nan, 0.0] | nan 0 | 1 -1
    F.selu(x) | [nan, 0.0, inf] | nan 0 inf | 1.0507009873554805 1.7580993408473766 1.0507009873554805
    F.gelu(x) | [nan, 0.0, inf, -inf] | nan 0 inf nan | nan 0.5 nan nan
    F.silu(x) | [nan, 0.0, inf, -inf] | nan 0 inf nan | nan 0.5 nan nan
    F.softplus(x) | [nan, inf, -inf, 20.0, 21.0] | nan inf 0 20.000000002061153 21 | nan 1 0 0.9999999979388464 1
    F.softsign(x) | [nan, 0.0, inf, -inf] | nan 0 nan nan | nan 1 nan nan
    F.hardtanh(x) | [-1.0, 0.0, 1.0, nan, inf, -inf] | -1 0 1 nan 1 -1 | 0 1 0 1 0 0
    torch.tanh(x) | [nan, inf, -inf] | nan 1 -1 | nan 0 0
    torch.sigmoid(x) | [nan, inf, -inf] | nan 1 0 | nan 0 0
    F.prelu(x, tensor([0.5])) | [nan, 0.0, -1.0, 1.0] | nan 0 -0.5 1 | 0.5 0.5 0.5 1
    F.prelu(x, tensor([0.5, 0.25])) | [[-1.0, -1.0], [2.0, -2.0]] | -0.5 -0.25 2 -0.5 | 0.5 0.25 1 0.25
    """#

  private static let laterActivations = #"""
    F.celu(x, 2.0) | [nan, inf, -inf, 0.0, -1.0] | nan inf -2 0 -0.7869386805747332 | 1 1 0 1 0.6065306597126334
    F.mish(x) | [nan, inf, -inf, 0.0, 1.0, -3.0] | nan inf nan 0 0.8650983882673103 -0.1456474612756246 | nan nan nan 0.6 1.0490362200997922 -0.09339311453232084
    F.hardswish(x) | [nan, inf, -inf, 3.0, -3.0, 0.0, 1.0] | nan inf nan 3 -0 0 0.6666666666666666 | 1 1 0 1 0 0.5 0.8333333333333333
    F.logsigmoid(x) | [nan, inf, -inf, 0.0, -2.0] | nan 0 -inf -0.6931471805599453 -2.1269280110429727 | nan 0 1 0.5 0.8807970779778824
    F.tanhshrink(x) | [nan, inf, -inf, 0.0, 0.5] | nan inf -inf 0 0.03788284273999026 | nan 1 1 0 0.2135522670340726
    F.threshold(x, 0.25, 20) | [nan, 0.25, 0.5, -1.0] | nan 20 0.5 20 | 1 0 1 0
    F.relu6(x) | [nan, 0.0, 6.0, 7.0, 3.0] | nan 0 6 6 3 | 1 0 0 0 1
    F.softmin(x, 0) | [1.0, 2.0] | 0.7310585786300049 0.26894142136999516 | 0 0
    F.soft_margin_loss(x, tensor([1.0, -1.0])) | [1.0, -1000.0] | 0.15663084375911143 | -0.13447071068499755 0
    """#

  private static let bounds = #"""
    x.clamp(-1, 1) | [-1.0, 0.0, 1.0, nan, inf, -inf, -0.0] | -1 0 1 nan 1 -1 -0 | 0 1 0 0 0 0 1
    x.clamp(min=0) | [0.0, nan, -0.0, 1.0, inf] | 0 nan -0 1 inf | 0 0 0 1 1
    x.clamp(max=0) | [0.0, -0.0, nan, -1.0, -inf] | 0 -0 nan -1 -inf | 0 0 0 1 1
    torch.clamp(x, min=3, max=1) | [0.0, 2.0, 5.0, 1.0, 3.0] | 1 1 1 1 1 | 0 0 0 0 0
    x.clip(0, 1) | [0.0, 0.5, 1.0] | 0 0.5 1 | 0 1 0
    x.clamp(min=nan) | [0.0, 2.0] | nan nan | 0 0
    x.clamp(0, inf) | [inf, 1.0] | inf 1 | 0 1
    x.clamp(min=tensor([1.0, 3.0, 1.0, nan])) | [1.0, 2.0, nan, 1.0] | 1 3 nan nan | 0.5 0 1 1
    x.clamp(max=tensor([1.0, 3.0, 1.0, nan])) | [1.0, 2.0, nan, 1.0] | 1 2 nan nan | 0.5 1 1 1
    x.clamp(tensor(1.0), tensor(3.0)) | [0.0, 1.0, 2.0, 3.0, 4.0, nan] | 1 1 2 3 3 nan | 0 0.5 1 0.5 0 1
    x.clamp(tensor(3.0), tensor(1.0)) | [0.0, 1.0, 2.0, 3.0, 4.0] | 1 1 1 1 1 | 0 0 0 0 0
    x.clamp(tensor(2.0), tensor(2.0)) | [1.0, 2.0, 3.0] | 2 2 2 | 0 1 0
    tensor([0.0, 1.0, 2.0, 3.0, 4.0]).clamp(x[0], x[1]) | [1.0, 3.0] | 1 1 2 3 3 | 1.5 1.5
    tensor([0.0, 1.0, 2.0, 3.0, 4.0]).clamp(x[0], x[1]) | [3.0, 1.0] | 1 1 1 1 1 | 0 5
    tensor([1.0, 2.0, 3.0]).clamp(x[0], x[1]) | [2.0, 2.0] | 2 2 2 | 1 1
    tensor([1.0, nan]).clamp(x[0], x[1]) | [nan, 1.0] | nan nan | 0 0
    torch.clamp(x, tensor([2.0, 3.0]), tensor([nan, 2.0])) | [2.0, inf] | nan 2 | 1 0
    torch.maximum(x, tensor([1.0, nan, nan, 1.0, -0.0])) | [nan, 1.0, nan, 1.0, 0.0] | nan nan nan 1 0 | 1 1 1 0.5 0.5
    torch.minimum(x, tensor([1.0, nan, nan, 1.0, 2.0])) | [nan, 1.0, nan, 1.0, 3.0] | nan nan nan 1 2 | 1 1 1 0.5 0
    """#
}
