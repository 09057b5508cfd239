import Testing

@testable import Interpreter

@Suite("Rearrangements follow PyTorch 2.15")
struct RearrangementTests {
  @Test(
    "parts, orders, repetitions, diagonals, indices and masks, with their slopes",
    arguments: PyTorchRow.table(table))
  func agrees(_ row: PyTorchRow) {
    for engine in [Engine.scalar, .tensor] { #expect(row.found(on: engine) == row.text) }
  }

  private static let table = #"""
    x = torch.arange(7.0, requires_grad=True); x.chunk(3)[1]
    → tensor([3., 4., 5.]) ⏎ slope tensor([0., 0., 0., 1., 2., 3., 0.])
    torch.ones(3).chunk(5)
    → (tensor([1.]), tensor([1.]), tensor([1.]))
    torch.zeros(0, 3).chunk(2)
    → (tensor([], size=(0, 3)), tensor([], size=(0, 3)))
    torch.ones(3).chunk(0)
    → refused
    torch.tensor(1.0).chunk(1)
    → refused
    x = torch.arange(5.0, requires_grad=True); x.split([2, 3])[1]
    → tensor([2., 3., 4.]) ⏎ slope tensor([0., 0., 1., 2., 3.])
    torch.ones(5).split(2)
    → (tensor([1., 1.]), tensor([1., 1.]), tensor([1.]))
    torch.ones(5).split([2, 2])
    → refused
    torch.ones(0).split(0)
    → (tensor([]),)
    torch.ones(5).split(0)
    → refused
    x = torch.arange(6.0).reshape(2, 3).requires_grad_(); x.unbind(1)[2]
    → tensor([2., 5.]) ⏎ slope tensor([[0., 0., 1.], ⏎         [0., 0., 2.]])
    torch.ones(2, 0).unbind(1)
    → ()
    torch.arange(3).narrow(0, -1, 1)
    → tensor([2])
    torch.arange(3).narrow(0, 1, 3)
    → refused
    torch.arange(6).reshape(2, 3).select(1, -1)
    → tensor([2, 5])
    torch.tensor([1.0, float('nan'), 0.0]).sort()
    → torch.return_types.sort( ⏎ values=tensor([0., 1., nan]), ⏎ indices=tensor([2, 0, 1]))
    x = torch.tensor([[3.0, 1.0], [2.0, 5.0]], requires_grad=True); x.sort(0)[0]
    → tensor([[2., 1.], ⏎         [3., 5.]]) ⏎ slope tensor([[3., 2.], ⏎         [1., 4.]])
    torch.tensor([1, 1, 0, 1]).sort(descending=True)
    → torch.return_types.sort( ⏎ values=tensor([1, 1, 1, 0]), ⏎ indices=tensor([0, 1, 3, 2]))
    torch.tensor(1.0).argsort()
    → tensor(0)
    x = torch.tensor([3.0, 1.0, 2.0], requires_grad=True); x.topk(2)[0]
    → tensor([3., 2.]) ⏎ slope tensor([1., 0., 2.])
    torch.tensor([1.0, float('nan'), 0.0]).topk(2, largest=False)
    → torch.return_types.topk( ⏎ values=tensor([0., 1.]), ⏎ indices=tensor([2, 0]))
    torch.tensor([3, 1, 2]).topk(4)
    → refused
    torch.tensor([[2, 1], [2, 3]]).unique(return_inverse=True, return_counts=True)
    → (tensor([1, 2, 3]), tensor([[1, 0], ⏎         [1, 2]]), tensor([1, 2, 1]))
    torch.tensor([1.0, float('nan'), float('nan')]).unique()
    → tensor([1., nan, nan])
    torch.bincount(torch.tensor([0, 1, 1, 3]), minlength=6)
    → tensor([1, 2, 0, 1, 0, 0])
    torch.bincount(torch.tensor([0, 1, 1]), weights=torch.tensor([0.5, 1.0, 2.0]))
    → tensor([0.5000, 3.0000])
    torch.bincount(torch.tensor([-1]))
    → refused
    torch.flip(torch.tensor(1.0), [0])
    → tensor(1.)
    x = torch.arange(6.0).reshape(2, 3).requires_grad_(); x.flip(0, 1)
    → tensor([[5., 4., 3.], ⏎         [2., 1., 0.]]) ⏎ slope tensor([[6., 5., 4.], ⏎         [3., 2., 1.]])
    torch.ones(2, 3).flip(0, 0)
    → refused
    x = torch.arange(4.0, requires_grad=True); x.roll(-5)
    → tensor([1., 2., 3., 0.]) ⏎ slope tensor([4., 1., 2., 3.])
    torch.arange(4).reshape(2, 2).roll((1, 1), (0, 1))
    → tensor([[3, 2], ⏎         [1, 0]])
    torch.arange(4).reshape(2, 2).roll(1)
    → tensor([[3, 0], ⏎         [1, 2]])
    x = torch.tensor([1.0, 2.0], requires_grad=True); x.repeat(2, 2)
    → tensor([[1., 2., 1., 2.], ⏎         [1., 2., 1., 2.]]) ⏎ slope tensor([16., 20.])
    torch.ones(2, 3).repeat(2)
    → refused
    torch.arange(3).repeat(0)
    → tensor([], dtype=torch.int64)
    torch.ones(2, 3).tile(2).shape
    → torch.Size([2, 6])
    x = torch.tensor([1.0, 2.0], requires_grad=True); x.repeat_interleave(torch.tensor([2, 1]))
    → tensor([1., 1., 2.]) ⏎ slope tensor([3., 3.])
    torch.repeat_interleave(torch.tensor([1, 2]))
    → tensor([0, 1, 1])
    torch.arange(3).repeat_interleave(-1)
    → refused
    x = torch.arange(6.0).reshape(2, 3).requires_grad_(); x.diagonal(1)
    → tensor([1., 5.]) ⏎ slope tensor([[0., 1., 0.], ⏎         [0., 0., 2.]])
    x = torch.tensor([1.0, 2.0], requires_grad=True); x.diag(-1)
    → tensor([[0., 0., 0.], ⏎         [1., 0., 0.], ⏎         [0., 2., 0.]]) ⏎ slope tensor([4., 8.])
    torch.ones(2, 2).diag(-3)
    → tensor([])
    torch.ones(2, 2, 2).diag()
    → refused
    x = torch.ones(2, 3, requires_grad=True); x.tril(-1)
    → tensor([[0., 0., 0.], ⏎         [1., 0., 0.]]) ⏎ slope tensor([[0., 0., 0.], ⏎         [4., 0., 0.]])
    torch.ones(2, 3).triu(1)
    → tensor([[0., 1., 1.], ⏎         [0., 0., 1.]])
    torch.ones(3).tril()
    → refused
    torch.tensor([[True, True], [True, True]]).tril()
    → tensor([[ True, False], ⏎         [ True,  True]])
    torch.ones(2, 3, 4).movedim((0, 1), (2, 0)).shape
    → torch.Size([3, 4, 2])
    torch.ones(2, 3, 4).movedim((0, 1), (2, 2)).shape
    → refused
    torch.tensor(1.0).swapaxes(0, -1)
    → tensor(1.)
    x = torch.zeros(2, 3, requires_grad=True); x.scatter(1, torch.tensor([[0], [2]]), 5.0)
    → tensor([[5., 0., 0.], ⏎         [0., 0., 5.]]) ⏎ slope tensor([[0., 2., 3.], ⏎         [4., 5., 0.]])
    torch.zeros(3).scatter(0, torch.tensor([0, 0]), torch.tensor([1.0, 2.0]))
    → tensor([2., 0., 0.])
    torch.zeros(3).scatter(0, torch.tensor([0]), torch.tensor([1]))
    → refused
    torch.zeros(3).scatter(0, torch.tensor([5]), 1.0)
    → refused
    torch.zeros(3).scatter(0, torch.tensor([0, 1]), torch.tensor([1.0]))
    → refused
    x = torch.tensor([1.0, 2.0], requires_grad=True); torch.zeros(3).scatter_add(0, torch.tensor([1, 1]), x)
    → tensor([0., 3., 0.]) ⏎ slope tensor([2., 2.])
    torch.zeros(2, 3).scatter_(1, torch.tensor([[2], [0]]), 1.0)
    → tensor([[0., 0., 1.], ⏎         [1., 0., 0.]])
    x = torch.zeros(3, requires_grad=True); x.index_fill(0, torch.tensor([-1]), 7)
    → tensor([0., 0., 7.]) ⏎ slope tensor([1., 2., 0.])
    torch.tensor([1, 2]).index_fill(0, torch.tensor([0]), 1.7)
    → tensor([1, 2])
    x = torch.arange(6.0).reshape(2, 3).requires_grad_(); x.index_select(1, torch.tensor([2, 0]))
    → tensor([[2., 0.], ⏎         [5., 3.]]) ⏎ slope tensor([[2., 0., 1.], ⏎         [4., 0., 3.]])
    torch.arange(3.0).index_select(0, torch.tensor([-1]))
    → refused
    torch.zeros(3).index_add(0, torch.tensor([0, 0]), torch.tensor([1.0, 2.0]))
    → tensor([3., 0., 0.])
    x = torch.arange(3.0, requires_grad=True); x.masked_fill(torch.tensor([[True, False, True], [False, False, False]]), 5)
    → tensor([[5., 1., 5.], ⏎         [0., 1., 2.]]) ⏎ slope tensor([4., 7., 6.])
    torch.arange(3.0).masked_fill(torch.tensor([1, 0, 1]), 5)
    → refused
    torch.tensor([1, 2]).masked_fill(torch.tensor([True, False]), 2.7)
    → tensor([2, 2])
    x = torch.arange(3.0, requires_grad=True); x.masked_select(torch.tensor([True, False, True]))
    → tensor([0., 2.]) ⏎ slope tensor([1., 0., 2.])
    x = torch.arange(6.0).reshape(2, 3).requires_grad_(); x.take_along_dim(torch.tensor([[-1]]), 1)
    → tensor([[2.], ⏎         [5.]]) ⏎ slope tensor([[0., 0., 1.], ⏎         [0., 0., 2.]])
    torch.take(torch.arange(6.0).reshape(2, 3), torch.tensor([0, 5, -1]))
    → tensor([0., 5., 5.])
    torch.tensor([[0, 1], [2, 0]]).nonzero()
    → tensor([[0, 1], ⏎         [1, 0]])
    torch.meshgrid(torch.arange(2), torch.arange(3), indexing='xy')
    → (tensor([[0, 1], ⏎         [0, 1], ⏎         [0, 1]]), tensor([[0, 0], ⏎         [1, 1], ⏎         [2, 2]]))
    torch.cartesian_prod(torch.arange(2), torch.arange(2))
    → tensor([[0, 0], ⏎         [0, 1], ⏎         [1, 0], ⏎         [1, 1]])
    torch.cat([torch.zeros(0), torch.zeros(2, 3)], 1).shape
    → torch.Size([2, 3])
    torch.cat([torch.zeros(0), torch.zeros(2, dtype=torch.int64)]).dtype
    → torch.float64
    torch.cat([torch.zeros(0, 2), torch.zeros(1, 3)])
    → refused
    torch.cat(torch.ones(2, 3))
    → refused
    torch.cat([torch.tensor([True]), torch.tensor([2])])
    → tensor([1, 2])
    torch.stack([torch.tensor([1]), torch.tensor([2.5])])
    → tensor([[1.0000], ⏎         [2.5000]])
    torch.hstack([torch.tensor(1.0), torch.tensor(2.0)])
    → tensor([1., 2.])
    torch.vstack([torch.ones(2), torch.ones(3, 2)]).shape
    → torch.Size([4, 2])
    torch.column_stack([torch.ones(2), torch.ones(2)]).shape
    → torch.Size([2, 2])
    torch.ones(2, 3, 4).mT.shape
    → torch.Size([2, 4, 3])
    torch.ones(3).mT
    → refused
    torch.ones(2, 3, 4).t()
    → refused
    torch.tensor(1.0).permute()
    → refused
    torch.tensor(1.0).size(0)
    → refused
    torch.tensor(1.0).flatten(1)
    → refused
    x = torch.ones(3); x.flatten() is x
    → True
    x = torch.ones(2, 3); x.flatten(1) is x
    → True
    x = torch.ones(2, 3); x.reshape(2, 3) is x
    → False
    x = torch.ones(2, 3).T; x.contiguous() is x
    → False
    x = torch.ones(2, 3).T; (x.stride(), x.is_contiguous())
    → ((1, 3), False)
    """#
}
