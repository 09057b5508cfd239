import Testing

@Suite("Numbers of several kinds")
struct KindEdgeTests {
  private static let imports = "import torch; import torch.nn.functional as F; from math import nan, inf\n"

  @Test("become what PyTorch makes of them", arguments: values.split(separator: "\n").map(String.init))
  func isAsInPyTorch(_ line: String) throws {
    let sides = line.split(separator: "→", maxSplits: 1)
    let lines = sides[1].dropFirst().split(separator: "⏎").map(String.init)
    #expect(
      try printed("\(KindEdgeTests.imports)print(\(sides[0]))", on: .asInPyTorchWithDoubles) == lines)
  }

  @Test("are refused where PyTorch refuses them", arguments: ErrorCase.table(refused))
  func isRefused(_ example: ErrorCase) throws {
    let whole = ErrorCase(program: KindEdgeTests.imports + example.program, error: example.error)
    #expect(try whole.found(on: .asInPyTorchWithDoubles) == example.error)
  }

  // What PyTorch 2.15 prints (CPU, float64 by default); the lines of one are joined by ⏎.
  private static let values = #"""
    tensor([1.0, 0.9]) // 0.1 → tensor([9., 8.])
    tensor([1.0, 0.9]) % 0.1 → tensor([0.1000, 0.1000])
    tensor([7.0, -7.0, -5.0, 5.0, -0.0, 0.0]) // inf → tensor([ 0., -1., -1.,  0., -0.,  0.])
    tensor([7.0, -7.0, -0.0, 0.0]) // -inf → tensor([-1.,  0.,  0., -0.])
    tensor([inf, -inf, nan]) // 1 → tensor([nan, nan, nan])
    tensor([1.0, -1.0, 0.0, inf]) // 0.0 → tensor([inf, -inf, nan, inf])
    tensor([1.0, -1.0, 0.0]) // -0.0 → tensor([-inf, inf, nan])
    tensor([0.5, -0.5, 0.3]) // tensor([1.0, 1.0, -1.0]) → tensor([ 0., -1., -1.])
    tensor([7, -7, 7, -7]) // tensor([2, 2, -2, -2]) → tensor([ 3, -4, -4,  3])
    tensor([7, -7, 7, -7]) % tensor([2, 2, -2, -2]) → tensor([ 1,  1, -1, -1])
    tensor([7, -7]) // 2.0 → tensor([ 3., -4.])
    7.5 // tensor([2, -2]) → tensor([ 3., -4.])
    tensor([True]) // 2 → tensor([0])
    tensor([True]) % 2 → tensor([1])
    2 // tensor([True]) → tensor([2])
    torch.floor_divide(tensor([7.0]), 2) → tensor([3.])
    torch.remainder(7, tensor([2.0, -2.0])) → tensor([ 1., -1.])
    torch.div(tensor([-7]), 2, rounding_mode='floor') → tensor([-4])
    torch.div(tensor([-7]), 2, rounding_mode='trunc') → tensor([-3])
    tensor([1.0, 0.9], dtype=torch.float32) // 0.1 → tensor([9., 8.], dtype=torch.float32)
    (tensor([1.5], requires_grad=True) // 0.5).requires_grad → True
    tensor([1, 2]).clamp(1.5) → tensor([1.5000, 2.0000])
    tensor([1, 2]).clamp(max=2.5) → tensor([1., 2.])
    tensor([1, 2]).clamp(0, 1) → tensor([1, 1])
    tensor([True, False]).clamp(0, 1) → tensor([1, 0])
    tensor([True, False]).clamp(0.5) → tensor([1.0000, 0.5000])
    tensor([1, 2]).clamp(min=tensor(1.5)) → tensor([1.5000, 2.0000])
    tensor([True, False]).clamp(tensor([1, 0])) → tensor([1, 0])
    torch.clamp(tensor([[1.0, 2.0]]), min=tensor([[0.0], [3.0]])) → tensor([[1., 2.],⏎        [3., 3.]])
    F.hardtanh(tensor([1, -3]), -2.5, 2.5) → tensor([ 1, -2])
    tensor([2]) ** tensor([-1]) → tensor([0])
    2 ** tensor([-1, 2]) → tensor([0, 4])
    tensor([2, 3]) ** -1.0 → tensor([0.5000, 0.3333])
    tensor([2]) ** 0.5 → tensor([1.4142])
    tensor([True]) ** 2 → tensor([1])
    tensor([3]) ** 20 → tensor([3486784401])
    torch.round(tensor([1, 2])) → tensor([1, 2])
    tensor([True, False]).sign() → tensor([ True, False])
    tensor([1, -2]).abs() → tensor([1, 2])
    torch.heaviside(tensor([nan, -0.0, 1.0]), tensor([2.0])) → tensor([0., 2., 1.])
    tensor([True, False]).max() → tensor(True)
    tensor([[True, False]]).amin(0) → tensor([ True, False])
    tensor([[True, False]]).max(1)[0] → tensor([True])
    tensor([True, False]).sum() → tensor(1)
    tensor([True, False]).prod() → tensor(0)
    tensor([True, False]).cumsum(0) → tensor([1, 1])
    torch.ones(2).cumsum(0, dtype=torch.float32) → tensor([1., 2.], dtype=torch.float32)
    tensor([1.5, 2.5]).cumsum(0, dtype=torch.int64) → tensor([1, 3])
    tensor([16777216.0, 1.0, 1.0], dtype=torch.float32).cumsum(0).tolist() → [16777216.0, 16777216.0, 16777218.0]
    tensor([1, 2]).logsumexp(0) → tensor(2.3133)
    tensor([True, False]).logsumexp(0) → tensor(1.3133)
    tensor([1.7, 2.7]).sum(dtype=torch.int64) → tensor(3)
    tensor([1, 2]).mean(dim=0, dtype=torch.float32) → tensor(1.5000, dtype=torch.float32)
    tensor([1.0, 2.0]).prod(dtype=torch.float32) → tensor(2., dtype=torch.float32)
    tensor([1, 2]).softmax(0, dtype=torch.float64) → tensor([0.2689, 0.7311])
    torch.ones(2, 2).softmax(1, torch.float32) → tensor([[0.5000, 0.5000],⏎        [0.5000, 0.5000]], dtype=torch.float32)
    F.log_softmax(tensor([1.0, 1.0]), 0, 3, torch.float32) → tensor([-0.6931, -0.6931], dtype=torch.float32)
    torch.linspace(5, 1, 1) → tensor([5.])
    torch.zeros(2, 0).norm(2, dim=1) → tensor([0., 0.])
    torch.norm(tensor([3.0, 4.0]), 2, 0, True) → tensor([5.])
    tensor([3.0, 4.0]).norm(p=None) → tensor(5.)
    tensor([[True, False]]).all(dim=1) → tensor([False])
    tensor([[True, False]]).any(dim=1, keepdim=True) → tensor([[True]])
    torch.all(torch.zeros(0)) → tensor(True)
    torch.any(tensor([1.0, nan])) → tensor(True)
    torch.ones(2, 3).all(dim=(0, 1)) → tensor(True)
    torch.where(tensor([True, False, True])) → (tensor([0, 2]),)
    torch.where(tensor([[1.0, 0.0], [0.0, 2.0]])) → (tensor([0, 1]), tensor([0, 1]))
    torch.where(tensor(1)) → (tensor([0]),)
    torch.where(tensor([True, False]), 1, 2) → tensor([1, 2])
    torch.where(tensor([True, False]), 1.0, tensor([2, 3])) → tensor([1., 3.])
    torch.where(tensor([True, False]), True, False) → tensor([ True, False])
    torch.where(tensor([True, False]), tensor([1.0, 2.0]).float(), 2.0) → tensor([1., 2.], dtype=torch.float32)
    tensor([3.0, -2.0]).where(tensor([True, False]), 0.5) → tensor([3.0000, 0.5000])
    F.cross_entropy(tensor([[2.0]]), tensor([0])) → tensor(0.)
    F.cross_entropy(tensor([[2.0]]), tensor([0]), reduction='none') → tensor([-0.])
    F.nll_loss(torch.zeros(2, 3), tensor([1, 2]), ignore_index=1, reduction='none') → tensor([0., -0.])
    F.nll_loss(torch.zeros(0, 3), torch.zeros(0, dtype=torch.int64)) → tensor(nan)
    F.cross_entropy(torch.zeros(2, 3, 2, 2), torch.zeros(2, 2, 2, dtype=torch.int64), reduction='none').shape → torch.Size([2, 2, 2])
    F.l1_loss(tensor([1, 2]), tensor([1, 4]), reduction='sum') → tensor(2)
    F.huber_loss(tensor([1.0, 2.0]), tensor([1, 3])) → tensor(0.2500)
    F.cosine_similarity(torch.ones(1, 3, 2), torch.ones(3, 2), dim=0) → tensor([[1., 1.],⏎        [1., 1.],⏎        [1., 1.]])
    F.cosine_similarity(tensor([3, 4]), tensor([3.0, 4.0]), dim=0) → tensor(1.)
    F.cosine_similarity(torch.ones(0, 3), torch.ones(0, 3), dim=0) → tensor([0., 0., 0.])
    F.cosine_embedding_loss(tensor([1, 2]), tensor([2, -1]), tensor(1)) → tensor(1.)
    F.prelu(torch.full((1, 2, 2), -1.0), tensor([0.1, 0.2])) → tensor([[[-0.1000, -0.1000],⏎         [-0.2000, -0.2000]]])
    F.prelu(tensor(-1.0), tensor([0.1])) → tensor(-0.1000)
    torch.inner(tensor([[1.0, 2.0]]), tensor([[3.0, 4.0], [5.0, 6.0]])) → tensor([[11., 17.]])
    torch.relu(tensor([1, -1])) → tensor([1, 0])
    F.softsign(tensor([1, -3])) → tensor([ 0.5000, -0.7500])
    torch.sigmoid(tensor([0])) → tensor([0.5000])
    """#

  // Each raises an error in PyTorch 2.15; the sentences are ours, and line 1 imports.
  private static let refused = #"""
    tensor([7]) // 0
    → 2:1 division by zero | tensors of floats divide by zero to inf or nan; whole numbers do not

    tensor([7]) % 0
    → 2:1 division by zero | tensors of floats divide by zero to inf or nan; whole numbers do not

    tensor([True]) // tensor([True])
    → 2:1 floor_divide() is for numbers, and these are Booleans | x * 1 makes numbers of them

    tensor([True]) % True
    → 2:1 remainder() is for numbers, and these are Booleans | x * 1 makes numbers of them

    tensor([1]) - True
    → 2:1 there is no '-' for tensors of Booleans | ~x says the opposite; x * 1 makes numbers of them

    tensor([True]) - 1
    → 2:1 there is no '-' for tensors of Booleans | ~x says the opposite; x * 1 makes numbers of them

    -tensor([True])
    → 2:1 there is no '-' for tensors of Booleans | ~x says the opposite; x * 1 makes numbers of them

    tensor([2]) ** -1
    → 2:1 a negative power of whole numbers is not whole | x ** -1.0 or x.float() ** -1 calculates in floats

    tensor([True]) ** tensor([True])
    → 2:1 pow() is for numbers, and these are Booleans | x * 1 makes numbers of them

    (tensor([1.5], requires_grad=True) // 0.5).sum().backward()
    → 2:2 there is no derivative of floor_divide, which gradients would have to pass | x.detach() // y keeps them out; torch.floor(x / y) has slope 0

    (7 % tensor([2.0], requires_grad=True)).sum().backward()
    → 2:2 there is no derivative of remainder, which gradients would have to pass | where a tensor stands before the % there is one: torch.tensor(7.0) % x

    tensor([1.0]).clamp()
    → 2:1 clamp() needs a bound: min, max or both | clamp(x, 0, 1)

    tensor([1.0]).clamp(min=tensor([0.0]), max=2)
    → 2:1 clamp() needs two numbers or two tensors, and min alone is a tensor | tensor(…) makes a tensor of the other

    tensor([True]).clamp(True)
    → 2:1 clamp() is for numbers, and these are Booleans | x * 1 makes numbers of them

    torch.clamp(1.0, 2)
    → 2:1 clamp() needs a tensor for 'input', not the number 1.0 | tensor(…) makes a tensor of a number

    F.hardtanh(tensor([0.5]), 2, 1)
    → 2:1 hardtanh() needs min_val below max_val, not 2.0 and 1.0 | hardtanh(x, -1, 1) cuts off at −1 and 1

    F.hardtanh(tensor([True]))
    → 2:1 hardtanh() is for numbers, and these are Booleans | x * 1 makes numbers of them

    torch.relu(tensor([True]))
    → 2:1 relu() is for numbers, and these are Booleans | x * 1 makes numbers of them

    F.softsign(tensor([True]))
    → 2:1 softsign() is for numbers, and these are Booleans | x * 1 makes numbers of them

    torch.floor(tensor([True]))
    → 2:1 floor() is for numbers, and these are Booleans | x * 1 makes numbers of them

    torch.round(tensor([1, 2]), decimals=-1)
    → 2:1 round() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them

    tensor([True]).abs()
    → 2:1 abs() is for numbers, and these are Booleans | x * 1 makes numbers of them

    tensor([True]).argmax()
    → 2:1 argmax() is for numbers, and these are Booleans | x * 1 makes numbers of them

    F.gelu(tensor([1]))
    → 2:1 gelu() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them

    F.gelu(tensor([1]), approximate='tanh')
    → 2:1 gelu() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them

    F.elu(tensor([1]))
    → 2:1 elu() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them

    F.selu(tensor([1]))
    → 2:1 selu() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them

    F.silu(tensor([1]))
    → 2:1 silu() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them

    F.leaky_relu(tensor([1]))
    → 2:1 leaky_relu() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them

    F.softplus(tensor([1]))
    → 2:1 softplus() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them

    F.prelu(tensor([1]), tensor([0.1]))
    → 2:1 prelu() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them

    F.prelu(tensor([-1.0, -2.0]), tensor([0.1, 0.2]))
    → 2:1 prelu() has 2 weights for 1 channel | an input of shape [2] has no channels: give it one weight

    F.prelu(torch.ones(2, 3), tensor([0.1, 0.2]))
    → 2:1 prelu() has 2 weights for 3 channels | the channels of an input of shape [2, 3] are its dimension 1

    F.prelu(torch.ones(2, 3), torch.ones(1, 1))
    → 2:1 prelu() needs one weight or a vector of them, not a tensor of shape [1, 1] | weight.reshape(-1) is a vector

    F.prelu(torch.ones(2), tensor([0.1], dtype=torch.float32))
    → 2:1 prelu() needs a weight of the input's dtype, float64, not float32 | weight.to(x.dtype) is one

    torch.heaviside(tensor([1]), tensor([0.5]))
    → 2:1 heaviside() needs values of the input's dtype, int64, not float64 | values.to(x.dtype) has it

    torch.maximum(torch.ones(2), 1)
    → 2:1 maximum() needs a tensor for 'other', not the number 1 | tensor(…) makes a tensor of a number

    torch.where(tensor([0.5, 0.0]), tensor([1.0, 2.0]), 0)
    → 2:1 where() needs a condition of True and False, and this one is of float64 | compare it: where(c > 0, …), or where(c != 0, …)

    torch.where(tensor([1, 0]), tensor([1.0, 2.0]), 0)
    → 2:1 where() needs a condition of True and False, and this one is of int64 | compare it: where(c > 0, …), or where(c != 0, …)

    torch.where(tensor([True]), [1.0], 0)
    → 2:1 a tensor or a number is needed here, not a list | tensor([…]) makes a tensor of a list

    torch.where([True], tensor([1.0]), 0)
    → 2:1 where() needs a tensor for 'condition', not a list | tensor([…]) makes a tensor of a list

    torch.where(tensor([True]), tensor([1.0]))
    → 2:1 where() needs a value for 'other' | it is where(condition, input, other)

    tensor([1, 2]).softmax(0)
    → 2:1 softmax() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them

    F.log_softmax(tensor([1, 2]), 0)
    → 2:1 log_softmax() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them

    tensor([1.0]).softmax()
    → 2:1 softmax() needs a value for 'dim' | it is softmax(dim, dtype=None)

    tensor([1.0]).softmax(0, dtype=torch.int64)
    → 2:1 softmax() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them

    tensor([1, 2]).norm()
    → 2:1 norm() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them

    tensor([1.0]).norm('inf')
    → 2:1 norm() knows no p='inf' | p is a number or 'fro'

    torch.zeros(2, 0).norm(inf, dim=1)
    → 2:1 there is no norm with p=inf of nothing | with p=2 the length of nothing is 0

    torch.zeros(0).norm(-1)
    → 2:1 there is no norm with p=-1.0 of nothing | with p=2 the length of nothing is 0

    tensor([1.0]).norm(dtype=torch.float32)
    → 2:1 norm() does not take numbers of float64 for float32, which has fewer digits | x.float().norm() does

    torch.ones(2, 3).prod(dim=(0, 1))
    → 2:1 prod() multiplies along one dimension, or all | x.prod(0).prod(0) multiplies along two

    torch.ones(2, 3).sum((0, 0))
    → 2:1 dimension 0 is named twice in 'dim' of sum() | once is enough

    torch.ones(2, 3).std(dim=0, unbiased=True, correction=0)
    → 2:1 std() takes unbiased or correction, not both | unbiased=True is correction=1

    tensor([1, 2]).var()
    → 2:1 var() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them

    tensor([1, 2]).mean()
    → 2:1 mean() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them

    tensor([1.0]).mean(dtype=torch.int64)
    → 2:1 mean() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them

    torch.logsumexp(torch.ones(2))
    → 2:1 logsumexp() needs a value for 'dim' | it is logsumexp(input, dim, keepdim=False)

    F.mse_loss(tensor([1]), tensor([1]))
    → 2:1 mse_loss() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them

    F.mse_loss(tensor([1.0]), 2.0)
    → 2:1 mse_loss() needs a tensor for 'target', not the number 2.0 | tensor(…) makes a tensor of a number

    F.mse_loss(torch.ones(2), torch.ones(2), weight=torch.ones(1))
    → 2:1 mse_loss() has an input of shape [2], and its weight has shape [1] | they must be the same

    F.l1_loss(tensor([1]), tensor([2]))
    → 2:1 mean() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them

    F.huber_loss(tensor([1]), tensor([2]))
    → 2:1 huber_loss() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them

    F.huber_loss(tensor([-1.5], requires_grad=True), tensor([2])).backward()
    → 2:1 huber_loss() has gradients for targets that are floats, and these are whole numbers | y.float() makes floats of them

    F.binary_cross_entropy(tensor([0.5]), tensor([2.0]))
    → 2:1 binary_cross_entropy() needs targets between 0 and 1 | 0 and 1 name the two classes: (y + 1) / 2 makes them of −1 and 1

    F.binary_cross_entropy(tensor([0.5]), tensor([nan]))
    → 2:1 binary_cross_entropy() needs targets between 0 and 1 | 0 and 1 name the two classes: (y + 1) / 2 makes them of −1 and 1

    F.binary_cross_entropy(tensor([0.5]), tensor([1]))
    → 2:1 binary_cross_entropy() needs floats of one dtype, but the input is float64 and the target is int64 | the input is float64 since line 2, the target is int64 since line 2; x.double() makes the target float64

    F.binary_cross_entropy(torch.ones(2, 3), torch.ones(2, 3), weight=torch.ones(2))
    → 2:1 binary_cross_entropy() has an input of shape [2, 3], and its weight has shape [2] | it must fit the input when stretched

    F.binary_cross_entropy_with_logits(tensor([1.0]), tensor([1]))
    → 2:1 binary_cross_entropy_with_logits() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them

    F.kl_div(tensor([0.1]), tensor([1]))
    → 2:1 kl_div() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them

    F.margin_ranking_loss(torch.ones(2, 3), torch.ones(2, 3), torch.ones(3))
    → 2:1 margin_ranking_loss() needs inputs and target of equally many dimensions, but they have shapes [2, 3], [2, 3], [3] | one target a pair: ones_like(input1)

    F.cosine_embedding_loss(torch.ones(2, 3), torch.ones(3), torch.ones(2))
    → 2:1 cosine_embedding_loss() needs two matrices and a vector of targets, one a row, but they have shapes [2, 3], [3], [2] | two vectors and a single target will do as well

    F.cosine_embedding_loss(torch.ones(2, 3), torch.ones(2, 3), tensor(1.0))
    → 2:1 cosine_embedding_loss() needs two matrices and a vector of targets, one a row, but they have shapes [2, 3], [2, 3], [] | two vectors and a single target will do as well

    F.cosine_similarity(torch.ones(3), torch.ones(3))
    → 2:1 dimension 1 does not exist in a tensor of 1 dimension | its only dimension is 0

    F.cosine_similarity(tensor([1, 2]), tensor([1, 2]), dim=0)
    → 2:1 cosine_similarity() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them

    F.cosine_similarity(torch.ones(2), torch.ones(2), dim=0, eps=-1)
    → 2:1 cosine_similarity() needs an eps of 0 or more, not -1.0 | it is what a shorter length counts as: 1e-8

    F.multi_margin_loss(torch.ones(2, 3), tensor([0, 1]), p=3)
    → 2:1 multi_margin_loss() knows p=1 and p=2, not 3 | p=2 squares what is too near

    F.multi_margin_loss(torch.ones(2, 3), tensor([0, 1]), weight=torch.ones(1))
    → 2:1 'weight' needs one number for each of the 3 classes, and it is a tensor of shape [1] | it is multi_margin_loss(input, target, p=1, margin=1.0, weight=None, size_average=None, reduce=None, reduction='mean')

    F.multi_margin_loss(torch.ones(2, 3, 1), tensor([0, 1]))
    → 2:1 scores of shape [cases, classes] are needed, not [2, 3, 1] | x.reshape(-1, classes) makes rows of them

    F.cross_entropy(tensor([[1, 2]]), tensor([0]))
    → 2:1 cross_entropy() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them

    F.cross_entropy(torch.zeros(2, 3), tensor([True, False]))
    → 2:1 class indices must be whole numbers, and these are Booleans | y.long() makes 0 and 1 of them

    F.cross_entropy(torch.zeros(2, 3), tensor([[0], [1]]))
    → 2:1 the targets of scores of shape [2, 3] have shape [2], not [2, 1] | y.reshape(-1) has that shape

    F.cross_entropy(torch.zeros(1, 3), tensor(0))
    → 2:1 the targets of scores of shape [1, 3] have shape [1], not [] | y.reshape(-1) has that shape

    F.cross_entropy(torch.zeros(2, 3, 2), tensor([[0], [1]]))
    → 2:1 the targets of scores of shape [2, 3, 2] have shape [2, 2], not [2, 1] | the classes lie along dimension 1, and each place beside has one class

    F.cross_entropy(torch.zeros(2, 3), torch.ones(2, 3), ignore_index=0)
    → 2:1 ignore_index leaves out class indices, and these targets are probabilities | a row of zeros counts for nothing

    F.linear(torch.ones(2, 3), torch.ones(3), torch.tensor(0.5))
    → 2:1 linear() needs a matrix of weights, one row a unit, beside a bias for an input of shape [2, 3] | weight.unsqueeze(0) is a matrix of one row
    """#
}
