import Testing

@Suite("Errors of normalization")
struct NormalizationErrorTests {
  @Test("say what a layer takes", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    lsuv_(Linear(2, 3), zeros(4, 2))
    → 1:1 the output of the model has variance 0.0 on this batch: no scale makes it 1 | does the batch hold different examples?

    max_norm_(zeros(2), 'a')
    → 1:1 max_norm_() needs a number for 'c', not a string | it is max_norm_(w, c)

    unit_norm_(3)
    → 1:1 unit_norm_() needs a tensor for 'w', not the number 3 | tensor(…) makes a tensor of a number

    import torch.nn as nn
    nn.utils.clip_grad_norm_([param(1.0)], -1)
    → 2:1 'max_norm' cannot be below 0, and -1.0 is | max_norm=1.0 has the other sign

    weight_norm(zeros(2, 3), zeros(3))
    → 1:1 weight_norm() needs one length a row, and g has shape [3] for v of shape [2, 3] | g needs 2 entries

    batch_norm(zeros(3), None, None, training=True)
    → 1:1 batch_norm() needs an input of shape [batch, channels, …], not [3] | x.unsqueeze(0) makes a batch of one

    batch_norm(zeros(3, 2), zeros(3), None)
    → 1:1 running_mean has shape [3], but an input of shape [3, 2] has 2 channels | it needs shape [2]

    batch_norm(zeros(3, 2), None, None)
    → 1:1 batch_norm() needs running_mean and running_var where it does not train | training=True takes mean and variance from the batch

    batch_norm(zeros(3, 2), zeros(3), zeros(3))
    → 1:1 running_mean has shape [3], but an input of shape [3, 2] has 2 channels | it needs shape [2]

    batch_norm(zeros(1, 2), None, None, training=True)
    → 1:1 batch_norm() learns from more than one value a channel, and an input of shape [1, 2] has one | use a larger batch, or training=False

    batch_norm(zeros(3, 2), None, None, training=True, eps=0)
    → 1:1 batch_norm() needs an eps above 0 in training, not 0.0 | eps=1e-5 is usual: without it a channel that is the same everywhere is divided by 0

    batch_norm(zeros(3, 2), zeros(2), ones(2), eps=-1.0)
    → 1:1 batch_norm() needs an eps that is not negative, not -1.0 | eps=1e-5 is usual: without it a channel that is the same everywhere is divided by 0

    batch_norm(tensor([[1, 2]]), None, None, training=True)
    → 1:1 batch_norm() needs floats for 'input', and these are integers | x * 1.0 or x.float() makes floats of them

    layer_norm(zeros(2, 3), 2)
    → 1:1 layer_norm() needs its normalized_shape as a tuple, not the number 2 | layer_norm(x, (3,)), or layer_norm(x, x.shape[1:])

    layer_norm(zeros(2, 3), (3,), zeros(2))
    → 1:1 weight has shape [2], and normalized_shape is [3] | they must be the same

    layer_norm(tensor(1.0), (1,))
    → 1:1 normalized_shape [1] is not how shape [] ends | a single number cannot be normalized

    dropout(zeros(3), 2.0)
    → 1:1 the probability of dropout lies between 0 and 1, and 2.0 does not | it is dropout(input, p=0.5, training=True, inplace=False)

    dropout(tensor([1, 2]), 0.5)
    → 1:1 dropout() needs floats, and these are integers | x * 1.0 or x.float() makes floats of them
    """#
}
