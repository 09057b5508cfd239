import Interpreter
import Lessons

extension Tool {
  /// `gradwalk --help`
  func help() -> Int32 {
    func say(_ lines: [String]) { for line in lines { printLine(line) } }
    say(filled("gradwalk: small neural nets, walked through", indent: 2, width: width) + [""])
    say(inColumns(Tool.calls, width: width))
    say(["", "options:"])
    say(inColumns(Tool.options, width: width))
    return 0
  }

  private static let calls = [
    ("gradwalk", "the prompt; learn opens the lessons there, help tells what there is"),
    ("gradwalk learn [NAME]", "a lesson, from where you left it; without NAME, the list"),
    ("gradwalk run FILE", "runs a program or a lesson (- for standard input)"),
    ("gradwalk -e CODE", "runs CODE and prints its last value"),
    ("gradwalk trace FILE", "every operation and chain-rule step as JSON Lines"),
    ("gradwalk compare FILE", "both engines, array by array; --json, --tolerance T"),
    ("gradwalk replay [LESSON…]", "prints what a lesson shows"),
    ("gradwalk check [LESSON…]", "compares that with transcripts/; --accept writes them"),
    (
      "gradwalk export [LESSON…] -o FILE",
      "one page (FILE.html) with the lessons and the whole interpreter"
    ),
    ("gradwalk bench [NAME…]", "measures: scalar, tensor, matmul, script; --seconds S, --only NAME"),
  ]

  private static let options = [
    ("--seed N", "begins all random numbers with this seed"),
    ("--digits N", "how many digits are shown"),
    ("--width N", "how many columns are used"),
    ("--color, --no-color", "with colours, or without"),
    ("--lessons DIR", "where lessons are looked for"),
    ("--json", "run, -e, compare: the result as JSON"),
    ("--keep-going", "standard input: goes on after an error"),
    ("--engine NAME", "scalar, tensor or auto"),
    ("--precision 32|64", "in how many bits float32 calculates"),
    ("--default-dtype NAME", "the dtype of floats that say no other: float64"),
    ("--threads N", "how many cores work on large arrays"),
    (
      "--limit-… N",
      "how far a program may go; … is \(Limits.names.joined(separator: ", ")) or seconds, and N 0 for any distance"
    ),
    ("--help, --version", "this, and which version it is"),
  ]
}
