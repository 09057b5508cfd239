import Testing

@testable import Autodiff
@testable import Interpreter
@testable import Language

@Suite("Pooling")
struct PoolingTests {
  private static let image = "x = arange(25.0).reshape(1, 5, 5)\n"

  @Test(
    "takes windows, steps and borders as PyTorch does",
    arguments: [
      Example("print(max_pool2d(x, 2).tolist())", "[[[6.0, 8.0], [16.0, 18.0]]]"),
      Example("print(max_pool2d(x, (1, 5), stride=(2, 1)).tolist())", "[[[4.0], [14.0], [24.0]]]"),
      Example("print(max_pool2d(x, 3, 2, 1).tolist()[0][0])", "[6.0, 8.0, 9.0]"),
      Example("print(max_pool2d(x, 2, dilation=3).tolist())", "[[[18.0]]]"),
      Example("print(max_pool2d(x, 2, ceil_mode=True).tolist()[0][2])", "[21.0, 23.0, 24.0]"),
      Example(
        "y, i = max_pool2d(-x, 2, return_indices=True)\nprint(y.tolist(), i.tolist())",
        "[[[-0.0, -2.0], [-10.0, -12.0]]] [[[0, 2], [10, 12]]]"),
      Example("print(max_pool2d(arange(4).reshape(1, 2, 2), 2))", "tensor([[[3]]])"),
      Example("print(avg_pool2d(x, 2).tolist())", "[[[3.0, 5.0], [13.0, 15.0]]]"),
      Example("print(avg_pool2d(ones(1, 2, 2), 2, 2, 1).tolist())", "[[[0.25, 0.25], [0.25, 0.25]]]"),
      Example(
        "print(avg_pool2d(ones(1, 2, 2), 2, 2, 1, count_include_pad=False).tolist())",
        "[[[1.0, 1.0], [1.0, 1.0]]]"),
      Example("print(avg_pool2d(x, 2, ceil_mode=True).tolist()[0][2])", "[20.5, 22.5, 24.0]"),
      Example("print(avg_pool2d(x, 2, divisor_override=1).tolist())", "[[[12.0, 20.0], [52.0, 60.0]]]"),
      Example("print(avg_pool2d(zeros(0, 2, 4, 4), 2).shape)", "torch.Size([0, 2, 2, 2])"),
      Example("print(max_pool2d(tensor([[[1.0, float('nan')], [3.0, 2.0]]]), 2))", "tensor([[[nan]]])"),
    ])
  func values(_ example: Example) throws {
    #expect(try printed(PoolingTests.image + example.text) == example.lines)
  }

  @Test("passes the gradient on to the largest entry, the first of equals, never to the border")
  func gradients() throws {
    let text =
      "x = param([[[-3.0, -1.0], [-1.0, -2.0]]])\nmax_pool2d(x, 2, 1, 1).sum().backward()\n"
      + "y = param(zeros(1, 2, 3) - float('inf'))\nmax_pool2d(y, 2, padding=1).sum().backward()\n"
      + "z = param(ones(1, 3, 3))\navg_pool2d(z, 2, ceil_mode=True).sum().backward()"
    let machine = Execution(text).machine
    #expect(try machine.tensor(named: "x").gradient == [1, 4, 3, 1])
    #expect(try machine.tensor(named: "y").gradient == [1, 1, 0, 1, 1, 0])
    #expect(try machine.tensor(named: "z").gradient == [0.25, 0.25, 0.5, 0.25, 0.25, 0.5, 0.5, 0.5, 1])
  }

  @Test(
    "refuses windows that do not fit",
    arguments: [
      ("max_pool2d(zeros(1, 4, 4), 5)", Diagnostic.Kind.shape, "5×5"),
      ("max_pool2d(zeros(4, 4), 2)", .shape, "[4, 4]"),
      ("max_pool2d(zeros(1, 4, 4), 0)", .value, "'kernel_size'"),
      ("avg_pool2d(zeros(1, 4, 4), 2, stride=0)", .value, "'stride'"),
      ("avg_pool2d(zeros(1, 4, 4), 2, padding=2)", .value, "half"),
      ("avg_pool2d(zeros(1, 4, 4), 2, divisor_override=0)", .value, "divisor_override"),
      ("avg_pool2d(ones(1, 4, 4).long(), 2)", .type, "integers"),
    ])
  func refused(expression: String, kind: Diagnostic.Kind, word: String) throws {
    let error = try failure("y = \(expression)")
    #expect(error.kind == kind)
    #expect(error.message.contains(word))
  }
}
