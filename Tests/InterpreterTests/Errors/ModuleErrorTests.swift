import Testing

@Suite("Errors of models")
struct ModuleErrorTests {
  @Test("name the layer", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    import torch.nn as nn
    nn.Linear(2)
    → 2:1 Linear() needs a value for 'out_features' | its parameters: in_features, out_features, bias=…, device=…, dtype=…

    import torch.nn as nn
    nn.Linear(2.5, 1)
    → 2:1 'in_features' must be a whole number, not the number 2.5 | int(…) cuts the rest off

    import torch.nn as nn
    nn.Linear(2, -1)
    → 2:1 'out_features' must be at least 0, and -1 is less | out_features=1 is one that fits

    import torch.nn as nn
    nn.Linear(2, 3, 'a')
    nn.Linear(in_feature=2, out_features=3)
    → 3:11 Linear() has no parameter 'in_feature' | did you mean 'in_features'?

    import torch.nn as nn
    nn.Linear(2, 3)(zeros(5))
    → 2:1 an input of shape [5] and a weight of shape [3, 2] do not fit together for linear | the input has 5 features, and the weight is for 2

    import torch.nn as nn
    nn.Linear(2, 3)(zeros(4, 5))
    → 2:1 an input of shape [4, 5] and a weight of shape [3, 2] do not fit together for linear | the input has 5 features, and the weight is for 2

    import torch.nn as nn
    nn.Linear(2, 3)([1.0, 2.0])
    → 2:1 linear() needs a tensor for 'input', not a list | tensor([…]) makes a tensor of a list

    import torch.nn as nn
    nn.Linear(2, 3)(tensor([1, 2]))
    → 2:1 linear() needs input and weight of one dtype, but the input is int64 and the weight is float32 | the input is int64 since line 2, the weight is float32 since line 2; x.float() makes the input float32

    import torch.nn as nn
    nn.Linear(2, 3)()
    → 2:1 forward() needs a value for 'input' | its parameters: input

    import torch.nn as nn
    nn.Linear(2, 3)(zeros(2), zeros(2))
    → 2:1 forward() takes 1 argument, but 2 were given | its parameters: input

    import torch.nn as nn
    net = nn.Sequential(nn.Linear(2, 3), relu, nn.Linear(3, 1))
    → 2:7 a Sequential is made of models, not of the function relu | write nn.Sequential(nn.Linear(2, 3), nn.ReLU(), …)

    import torch.nn as nn
    net = nn.Sequential(nn.Linear(2, 3), nn.ReLU, nn.Linear(3, 1))
    → 2:7 a Sequential is made of models, not of the class ReLU | write nn.Sequential(nn.Linear(2, 3), nn.ReLU(), …)

    import torch.nn as nn
    net = nn.Sequential([nn.Linear(2, 3), nn.ReLU()])
    → 2:7 a Sequential is made of models, not of a list | write nn.Sequential(nn.Linear(2, 3), nn.ReLU(), …)

    import torch.nn as nn
    net = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(4, 1))
    net(zeros(2))
    → 3:1 an input of shape [3] and a weight of shape [1, 4] do not fit together for linear | the input has 3 features, and the weight is for 4

    import torch.nn as nn
    net = nn.Sequential(nn.Linear(2, 3))
    net[1]
    → 3:1 place 1 is outside a Sequential of 1 | its only place is 0

    import torch.nn as nn
    net = nn.Sequential(nn.Linear(2, 3))
    net.weight
    → 3:5 a Sequential has no 'weight' | its part has one: [0].weight

    import torch.nn as nn
    net = nn.Linear(2, 3)
    net.wieght
    → 3:5 a Linear has no 'wieght' | did you mean '.weight'?

    import torch.nn as nn
    net = nn.Linear(2, 3)
    net.weight = zeros(3, 2)
    → 3:5 the parameter 'weight' of a Linear can only become another parameter | wrap it in nn.Parameter(…), or change its entries in place under no_grad()

    import torch.nn as nn
    net = nn.Linear(2, 3)
    net.parameter()
    → 3:5 a Linear has no 'parameter' | did you mean '.parameters'?

    import torch.nn as nn
    net = nn.Linear(2, 3)
    net.zero_gard()
    → 3:5 a Linear has no 'zero_gard' | did you mean '.zero_grad'?

    import torch.nn as nn
    net = nn.Linear(2, 3)
    net.load_state_dict({})
    → 3:1 the state does not fit a Linear: it has no entry for 'weight', 'bias' | load_state_dict(state, strict=False) takes what fits

    import torch.nn as nn
    net = nn.Linear(2, 3)
    net.load_state_dict({'weigth': zeros(3, 2), 'bias': zeros(3)})
    → 3:1 the state does not fit a Linear: it has no entry for 'weight'; its 'weigth' has no place in the model | did you mean 'weight'?

    import torch.nn as nn
    net = nn.Linear(2, 3)
    net.load_state_dict({'weight': zeros(2, 3), 'bias': zeros(3)})
    → 3:1 the state does not fit a Linear: 'weight' has the shape [2, 3] there and [3, 2] in the model | a state fits a model of the same layers and sizes

    import torch.nn as nn
    net = nn.Linear(2, 3)
    net.load_state_dict(3)
    → 3:1 load_state_dict() takes a dict of names and tensors, not the number 3 | net.state_dict() gives one

    import torch.nn as nn
    net = nn.Linear(2, 3)
    net.get_parameter('x')
    → 3:1 the model has no parameter 'x' | it has weight, bias

    import torch.nn as nn
    net = nn.Linear(2, 3)
    net.get_submodule('x')
    → 3:1 a Linear has no part 'x' | it has no parts

    import torch.nn as nn
    net = nn.Linear(2, 3)
    net.to('cuda')
    → 3:1 there is no device 'cuda' here | use 'cpu'

    import torch.nn as nn
    net = nn.Linear(2, 3)
    net.to(3)
    → 3:1 to() needs a dtype of floats, not the number 3 | net.to(torch.float64), or net.double()
    """#
}
