import Testing

@testable import Interpreter

@Suite("Padding follows PyTorch 2.15")
struct PaddingTests {
  @Test("every mode at its limits, with widths below 0 and slopes", arguments: PyTorchRow.table(table))
  func agrees(_ row: PyTorchRow) {
    for engine in [Engine.scalar, .tensor] { #expect(row.found(on: engine) == row.text) }
  }

  private static let table = #"""
    x = torch.arange(4.0).reshape(1, 4).requires_grad_(); F.pad(x, (3, 3), mode='reflect')
    → tensor([[3., 2., 1., 0., 1., 2., 3., 2., 1., 0.]]) ⏎ slope tensor([[14., 17., 16.,  8.]])
    x = torch.arange(4.0).reshape(1, 4); F.pad(x, (4, 0), mode='reflect')
    → refused
    x = torch.arange(4.0).reshape(1, 4).requires_grad_(); F.pad(x, (-1, 2), mode='reflect')
    → tensor([[1., 2., 3., 2., 1.]]) ⏎ slope tensor([[0., 6., 6., 3.]])
    x = torch.arange(4.0).reshape(1, 4); F.pad(x, (-5, 3), mode='reflect')
    → tensor([[1., 0.]])
    x = torch.arange(4.0).reshape(1, 4); F.pad(x, (-2, -2), mode='reflect')
    → refused
    x = torch.arange(4.0).reshape(1, 4).requires_grad_(); F.pad(x, (2, 3), mode='replicate')
    → tensor([[0., 0., 0., 1., 2., 3., 3., 3., 3.]]) ⏎ slope tensor([[ 6.,  4.,  5., 30.]])
    x = torch.arange(4.0).reshape(1, 4); F.pad(x, (-5, 3), mode='replicate')
    → tensor([[3., 3.]])
    x = torch.arange(4.0).reshape(1, 4).requires_grad_(); F.pad(x, (4, 4), mode='circular')
    → tensor([[0., 1., 2., 3., 0., 1., 2., 3., 0., 1., 2., 3.]]) ⏎ slope tensor([[15., 18., 21., 24.]])
    x = torch.arange(4.0).reshape(1, 4); F.pad(x, (5, 0), mode='circular')
    → refused
    x = torch.arange(4.0).reshape(1, 4); F.pad(x, (-1, 2), mode='circular')
    → tensor([[1., 2., 3., 1., 2.]])
    x = torch.arange(4.0).reshape(1, 4); F.pad(x, (3, -1), mode='circular')
    → tensor([[0., 1., 2., 0., 1., 2.]])
    x = torch.arange(4.0).reshape(1, 4); F.pad(x, (-1, 4), mode='circular')
    → refused
    x = torch.arange(4.0).reshape(1, 4); F.pad(x, (-2, -2), mode='circular')
    → tensor([], size=(1, 0))
    x = torch.arange(8.0).reshape(1, 2, 4).requires_grad_(); F.pad(x, (1, 1, 1, 1), mode='reflect')
    → tensor([[[5., 4., 5., 6., 7., 6.], ⏎          [1., 0., 1., 2., 3., 2.], ⏎          [5., 4., 5., 6., 7., 6.], ⏎          [1., 0., 1., 2., 3., 2.]]]) ⏎ slope tensor([[[28., 56., 68., 34.], ⏎          [16., 32., 44., 22.]]])
    x = torch.arange(8.0).reshape(1, 2, 4); F.pad(x, (1, 1, 2, 1), mode='circular')
    → tensor([[[3., 0., 1., 2., 3., 0.], ⏎          [7., 4., 5., 6., 7., 4.], ⏎          [3., 0., 1., 2., 3., 0.], ⏎          [7., 4., 5., 6., 7., 4.], ⏎          [3., 0., 1., 2., 3., 0.]]])
    x = torch.arange(8.0).reshape(1, 2, 2, 2); F.pad(x, (1, 1, 1, 1, 1, 1), mode='replicate').shape
    → torch.Size([1, 4, 4, 4])
    x = torch.arange(4.0); F.pad(x, (1, 1), mode='reflect')
    → refused
    x = torch.arange(8.0).reshape(2, 4); F.pad(x, (1, 1, 1, 1), mode='reflect')
    → refused
    x = torch.arange(4).reshape(1, 4); F.pad(x, (1, 1), mode='reflect')
    → tensor([[1, 0, 1, 2, 3, 2]])
    x = torch.tensor([[True, False]]); F.pad(x, (1, 1), mode='circular')
    → tensor([[False,  True, False,  True]])
    x = torch.tensor([[True, False]]); F.pad(x, (1, 1), mode='reflect')
    → refused
    x = torch.tensor([[True, False]]); F.pad(x, (1, 1), value=2)
    → tensor([[ True,  True, False,  True]])
    x = torch.arange(3); F.pad(x, (1, 1), value=1.7)
    → tensor([1, 0, 1, 2, 1])
    x = torch.arange(4.0).reshape(1, 4); F.pad(x, (1, 1), mode='reflect', value=1)
    → refused
    x = torch.arange(4.0).reshape(1, 4); F.pad(x, (1, 1), mode='mirror')
    → refused
    x = torch.arange(4.0).reshape(1, 4).requires_grad_(); F.pad(x, (-1, 2), value=9.0)
    → tensor([[1., 2., 3., 9., 9.]]) ⏎ slope tensor([[0., 1., 2., 3.]])
    x = torch.arange(4.0).reshape(1, 4); F.pad(x, (-3, -2))
    → refused
    x = torch.arange(4.0).reshape(1, 4); F.pad(x, (-5, 3))
    → refused
    x = torch.arange(4.0).reshape(1, 4); F.pad(x, ())
    → tensor([[0., 1., 2., 3.]])
    x = torch.zeros(1, 0); F.pad(x, (1, 1), mode='replicate')
    → refused
    x = torch.zeros(0, 1, 4); F.pad(x, (1, 1), mode='reflect').shape
    → torch.Size([0, 1, 6])
    """#
}
