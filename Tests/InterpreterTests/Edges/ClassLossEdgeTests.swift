import Testing

// What PyTorch 2.15 gives (CPU, float64): an expression in x, x, the value, and x.grad after y.sum().backward().

@Suite("Losses of classes, and choices at ties, bounds, NaN and infinity")
struct ClassLossEdgeTests {
  @Test("Losses of classes", arguments: EdgeCase.table(classes))
  func classesIsAsInPyTorch(_ edge: EdgeCase) throws { try edge.check() }

  @Test("Choices, lookups and the arguments of sums", arguments: EdgeCase.table(wheres))
  func wheresIsAsInPyTorch(_ edge: EdgeCase) throws { try edge.check() }

  private static let classes = #"""
    F.cross_entropy(x, tensor([-100, -100])) | [[1.0, 2.0], [3.0, 4.0]] | nan | 0 0 0 0
    F.cross_entropy(x, tensor([-100, -100]), reduction='sum') | [[1.0, 2.0], [3.0, 4.0]] | 0 | 0 0 0 0
    F.cross_entropy(x, tensor([-100, -100]), label_smoothing=0.1) | [[1.0, 2.0], [3.0, 4.0]] | nan | 0 0 0 0
    F.cross_entropy(x, tensor([0, 1]), weight=tensor([0.0, 0.0])) | [[1.0, 2.0], [3.0, 4.0]] | nan | nan nan nan nan
    F.nll_loss(x, tensor([1]), ignore_index=1) | [[0.4, -0.7]] | nan | 0 0
    F.nll_loss(x, tensor([1, 0]), ignore_index=1, reduction='none') | [[0.4, inf], [-0.5, 1.0]] | 0 0.5 | 0 0 -1 0
    F.nll_loss(x, tensor([1]), weight=tensor([1.0, 0.0])) | [[0.4, -0.7]] | nan | 0 nan
    F.cross_entropy(x, tensor([0])) | [[-inf, 1.0]] | inf | -1 1
    F.cross_entropy(x, tensor([1])) | [[-inf, 1.0]] | 0 | 0 0
    F.cross_entropy(x, tensor([0])) | [[2.0]] | 0 | 0
    F.cross_entropy(x, tensor([[0, 1], [1, -100]]), weight=tensor([1.0, 2.0])) | [[[1.0, 2.0], [3.0, 4.0]], [[0.0, 1.0], [2.0, -1.0]]] | 0.5269280110429726 | -0.1761594155955765 0.04768116880884701 0.17615941559557646 -0.047681168808847076 0.04768116880884701 0 -0.047681168808847076 0
    F.cross_entropy(x, tensor([[0, 1], [1, -100]]), weight=tensor([1.0, 2.0]), label_smoothing=0.25, reduction='none') | [[[1.0, 2.0], [3.0, 4.0]], [[0.0, 1.0], [2.0, -1.0]]] | 1.8927940124233444 0.4879900207055737 0.4879900207055737 0 | -0.7408967127251178 0.09850547879147037 0.7408967127251176 -0.09850547879147066 0.09850547879147037 0 -0.09850547879147066 0
    F.cross_entropy(x, tensor([[0, 1], [1, -100]]), weight=tensor([1.0, 2.0]), label_smoothing=0.25) | [[[1.0, 2.0], [3.0, 4.0]], [[0.0, 1.0], [2.0, -1.0]]] | 0.5737548107668983 | -0.14817934254502355 0.019701095758294075 0.1481793425450235 -0.01970109575829411 0.019701095758294075 0 -0.01970109575829411 0
    F.cross_entropy(x, tensor([[[0.25, 1.0], [0.75, 0.0]]]), weight=tensor([1.0, 2.0]), label_smoothing=0.5) | [[[1.0, 2.0], [3.0, 4.0]]] | 1.3074590158742732 | -0.0906476258570295 -0.30049817373617654 0.09064762585702937 0.30049817373617643
    F.cross_entropy(x, tensor([0.25, 0.75])) | [1.0, 2.0] | 0.5632616875182228 | 0.018941421369995104 -0.018941421369995104
    F.nll_loss(x, tensor(1)) | [1.0, 2.0] | -2 | 0 -1
    F.nll_loss(x, tensor([[[0]], [[1]]])) | [[[[1.0]], [[2.0]]], [[[3.0]], [[4.0]]]] | -2.5 | -0.5 0 0 -0.5
    F.cross_entropy(x, tensor([0]), None, None, -100, None, 'sum', 0.1) | [[1.0, 2.0]] | 1.2632616875182228 | -0.681058578630005 0.6810585786300049
    """#

  private static let wheres = #"""
    x.where(x > 0, tensor(0.5)) | [3.0, -2.0] | 3 0.5 | 1 0
    torch.where(x > 0, x, 0) | [nan, 0.0, 1.0] | 0 0 1 | 0 0 1
    F.embedding(tensor([0, 1, 0]), x, scale_grad_by_freq=True) | [[3.0, 4.0], [0.0, 0.5]] | 3 4 0 0.5 3 4 | 1 1 1 1
    F.embedding(tensor([0, 1, 0]), x, max_norm=1.0) | [[3.0, 4.0], [0.0, 0.5]] | 0.5999999880000002 0.7999999840000003 0 0.5 0.5999999880000002 0.7999999840000003 | 2 2 1 1
    torch.div(x, 2, rounding_mode='trunc') | [-3.0] | -1 | 0
    torch.add(x, tensor([1.0]), alpha=2) | [3.0] | 5 | 1
    """#
}
