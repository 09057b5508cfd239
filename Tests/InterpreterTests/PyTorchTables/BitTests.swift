import Testing

@testable import Interpreter

@Suite("Bits and truth values follow PyTorch 2.15")
struct BitTests {
  @Test(
    "operators on whole numbers and Booleans, and what Python does with them",
    arguments: PyTorchRow.table(table))
  func agrees(_ row: PyTorchRow) {
    for engine in [Engine.scalar, .tensor] { #expect(row.found(on: engine) == row.text) }
  }

  private static let table = #"""
    torch.tensor([6]) & torch.tensor([3])
    → tensor([2])
    torch.tensor([6]) & True
    → tensor([0])
    torch.tensor([True]) & 6
    → tensor([0])
    1 | torch.tensor([6])
    → tensor([7])
    torch.tensor([6]) ^ 3
    → tensor([5])
    torch.tensor([True]) ^ True
    → tensor([False])
    torch.tensor([1.0]) & 1
    → refused
    torch.tensor([1]) & 1.0
    → refused
    ~torch.tensor([1, 0, -1])
    → tensor([-2, -1,  0])
    ~torch.tensor([True])
    → tensor([False])
    ~torch.tensor([1.0])
    → refused
    torch.tensor([1]) << 2
    → tensor([4])
    torch.tensor([-5]) >> 1
    → tensor([-3])
    torch.tensor([True]) << 1
    → tensor([2])
    torch.tensor([1]) << 64
    → tensor([0])
    torch.bitwise_not(torch.tensor([6]))
    → tensor([-7])
    torch.logical_xor(torch.tensor([1.0, 0.0]), torch.tensor([2, 0]))
    → tensor([False, False])
    torch.logical_not(torch.tensor([1.0, 0.0, float('nan')]))
    → tensor([False,  True, False])
    torch.logical_and(torch.tensor([1.0]), 1)
    → refused
    5 & 3, 5 | 3, 5 ^ 3, 1 << 4, -5 >> 1, ~5, True ^ True, True & 3
    → (1, 7, 6, 16, -3, -6, False, 1)
    [5.0] * torch.tensor(2)
    → [5.0, 5.0]
    [5.0] * torch.tensor(2.0)
    → refused
    (1, 2) * torch.tensor(2), 'ab' * torch.tensor(2), torch.tensor(-1) * [1]
    → ((1, 2, 1, 2), 'abab', [])
    1.0 in torch.tensor([1.0, 2.0]), torch.tensor([1.0, 5.0]) in torch.tensor([1.0, 2.0]), 5 in torch.tensor([[1, 2]]), 1 in torch.tensor(1)
    → (True, True, False, True)
    'a' in torch.tensor([1.0])
    → refused
    """#
}
