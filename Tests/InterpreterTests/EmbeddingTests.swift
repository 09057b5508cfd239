import Testing

@testable import Interpreter
@testable import Language

@Suite("Embedding")
struct EmbeddingTests {
  @Test("picks rows, and no gradient flows into the padding's row")
  func rows() throws {
    let text =
      "w = param([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])\ni = tensor([[0, 2], [2, 1]])\n"
      + "y = embedding(i, w, padding_idx=-1)\nprint(y.tolist())\n(y * tensor([1.0, 10.0])).sum().backward()"
    let execution = Execution(text)
    #expect(execution.lines == ["[[[1.0, 2.0], [5.0, 6.0]], [[5.0, 6.0], [3.0, 4.0]]]"])
    #expect(try execution.machine.tensor(named: "w").gradient == [1, 10, 1, 10, 0, 0])
    let plain = Execution(text.replacing(", padding_idx=-1", with: ""))
    #expect(try plain.machine.tensor(named: "w").gradient == [1, 10, 1, 10, 2, 20])
  }

  @Test(
    "refuses indices that are no rows",
    arguments: [
      ("embedding(tensor([3]), zeros(3, 2))", Diagnostic.Kind.index, "row 3"),
      ("embedding(tensor([-1]), zeros(3, 2))", .index, "row -1"),
      ("embedding(tensor([1.0]), zeros(3, 2))", .type, "whole numbers"),
      ("embedding(tensor([1]), zeros(3))", .shape, "[3]"),
      ("embedding(tensor([1]), zeros(3, 2), padding_idx=3)", .index, "padding_idx=3"),
    ])
  func refused(expression: String, kind: Diagnostic.Kind, word: String) throws {
    let error = try failure("y = \(expression)")
    #expect(error.kind == kind)
    #expect(error.message.contains(word))
  }
}
