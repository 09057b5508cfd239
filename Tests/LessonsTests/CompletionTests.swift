import Testing

@testable import Lessons

@Suite("What could stand at the end of a line")
struct CompletionTests {
  private let conversation = Conversation(
    "x = param([1.0, 2.0])", "xs = [1, 2]",
    "class Net(Module):\n    def __init__(self):\n        super().__init__()\n        self.hidden = Linear(2, 1)\n    def probability(self, x):\n        return sigmoid(self.hidden(x))\n    @property\n    def endless(self):\n        while True: pass\n",
    "net = Net()", "import torch.nn.functional as F")

  private func words(_ line: String, lessons: [String] = []) -> [String] {
    conversation.session.completion(of: line) { lessons }.words
  }

  @Test("is a command, and what it takes")
  func commands() {
    #expect(words(":wa") == [":walk "])
    #expect(words(":he") == [":help "])
    #expect(words(":engine ") == ["auto", "scalar", "tensor"])
    #expect(words(":trace o") == ["off", "on"])
    #expect(words(":bug s") == ["stale"])
    #expect(words(":help wal") == ["walk"])
    #expect(words(":learn 0", lessons: ["01-perceptron", "02-xor"]) == ["01-perceptron", "02-xor"])
    #expect(words(":walk ") == ["net", "x", "xs"])
    #expect(words(":walk x") == ["x", "xs"])
    #expect(words(":plot x[0], tanh") == ["tanh(", "tanhshrink("])
  }

  @Test("is a name, a function's with its bracket")
  func names() {
    #expect(words("y = softp") == ["softplus("])
    #expect(words("loss = (net.hi") == ["hidden"])
    #expect(words("whil") == ["while"])
    #expect(words("Linear") == ["Linear(", "LinearLR("])
    #expect(words("").isEmpty)
    #expect(words("0.5 + 1.").isEmpty)
    #expect(words("nothing.").isEmpty)
  }

  @Test("is an attribute or a method of what stands before the dot")
  func attributes() {
    #expect(words("x.requires_") == ["requires_grad", "requires_grad_("])
    #expect(words("xs.app") == ["append("])
    #expect(words("net.hidden.we") == ["weight"])
    #expect(words("net.hidden.weight.gr") == ["grad"])
    #expect(words("net.pro") == ["probability("])
    #expect(conversation.session.completion(of: "Sequential(net).").words.isEmpty)
    #expect(words("F.cross") == ["cross_entropy("])
  }

  @Test("runs nothing of the program to find out")
  func properties() {
    #expect(words("net.end") == ["endless"])
    #expect(words("net.endless.").isEmpty)
  }

  @Test("in a walk is a word of it")
  func walk() {
    var c = Conversation("x = param(2.0)", "L = x * x")
    #expect(c.session.completion(of: "ste").words.isEmpty)
    c.say(":walk L")
    #expect(c.session.completion(of: "ste").words == ["step"])
    #expect(c.session.completion(of: "").words.contains("step"))
    #expect(c.session.completion(of: "st").words == ["step"])
    #expect(c.session.completion(of: "watch x.gr").words == ["x.grad"])
    #expect(c.session.completion(of: "why ").words == ["L", "x"])
    #expect(c.session.completion(of: "y = sigm").words == ["sigmoid("])
  }

  @Test("says how much of the line it replaces")
  func length() {
    #expect(conversation.session.completion(of: "y = net.hid").length == 3)
    #expect(conversation.session.completion(of: ":wa").length == 3)
  }
}
