import Testing

@Suite("Errors of functions of tensors")
struct FunctionErrorTests {
  @Test("name the function", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    x = exp('a')
    → 1:5 a tensor or a number is needed here, not a string | it is exp(input)

    x = exp()
    → 1:5 exp() needs a value for 'input' | it is exp(input)

    x = exp([1.0])
    → 1:5 a tensor or a number is needed here, not a list | tensor([…]) makes a tensor of a list

    x = exp(1, 2)
    → 1:5 exp() takes at most 1 argument, but 2 were given | it is exp(input)

    x = relu(None)
    → 1:5 a tensor or a number is needed here, not None | it is relu(input, inplace=False)

    x = clamp(zeros(3))
    → 1:5 clamp() needs a bound: min, max or both | clamp(x, 0, 1)

    x = clamp(zeros(3), 'a')
    → 1:5 clamp() needs a number for 'min', not a string | it is clamp(input, min=None, max=None)

    x = where(zeros(3) > 0, 1)
    → 1:5 where() needs a value for 'other' | it is where(condition, input, other)

    x = where(zeros(3) > 0, zeros(2), zeros(3))
    → 1:5 shapes [3] and [2] do not fit together for where | compared from the last dimension on, lengths must be equal or 1

    x = where([True], 1, 2)
    → 1:5 where() needs a tensor for 'condition', not a list | tensor([…]) makes a tensor of a list

    x = maximum(zeros(3), zeros(2))
    → 1:5 shapes [3] and [2] do not fit together for maximum | compared from the last dimension on, lengths must be equal or 1

    x = prelu(zeros(2, 3), zeros(2))
    → 1:5 prelu() has 2 weights for 3 channels | the channels of an input of shape [2, 3] are its dimension 1

    x = gelu(zeros(2), approximate='x')
    → 1:5 approximate is 'none' or 'tanh' | it is gelu(input, approximate='none')

    x = pad(zeros(3), (1,))
    → 1:5 pad() needs two widths a dimension, from the last one on | pad(x, (1, 1)) puts one entry before and one behind

    x = pad(zeros(3), (1, 1, 1, 1))
    → 1:5 pad() needs two widths a dimension, from the last one on | pad(x, (1, 1)) puts one entry before and one behind

    x = pad(zeros(3), (-2, -2))
    → 1:5 pad() cannot cut 4 entries off dimension 0, which has 3 | a width below 0 takes entries away

    x = pad(zeros(3), (1, 1), mode='reflect')
    → 1:5 pad() in mode 'reflect' does not take 2 widths for a tensor of 1 dimension | 2 widths for 2 or 3 dimensions, 4 for 3 or 4, 6 for 4 or 5: x.unsqueeze(0) adds one

    x = pad(zeros(3), (10**12, 10**12))
    → 1:5 the program keeps more than 200000000 elements alive | make it smaller, or raise the limit with --limit-elements

    x = norm(tensor([1, 2]))
    → 1:5 norm() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them

    x = cosine_similarity(zeros(3), zeros(2))
    → 1:5 shapes [3] and [2] do not fit together for cosine_similarity | compared from the last dimension on, lengths must be equal or 1

    x = cosine_similarity(1.0, 2.0)
    → 1:5 cosine_similarity() needs a tensor for 'x1', not the number 1.0 | tensor(…) makes a tensor of a number

    x = cumsum(zeros(3))
    → 1:5 cumsum() needs a value for 'dim' | it is cumsum(input, dim, *, dtype=None)

    x = cumsum(zeros(3), 1)
    → 1:5 dimension 1 does not exist in a tensor of 1 dimension | its only dimension is 0

    x = prod('a')
    → 1:5 prod() needs a tensor for 'input', not a string | it is prod(input, dim=…, keepdim=False, *, dtype=None)

    x = einsum('ij,jk', zeros(2, 2), zeros(2, 2))
    → 1:5 einsum is not in Gradwalk | see help(matmul)

    x = zeros(2) .* zeros(2)
    → 1:15 expected a name after the dot, found '*' | * and / work entry by entry, without a dot

    x = zeros(2, 2, 2, 2, 2, 2, 2)
    → 1:5 a tensor has at most 6 dimensions here | 4 are enough for images in batches

    x = normalize(zeros(2, 3), dim=4)
    → 1:5 dimension 4 does not exist in a tensor of 2 dimensions | dimensions go from 0 to 1, or from -2 to -1

    x = chunk(zeros(4), 0)
    → 1:5 chunk() needs at least 1 part, not 0 | x.chunk(2) halves it

    x = zeros(3).any('a')
    → 1:5 'dim' of any() must be a whole number, not a string | it is any(dim=None, keepdim=False)

    x = zeros(3).tolist(1)
    → 1:5 tolist() takes no arguments, but 1 was given | it is tolist()

    x = allclose(zeros(3), zeros(2))
    → 1:5 shapes [3] and [2] do not fit together | compared from the last dimension on, lengths must be equal or 1

    x = allclose(zeros(3), [0, 0, 0])
    → 1:5 a tensor or a number is needed here, not a list | tensor([…]) makes a tensor of a list

    x = embedding(tensor([5]), zeros(3, 2))
    → 1:5 there is no row 5 among the 3 rows of the weight | indices go from 0 to 2

    x = embedding(tensor([1.0]), zeros(3, 2))
    → 1:5 embedding() needs indices that are whole numbers, and these are float32 | write 2 instead of 2.0, or use i.long()

    x = embedding(zeros(3, 2), tensor([1]))
    → 1:5 embedding() needs indices that are whole numbers, and these are float32 | the indices come first: embedding(indices, weight)

    x = embedding(tensor([1]), zeros(3))
    → 1:5 embedding() needs a weight of shape [rows, entries of a row], not [3] | it is embedding(input, weight, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False)

    x = embedding(tensor([1]), zeros(3, 2), padding_idx=5)
    → 1:5 padding_idx=5 is not one of the 3 rows of the weight | it is embedding(input, weight, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False)

    x = linear(zeros(3), zeros(2, 4))
    → 1:5 an input of shape [3] and a weight of shape [2, 4] do not fit together for linear | the input has 3 features, and the weight is for 4

    x = linear(zeros(2, 3), zeros(4, 3), zeros(3))
    → 1:5 shapes [2, 4] and [3] do not fit together for add | compared from the last dimension on, lengths must be equal or 1
    """#
}
