import Testing

@testable import Interpreter

@Suite("Tensors are made as in PyTorch 2.15")
struct CreationTests {
  @Test("data, dtypes, bounds and what is refused", arguments: PyTorchRow.table(table))
  func agrees(_ row: PyTorchRow) {
    for engine in [Engine.scalar, .tensor] { #expect(row.found(on: engine) == row.text) }
  }

  private static let table = #"""
    torch.eye(2, dtype=torch.int64)
    → tensor([[1, 0], ⏎         [0, 1]])
    torch.eye(2, 3, requires_grad=True)
    → tensor([[1., 0., 0.], ⏎         [0., 1., 0.]], requires_grad=True)
    torch.zeros_like(torch.ones(2), dtype=torch.int64)
    → tensor([0, 0])
    torch.ones_like(torch.tensor([1, 2]), dtype=torch.float32)
    → tensor([1., 1.], dtype=torch.float32)
    torch.zeros_like(torch.tensor([1, 2]), requires_grad=True)
    → refused
    torch.full((2,), 1.7, dtype=torch.int64)
    → tensor([1, 1])
    torch.full((2,), 3, dtype=torch.bool)
    → tensor([True, True])
    torch.full((2,), torch.tensor(2))
    → tensor([2, 2])
    torch.full(2, 1.0)
    → refused
    torch.full_like(torch.tensor([1, 2]), 1.7)
    → tensor([1, 1])
    torch.full_like(torch.tensor([True]), 3)
    → tensor([True])
    torch.linspace(0, 5, 4, dtype=torch.int64)
    → tensor([0, 1, 3, 5])
    torch.linspace(5, 1, 1)
    → tensor([5.])
    [torch.linspace(-4.0, 4.0, 161)[80].item(), torch.linspace(-4.0, 4.0, 161, dtype=torch.float32)[80].item()]
    → [-2.220446049250313e-16, -5.960464477539063e-08]
    [torch.linspace(-1.2, 1.2, 49)[24].item(), torch.linspace(0.1, 0.7, 7)[3].item(), torch.linspace(-2.7, 2.2, 11)[5].item()]
    → [5.551115123125783e-17, 0.39999999999999997, -0.25000000000000006]
    torch.linspace(0, 1, 3, dtype=torch.bool)
    → refused
    torch.linspace(0, 1, -1)
    → refused
    torch.logspace(0, 2, 3, base=2)
    → tensor([1., 2., 4.])
    torch.arange(start=1, end=4, step=2)
    → tensor([1, 3])
    torch.arange(3, step=2)
    → refused
    torch.arange(end=3)
    → tensor([0, 1, 2])
    torch.arange(1, 0)
    → refused
    torch.arange(1, 1)
    → tensor([], dtype=torch.int64)
    torch.arange(1.5, 4, dtype=torch.int64)
    → tensor([1, 2, 3])
    torch.arange(2, dtype=torch.bool)
    → refused
    torch.zeros(size=(2, 1))
    → tensor([[0.], ⏎         [0.]])
    torch.tensor(range(3))
    → tensor([0, 1, 2])
    torch.tensor([range(2), range(2)])
    → tensor([[0, 1], ⏎         [0, 1]])
    torch.tensor([[1, 2], (3, 4.5)])
    → tensor([[1.0000, 2.0000], ⏎         [3.0000, 4.5000]])
    torch.tensor([[1, 2], torch.tensor([3, 4])])
    → tensor([[1, 2], ⏎         [3, 4]])
    torch.tensor([torch.tensor([1, 2]), torch.tensor([3, 4])])
    → refused
    torch.tensor([torch.tensor([1]), torch.tensor([3])])
    → tensor([1, 3])
    torch.tensor([torch.tensor(1.5), 2])
    → tensor([1.5000, 2.0000])
    torch.tensor([True, torch.tensor(2)])
    → tensor([1, 2])
    torch.tensor([[], [1]])
    → tensor([], size=(2, 0))
    torch.tensor([1, [2]])
    → refused
    torch.tensor([[1], 2])
    → refused
    torch.tensor([None])
    → refused
    torch.tensor([1.5, 0], dtype=bool)
    → tensor([ True, False])
    x = torch.ones(2); torch.as_tensor(x) is x
    → True
    torch.Tensor(2, 3).shape
    → torch.Size([2, 3])
    torch.LongTensor([1.5, 2])
    → tensor([1, 2])
    torch.rand(2, dtype=torch.int64)
    → refused
    torch.randn(size=(2,), dtype=torch.float32).dtype
    → torch.float32
    torch.randint(0, 3, (2,), dtype=torch.float32).dtype
    → torch.float32
    torch.rand_like(torch.tensor([1, 2]))
    → refused
    torch.ones(2).sum(dtype=torch.bool)
    → tensor(True)
    torch.ones(2).mean(dtype=torch.int64)
    → refused
    torch.tensor([1, 2]).mean(dtype=torch.float32)
    → tensor(1.5000, dtype=torch.float32)
    torch.ones(2).cumsum(0, dtype=torch.float32)
    → tensor([1., 2.], dtype=torch.float32)
    torch.ones(2).cumsum(0, dtype=torch.bool)
    → refused
    torch.ones(2).prod(dtype=torch.int64)
    → tensor(1)
    torch.ones(2, 3).prod(dim=(0, 1))
    → refused
    torch.ones(1).type()
    → torch.DoubleTensor
    torch.ones(1).type(torch.LongTensor)
    → tensor([1])
    torch.ones(1).type('torch.FloatTensor')
    → tensor([1.], dtype=torch.float32)
    torch.tensor([1.0]).to(torch.tensor([1]))
    → tensor([1])
    torch.tensor([1.0]).to(device='cpu', dtype=torch.int64)
    → tensor([1])
    torch.tensor([1]).new_ones(2)
    → tensor([1, 1])
    torch.nn.init.normal_(torch.zeros(2), 0, -1)
    → refused
    torch.nn.init.uniform_(torch.zeros(2), 3, 1)
    → refused
    """#
}
