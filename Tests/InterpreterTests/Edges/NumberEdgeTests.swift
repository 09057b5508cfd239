import Testing

// What PyTorch 2.15 gives (CPU, float64): an expression in x, x, the value, and x.grad after y.sum().backward().

@Suite("Steps, quotients and extremes at ties, bounds, NaN and infinity")
struct NumberEdgeTests {
  @Test("Steps, roots and powers", arguments: EdgeCase.table(steps))
  func stepsIsAsInPyTorch(_ edge: EdgeCase) throws { try edge.check() }

  @Test("What a division leaves over", arguments: EdgeCase.table(division))
  func divisionIsAsInPyTorch(_ edge: EdgeCase) throws { try edge.check() }

  @Test("The largest and the smallest", arguments: EdgeCase.table(extremes))
  func extremesIsAsInPyTorch(_ edge: EdgeCase) throws { try edge.check() }

  private static let steps = #"""
    x.abs() | [nan, 0.0, -0.0, inf, -inf] | nan 0 0 inf inf | 0 0 0 1 -1
    x.sign() | [nan, 0.0, -0.0, inf, -inf] | 0 0 0 1 -1 | 0 0 0 0 0
    torch.floor(x) | [1.5, -0.5, nan, inf, -0.0] | 1 -1 nan inf -0 | 0 0 0 0 0
    torch.ceil(x) | [1.5, -0.5, nan] | 2 -0 nan | 0 0 0
    torch.trunc(x) | [1.5, -0.5, nan] | 1 -0 nan | 0 0 0
    torch.round(x) | [1.5, -0.5, 0.5, 2.5, -0.4, nan, inf, 0.49999999999999994] | 2 -0 0 2 -0 nan inf 0 | 0 0 0 0 0 0 0 0
    torch.round(x, decimals=1) | [1.25, 2.35] | 1.2 2.4 | 0 0
    x.sqrt() | [0.0, -0.0, inf, -1.0] | 0 -0 inf nan | inf -inf 0 nan
    x ** 0.5 | [-0.0, 0.0, 4.0, -1.0, inf] | -0 0 2 nan inf | -inf inf 0.25 nan 0
    x ** -0.5 | [-0.0, 0.0, 4.0, inf] | -inf inf 0.5 0 | -inf -inf -0.0625 0
    x ** tensor(0.5) | [-0.0, 0.0] | 0 0 | inf inf
    x ** 0 | [0.0, nan, inf] | 1 1 1 | 0 0 0
    x ** 1 | [0.0, nan, inf] | 0 nan inf | 1 1 1
    x ** -1 | [0.0, -0.0, inf] | inf -inf 0 | -inf -inf 0
    x ** -2 | [-0.0, inf] | inf 0 | inf 0
    x ** 1.5 | [0.0, -1.0] | 0 nan | 0 nan
    0 ** x | [-1.0, 0.0, 1.0, nan] | inf 1 0 nan | -inf 0 0 nan
    0.0 ** x | [inf, -inf] | 0 inf | 0 -inf
    1 ** x | [nan, inf] | 1 1 | 0 0
    (-2) ** x | [1.0, 0.5] | -2 nan | nan nan
    """#

  private static let division = #"""
    torch.remainder(x, 0.1) | [1.0, 0.9] | 0.09999999999999995 0.09999999999999998 | 1 1
    x % inf | [7.0, -7.0, -0.0, 0.0] | 7 inf -0 0 | 1 1 1 1
    x % -inf | [7.0, -7.0] | -inf -7 | 1 1
    x % 3.0 | [-0.0, 3.0, -3.0, -6.0, inf] | -0 0 -0 -0 nan | 1 1 1 1 1
    x % -3.0 | [3.0, -3.0, 4.0] | 0 -0 -2 | 1 1 1
    x % 0.0 | [1.0, 0.0] | nan nan | 1 1
    tensor([1.0, 0.9, 7.0, -7.0, 5.0]) % x | [0.1, 0.1, inf, inf, -inf] | 0.09999999999999995 0.09999999999999998 7 inf -inf | -9 -8 0 1 1
    """#

  private static let extremes = #"""
    x.max() | [nan, 1.0, nan] | nan | 0.5 0 0.5
    x.min() | [nan, 1.0, nan] | nan | 0.5 0 0.5
    x.max() | [2.0, 1.0, 2.0] | 2 | 0.5 0 0.5
    x.amax() | [nan, 1.0, nan] | nan | nan nan nan
    x.amin() | [1.0, nan] | nan | nan nan
    x.amax() | [nan] | nan | nan
    x.amax(0) | [[nan, 1.0, nan], [1.0, 1.0, 2.0]] | nan 1 nan | nan 0.5 nan nan 0.5 nan
    x.max(0)[0] | [[nan, 1.0, nan], [1.0, 1.0, nan]] | nan 1 nan | 1 1 1 0 0 0
    x.min(0)[0] | [1.0, nan, nan] | nan | 0 1 0
    F.max_pool2d(x, 2) | [[[nan, nan], [nan, nan]]] | nan | 0 0 0 1
    F.max_pool2d(x, 2) | [[[nan, 3.0], [nan, 5.0]]] | nan | 0 0 1 0
    """#
}
