import Testing

@Suite("Errors of losses")
struct LossErrorTests {
  @Test("say what a loss compares", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    cross_entropy(zeros(2, 3), tensor([0, 3]))
    → 1:1 there is no class 3 among 3 classes | class indices go from 0 to 2

    cross_entropy(zeros(2, 3), tensor([0, -1]))
    → 1:1 there is no class -1 among 3 classes | class indices go from 0 to 2

    cross_entropy(zeros(2, 3), tensor([0, 1, 2]))
    → 1:1 there are 2 rows of scores, but 3 targets | one class index a row is needed

    cross_entropy(zeros(2, 3), tensor([0.0, 1.0]))
    → 1:1 class indices must be whole numbers, and these are floats | write 2 instead of 2.0, or use y.long()

    cross_entropy(zeros(2, 3), zeros(2, 4))
    → 1:1 cross_entropy() needs input and target of one shape, but they have [2, 3] and [2, 4]

    cross_entropy(zeros(2, 3), [0, 1])
    → 1:1 cross_entropy() needs a tensor for 'target', not a list | tensor([…]) makes a tensor of a list

    cross_entropy(zeros(2, 3))
    → 1:1 cross_entropy() needs a value for 'target' | it is cross_entropy(input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean', label_smoothing=0.0)

    cross_entropy(zeros(2, 3), one_hot(tensor([0, 1]), 3))
    → 1:1 there are 2 rows of scores, but 6 targets | one-hot rows must be floats: y.float(); or give one class index a row

    cross_entropy(tensor(1.0), tensor(0))
    → 1:1 cross_entropy() needs one score a class, not a single number

    cross_entropy(zeros(2, 3), tensor([0, 1]), reduction='avg')
    → 1:1 cross_entropy() knows no reduction 'avg' | it is 'mean', 'sum' or 'none'

    cross_entropy(zeros(2, 3), tensor([0, 1]), label_smoothing=2.0)
    → 1:1 label_smoothing lies between 0 and 1

    cross_entropy(zeros(2, 3), tensor([0, 1]), weight=zeros(2))
    → 1:1 'weight' needs one number for each of the 3 classes, and it is a tensor of shape [2]

    cross_entropy(zeros(2, 3), tensor([0, 1]), weigth=zeros(3))
    → 1:44 cross_entropy() has no parameter 'weigth' | did you mean 'weight'?

    nll_loss(zeros(2, 3), tensor([0, 5]))
    → 1:1 there is no class 5 among 3 classes | class indices go from 0 to 2

    nll_loss(zeros(2, 3), tensor([0.0, 1.0]))
    → 1:1 class indices must be whole numbers, and these are floats | write 2 instead of 2.0, or use y.long()

    nll_loss(zeros(2, 3, 4, 5), tensor([0, 1]))
    → 1:1 the targets of scores of shape [2, 3, 4, 5] have shape [2, 4, 5], not [2] | the classes lie along dimension 1, and each place beside has one class

    multi_margin_loss(zeros(2, 3, 4), tensor([0, 1]))
    → 1:1 scores of shape [cases, classes] are needed, not [2, 3, 4]

    multi_margin_loss(zeros(2, 3), tensor([0, 1, 2]))
    → 1:1 there are 2 rows of scores, but 3 targets | one class index a row is needed

    multi_margin_loss(zeros(2, 3), tensor([0, 1]), p=3)
    → 1:1 multi_margin_loss() knows p=1 and p=2, not 3

    mse_loss(zeros(3), zeros(4))
    → 1:1 mse_loss() needs two tensors of one shape, but they have [3] and [4]

    mse_loss(zeros(3), [1, 2, 3])
    → 1:1 mse_loss() needs a tensor for 'target', not a list | tensor([…]) makes a tensor of a list

    mse_loss(zeros(3), 'a')
    → 1:1 mse_loss() needs a tensor for 'target', not a string

    mse_loss(zeros(3), zeros(3), reduction='average')
    → 1:1 mse_loss() knows no reduction 'average' | it is 'mean', 'sum' or 'none'

    mse_loss(zeros(3), zeros(3), reduction=None)
    → 1:1 mse_loss() needs a string for 'reduction', not None

    l1_loss(zeros(3), zeros(4))
    → 1:1 l1_loss() needs two tensors of one shape, but they have [3] and [4]

    huber_loss(zeros(3), zeros(3), delta=-1)
    → 1:1 huber_loss() needs a number above 0 for 'delta', not -1.0

    smooth_l1_loss(zeros(3), zeros(3), beta=-1)
    → 1:1 smooth_l1_loss() needs a number above 0 for 'beta', not -1.0

    binary_cross_entropy(tensor([1.5]), tensor([1.0]))
    → 1:1 binary_cross_entropy() needs probabilities between 0 and 1 | put a sigmoid before it, or use binary_cross_entropy_with_logits

    binary_cross_entropy(tensor([0.5]), tensor([1.0, 0.0]))
    → 1:1 binary_cross_entropy() needs input and target of one shape, but they have [1] and [2]

    binary_cross_entropy(tensor([[0.5], [0.5]]), tensor([1.0, 0.0]))
    → 1:1 binary_cross_entropy() needs input and target of one shape, but they have [2, 1] and [2] | y.reshape(…) or y.unsqueeze(1) may mend it

    binary_cross_entropy_with_logits(tensor([0.5]), tensor([1.0, 0.0]))
    → 1:1 binary_cross_entropy_with_logits() needs input and target of one shape, but they have [1] and [2]

    kl_div(zeros(3), zeros(4))
    → 1:1 kl_div() needs two tensors of one shape, but they have [3] and [4]

    hinge_embedding_loss(zeros(3), zeros(4))
    → 1:1 hinge_embedding_loss() needs two tensors of one shape, but they have [3] and [4]

    margin_ranking_loss(zeros(3), zeros(4), zeros(3))
    → 1:1 margin_ranking_loss() needs two tensors of one shape, but they have [3] and [4]

    cosine_embedding_loss(zeros(3), zeros(4), tensor([1]))
    → 1:1 cosine_embedding_loss() needs two tensors of one shape, but they have [3] and [4]

    squared_hinge_loss(zeros(3), zeros(4))
    → 1:1 squared_hinge_loss() needs two tensors of one shape, but they have [3] and [4]

    half_squared_error(zeros(3), zeros(4))
    → 1:1 half_squared_error() needs two tensors of one shape, but they have [3] and [4]

    dice_loss(zeros(3), zeros(4))
    → 1:1 dice_loss() needs two tensors of one shape, but they have [3] and [4]

    import torch.nn as nn
    nn.MSELoss(zeros(3), zeros(3))
    → 2:1 a loss is made first and then called with what is to be compared | nn.MSELoss()(input, target)

    import torch.nn as nn
    nn.MSELoss()(zeros(3))
    → 2:1 forward() needs a value for 'target' | its parameters: input, target

    import torch.nn as nn
    nn.MSELoss(reduction='x')(zeros(3), zeros(3))
    → 2:1 mse_loss() knows no reduction 'x' | it is 'mean', 'sum' or 'none'

    import torch.nn as nn
    nn.CrossEntropyLoss()(zeros(2, 3), tensor([0, 3]))
    → 2:1 there is no class 3 among 3 classes | class indices go from 0 to 2

    import torch.nn as nn
    nn.CrossEntropyLoss()(zeros(2, 3), zeros(2))
    → 2:1 class indices must be whole numbers, and these are floats | write 2 instead of 2.0, or use y.long()

    import torch.nn as nn
    nn.CTCLoss()
    → 2:4 CTCLoss is not in Gradwalk | see help(NLLLoss)
    """#
}
