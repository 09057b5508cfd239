import Foundation
import Testing

@Suite("A call of the program")
struct CallTests {
  @Test("prints the last value of -e, nothing for a statement, and JSON where asked")
  func evaluate() throws {
    #expect(try Gradwalk("-e", "x = 2\nx * 3").output == "6\n")
    #expect(try Gradwalk("-e", "x = 2").output == "")
    let json = try Gradwalk("-e", "1 + 1", "--json")
    #expect(json.output.contains("\"result\"") && json.code == 0)
  }

  @Test("runs a file, standard input, and the prompt's entries from a pipe")
  func run() throws {
    let program = "w = param([1.0, -2.0])\n(w * w).sum().backward()\nprint(w.grad)\n"
    let expected = "tensor([ 2., -4.])\n"
    let call = try withFile(program) { try Gradwalk("run", $0) }
    #expect(call.output == expected)
    #expect(try Gradwalk("run", "-", input: program).output == expected)
    #expect(try Gradwalk(input: program + "w.grad.sum()\n").output == expected + "tensor(-2.)\n")
  }

  @Test("takes the default dtype, and the bits of float32, from its options")
  func dtypes() throws {
    let program =
      "import torch\nprint(torch.ones(1), torch.ones(1, dtype=torch.float32), tensor(0.1).item())\n"
    #expect(
      try Gradwalk("run", "-", input: program).output == "tensor([1.]) tensor([1.]) 0.1\n")
    #expect(
      try Gradwalk("run", "--default-dtype", "float64", "-", input: program).output
        == "tensor([1.]) tensor([1.], dtype=torch.float32) 0.1\n")
    #expect(try Gradwalk("--precision", "32", "-e", "tensor(0.1).item()").output == "0.10000000149011612\n")
    #expect(
      try Gradwalk("--default-dtype", "float64", input: "zeros(1).dtype\n:reset\nzeros(1).dtype\n").output
        .components(separatedBy: "torch.float64").count == 3)
  }

  @Test("fails with 1, its error on standard error, and what was printed before stays")
  func failure() throws {
    try withFile("print(1)\nprint(x)\n") { path in
      let call = try Gradwalk("run", path)
      #expect((call.code, call.output) == (1, "1\n"))
      #expect(call.errors.contains("program.py:2:7: 'x' is not defined"))
      let json = try Gradwalk("run", "--json", path)
      #expect(json.code == 1 && json.output.contains("\"line\": 2") && json.output.contains("\"column\": 7"))
    }
  }

  @Test("tells what is worth a word on standard error, also before an error, and leaves the report alone")
  func notices() throws {
    let program = "y = ones(1).var()\nprint(y)\n1 / 0\n"
    try withFile(program) { path in
      let call = try Gradwalk("run", path)
      #expect(call.output == "tensor(nan)\n")
      #expect(call.errors.hasPrefix("notice: var() of 1 entry divides by 1 − 1"))
      let json = try Gradwalk("run", "--json", path)
      #expect(json.output.hasPrefix("{") && !json.output.contains("notice"))
      #expect(json.errors.hasPrefix("notice: var() of 1 entry") && !json.errors.contains("division"))
    }
  }

  @Test("stops at the first error of a pipe, or goes on and fails all the same")
  func keepGoing() throws {
    let entries = "nothing\n1 + 1\n"
    let call = try Gradwalk(input: entries)
    #expect((call.code, call.output) == (1, ""))
    let patient = try Gradwalk("--keep-going", input: entries)
    #expect((patient.code, patient.output) == (1, "2\n"))
  }

  @Test(
    "that is none is told from one that fails, with 2",
    arguments: [
      (["--enginee", "scalar"], "did you mean --engine?"), (["rnu", "x.py"], "did you mean 'gradwalk run'?"),
      (["--engine", "fast", "-e", "1"], "scalar"), (["--default-dtype", "int8", "-e", "1"], "float32"),
      (["run"], "run"), (["-e"], "-e"), (["export"], "-o"), (["run", "x.py", "-o", "x.html"], "export"),
      (["exprot"], "did you mean 'gradwalk export'?"),
      (["--seed", "x", "-e", "1"], "--seed"), (["--width", "-3", "-e", "1"], "--width"),
    ])
  func usage(_ arguments: [String], _ hint: String) throws {
    let call = try Gradwalk(all: arguments)
    #expect(call.code == 2)
    #expect(call.output == "")
    #expect(call.errors.hasPrefix("gradwalk: ") && call.errors.contains("hint: "))
    #expect(call.errors.contains(hint))
  }

  @Test("of what cannot be loaded is 3")
  func missing() throws {
    #expect(try Gradwalk("run", "/nowhere/x.py").code == 3)
    #expect(try Gradwalk("learn", "nothing-like-it", "--lessons", "/nowhere").code == 3)
    try withFile("") { path in
      try Data([0x78, 0xFF, 0xFE]).write(to: URL(fileURLWithPath: path))
      let call = try Gradwalk("run", path)
      #expect(call.code == 3 && call.errors.contains("UTF-8"))
    }
  }

  @Test("that hits a limit is 4")
  func limits() throws {
    let call = try Gradwalk("--limit-steps", "1000", "-e", "while True: pass")
    #expect(call.code == 4 && call.errors.contains("more than 1000 steps"))
    #expect(try Gradwalk("--limit-elements", "10", "-e", "zeros(11)").code == 4)
    #expect(try Gradwalk("-e", "zeros(100000, 100000)").code == 4)
    #expect(try Gradwalk("--limit-output", "5", "-e", "print('123456')").code == 4)
  }

  @Test("that is interrupted is 130, and keeps what it printed")
  func interrupted() throws {
    let call = try Gradwalk(
      "run", "-", input: "print('begun')\nwhile True: pass\n", interruptedAfter: 1.5)
    #expect((call.code, call.output) == (130, "begun\n"))
  }

  @Test("compares the engines, and traces as JSON Lines")
  func engines() throws {
    try withFile("w = param(2.0)\nL = (w * 3).tanh()\nL.backward()\n") { path in
      let comparison = try Gradwalk("compare", "--json", path)
      #expect(comparison.code == 0 && comparison.output.contains("\"losses\": [{\"line\": 3"))
      let trace = try Gradwalk("trace", path).output.split(separator: "\n")
      #expect(trace.count == 4)
      #expect(trace.allSatisfy { $0.hasPrefix("{\"event\": ") && $0.hasSuffix("}") })
    }
  }

  @Test("tells its version and how it is called")
  func help() throws {
    #expect(try Gradwalk("--version").output.hasPrefix("gradwalk "))
    let help = try Gradwalk("--help").output
    for verb in ["learn", "run", "trace", "compare", "replay", "check", "bench", "export"] {
      #expect(help.contains(verb))
    }
  }
}

