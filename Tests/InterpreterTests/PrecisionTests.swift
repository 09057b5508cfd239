import Testing

@testable import Autodiff
@testable import Interpreter

@Suite("Tensors of dtype float32")
struct PrecisionTests {
  private static var single: Machine {
    var machine = Machine()
    machine.usesSinglePrecision = true
    return machine
  }

  @Test(
    "keep 64-bit numbers, and are printed as 32 bits would be",
    arguments: [
      Example("x = tensor(0.1)\nprint(x.item(), x.dtype, x.tolist(), float(x))", "0.1 torch.float32 0.1 0.1"),
      Example("print(tensor(0.1).double().item(), f'{tensor(0.1).item()}')", "0.1 0.1"),
      Example("print(tensor([0.99999999999, 3.0]))", "tensor([1., 3.])"),
      Example("print(tensor([0.99999999999]) == 1.0)", "tensor([False])"),
      Example("print(tensor([1e-30, 1e300]) * 1e5)", "tensor([ 1.0000e-25, 1.0000e+305])"),
      Example("print((tensor([16777216.0]) + 1).item())", "16777217.0"),
      Example(
        "print(tensor([2.0]).sqrt().item(), tensor([2.0]).sqrt().dtype)", "1.4142135623730951 torch.float32"),
      Example(
        "w = param([0.1])\n(w * w).sum().backward()\nprint(w.grad.item(), w.grad.dtype)", "0.2 torch.float32"),
      Example("print(tensor([1, 2]) / 3)", "tensor([0.3333, 0.6667])"),
    ])
  func keepsBits(_ example: Example) throws {
    #expect(try printed(example.text) == example.lines)
  }

  @Test(
    "are rounded on entry and calculated in 32 bits where that is asked for",
    arguments: [
      Example("print(tensor(0.1).item())", "0.10000000149011612"),
      Example("print((tensor([16777216.0]) + 1).item())", "16777216.0"),
      Example("print(tensor([1e-50, 1e300]))", "tensor([0., inf])"),
      Example("print(tensor(0.1, dtype=torch.float64).item())", "0.1"),
      Example(
        "x = tensor(0.1, dtype=torch.float64)\nprint(x.float().double().item())", "0.10000000149011612"),
    ])
  func roundsOnRequest(_ example: Example) throws {
    #expect(try printed("import torch\n" + example.text, on: PrecisionTests.single) == example.lines)
  }

  @Test("are calculated in as many bits as the precision says when it is switched")
  func switches() throws {
    var machine = Execution("w = param([0.1])").machine
    machine.usesSinglePrecision = true
    let execution = Execution("(w * w).sum().backward()\nprint(w.grad.item())", on: machine)
    #expect(execution.lines == ["0.20000000298023224"])
  }

  @Test("say no dtype where it is the default's, and others do")
  func defaultIsPrinted() throws {
    let text = """
      import torch
      print(torch.zeros(1), torch.zeros(1, dtype=torch.float64))
      torch.set_default_dtype(torch.float64)
      print(torch.zeros(1), torch.zeros(1, dtype=torch.float32), torch.get_default_dtype())
      """
    #expect(
      try printed(text) == [
        "tensor([0.]) tensor([0.], dtype=torch.float64)",
        "tensor([0.]) tensor([0.], dtype=torch.float32) torch.float64",
      ])
  }

  @Test("say in help where they are not PyTorch's")
  func helps() throws {
    let help = try printed("help(float32)").joined(separator: "\n")
    for word in ["64 bits", "0.10000000149011612", "rounded", "--precision 32", "float16", "draws"] {
      #expect(help.contains(word))
    }
    #expect(functionHelp("int8")[0] == "torch.int8: whole numbers from -128 to 127.")
  }
}

@Suite("Tensors of two dtypes that do not go together")
struct MixedDTypeTests {
  @Test("name both, who made them, and the call that mends it", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    import torch
    x = tensor([1.0, 2.0], dtype=float64)
    layer = torch.nn.Linear(2, 1)
    y = layer(x)
    → 4:5 linear() needs input and weight of one dtype, but x is float64 and layer.weight is float32 | x is float64 since line 2, layer.weight is float32 since line 3; x.float() makes it float32

    import torch
    x = tensor([1, 2])
    layer = torch.nn.Linear(2, 1)
    layer(x)
    → 4:1 linear() needs input and weight of one dtype, but x is int64 and layer.weight is float32 | x is int64 since line 2, layer.weight is float32 since line 3; x.float() makes it float32

    import torch
    layer = torch.nn.Linear(2, 1).double()
    x = tensor([1.0, 2.0])
    layer(x)
    → 4:1 linear() needs input and weight of one dtype, but x is float32 and layer.weight is float64 | x is float32 since line 3, layer.weight is float64 since line 2; x.double() makes it float64

    import torch
    a = torch.ones(2, 2)
    b = torch.ones(2, 2).double()
    c = b * 2
    a @ c
    → 5:1 @ needs both sides of one dtype, but a is float32 and c is float64 | a is float32 since line 2, c is float64 since line 3; c.float() makes it float32

    import torch
    p = tensor([0.5])
    torch.nn.functional.binary_cross_entropy(p, tensor([1]))
    → 3:1 binary_cross_entropy() needs floats of one dtype, but p is float32 and the target is int64 | p is float32 since line 2, the target is int64 since line 3; x.float() makes the target float32

    import torch
    tensor([300], dtype=torch.int8)
    → 2:1 300 does not fit into int8, which holds -128 to 127 | dtype=torch.int64 holds more; tensor([…]).char() lets them wrap round

    import torch
    torch.eye(2)[tensor([1], dtype=torch.int16)]
    → 2:1 a tensor of indices is of dtype int64 or int32, and this one is of int16 | i.long() makes it int64

    import torch
    torch.set_default_dtype(torch.int64)
    → 2:1 the default dtype is one of floats, not int64 | torch.set_default_dtype(torch.float64)

    import torch
    torch.nn.functional.cross_entropy(torch.zeros(1, 2), tensor([1], dtype=torch.int32))
    → 2:1 class indices are of dtype int64, and these are int32 | y.long() makes them int64
    """#
}
