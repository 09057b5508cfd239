import Testing

@Suite("Errors of making tensors")
struct TensorErrorTests {
  @Test("say what a tensor takes", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    x = tensor([1.0, 2.0]) + tensor([1.0, 2.0, 3.0])
    → 1:5 shapes [2] and [3] do not fit together for '+' | compared from the last dimension on, lengths must be equal or 1

    W = zeros(3, 2)
    x = zeros(3)
    y = W @ x
    → 3:5 W of shape [3, 2] and x of shape [3] do not fit together for @ | W is 3×2 and x has 3 entries: W @ x needs 2

    W = zeros(3, 2)
    x = zeros(2, 4)
    y = x @ W
    → 3:5 x of shape [2, 4] and W of shape [3, 2] do not fit together for @ | the left side has 4 columns and the right side 3 rows: they must be equal

    y = zeros(2, 3) @ 3.0
    → 1:5 '@' does not work between a tensor of shape [2, 3] and the number 3.0 | use * to multiply numbers

    y = tensor(2.0) @ tensor(3.0)
    → 1:5 the left side of shape [] and the right side of shape [] do not fit together for @ | use * to scale by a number

    y = [1.0, 2.0] @ [1.0, 2.0]
    → 1:5 '@' does not work between a list and a list | tensor([…]) makes a tensor of a list

    y = tensor([1.0, 2.0]) @ tensor([1, 2])
    → 1:5 @ needs both sides of one dtype, but the left side is float32 and the right side is int64 | the left side is float32 since line 1, the right side is int64 since line 1; x.float() makes the right side float32

    y = zeros(5, 2, 3) @ zeros(4, 3, 2)
    → 1:5 the left side of shape [5, 2, 3] and the right side of shape [4, 3, 2] do not fit together for @ | the dimensions before the last two must be equal or 1

    y = matmul(zeros(2), zeros(3))
    → 1:5 the left side of shape [2] and the right side of shape [3] do not fit together for @ | the left side has 2 entries and the right side 3 entries: they must be equal

    y = mm(zeros(2), zeros(3))
    → 1:5 mm() needs a matrix here, not a tensor of shape [2] | matmul multiplies whatever fits together

    y = mv(zeros(2, 3), zeros(2))
    → 1:5 the left side of shape [2, 3] and the right side of shape [2] do not fit together for @ | the left side is 2×3 and the right side has 2 entries: the left side @ the right side needs 3

    y = mv(zeros(3), zeros(3))
    → 1:5 mv() needs a matrix here, not a tensor of shape [3] | matmul multiplies whatever fits together

    y = dot(zeros(2), zeros(3))
    → 1:5 the left side of shape [2] and the right side of shape [3] do not fit together for @ | the left side has 2 entries and the right side 3 entries: they must be equal

    y = dot(zeros(2, 2), zeros(2))
    → 1:5 dot() needs a vector here, not a tensor of shape [2, 2] | matmul multiplies whatever fits together

    y = outer(zeros(2, 2), zeros(2))
    → 1:5 outer() needs a vector here, not a tensor of shape [2, 2] | it is outer(input, vec2)

    y = bmm(zeros(2, 2), zeros(2))
    → 1:5 bmm() needs a batch of matrices here, not a tensor of shape [2, 2] | matmul multiplies whatever fits together

    x = tensor([1.0, 2.0]).item()
    → 1:5 item() needs a tensor of one entry, and this one has 2 | pick one with [ ], or use .tolist()

    x = float(tensor([1.0, 2.0]))
    → 1:5 float() needs a number for 'x', not a tensor of shape [2] | pick one entry with [ ]

    x = int(tensor([1.0, 2.0]))
    → 1:5 int() needs a number for 'x', not a tensor of shape [2] | pick one entry with [ ]

    if tensor([1.0, 2.0]) > 0: print(1)
    → 1:4 a tensor of 2 entries is neither true nor false | use .any(), .all() or .sum() to make one value of it

    x = tensor([1.0, 2.0])
    while x: pass
    → 2:7 a tensor of 2 entries is neither true nor false | use .any(), .all() or .sum() to make one value of it

    x = tensor([[1, 2], [3]])
    → 1:5 the rows have different lengths: 2 and 1 | every row of a tensor must be equally long

    x = tensor([1, [2, 3]])
    → 1:5 a row of 2 stands where a number is expected | the entries of a tensor are all numbers, or all rows of the same length

    x = tensor([[1, 2], 3])
    → 1:5 a number stands where a row of 2 is expected | the entries of a tensor are all numbers, or all rows of the same length

    x = tensor('abc')
    → 1:5 a tensor holds numbers, not a string | float(…) makes a number of a string

    x = tensor(['a', 'b'])
    → 1:5 a tensor holds numbers, not a string | float(…) makes a number of a string

    x = tensor(1, 2, 3)
    → 1:5 tensor() takes at most 1 argument, but 3 were given | several numbers stand in one list: tensor([1, 2])

    x = tensor()
    → 1:5 tensor() needs a value for 'data' | it is tensor(data, *, dtype=None, requires_grad=False, device=None)

    x = tensor([1.0, 2.0], require_grad=True)
    → 1:24 tensor() has no parameter 'require_grad' | did you mean 'requires_grad'?

    x = tensor([1, 2], requires_grad=True)
    → 1:5 only floats can require a gradient, and these are int64 | write 1.0 instead of 1, or use param([…])

    x = tensor([1, 2]).requires_grad_()
    → 1:5 only floats can require a gradient, and these are int64 | write 1.0 instead of 1, or use param([…])

    x = param('a')
    → 1:5 a tensor holds numbers, not a string | float(…) makes a number of a string

    x = param([[1.0], [2.0, 3.0]])
    → 1:5 the rows have different lengths: 1 and 2 | every row of a tensor must be equally long

    x = zeros(-1)
    → 1:5 a length cannot be negative, and -1 is | it is zeros(*size, dtype=None, requires_grad=False, device=None)

    x = zeros(2.5)
    → 1:5 a length for zeros() must be a whole number, not the number 2.5 | int(…) cuts the rest off

    x = zeros('a')
    → 1:5 a length for zeros() must be a whole number, not a string | it is zeros(*size, dtype=None, requires_grad=False, device=None)

    x = zeros((2, 3), 4)
    → 1:5 a length for zeros() must be a whole number, not a tuple | it is zeros(*size, dtype=None, requires_grad=False, device=None)

    x = zeros(100000, 100000)
    → 1:5 the program keeps more than 200000000 elements alive | make it smaller, or raise the limit with --limit-elements

    x = ones(10**18, 10**18)
    → 1:5 the program keeps more than 200000000 elements alive | make it smaller, or raise the limit with --limit-elements

    x = full(3)
    → 1:5 full() needs a value for 'fill_value' | it is full(size, fill_value, *, dtype=None, requires_grad=False, device=None)

    x = full((2, 2), 'a')
    → 1:5 full() needs a number for 'fill_value', not a string | it is full(size, fill_value, *, dtype=None, requires_grad=False, device=None)

    x = eye(-1)
    → 1:5 a length cannot be negative, and -1 is | it is eye(n, m=None, *, dtype=None, requires_grad=False, device=None)

    x = eye(100000)
    → 1:5 the program keeps more than 200000000 elements alive | make it smaller, or raise the limit with --limit-elements

    x = arange()
    → 1:5 arange() needs its end | arange(5), arange(1, 5) or arange(1, 5, 2)

    x = arange(1, 2, 0)
    → 1:5 arange() needs finite bounds and a step that is not 0 | linspace(0, 1, 5) gives five numbers from 0 to 1

    x = arange('a')
    → 1:5 arange() needs numbers, not a string | len(x) and x.shape[0] are numbers

    x = arange(0, 1e18)
    → 1:5 the program keeps more than 200000000 elements alive | make it smaller, or raise the limit with --limit-elements

    x = linspace(0, 1)
    → 1:5 linspace() needs a value for 'steps' | it is linspace(start, end, steps, *, dtype=None, requires_grad=False, device=None)

    x = linspace(0, 1, -1)
    → 1:5 linspace() needs a number of steps that is not negative, and -1 is | linspace(0, 1, 5) gives five numbers

    x = rand(2, 3, 'a')
    → 1:5 a length for rand() must be a whole number, not a string | it is rand(*size, generator=None, dtype=None, requires_grad=False, device=None)

    x = randn(-2)
    → 1:5 a length cannot be negative, and -2 is | it is randn(*size, generator=None, dtype=None, requires_grad=False, device=None)

    x = randint(3, 3, (2,))
    → 1:5 randint() needs a high above its low, not 3 and 3 | randint(0, 10, (3,)) gives three numbers from 0 to 9

    x = randint(3)
    → 1:5 randint() needs its bounds and a size that is a tuple | randint(0, 10, (3,)) gives three numbers from 0 to 9

    x = randperm(-1)
    → 1:5 randperm() needs a number that is not negative | it is randperm(n, *, generator=None, dtype=None, device=None)

    x = randperm('a')
    → 1:5 'n' of randperm() must be a whole number, not a string | it is randperm(n, *, generator=None, dtype=None, device=None)

    x = bernoulli(tensor([2.0]))
    → 1:5 bernoulli() needs probabilities between 0 and 1 | sigmoid(x) lies between them

    x = manual_seed('a')
    → 1:5 'seed' of manual_seed() must be a whole number, not a string | it is manual_seed(seed)

    x = one_hot(tensor([0, 5]), 3)
    → 1:5 there is no class 5 among 3 classes | class indices go from 0 to 2

    x = one_hot(tensor([0.0]), 3)
    → 1:5 class indices must be whole numbers, and these are floats | write 2 instead of 2.0, or use y.long()

    x = one_hot([0, 1], 3)
    → 1:5 one_hot() needs a tensor for 'tensor', not a list | tensor([…]) makes a tensor of a list
    """#
}
