import Testing

// What PyTorch 2.15 gives (CPU, float64): an expression in x, x, the value, and x.grad after y.sum().backward().

@Suite("Losses at ties, bounds, NaN and infinity")
struct LossEdgeTests {
  @Test("Losses at their hinge", arguments: EdgeCase.table(hinges))
  func hingesIsAsInPyTorch(_ edge: EdgeCase) throws { try edge.check() }

  @Test("Losses of probabilities at 0, 1 and infinity", arguments: EdgeCase.table(probabilities))
  func probabilitiesIsAsInPyTorch(_ edge: EdgeCase) throws { try edge.check() }

  @Test("Losses of differences", arguments: EdgeCase.table(differences))
  func differencesIsAsInPyTorch(_ edge: EdgeCase) throws { try edge.check() }

  @Test("Losses of counts, distributions and triplets", arguments: EdgeCase.table(furtherLosses))
  func furtherLossesIsAsInPyTorch(_ edge: EdgeCase) throws { try edge.check() }

  private static let hinges = #"""
    F.margin_ranking_loss(x, tensor([0.0, 0.0]), tensor([1.0, 1.0]), margin=1.0, reduction='sum') | [1.0, 0.5] | 0.5 | 0 -1
    F.margin_ranking_loss(x, tensor([1.0, 2.0]), tensor([1.0, -1.0]), reduction='sum') | [1.0, 2.0] | 0 | 0 0
    F.hinge_embedding_loss(x, tensor([-1.0, -1.0, 1.0, -1.0]), reduction='sum') | [1.0, 0.0, 1.0, 2.0] | 2 | 0 -1 1 0
    F.hinge_embedding_loss(x, tensor([0.5, 0.0]), reduction='none') | [0.25, 2.0] | 1 2 | 0 1
    F.multi_margin_loss(x, tensor([0])) | [[1.0, 0.0, 1.0]] | 0.3333333333333333 | -0.3333333333333333 0 0.3333333333333333
    F.multi_margin_loss(x, tensor([0]), margin=0.0) | [[1.0, 1.0, 1.0]] | 0 | 0 0 0
    F.multi_margin_loss(x, tensor([0]), p=2, margin=0.5) | [[1.0, 0.0, 1.0]] | 0.08333333333333333 | -0.3333333333333333 0 0.3333333333333333
    F.multi_margin_loss(x, tensor([0, 1]), weight=tensor([1.0, 2.0])) | [[0.25, 0.5], [0.75, 0.5]] | 0.9375 | -0.25 0.25 0.5 -0.5
    F.multi_margin_loss(x, tensor(1), reduction='none') | [0.25, 0.5] | 0.375 | 0.5 -0.5
    F.multi_margin_loss(x, tensor([0, 1, 0]), reduction='none') | [[-0.5, -0.5], [0.0, -inf], [nan, 1.0]] | 0.5 inf 0 | -0.5 0.5 0.5 -0.5 0 0
    F.multi_margin_loss(x, tensor([0])) | [[3.0]] | 0 | 0
    F.cosine_embedding_loss(x, tensor([[1.0, 0.0]]), tensor([-1.0])) | [[0.0, 1.0]] | 0 | 0 0
    F.cosine_embedding_loss(x, tensor([0.0, 1.0]), tensor(1.0)) | [0.0, 0.0] | 1 | 0 -1000000.0019974014
    F.cosine_embedding_loss(x, tensor([[1.0, 0.0], [1.0, 0.0]]), tensor([0.5, 0.0])) | [[0.0, 1.0], [1.0, 1.0]] | 0 | 0 0 0 0
    """#

  private static let probabilities = #"""
    F.binary_cross_entropy(x, tensor([1.0, 0.0, 0.0, 1.0]), reduction='sum') | [0.0, 1.0, 0.0, 1.0] | 200 | -1000000003995.8029 1000000003995.8029 0 0
    F.binary_cross_entropy(x, tensor([1.0, 0.0]), reduction='sum') | [1e-13, 1e-13] | 29.933606208922694 | -1000000003995.7028 0.10000000039958029
    F.binary_cross_entropy(tensor([0.0, 1.0, 0.5]), x) | [0.5, 0.5, 0.5] | 33.564382393519985 | inf -inf 0
    F.binary_cross_entropy_with_logits(x, tensor([1.0, 0.0]), reduction='none') | [-inf, inf] | nan inf | -1 1
    F.binary_cross_entropy_with_logits(x, tensor([1.0, 0.0, 0.5]), reduction='none') | [inf, -inf, inf] | nan nan inf | 0 0 0.5
    F.binary_cross_entropy_with_logits(x, tensor([1.0, 0.0]), pos_weight=tensor(2.0), reduction='none') | [-inf, inf] | nan inf | -2 1
    F.kl_div(x, tensor([0.0, 1.0, -1.0]), reduction='sum') | [0.25, 0.5, 0.75] | nan | 0 -1 1
    F.kl_div(tensor([0.25, 0.5]), x, reduction='sum') | [0.0, 1.0] | -0.5 | nan 0.5
    F.kl_div(x, tensor([0.0, 1.0]), reduction='none') | [0.25, 0.5] | 0 -0.5 | 0 -1
    """#

  private static let differences = #"""
    F.huber_loss(x, tensor([0.0, 0.0, 0.0, 0.0]), reduction='sum') | [inf, -inf, 1.0, -1.0] | inf | 1 -1 1 -1
    F.huber_loss(x, tensor([0.0, 0.0]), delta=0.5, reduction='none') | [nan, 0.5] | nan 0.125 | nan 0.5
    F.smooth_l1_loss(x, tensor([0.0, 0.0, 0.0]), reduction='none') | [inf, nan, -1.0] | inf nan 0.5 | 1 nan -1
    F.smooth_l1_loss(x, tensor([0.0, 0.0]), beta=2.0, reduction='none') | [2.0, -1.0] | 1 0.25 | 1 -0.5
    F.smooth_l1_loss(x, tensor([0.0, 0.0]), beta=0, reduction='none') | [nan, -2.0] | nan 2 | 0 -1
    F.l1_loss(x, tensor([0.0, 0.0, 0.0]), reduction='sum') | [inf, nan, 0.0] | nan | 1 0 0
    F.mse_loss(x, tensor([1.0, 1.0]), weight=tensor([1.0, 3.0])) | [0.0, 3.0] | 3.25 | -0.5 3
    F.l1_loss(x, tensor([1.0, 1.0]), weight=tensor([1.0, 3.0])) | [0.0, 3.0] | 1.75 | -0.25 0.75
    F.huber_loss(x, tensor([1.0, 1.0]), weight=tensor([1.0, 3.0])) | [0.0, 3.0] | 2.5 | -0.5 1.5
    F.mse_loss(x, tensor([1.0, 1.0]), False) | [0.0, 3.0] | 5 | -2 4
    F.mse_loss(x, tensor([1.0, 1.0]), None, False) | [0.0, 3.0] | 1 4 | -2 4
    F.mse_loss(x, tensor([1.0, 1.0]), 'sum') | [0.0, 3.0] | 2.5 | -1 2
    """#

  private static let furtherLosses = #"""
    F.poisson_nll_loss(x, tensor([1.0, 2.0]), full=True) | [1.0, -1.0] | 2.368983877117512 | 0.8591409142295225 -0.8160602794142788
    F.poisson_nll_loss(x, tensor([1.0, 2.0]), log_input=False) | [1.0, 0.5] | 1.4431471555599455 | 4.999999914101494e-09 -1.4999999600000007
    F.gaussian_nll_loss(x, tensor([1.0, 2.0]), tensor([0.5, 0.0])) | [1.0, -1.0] | 2249996.3728355654 | 0 -1500000
    F.gaussian_nll_loss(tensor([1.0, -1.0]), tensor([1.0, 2.0]), x, full=True, reduction='none') | [0.5, 0.0] | 0.5723649429247 4499994.011183254 | 1 -4499999500000
    F.gaussian_nll_loss(x, tensor([[1.0, 2.0]]), tensor([2.0])) | [[0.0, 1.0]] | 0.5965735902799727 | -0.25 -0.25
    F.triplet_margin_loss(x, tensor([[2.0, 2.0]]), tensor([[1.0, 3.0]]), reduction='none') | [[1.0, 2.0]] | 1 | -1.0000010000005 1.0000010000005
    F.triplet_margin_loss(x, tensor([[2.0, 2.0]]), tensor([[1.0, 3.0]]), margin=0.5, p=1, swap=True) | [[1.0, 2.0]] | 0.5 | -2 2
    F.pairwise_distance(x, tensor([0.0, 0.0]), keepdim=True) | [3.0, 4.0] | 5.000001400000004 | 0.6000000319999906 0.7999999760000062
    """#
}