@Suite("Lessons from the command line")
struct LessonCallTests {
  private let lesson =
    "---\ntitle: T\nsummary: S\n---\nA word.\n\n```python\nw = param(3.0)\n(w * w).backward()\n```\n\n"
    + "```quiz id=grad\nask: What is the gradient?\nkind: number\nanswer: w.grad\nhint: 2w\n```\n"

  @Test("are replayed, accepted into a transcript, and differ from it later")
  func check() throws {
    try withFile(lesson, named: "01-t.md") { path in
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
      let replay = try Gradwalk("replay", path)
      #expect(replay.code == 0 && replay.output.contains("? What is the gradient?"))
      let transcripts = folder + "/transcripts"
      try FileManager.default.createDirectory(atPath: folder + "/lessons", withIntermediateDirectories: true)
      try FileManager.default.createDirectory(atPath: transcripts, withIntermediateDirectories: true)
      try FileManager.default.moveItem(atPath: path, toPath: folder + "/lessons/01-t.md")
      func check(_ more: String...) throws -> Gradwalk {
        try Gradwalk(all: ["check", "--lessons", folder + "/lessons"] + more)
      }
      #expect(try check().code == 1)
      #expect(try check("--accept").code == 0)
      #expect(try String(contentsOfFile: transcripts + "/01-t.txt", encoding: .utf8) == replay.output)
      #expect(try check().code == 0)
      try Data((replay.output + "more\n").utf8).write(to: URL(fileURLWithPath: transcripts + "/01-t.txt"))
      let changed = try check()
      #expect(changed.code == 1 && changed.output.contains("-more"))
    }
  }

  @Test("take answers from a pipe, and fail if those end too early")
  func answers() throws {
    try withFile(lesson, named: "01-t.md") { path in
      let done = try Gradwalk("learn", path, input: "5\n:hint\n6\n")
      #expect(done.code == 0 && done.output.contains("not yet") && done.output.contains("right"))
      let short = try Gradwalk("learn", path, input: "5\n")
      #expect(short.code == 1 && short.errors.contains("0 of 1 questions done"))
    }
  }
}
