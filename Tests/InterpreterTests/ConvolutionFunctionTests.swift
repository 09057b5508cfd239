import Testing

@testable import Autodiff
@testable import Interpreter
@testable import Language

@Suite("Convolutions in a program")
struct ConvolutionFunctionTests {
  @Test(
    "take their settings as PyTorch does",
    arguments: [
      Example("print(conv2d(zeros(1, 2, 5, 7), zeros(3, 2, 3, 3)).shape)", "torch.Size([1, 3, 3, 5])"),
      Example(
        "print(conv2d(zeros(2, 5, 7), zeros(3, 2, 3, 3), stride=(2, 1), padding=[0, 1]).shape)",
        "torch.Size([3, 2, 7])"),
      Example(
        "print(conv2d(zeros(2, 5, 7), zeros(4, 1, 2, 3), None, 1, 'same', (3, 2), 2).shape)",
        "torch.Size([4, 5, 7])"),
      Example("print(conv1d(zeros(2, 9), zeros(3, 2, 4), padding='valid').shape)", "torch.Size([3, 6])"),
      Example(
        "print(conv1d(tensor([[1.0, 2.0, 3.0]]), tensor([[[1.0, 10.0]]]), padding='same').tolist())",
        "[[21.0, 32.0, 3.0]]"),
      Example(
        "import torch\nimport torch.nn.functional as F\n"
          + "print(torch.conv1d(ones(1, 3), ones(1, 1, 3), tensor([0.5])), F.conv1d(ones(1, 3), ones(1, 1, 3)))",
        "tensor([[3.5000]]) tensor([[3.]])"),
      Example(
        "print(conv_transpose2d(zeros(1, 4, 4), zeros(1, 2, 3, 3), None, 2, 1, 1).shape)",
        "torch.Size([2, 8, 8])"),
      Example(
        "print(conv_transpose1d(tensor([[1.0, 2.0]]), tensor([[[1.0, 10.0, 100.0]]]), stride=2).tolist())",
        "[[1.0, 10.0, 102.0, 20.0, 200.0]]"),
      Example(
        "print(conv2d(zeros(0, 1, 4, 4), zeros(2, 1, 3, 3), zeros(2)).shape)", "torch.Size([0, 2, 2, 2])"),
      Example("print(conv2d(ones(1, 2, 2).long(), ones(1, 1, 2, 2).long()))", "tensor([[[4]]])"),
      Example("print(conv1d(ones(1, 3).float(), ones(1, 1, 2).float()).dtype)", "torch.float32"),
    ])
  func settings(_ example: Example) throws { #expect(try printed(example.text) == example.lines) }

  @Test("add the bias as a step of its own, one number a channel")
  func bias() throws {
    let execution = Execution(
      "x, w, b = param([[1.0, 2.0, 3.0]]), param([[[1.0, -1.0]], [[0.0, 2.0]]]), param([10.0, 20.0])\n"
        + "y = conv1d(x, w, b)\ny.sum().backward()")
    #expect(execution.error == nil)
    #expect(try execution.machine.tensor(named: "y").values == [9, 9, 24, 26])
    #expect(try execution.machine.tensor(named: "b").gradient == [2, 2])
    #expect(try execution.machine.tensor(named: "w").gradient == [3, 5, 3, 5])
    #expect(try execution.machine.tensor(named: "x").gradient == [1, 2, 1])
    let names = execution.machine.recording.entries.compactMap { $0.operation?.name }
    #expect(names == ["conv1d", "reshape", "add", "sum"])
  }

  @Test(
    "refuse what does not fit, and say what would",
    arguments: [
      ("conv2d(zeros(3, 4, 4), zeros(1, 1, 3, 3))", Diagnostic.Kind.shape, "3 channels"),
      ("conv2d(zeros(1, 4, 4), zeros(1, 1, 5, 5))", .shape, "5×5"),
      ("conv1d(zeros(1, 4), zeros(1, 1, 5))", .shape, "signal of 4"),
      ("conv2d(zeros(1, 4, 4), zeros(1, 1, 3, 3), zeros(2))", .shape, "[1]"),
      ("conv2d(zeros(1, 4, 4), zeros(1, 1, 3, 3), 1.0)", .type, "'bias'"),
      ("conv2d([[1.0]], zeros(1, 1, 3, 3))", .type, "'input'"),
      ("conv2d(zeros(1, 4, 4), zeros(1, 1, 3, 3).double())", .type, "float32"),
      ("conv2d(zeros(1, 4, 4), zeros(1, 1, 3, 3), stride=0)", .value, "'stride'"),
      ("conv2d(zeros(1, 4, 4), zeros(1, 1, 3, 3), stride=(1, 2, 3))", .value, "a pair"),
      ("conv1d(zeros(1, 4), zeros(1, 1, 3), stride=(1, 2))", .value, "it takes one"),
      ("conv2d(zeros(1, 4, 4), zeros(1, 1, 3, 3), stride=1.5)", .type, "'stride'"),
      ("conv2d(zeros(1, 4, 4), zeros(1, 1, 3, 3), padding='even')", .value, "'same'"),
      ("conv2d(zeros(1, 4, 4), zeros(1, 1, 3, 3), padding='same', stride=2)", .value, "stride=1"),
      ("conv_transpose2d(zeros(1, 4, 4), zeros(1, 1, 3, 3), padding='same')", .value, "conv2d"),
      ("conv_transpose2d(zeros(1, 4, 4), zeros(1, 1, 3, 3), output_padding=1)", .value, "smaller"),
    ])
  func refused(expression: String, kind: Diagnostic.Kind, word: String) throws {
    let error = try failure("y = \(expression)")
    #expect(error.kind == kind)
    #expect((error.message + (error.hint ?? "")).contains(word))
  }

  @Test("strike the limit of elements before any memory is touched, and trap at nothing")
  func limits() async throws {
    for text in [
      "conv2d(zeros(1, 4, 4), zeros(1, 1, 3, 3), padding=1000000)",
      "conv2d(zeros(1, 4, 4), zeros(1, 1, 3, 3), padding=2147483647)",
      "conv1d(zeros(1, 4), zeros(1, 1, 3), padding=2147483647)",
      "conv_transpose2d(zeros(1, 4, 4), zeros(1, 1, 3, 3), stride=1000000)",
      "conv_transpose1d(zeros(1, 4), zeros(1, 1, 3), stride=2147483647)",
      "avg_pool2d(zeros(1, 4, 4), 20001, padding=10000)",
      "embedding(zeros(20001).long(), zeros(1, 10000))",
    ] {
      #expect(try failure("y = \(text)").kind == .limit, "\(text)")
    }
    await #expect(processExitsWith: .success) {
      let huge = "9223372036854775807"
      for setting in ["stride", "padding", "dilation", "groups"] {
        _ = Execution("conv2d(zeros(1, 4, 4), zeros(1, 1, 3, 3), \(setting)=\(huge))")
        _ = Execution("conv_transpose2d(zeros(1, 4, 4), zeros(1, 1, 3, 3), \(setting)=\(huge))")
      }
      for text in [
        "conv2d(zeros(1, 4, 4), zeros(1, 1, 3, 3), padding='same', dilation=\(huge))",
        "conv1d(zeros(1, 4), zeros(1, 1, 3), stride=-\(huge) - 1)",
        "conv_transpose1d(zeros(1, 4), zeros(1, 1, 3), output_padding=\(huge))",
        "w = param(ones(1, 1, 1, 1))\nconv2d(zeros(0, 1, 4, 4), w, padding=2147483647).sum().backward()",
        "w = param(ones(1, 1, 1))\nconv1d(zeros(0, 1, 4), w, padding=2147483647).sum().backward()",
        "max_pool2d(zeros(1, 4, 4), \(huge))", "max_pool2d(zeros(1, 4, 4), 2, \(huge))",
        "max_pool2d(zeros(1, 4, 4), 2, dilation=\(huge))", "avg_pool2d(zeros(1, 4, 4), 2, padding=\(huge))",
        "layer_norm(zeros(2), [\(huge), \(huge)])",
        "embedding(tensor([0]), zeros(1, 1), padding_idx=-\(huge))",
      ] { _ = Execution(text) }
    }
  }

  @Test("whose graph would be too large say so at backward()")
  func nodes() throws {
    var limits = Limits()
    limits.nodes = 1000
    let text = "w = param(ones(1, 1, 3, 3))\ny = conv2d(ones(1, 20, 20), w)\ny.sum().backward()"
    #expect(try failure(text, limits: limits).kind == .limit)
  }
}
