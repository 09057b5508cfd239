import Testing

@Suite("Errors of layers and initialization")
struct LayerErrorTests {
  @Test("say what a layer takes", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    import torch.nn as nn
    nn.Conv2d(1, 2)
    → 2:1 Conv2d() needs a value for 'kernel_size' | its parameters: in_channels, out_channels, kernel_size, stride=…, padding=…, dilation=…, groups=…, bias=…, padding_mode=…, device=…, dtype=…

    import torch.nn as nn
    nn.Conv2d(1, 2, (1, 2, 3))
    → 2:1 kernel_size is one whole number, or two for height and width, but 3 are given | kernel_size=3 is a square, kernel_size=(3, 5) is not

    import torch.nn as nn
    nn.Conv1d(1, 2, (1, 2))
    → 2:1 kernel_size is one whole number, but 2 are given | write kernel_size=3

    import torch.nn as nn
    nn.Conv2d(1, 2, 3, padding_mode='mirror')
    → 2:1 padding_mode is 'zeros', 'reflect', 'replicate' or 'circular', not 'mirror' | 'zeros' is usual

    import torch.nn as nn
    nn.Conv2d(3, 2, 3, groups=2)
    → 2:1 3 input and 2 output channels cannot be split into 2 groups | both must be multiples of groups

    import torch.nn as nn
    nn.Conv2d(1, 2, 3)(zeros(1, 2, 5, 5))
    → 2:1 an input of shape [1, 2, 5, 5] and a weight of shape [2, 1, 3, 3] do not fit together for conv2d | the input has 2 channels, and the weight is for 1

    import torch.nn as nn
    nn.Conv2d(1, 2, 3)(zeros(5, 5))
    → 2:1 conv2d needs an input of shape [batch, channels, height, width], not [5, 5] | [channels, height, width] will do for a single one; x.unsqueeze(0) adds a dimension

    import torch.nn as nn
    nn.ConvTranspose2d(3, 2, 3, groups=2)
    → 2:1 3 input and 2 output channels cannot be split into 2 groups | both must be multiples of groups

    import torch.nn as nn
    nn.Dropout(1.5)
    → 2:1 the probability of dropout lies between 0 and 1, not at 1.5 | 0.5 drops every other entry

    import torch.nn as nn
    nn.Dropout('a')
    → 2:1 'p' must be a number, not a string | p=0.5 is one that fits

    import torch.nn as nn
    nn.BatchNorm1d(3)(zeros(2, 4))
    → 2:1 running_mean has shape [3], but an input of shape [2, 4] has 4 channels | it needs shape [4]

    import torch.nn as nn
    nn.BatchNorm1d(3)(zeros(1, 3))
    → 2:1 batch_norm() learns from more than one value a channel, and an input of shape [1, 3] has one | use a larger batch, or training=False

    import torch.nn as nn
    nn.BatchNorm1d(3)(zeros(3))
    → 2:1 this normalizes batches of rows (N, C) or (N, C, L), but the input has shape [3] | nn.LayerNorm normalizes single examples

    import torch.nn as nn
    nn.BatchNorm2d(3)(zeros(2, 3))
    → 2:1 this normalizes batches of images (N, C, H, W), but the input has shape [2, 3] | nn.LayerNorm normalizes single examples

    import torch.nn as nn
    nn.BatchNorm1d(3)('a')
    → 2:1 a batch norm takes a tensor of rows (N, C) or (N, C, L), not a string | tensor([…]) makes a tensor of a list

    import torch.nn as nn
    nn.LayerNorm(3)(zeros(2, 4))
    → 2:1 normalized_shape [3] is not how shape [2, 4] ends | [4] normalizes the last dimension

    import torch.nn as nn
    nn.Embedding(3, 2)(tensor([5]))
    → 2:1 there is no row 5 among the 3 rows of the weight | indices go from 0 to 2

    import torch.nn as nn
    nn.Embedding(3, 2)(tensor([0.5]))
    → 2:1 embedding() needs indices that are whole numbers, and these are float32 | write 2 instead of 2.0, or use i.long()

    import torch.nn as nn
    nn.Embedding(3, 2, padding_idx=7)
    → 2:1 padding_idx is a row of the table, from 0 to 2, not 7 | it is the index that stands for no word

    import torch.nn as nn
    nn.Embedding.from_pretrained(zeros(3))
    → 2:1 from_pretrained() needs a matrix with a row a vector, not a tensor of shape [3] | tensor([[…], […]]) makes one of lists

    import torch.nn as nn
    nn.RNN(3, 2, nonlinearity='sigmoid')
    → 2:1 nonlinearity is 'tanh' or 'relu', not 'sigmoid' | 'tanh' is usual

    import torch.nn as nn
    nn.RNN(3, 2)(zeros(5, 4))
    → 2:1 this needs sequences of 3 features, (time, features) or (time, batch, features), but the input has shape [5, 4] | batch_first=True takes (batch, time, features)

    import torch.nn as nn
    nn.RNN(3, 2)('a')
    → 2:1 a network takes a tensor, not a string | tensor([…]) makes a tensor of a list

    import torch.nn as nn
    nn.RNN(3, 2)(zeros(5, 3), zeros(5))
    → 2:1 the first state needs shape [1, 2], and this one has [5] | without one, it is zeros

    import torch.nn as nn
    nn.RNN(3, 2, dropout=2.0)
    → 2:1 the probability of dropout lies between 0 and 1, not at 2.0 | 0.5 drops every other entry

    import torch.nn as nn
    nn.RNNCell(3, 2, nonlinearity='x')
    → 2:1 nonlinearity is 'tanh' or 'relu', not 'x' | 'tanh' is usual

    import torch.nn as nn
    nn.Flatten(1, 2)(zeros(2))
    → 2:1 dimension 1 does not exist in a tensor of 1 dimension | its only dimension is 0

    import torch.nn as nn
    nn.Softmax(dim=3)(zeros(2))
    → 2:1 dimension 3 does not exist in a tensor of 1 dimension | its only dimension is 0

    import torch.nn as nn
    nn.LSTM(2, 3)
    → 2:4 LSTM is not in Gradwalk | see help(RNN)

    import torch.nn as nn
    nn.Transformer()
    → 2:4 Transformer is not in Gradwalk | see help(RNN)

    import torch.nn as nn
    nn.Conv3d(1, 1, 1)
    → 2:4 Conv3d is not in Gradwalk | see help(Conv2d)

    import torch.nn as nn
    nn.Hardtanh(1, -1)
    → 2:1 max_val must lie above min_val, but they are -1 and 1 | the smaller bound comes first

    import torch.nn as nn
    nn.LeakyReLU('a')
    → 2:1 'negative_slope' must be a number, not a string | negative_slope=0.5 is one that fits

    import torch.nn as nn
    nn.ModuleList(nn.Linear(1, 1))
    → 2:1 a ModuleList takes a list of models, not a Linear | nn.ModuleList([nn.Linear(2, 3)])

    import torch.nn as nn
    nn.ModuleList([1, 2])
    → 2:1 a ModuleList is made of models, not of the number 1 | a function can be called in forward(self, x) of a class of your own

    import torch.nn as nn
    nn.ModuleDict({'a': nn.Linear(1, 1)})['b']
    → 2:1 the ModuleDict has no 'b' | it has a

    import torch.nn as nn
    nn.ModuleList([nn.Linear(1, 1)])[3]
    → 2:1 place 3 is outside a ModuleList of 1 | its only place is 0

    import torch.nn as nn
    nn.ModuleList([nn.Linear(1, 1)])(zeros(1))
    → 2:1 a ModuleList cannot be called | a model needs a method forward(self, x)

    import torch.nn as nn
    nn.Parameter(3)
    → 2:1 Parameter() needs a tensor for 'data', not the number 3 | tensor(…) makes a tensor of a number

    import torch.nn as nn
    nn.Parameter(tensor([1, 2]))
    → 2:1 only floats can require a gradient, and these are int64 | write 1.0 instead of 1, or use param([…])

    MLP(2, 3)
    → 1:1 nouts is a list of layer sizes, not the number 3 | MLP(2, [16, 16, 1])

    MLP(2, [4, 1])(zeros(3))
    → 1:1 an input of shape [3] and a weight of shape [4, 2] do not fit together for linear | the input has 3 features, and the weight is for 2

    MLP(2, ['a'])
    → 1:1 'nouts' must be a whole number, not a string | nouts=2 is one that fits

    Neuron(2)(tensor([1.0, 2.0, 3.0]))
    → 1:1 an input of shape [3] and a weight of shape [2] do not fit together for linear | the input has 3 features, and the weight is for 2

    import torch.nn as nn
    nn.init.xavier_uniform_(zeros(3))
    → 2:1 this needs at least two dimensions: inputs and outputs | a bias has none: zeros_(bias) or constant_(bias, 0.1)

    import torch.nn as nn
    nn.init.kaiming_normal_(zeros(3, 3), mode='x')
    → 2:1 mode is 'fan_in' or 'fan_out', not 'x' | 'fan_in' keeps the variance on the way forwards, 'fan_out' on the way back

    import torch.nn as nn
    nn.init.kaiming_normal_(zeros(3, 3), nonlinearity='x')
    → 2:1 there is no gain for 'x' | there is one for linear, sigmoid, tanh, relu, leaky_relu and selu

    import torch.nn as nn
    nn.init.orthogonal_(zeros(3))
    → 2:1 orthogonal_() needs at least two dimensions | it makes the rows of a matrix orthogonal

    import torch.nn as nn
    nn.init.sparse_(zeros(3), 0.5)
    → 2:1 sparse_() needs a matrix | sparse_(zeros(4, 3), sparsity=0.5)

    import torch.nn as nn
    nn.init.eye_(zeros(3))
    → 2:1 eye_() needs a matrix | eye_(zeros(3, 3))

    import torch.nn as nn
    nn.init.normal_(3)
    → 2:1 normal_() needs a tensor for 'tensor', not the number 3 | tensor(…) makes a tensor of a number

    import torch.nn as nn
    nn.init.calculate_gain('x')
    → 2:1 there is no gain for 'x' | there is one for linear, sigmoid, tanh, relu, leaky_relu and selu

    lsuv_(3, zeros(2))
    → 1:1 lsuv_() needs a model, not the number 3 | lsuv_(model, batch)

    lsuv_(Linear(2, 3), [1])
    → 1:1 lsuv_() needs a batch of inputs as a tensor, not a list | lsuv_(model, x)

    lsuv_(ReLU(), zeros(2, 2))
    → 1:1 the model has no Linear and no convolution whose weights could be set | nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1)) has
    """#
}
