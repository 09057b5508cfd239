import Testing

@testable import Interpreter
@testable import Language
@testable import Networks

/// What models are made of, keep and say, as PyTorch 2.15 has it.
@Suite("Methods of models")
struct ModuleMethodTests {
  private static let head = "import torch\nimport torch.nn as nn\n"

  @Test(
    "tell what a model is made of",
    arguments: [
      (
        "type(nn.ReLU()), type(nn.Linear(1, 2).weight)",
        "<class 'torch.nn.modules.activation.ReLU'> <class 'torch.nn.parameter.Parameter'>"
      ),
      (
        "type(nn.MaxPool2d(2)), type(nn.Flatten()), type(nn.Embedding(1, 1))",
        "<class 'torch.nn.modules.pooling.MaxPool2d'> <class 'torch.nn.modules.flatten.Flatten'> <class 'torch.nn.modules.sparse.Embedding'>"
      ),
      ("type(torch.optim.Adam([nn.Parameter(torch.ones(1))]))", "<class 'torch.optim.adam.Adam'>"),
      ("type(m.state_dict()), isinstance(m.state_dict(), dict)", "<class 'collections.OrderedDict'> True"),
      (
        "nn.LayerNorm(2).state_dict()",
        "OrderedDict([('weight', tensor([1., 1.])), ('bias', tensor([0., 0.]))])"
      ),
      ("[n for n, b in m.named_buffers()]", "['1.running_mean', '1.running_var', '1.num_batches_tracked']"),
      (
        "[n for n, p in m.named_parameters('net')]",
        "['net.0.weight', 'net.0.bias', 'net.1.weight', 'net.1.bias']"
      ),
      ("[n for n, q in m.named_modules(prefix='a')]", "['a', 'a.0', 'a.1']"),
      (
        "list(m.state_dict(prefix='q.'))[0], m.state_dict(keep_vars=True)['0.weight'].requires_grad",
        "q.0.weight True"
      ),
      (
        "m.get_submodule('') is m, m.get_submodule('1') is m[1], m.get_buffer('1.running_mean').tolist()",
        "True True [0.0, 0.0]"
      ),
      (
        "nn.Identity(3, unused=2), nn.Sigmoid(), nn.Conv2d(1, 2, 3, padding=1, padding_mode='reflect')",
        "Identity() Sigmoid() Conv2d(1, 2, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1), padding_mode=reflect)"
      ),
      (
        "nn.ConvTranspose2d(1, 2, 3, stride=2, output_padding=1, bias=False)",
        "ConvTranspose2d(1, 2, kernel_size=(3, 3), stride=(2, 2), output_padding=(1, 1), bias=False)"
      ),
      ("isinstance(nn.ConvTranspose2d(1, 2, 3), nn.Conv2d)", "False"),
      (
        "nn.Unflatten(1, torch.ones(2, 2).shape), nn.Unflatten(1, [2, 2])",
        "Unflatten(dim=1, unflattened_size=torch.Size([2, 2])) Unflatten(dim=1, unflattened_size=[2, 2])"
      ),
      (
        "nn.ParameterList([torch.ones(2), torch.ones(1)])",
        "ParameterList(\n    (0): Parameter containing: [torch.float32 of size 2]\n    (1): Parameter containing: [torch.float32 of size 1]\n)"
      ),
      ("list(nn.CrossEntropyLoss(weight=torch.ones(2)).state_dict())", "['weight']"),
      ("m.extra_repr() == '', nn.Linear(1, 2).extra_repr()", "True in_features=1, out_features=2, bias=True"),
      (
        "(nn.Sequential(nn.ReLU()) + nn.Sequential(nn.Tanh()))[1], len(nn.Sequential(nn.ReLU()) * 3)",
        "Tanh() 3"
      ),
      (
        "nn.ModuleList([nn.ReLU(), nn.Tanh()]).pop(0), nn.ModuleDict([('a', nn.ELU())]).pop('a')",
        "ReLU() ELU(alpha=1.0)"
      ),
      ("nn.AvgPool2d(2, divisor_override=3)(torch.ones(1, 1, 2, 2)).item()", "1.3333333333333333"),
      (
        "[t.tolist() for t in nn.MaxPool2d(2, return_indices=True)(torch.arange(4.0).reshape(1, 1, 2, 2))]",
        "[[[[[3.0]]]], [[[[3]]]]]"
      ),
      (
        "nn.MultiMarginLoss(weight=torch.ones(2)).p, nn.CrossEntropyLoss(None, None, 3, None, 'sum').ignore_index",
        "1 3"
      ),
    ])
  func told(_ expression: String, _ wanted: String) throws {
    let text =
      ModuleMethodTests.head + "m = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2))\nprint(\(expression))"
    #expect(try printed(text).joined(separator: "\n") == wanted)
  }

