import Testing

@testable import Interpreter

@Suite("Tensors and shapes print as in PyTorch 2.15")
struct TensorTextTests {
  @Test("empty ones, whole numbers, line breaks, types and shapes", arguments: PyTorchRow.table(table))
  func agrees(_ row: PyTorchRow) {
    for engine in [Engine.scalar, .tensor] { #expect(row.found(on: engine) == row.text) }
  }

  private static let table = #"""
    torch.tensor([]) > 0
    → tensor([], dtype=torch.bool)
    torch.zeros(2, 0, dtype=torch.bool)
    → tensor([], size=(2, 0), dtype=torch.bool)
    torch.zeros(0, 3, dtype=torch.int64)
    → tensor([], size=(0, 3), dtype=torch.int64)
    torch.arange(3) * -1
    → tensor([ 0, -1, -2])
    (torch.arange(3) * -7).double().max()
    → tensor(0.)
    torch.tensor([-1.18, 0.87, 1.15, -0.97], dtype=torch.float32, requires_grad=True)
    → tensor([-1.1800,  0.8700,  1.1500, -0.9700], dtype=torch.float32, ⏎        requires_grad=True)
    torch.tensor([-1.18, 0.87, 1.15, -0.97, 1.0], dtype=torch.float32, requires_grad=True)
    → tensor([-1.1800,  0.8700,  1.1500, -0.9700,  1.0000], dtype=torch.float32, ⏎        requires_grad=True)
    torch.arange(7.0).mul(1.5).float().requires_grad_()
    → tensor([0.0000, 1.5000, 3.0000, 4.5000, 6.0000, 7.5000, 9.0000], ⏎        dtype=torch.float32, requires_grad=True)
    torch.arange(12.0).reshape(2, 6).mul(123.456).float().requires_grad_()
    → tensor([[   0.0000,  123.4560,  246.9120,  370.3680,  493.8240,  617.2800], ⏎         [ 740.7360,  864.1920,  987.6480, 1111.1040, 1234.5601, 1358.0160]], ⏎        dtype=torch.float32, requires_grad=True)
    torch.tensor([3.0, 1.0]).max(dim=0)
    → torch.return_types.max( ⏎ values=tensor(3.), ⏎ indices=tensor(0))
    torch.tensor([3.0, 1.0]).sort()
    → torch.return_types.sort( ⏎ values=tensor([1., 3.]), ⏎ indices=tensor([1, 0]))
    torch.zeros(2, 3).shape[:1], torch.zeros(2, 3).shape + (1,), 2 * torch.zeros(3).shape
    → (torch.Size([2]), torch.Size([2, 3, 1]), torch.Size([3, 3]))
    torch.zeros(2, 3).shape.numel(), torch.Size([2, 3]) == (2, 3), torch.Size((1,))
    → (6, True, torch.Size([1]))
    type(torch.ones(1)), type(torch.ones(1).shape), type(torch.float32)
    → (<class 'torch.Tensor'>, <class 'torch.Size'>, <class 'torch.dtype'>)
    type(torch.ones(1)).__name__, torch.ones(1).__class__.__name__, torch.tensor(1).type()
    → ('Tensor', 'Tensor', 'torch.LongTensor')
    type(torch.nn.Parameter(torch.ones(1)))
    → <class 'torch.nn.parameter.Parameter'>
    isinstance(torch.ones(2).shape, torch.Size), isinstance(torch.ones(2).shape, tuple), type(torch.ones(1)) == torch.Tensor
    → (True, True, True)
    """#
}
