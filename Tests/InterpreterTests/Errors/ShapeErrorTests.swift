import Testing

@Suite("Errors of shapes and dimensions")
struct ShapeErrorTests {
  @Test("show the shapes", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    x = stack(zeros(2), zeros(2))
    → 1:5 stack() needs a list of tensors, not a tensor of shape [2] | put them in one list: stack([x, y])

    x = stack([zeros(2), zeros(3)])
    → 1:5 stack() needs tensors of one shape, but there are [2] and [3] | cat([x, y]) joins tensors of different lengths

    x = stack([1.0, 2.0])
    → 1:5 stack() needs tensors, not the number 1.0 | tensor([x]) makes a tensor of a number

    x = stack([])
    → 1:5 stack() of nothing | the list is empty

    x = cat(zeros(2), zeros(3))
    → 1:5 cat() needs a list of tensors, not a tensor of shape [2] | put them in one list: cat([x, y])

    x = cat([zeros(2, 2), zeros(3, 3)])
    → 1:5 shapes [2, 2] and [3, 3] differ in more than dimension 0 | all other lengths must be equal for cat()

    x = cat([zeros(2), zeros(2, 2)])
    → 1:5 cat() needs tensors of equally many dimensions, but there are shapes [2] and [2, 2] | x.unsqueeze(0) adds a dimension

    x = cat([tensor(1.0), tensor(2.0)])
    → 1:5 single numbers cannot be laid end to end | use stack([…])

    x = cat([])
    → 1:5 cat() of nothing | the list is empty

    x = cat([1.0])
    → 1:5 cat() needs tensors, not the number 1.0 | tensor([x]) makes a tensor of a number

    x = zeros(2, 3).reshape(4)
    → 1:5 a tensor of shape [2, 3] has 6 entries and does not fit into shape [4] | the product of the lengths must be 6; one of them may be -1

    x = zeros(2, 3).reshape(-1, -1)
    → 1:5 a tensor of shape [2, 3] has 6 entries and does not fit into shape [-1, -1] | the product of the lengths must be 6; one of them may be -1

    x = zeros(2, 3).view(-1, 4)
    → 1:5 a tensor of shape [2, 3] has 6 entries and does not fit into shape [-1, 4] | the product of the lengths must be 6; one of them may be -1

    x = zeros(2, 3).reshape('a')
    → 1:5 a length for reshape() must be a whole number, not a string | it is reshape(*shape)

    x = zeros(2, 3).reshape(2, -3)
    → 1:5 a tensor of shape [2, 3] has 6 entries and does not fit into shape [2, -3] | the product of the lengths must be 6; one of them may be -1

    x = zeros(2, 3).flatten(1, 0)
    → 1:5 flatten() needs a start_dim before its end_dim, not 1 and 0 | x.flatten(1) keeps the first dimension

    x = zeros(2, 3).transpose(0, 2)
    → 1:5 dimension 2 does not exist in a tensor of 2 dimensions | dimensions go from 0 to 1, or from -2 to -1

    x = zeros(2, 3).transpose(0)
    → 1:5 transpose() needs a value for 'dim1' | it is transpose(dim0, dim1)

    x = zeros(2, 3).permute(0)
    → 1:5 permute() needs each of the 2 dimensions once, not [0] | they are numbered from 0 to 1

    x = zeros(2, 3).permute(0, 0)
    → 1:5 permute() needs each of the 2 dimensions once, not [0, 0] | they are numbered from 0 to 1

    x = zeros(2, 3).squeeze(5)
    → 1:5 dimension 5 does not exist in a tensor of 2 dimensions | dimensions go from 0 to 1, or from -2 to -1

    x = zeros(2, 3).unsqueeze(5)
    → 1:5 dimension 5 does not exist in a tensor of 3 dimensions | dimensions go from 0 to 2, or from -3 to -1

    x = zeros(2, 3).unsqueeze()
    → 1:5 unsqueeze() needs a value for 'dim' | it is unsqueeze(dim)

    x = zeros(2, 3).expand(3, 3)
    → 1:5 a dimension of length 2 cannot be stretched to 3 | only a length of 1 can

    x = zeros(2, 3).expand(3)
    → 1:5 expand() needs at least 2 lengths, one for each dimension, not 1 | -1 keeps a length as it is

    x = zeros(2, 3).repeat(2)
    → 1:5 repeat() needs at least 2 counts, one for each dimension, not 1 | x.repeat(2, 1) lays a matrix below itself

    x = zeros(2, 3).repeat(-1, 2)
    → 1:5 repeat() cannot lay a tensor -1 times | 0 times gives an empty tensor

    x = zeros(2, 3).gather(0, tensor([5]))
    → 1:5 gather() needs an index with as many dimensions as the input, 2, not 1 | index.unsqueeze(1) adds one; the result has the index's shape

    x = zeros(3).gather(0, tensor([5]))
    → 1:5 index 5 is outside a dimension of 3 entries | indices go from 0 to 2

    x = zeros(3).gather(0, tensor([0.5]))
    → 1:5 indices must be whole numbers, and these are floats | write 1 instead of 1.0, or use i.long()

    x = zeros(2, 3).gather(0, tensor([[0, 0, 0, 0]]))
    → 1:5 the index of shape [1, 4] is larger than the input of shape [2, 3] | it is gather(dim, index)

    x = zeros(2, 3).sum(2)
    → 1:5 dimension 2 does not exist in a tensor of 2 dimensions | dimensions go from 0 to 1, or from -2 to -1

    x = zeros(2, 3).sum(dim=(0, 5))
    → 1:5 dimension 5 does not exist in a tensor of 2 dimensions | dimensions go from 0 to 1, or from -2 to -1

    x = zeros(2, 3).mean(dim='a')
    → 1:5 'dim' of mean() must be a whole number, not a string | it is mean(dim=None, keepdim=False, *, dtype=None)

    x = tensor([1, 2]).mean()
    → 1:5 mean() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them

    x = zeros(0).max()
    → 1:5 max() of an empty tensor | it is max(dim=…, keepdim=False)

    x = zeros(0).argmax()
    → 1:5 max() of an empty tensor | it is argmax(dim=None, keepdim=False)

    x = zeros(2).max(dim=1)
    → 1:5 dimension 1 does not exist in a tensor of 1 dimension | its only dimension is 0

    x = softmax([1.0, 2.0], dim=0)
    → 1:5 softmax() needs a tensor for 'input', not a list | tensor([…]) makes a tensor of a list

    x = softmax(tensor([1.0, 2.0]), dim=1)
    → 1:5 dimension 1 does not exist in a tensor of 1 dimension | its only dimension is 0

    x = zeros(2, 3)[2]
    → 1:5 index 2 is outside a dimension of 2 entries | indices go from 0 to 1, or from -2 to -1

    x = zeros(2, 3)[0, 3]
    → 1:5 index 3 is outside a dimension of 3 entries | indices go from 0 to 2, or from -3 to -1

    x = zeros(2, 3)[0, 0, 0]
    → 1:5 3 indices for a tensor of 2 dimensions | one index for each dimension at most

    x = zeros(2, 3)[0][0][0]
    → 1:5 a tensor that is a single number has no entries to pick with [ ] | a single number is read with .item()

    x = tensor(1.0)[0]
    → 1:5 a tensor that is a single number has no entries to pick with [ ] | a single number is read with .item()

    x = zeros(2, 3)['a']
    → 1:5 an index must be a whole number, not a string | entries are counted from 0: x[0], x[-1], x[1:3]

    x = zeros(2, 3)[1.0]
    → 1:5 an index must be a whole number, not the number 1.0 | write 1

    x = zeros(2, 3)[::-1]
    → 1:5 a tensor's slice needs a step above 0 | use .flip(0) to turn it round

    x = zeros(2, 3)[..., ...]
    → 1:5 an index can hold '...' only once | write ':' for a single dimension

    x = zeros(2, 3)[tensor([5])]
    → 1:5 index 5 is outside a dimension of 2 entries | indices go from 0 to 1, or from -2 to -1

    x = zeros(2, 3)[tensor([0.0])]
    → 1:5 indices must be whole numbers, and these are floats | write 1 instead of 1.0, or use i.long()

    x = zeros(2, 3)[[0, 5]]
    → 1:5 index 5 is outside a dimension of 2 entries | indices go from 0 to 1, or from -2 to -1

    x = zeros(2, 3)[tensor([0, 1]), tensor([0, 1, 2])]
    → 1:5 tensors of indices of shapes [2] and [3] do not fit together | they are stretched to one shape: lengths must be equal or 1

    x = zeros(3)
    y = x[zeros(2) > 0]
    → 2:5 a mask of shape [2] does not fit a tensor of shape [3] | it needs the lengths of the dimensions that it stands for
    """#
}