  @Test("a buffer that is not persistent moves with the model and is not kept in its state")
  func buffers() throws {
    let text =
      ModuleMethodTests.head + """
        m = nn.Linear(1, 1, bias=False)
        m.register_buffer('a', torch.ones(2))
        m.register_buffer('b', torch.ones(2), persistent=False)
        m.register_buffer('c', None)
        m.a = torch.zeros(2)
        print([n for n, b in m.named_buffers()], list(m.state_dict()), m.a.tolist(), m.c)
        m.float()
        print(m.b.dtype, m.weight.dtype)
        """
    #expect(
      try printed(text) == ["['a', 'b'] ['weight', 'a'] [0.0, 0.0] None", "torch.float32 torch.float32"])
  }

  @Test("a change of dtype takes the gradients with it and keeps who is who")
  func conversion() throws {
    let text =
      ModuleMethodTests.head + """
        m = nn.Linear(1, 1)
        w = m.weight
        m(torch.ones(1, 1)).backward()
        m.float()
        print(m.weight is w, w.grad.dtype, m.to(torch.float64).weight.grad.dtype)
        """
    #expect(try printed(text) == ["True torch.float32 torch.float64"])
  }

  @Test("a state that does not fit is refused in one sentence, after what fits has been taken over")
  func state() throws {
    let text =
      ModuleMethodTests.head + """
        m = nn.Linear(2, 1)
        kept = {'weight': torch.ones(2, 2), 'bias': torch.ones(1), 'extra': torch.ones(1)}
        m.load_state_dict(kept)
        """
    let execution = Execution(text)
    let error = try #require(execution.error)
    #expect(
      error.message
        == "the state does not fit a Linear: its 'extra' has no place in the model; 'weight' has the shape [2, 2] there and [1, 2] in the model"
    )
    #expect(
      try printed(
        text.replacing(
          "m.load_state_dict(kept)",
          with: "print(m.load_state_dict({'bias': kept['bias']}, strict=False), m.bias)")) == [
          "_IncompatibleKeys(missing_keys=['weight'], unexpected_keys=[]) Parameter containing:",
          "tensor([1.], requires_grad=True)",
        ])
  }

  @Test("models that stand in one another 2⁴⁰ times are gone through once each")
  func sharing() throws {
    let text =
      ModuleMethodTests.head + """
        m = nn.Sequential(nn.Linear(1, 1))
        for i in range(40): m = nn.Sequential(m, m)
        m.zero_grad()
        m.eval()
        m.requires_grad_(True)
        m.double()
        m.apply(lambda l: None)
        print(len(m.parameters()), len(m.modules()), len(m.named_parameters()), len(m.named_modules()))
        m.state_dict()
        """
    let execution = Execution(text)
    #expect(execution.lines == ["2 42 2 42"])
    #expect(execution.error?.kind == .limit)
  }

  @Test("models nested thousands deep crash nothing, and nets of thousands of layers are made in one go")
  func depth() throws {
    let deep =
      ModuleMethodTests.head + """
        m = nn.Linear(1, 1)
        for i in range(3000): m = nn.Sequential(m)
        m.zero_grad()
        m.eval()
        print(len(m.parameters()), len(m.modules()), len(str(m)) < 10000)

        """
    #expect(try printed(deep) == ["2 3001 True"])
    for call in ["m.state_dict()", "m(torch.ones(1))", "m.named_modules()"] {
      #expect(try failure(deep + call).kind == .limit)
    }
    let long =
      ModuleMethodTests.head + """
        m = nn.ModuleList([nn.ReLU() for i in range(3000)])
        for i in range(3000): m.append(m[i])
        del m[0]
        print(len(m))
        """
    #expect(try printed(long) == ["5999"])
    #expect(try failure(ModuleMethodTests.head + "nn.RNN(2, 3, num_layers=2**40)").kind == .limit)
  }

  /// The calls of `fail` in our classes that need no hint: the sentence says what to do.
  private static let withoutHint: Set<String> = []

  @Test("every error of our classes comes with a hint")
  func hints() {
    for part in LibraryPart.all {
      for call in ModuleMethodTests.calls(of: "fail", in: part.code) where call.arguments < 2 {
        #expect(ModuleMethodTests.withoutHint.contains(call.text), "\(part.title): \(call.text)")
      }
    }
  }

  /// The calls of a function in a text, with how many arguments they have.
  private static func calls(of name: String, in code: String) -> [(text: String, arguments: Int)] {
    var found: [(text: String, arguments: Int)] = []
    var rest = Substring(code)
    while let start = rest.firstRange(of: "\(name)(") {
      rest = rest[start.upperBound...]
      var (depth, commas, quote) = (1, 0, Character?.none)
      var text = ""
      for character in rest where depth > 0 {
        text.append(character)
        if let open = quote {
          if character == open { quote = nil }
          continue
        }
        switch character {
        case "\"", "'": quote = character
        case "(", "[", "{": depth += 1
        case ")", "]", "}": depth -= 1
        case "," where depth == 1: commas += 1
        default: break
        }
      }
      found.append((text, commas + 1))
    }
    return found
  }
}
