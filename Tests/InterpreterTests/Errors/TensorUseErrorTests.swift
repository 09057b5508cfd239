import Testing

@Suite("Errors of using tensors")
struct TensorUseErrorTests {
  @Test("say what to do instead", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    x = zeros(3)
    x[5] = 1.0
    → 2:1 index 5 is outside a dimension of 3 entries | indices go from 0 to 2, or from -3 to -1

    x = zeros(3)
    x[0] = tensor([1.0, 2.0])
    → 2:1 a tensor of shape [] cannot take entries of shape [2] in place | lengths must be equal, or 1 in what is put in

    x = zeros(3)
    x[0] = 'a'
    → 2:1 a tensor or a number is needed here, not a string | type(x) says what x is

    x = tensor([1, 2])
    x += 0.5
    → 2:1 a tensor of integers cannot hold the result of '+=' | make it of floats: write 1.0 instead of 1, or x * 1.0

    x = zeros(3)
    x += zeros(2)
    → 2:1 shapes [3] and [2] do not fit together for '+' | compared from the last dimension on, lengths must be equal or 1

    x = zeros(3)
    x -= zeros(2, 3)
    → 2:1 a tensor of shape [3] cannot take entries of shape [2, 3] in place | lengths must be equal, or 1 in what is put in

    x = zeros(3)
    x.shape = 3
    → 2:3 'shape' of a tensor cannot be assigned to | :vars lists the variables, :help what there is

    x = param([1.0])
    x.data = tensor([1])
    → 2:3 .data of dtype float32 is assigned a tensor of dtype int64 | convert it first, as in y.double()

    x = zeros(3)
    x.data = 'a'
    → 2:3 .data is assigned a tensor, not a string | x.data = tensor([…]), or x.data.fill_(2.0)

    x = zeros(3)
    x.grad = 3
    → 2:3 .grad must be None or a tensor of shape [3], not the number 3 | x.grad = None forgets it, x.grad = zeros_like(x) begins at 0

    x = zeros(3)
    x.grad = zeros(2)
    → 2:3 .grad must be None or a tensor of shape [3], not a tensor of shape [2] | x.grad = None forgets it, x.grad = zeros_like(x) begins at 0

    x = zeros(3)
    x.requires_grad = 1
    → 2:3 requires_grad is True or False | x.requires_grad = False takes it out of the graph

    x = zeros(3)
    x.required_grad = True
    → 2:3 'required_grad' of a tensor cannot be assigned to | did you mean '.requires_grad'?

    x = zeros(3)
    x.lenght
    → 2:3 a tensor of shape [3] has no 'lenght' | len(x) gives the number of rows

    x = zeros(3)
    x.shpae
    → 2:3 a tensor of shape [3] has no 'shpae' | did you mean '.shape'?

    x = zeros(3)
    x.numpy()
    → 2:3 a tensor of shape [3] has no 'numpy' | x.tolist() gives lists of numbers

    x = zeros(3)
    x.append(1)
    → 2:3 a tensor of shape [3] has no 'append' | cat([x, y]) puts y behind x

    x = zeros(3)
    len(x.shape())
    → 2:5 a tuple cannot be called | a shape is read without brackets: x.shape, or x.shape[0]

    x = zeros(3)
    x.cuda()
    → 2:3 a tensor of shape [3] has no 'cuda' | everything is calculated on the processor here

    x = zeros(3).to('cuda')
    → 1:5 there is no device 'cuda' here | use 'cpu'

    x = zeros(3).to('gpu')
    → 1:5 there is no device 'gpu' here | use 'cpu'

    x = zeros(3).to(3)
    → 1:5 to() needs a dtype, not the number 3 | torch.float32, torch.int64 or torch.bool

    x = zeros(3, dtype='float32')
    → 1:5 zeros() needs a dtype for 'dtype', not a string | write dtype=float32, without quotes

    x = zeros(3, dtype=torch.float16)
    → 1:20 'torch' is not defined | add the line: import torch

    import torch
    x = zeros(3, dtype=torch.complex64)
    → 2:26 the dtype complex64 is not in Gradwalk | numbers are real here: torch.float64

    import torch
    x = torch.zeros(3, device='cuda')
    → 2:5 there is no device 'cuda' here | use 'cpu'

    x = zeros(3) & ones(3)
    → 1:5 '&' joins whole numbers, or True and False, not floats | put each comparison in brackets: (x > 0) & (y > 0)

    x = (zeros(3) > 0) & (zeros(2) > 0)
    → 1:5 shapes [3] and [2] do not fit together for '&' | compared from the last dimension on, lengths must be equal or 1

    x = zeros(3) > 0 & zeros(3) < 1
    → 1:16 '&' joins whole numbers, or True and False, not floats | put each comparison in brackets: (x > 0) & (y > 0)

    x = zeros(3) > 0 and zeros(3) < 1
    → 1:5 a tensor of 3 entries is neither true nor false | use .any(), .all() or .sum() to make one value of it

    x = not zeros(3)
    → 1:5 a tensor of 3 entries is neither true nor false | use .any(), .all() or .sum() to make one value of it

    x = ~zeros(3)
    → 1:5 '~' turns True and False, or the bits of whole numbers, not floats | 1 - x turns 0.0 and 1.0; ~(x > 0) a comparison

    x = -tensor([True])
    → 1:5 there is no '-' for tensors of Booleans | ~x says the opposite; x * 1 makes numbers of them

    x = tensor([True]) - tensor([True])
    → 1:5 there is no '-' for tensors of Booleans | ~x says the opposite; x * 1 makes numbers of them

    x = zeros(3) // 'a'
    → 1:5 '//' does not work between a tensor of shape [3] and a string | float(…) makes a number of a string

    x = zeros(3) + [1, 2, 3]
    → 1:5 '+' does not work between a tensor of shape [3] and a list | tensor([…]) makes a tensor of a list

    x = [1, 2, 3] + zeros(3)
    → 1:5 '+' does not work between a list and a tensor of shape [3] | tensor([…]) makes a tensor of a list

    x = zeros(3) + 'a'
    → 1:5 '+' does not work between a tensor of shape [3] and a string | str(…) makes a string of a number, float(…) a number of a string

    x = zeros(3) + None
    → 1:5 '+' does not work between a tensor of shape [3] and None | None is what a function without return gives, and .grad before backward()

    x = zeros(3) < zeros(2)
    → 1:5 shapes [3] and [2] do not fit together for '<' | compared from the last dimension on, lengths must be equal or 1

    x = zeros(3) < 'a'
    → 1:5 a tensor of shape [3] and a string have no order | float(…) makes a number of a string

    x = tensor([1e20]).long()
    → 1:5 1e+20 does not fit into a tensor of whole numbers, which go up to 2^63 | use floats: write 1.0 instead of 1, or x * 1.0

    x = tensor([float('nan')], dtype=int64)
    → 1:5 nan does not fit into a tensor of whole numbers, which go up to 2^63 | use floats: write 1.0 instead of 1, or x * 1.0
    """#
}
