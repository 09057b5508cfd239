import Testing

// What PyTorch 2.15 gives (CPU, float64): an expression in x, x, the value, and x.grad after y.sum().backward().

@Suite("Reductions at ties, bounds, NaN and infinity")
struct ReductionEdgeTests {
  @Test(
    "Variances without freedom or with infinities, and softmax at infinity",
    arguments: EdgeCase.table(moments))
  func momentsIsAsInPyTorch(_ edge: EdgeCase) throws { try edge.check() }

  @Test("Norms of every p", arguments: EdgeCase.table(norms))
  func normsIsAsInPyTorch(_ edge: EdgeCase) throws { try edge.check() }

  @Test("Cosines of vectors that are short, long or stretched", arguments: EdgeCase.table(cosines))
  func cosinesIsAsInPyTorch(_ edge: EdgeCase) throws { try edge.check() }

  private static let moments = #"""
    x.var() | [inf, 1.0] | nan | nan -inf
    x.var(0) | [inf, 1.0] | nan | nan -inf
    x.std() | [inf, 1.0] | nan | nan nan
    x.var() | [1.0] | nan | nan
    x.var(correction=2) | [1.0, 3.0] | inf | inf inf
    x.var(correction=2) | [1.0, 1.0] | nan | nan nan
    x.var(correction=3) | [1.0, 3.0] | inf | inf inf
    x.var(0, correction=2) | [1.0, 3.0] | inf | -inf inf
    x.var(0, correction=3) | [1.0, 3.0] | inf | 2 -2
    x.var(1, correction=3) | [[1.0]] | nan | 0
    x.std(correction=2) | [1.0, 3.0] | inf | nan nan
    x.std(0, correction=3) | [1.0, 3.0] | inf | 0 0
    x.var(correction=1.5) | [1.0, 3.0] | 4 | -4 4
    x.std() | [1.0, 1.0] | 0 | 0 0
    x.var(correction=2) | [1.0, nan] | nan | inf inf
    x.logsumexp(0) | [-inf, -inf] | -inf | nan nan
    x.logsumexp(0) | [inf, 1.0] | inf | nan 0
    x.softmax(0) | [-inf, 1.0] | 0 1 | 0 0
    x.log_softmax(0) | [-inf, 1.0] | -inf 0 | 1 -1
    """#

  private static let norms = #"""
    x.norm(p=0) | [3.0, -3.0, 0.0] | 2 | none
    x.norm(p=-inf) | [1.0, 2.0, -1.0] | 1 | 0.5 0 -0.5
    x.norm(p=-inf) | [0.0, 2.0, -1.0] | 0 | 0 0 0
    x.norm(p=-inf) | [1.0, nan] | nan | 0 0
    x.norm(p=inf) | [1.0, 2.0, -2.0] | 2 | 0 0.5 -0.5
    x.norm(p=inf) | [0.0, 0.0] | 0 | 0 0
    x.norm(p=inf) | [nan, 2.0, -2.0] | nan | 0 0 0
    x.norm(p=inf) | [inf, 2.0, -inf] | inf | 0.5 0 -0.5
    x.norm(p=0.5) | [0.0, 4.0, 9.0] | 25 | 0 2.5 1.6666666666666665
    x.norm(p=0.5) | [0.0, 0.0] | 0 | 0 0
    x.norm(p=-1) | [0.0, 4.0, 9.0] | 0 | 0 0 0
    x.norm(p=-1) | [2.0, 4.0] | 1.3333333333333333 | 0.4444444444444444 0.1111111111111111
    x.norm(p=1) | [0.0, 4.0, -9.0, nan] | nan | 0 1 -1 0
    x.norm(p=3) | [0.0, 4.0, -9.0] | 9.25602237474319 | 0 0.1867545498056634 -0.9454449083911709
    x.norm(p=3) | [1e+200, 1e+200] | inf | nan nan
    x.norm(p=3) | [inf, 1.0] | inf | nan 0
    x.norm() | [1e+200, 1e+200] | inf | 0 0
    x.norm() | [0.0, 0.0] | 0 | 0 0
    x.norm() | [inf, 1.0] | inf | nan 0
    x.norm() | [nan, 1.0] | nan | nan nan
    x.norm() | [1e-200] | 1e-200 | 1
    x.norm() | [-1e+200] | 1e+200 | -1
    x.norm(p=0.5) | [0.0] | 0 | 0
    x.norm(p=-1) | [2.0] | 2 | 1
    x.norm(p=2, dim=0) | [[-2.0, 0.0, nan]] | 2 0 nan | -1 0 nan
    x.norm(p=1, dim=0) | [[-2.0, nan]] | 2 nan | -1 0
    x.norm(p=2, dim=1) | [[2.0], [-inf]] | 2 inf | 1 nan
    x.norm(p=3, dim=(0, 1)) | [[-2.0, 3.0]] | 3.2710663101885897 | -0.37383614973583884 0.8411313369056374
    x.norm('fro', dim=1) | [[3.0, 4.0]] | 5 | 0.6 0.8
    F.normalize(x, dim=0) | [1e+200] | 1 | 0
    F.normalize(x, dim=0) | [0.0, 0.0] | 0 0 | 1000000000000 1000000000000
    F.normalize(x, dim=0) | [1e-12, 0.0] | 1 0 | 1000000000000 1000000000000
    F.normalize(x, dim=0, eps=5.0) | [3.0, 4.0] | 0.6 0.8 | 0.2 0.2
    F.normalize(x, p=0, dim=0) | [3.0, -4.0] | 1.5 -2 | 0.5 0.5
    """#

  private static let cosines = #"""
    F.cosine_similarity(x, tensor([3.0, 4.0]), dim=0) | [1e-09, 0.0] | 0.06 | 54000000 80000000
    F.cosine_similarity(x, tensor([3.0, 4.0]), dim=0) | [0.0, 0.0] | 0 | 60000000 80000000
    F.cosine_similarity(x, tensor([3.0, 4.0]), dim=0, eps=10.0) | [1.0, 2.0] | 0.11000000000000001 | 0.02508065044950046 0.030161300899000928
    F.cosine_similarity(x, tensor([3e200, 4e200]), dim=0) | [1e+200, 0.0] | 0 | 0 0
    F.cosine_similarity(x, tensor([[5.0], [6.0]]), dim=0) | [[1.0, 2.0], [3.0, 4.0]] | 0.9312427797057534 0.973417168333576 | 0.10931980457415366 0.04580786674510945 -0.03643993485805122 -0.022903933372554752
    F.cosine_similarity(x, tensor([5.0, 6.0])) | [[1.0, 2.0], [3.0, 4.0]] | 0.973417168333576 0.9986876634765887 | 0.0916157334902189 -0.045807866745109505 0.008194360315705335 -0.006145770236779036
    torch.cosine_similarity(tensor([[[1.0, 2.0]]]), x, dim=0) | [[3.0, 4.0]] | 1 1 | 0 0
    """#
}
