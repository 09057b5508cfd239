import Foundation
import Testing

@testable import Autodiff
@testable import Interpreter
@testable import Language

/// A program that draws, and what the real libraries print for it. `Tests/draw_references.py` writes the latter.
struct DrawingProgram: Sendable, CustomTestStringConvertible {
  let name: String
  var testDescription: String { name }

  static let folder = Bundle.module.resourceURL?.appending(path: "Fixtures/draws")

  static let all = ((try? FileManager.default.contentsOfDirectory(atPath: folder?.path ?? "")) ?? [])
    .filter { $0.hasSuffix(".py") }.map { DrawingProgram(name: String($0.dropLast(3))) }
    .sorted { $0.name < $1.name }

  func text(_ ending: String) throws -> String {
    try String(contentsOf: #require(DrawingProgram.folder).appending(path: name + ending), encoding: .utf8)
  }
}

@Suite struct `Draws in programs` {
  @Test func `are of eleven programs or more`() { #expect(DrawingProgram.all.count >= 10) }

  /// Line for line; where a program's first line says so, numbers to 10⁻¹², or losses of 32 bits to 10⁻⁵.
  @Test(arguments: DrawingProgram.all)
  func `are those of PyTorch, Python and NumPy`(_ program: DrawingProgram) throws {
    let text = try program.text(".py")
    let expected = try program.text(".expected").split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast()
    let lines = try printed(text)
    #expect(lines.count == expected.count)
    let tolerance = text.hasPrefix("# losses") ? 1e-5 : text.hasPrefix("# numbers") ? 1e-12 : nil
    for (line, wanted) in zip(lines, expected) {
      guard let tolerance else {
        #expect(line == wanted)
        continue
      }
      let (parts, wantedParts) = (words(line[...]), words(wanted))
      #expect(parts.count == wantedParts.count)
      for (part, wantedPart) in zip(parts, wantedParts) where part != wantedPart {
        let (a, b) = (try #require(Double(part)), try #require(Double(wantedPart)))
        #expect((a - b).magnitude <= tolerance * max(1, b.magnitude), "\(part) instead of \(wantedPart)")
      }
    }
  }

  @Test func `begin micrograd's published demo with its loss`() throws {
    let lines = try printed(DrawingProgram(name: "micrograd_demo").text(".py"))
    #expect(lines[1] == "step 0 loss 0.8958441028683222, accuracy 50.0%")
  }

  private func words(_ line: Substring) -> [Substring] { line.split { " [](),".contains($0) } }

  @Test func `have the same bits on both engines`() throws {
    let program =
      "import torch\nnet = torch.nn.Linear(3, 2)\nx = torch.randn(40, 3)\ny = net(x).sum()\ny.backward()"
    var machines: [[String]] = []
    for engine in [Engine.scalar, .tensor] {
      var start = Machine()
      start.engine = engine
      machines.append(try Execution(program, on: start).machine.state())
    }
    #expect(machines[0] == machines[1])
  }

  @Test func `begin with seed 0 in all three streams, or with the seed that is given`() throws {
    let program = """
      import random
      from sklearn.datasets import make_moons
      print(rand(1).item(), random.random(), make_moons(2, noise=0.5)[0].tolist())
      """
    let seeds = """
      import random
      import numpy as np
      import torch
      torch.manual_seed(SEED)
      random.seed(SEED)
      np.random.seed(SEED)

      """
    #expect(try printed(program) == printed(seeds.replacing("SEED", with: "0") + program))
    var seeded = Machine()
    seeded.seed(7)
    #expect(try printed(program, on: seeded) == printed(seeds.replacing("SEED", with: "7") + program))
  }

  @Test func `come back with a copy of the machine`() throws {
    let before = Execution("import random\nimport torch\ng = torch.Generator()\nx = rand(3)").machine
    let program =
      "print(rand(700).sum().item(), randn(3).tolist(), random.gauss(0, 1), torch.rand(2, generator=g).tolist())"
    #expect(try printed(program, on: before) == printed(program, on: before))
  }

  @Test func `of 32 bits are floats, calculated with in 64`() throws {
    #expect(
      try printed("x = rand(100)\nprint((x * 2**24 % 1).sum().item(), (x / 3 * 2**24 % 1).sum().item() > 0)")
        == ["0.0 True"])
  }

  @Test func `of one stream leave the others alone`() throws {
    let program =
      "import random\nimport numpy as np\nrandom.seed(5)\nnp.random.seed(5)\na = random.random()\nprint(rand(2).tolist())"
    #expect(try printed(program) == printed("print(rand(2).tolist())"))
  }

  @Test(arguments: [
    ("normal((2, 3)).shape", "torch.Size([2, 3])"), ("normal(3, 5.0, 0.0)", "tensor([5., 5., 5.])"),
    ("normal(5.0, 0.0, (2,))", "tensor([5., 5.])"), ("normal(5.0, 0.0, size=(2,))", "tensor([5., 5.])"),
    ("normal(mean=5.0, std=0.0, size=(1,))", "tensor([5.])"),
    ("normal(tensor([1.0, 2.0]), 0.0)", "tensor([1., 2.])"),
    ("normal(1.0, tensor([0.0, 0.0]))", "tensor([1., 1.])"), ("uniform(2, 3, 3)", "tensor([3., 3.])"),
    ("normal(4).shape", "torch.Size([4])"), ("isinstance(torch.Generator(), int)", "False"),
    ("torch.Generator().device", "cpu"), ("type(torch.Generator())", "<class 'torch._C.Generator'>"),
    ("torch.cuda.manual_seed_all(1)", "None"), ("torch.multinomial(tensor([0.0, 1.0]), 1)", "tensor([1])"),
    ("torch.empty(0).uniform_().shape", "torch.Size([0])"),
    ("torch.zeros(0, 2, 3).permute(2, 0, 1).normal_().shape", "torch.Size([3, 0, 2])"),
    ("randperm(0)", "tensor([], dtype=torch.int64)"),
    ("random.sample([], 0)", "[]"), ("random.randint(3, 3)", "3"), ("random.getrandbits(0)", "0"),
  ])
  func `have both their forms`(_ call: String, _ wanted: String) throws {
    #expect(try printed("import torch\nimport random\nprint(\(call))") == [wanted])
  }

  @Test func `are not shown where a seed is set at a prompt`() throws {
    var start = Machine()
    start.echoesResults = true
    #expect(Execution("torch.manual_seed(3)".replacing("torch.", with: ""), on: start).output == "")
  }

  @Test(arguments: [
    ("torch.rand(2, generator=3)", "needs a generator"),
    ("torch.normal(0.0, 1.0)", "needs a mean, a deviation and a size"),
    ("torch.normal(0.0, -1.0, (2,))", "deviation of 0 or more"),
    ("torch.normal(0.0, tensor([-1.0]))", "deviations of 0 or more"),
    ("normal(1, 2, 3, 4)", "at most 3"), ("torch.multinomial(tensor([1.0]), 2)", "cannot pick 2 of 1"),
    ("torch.multinomial(tensor([0.0]), 1)", "nothing to pick"),
    ("torch.multinomial(tensor([-1.0]), 1)", "neither negative"),
    ("torch.multinomial(tensor([1]), 1)", "floats"),
    ("torch.multinomial(tensor(1.0), 1)", "vector of weights"),
    ("torch.multinomial(tensor([1.0]), 0)", "at least one"),
    ("torch.bernoulli(tensor([2.0]))", "between 0 and 1"),
    ("torch.bernoulli(tensor([1]))", "integers"), ("torch.bernoulli(tensor([1.0]), 2)", "between 0 and 1"),
    ("x.exponential_(0)", "lambd above 0"), ("x.bernoulli_(2)", "between 0 and 1"),
    ("x.random_(3, 3)", "above the lower"),
    ("x.random_(1, 2, 3)", "at most two"), ("tensor([1]).uniform_()", "draws floats"),
    ("tensor([1]).exponential_()", "draws floats"), ("x.uniform_(1, 0)", "lower to an upper"),
    ("x.normal_(0, -1)", "deviation of 0 or more"), ("x.bernoulli_(tensor([0.5]))", "chance for every entry"),
    ("torch.set_rng_state(tensor([1.0]))", "this tensor is none"),
    ("torch.Generator().set_state(x)", "this tensor is none"),
    ("torch.manual_seed('a')", "whole number"), ("torch.Generator('cuda')", "no device"),
    ("randint(3, 3, (2,))", "high above its low"),
    ("torch.manual_seed(-1); torch.initial_seed()", "does not fit"),
    ("random.seed([1])", "a number or a string"),
    ("random.choice([])", "nothing to choose"), ("random.choice(3)", "needs a list"),
    ("random.shuffle((1, 2))", "needs a list"),
    ("random.sample([1], 2)", "cannot take 2 of 1"),
    ("random.choices([1, 2], weights=[1])", "each entry needs one"),
    ("random.choices([1, 2], weights=[0, 0])", "more than 0"),
    ("random.choices([1], weights=['a'])", "a weight is a number"),
    ("random.randint(2, 1)", "lower to an upper"), ("random.randrange(0)", "empty"),
    ("random.getrandbits(-1)", "not negative"),
    ("random.getrandbits(64)", "does not fit"), ("random.expovariate(0)", "other than 0"),
    ("random.triangular(1)", "no 'triangular'"),
    ("np.random.seed(-1)", "0 to 4294967295"), ("make_moons(-1)", "not negative"),
    ("make_moons(noise=-1)", "deviation of 0 or more"),
    ("make_circles(factor=1)", "'factor'"), ("make_blobs(0, 0)", "above 0"),
    ("make_blobs(center_box=(1, 0))", "'center_box'"),
    ("make_blobs(centers=2, cluster_std=[1])", "each center needs one"),
    ("train_test_split()", "at least one array"),
    ("train_test_split([1], [1, 2])", "equally many"),
    ("train_test_split([1, 2], test_size=2)", "'test_size'"),
    ("train_test_split([1, 2], stratify=[0, 1])", "stratify"), ("train_test_split(3)", "tensors and lists"),
    ("DataLoader(x, generator=1)", "needs a generator"), ("torch.random.fork_rng()(print)", "stands behind"),
    ("torch.utils.data.random_split(x, [1, 1])", "add up"),
  ])
  func `that cannot be are refused with a hint`(_ call: String, _ words: String) throws {
    let error = try failure(
      """
      import random
      import numpy as np
      import torch
      from sklearn.datasets import make_moons, make_circles, make_blobs
      from sklearn.model_selection import train_test_split
      x = torch.zeros(3)
      \(call)
      """)
    #expect(error.message.contains(words), "\(error.message)")
    #expect(error.hint != nil)
  }
}
