import Autodiff
import Interpreter
import Language
import Lessons

/// What is wrong with the command line.
struct UsageError: Error {
  let message: String
  let hint: String
}

extension FileTarget {
  /// A file as it is named on the command line: `!` behind its name replaces one that is there.
  fileprivate init(named name: String) {
    self.init(path: name.hasSuffix("!") ? String(name.dropLast()) : name, mayReplace: name.hasSuffix("!"))
  }
}

/// The command line, understood.
struct CommandLineArguments {
  enum Call {
    case prompt
    case evaluate(String)
    case run(String)
    case trace(String)
    case learn(String?)
    case replay([String])
    case check([String])
    case bench([String])
    case compare(String)
    case export([String], FileTarget)
    case help, version
  }

  private(set) var call = Call.prompt
  private(set) var json = false
  private(set) var keepsGoing = false
  private(set) var accepts = false
  private(set) var limits = Limits()
  private var limitsSteps = false
  /// How long a program, an entry or a fence may take; `nil` where that was not said.
  private(set) var limitSeconds: Double?
  private(set) var seed: UInt64?
  private(set) var digits: Int?
  private(set) var width: Int?
  private(set) var color: Bool?
  private(set) var lessons: String?
  private(set) var usesSinglePrecision = false
  private(set) var defaultDType = DType.float32
  private(set) var engine = Engine.auto
  private(set) var instructionSet = InstructionSet.best
  private(set) var threads: Int?
  /// How far the engines may be apart; by default as far as the precision lets them.
  private(set) var tolerance: Double?
  /// The file that `export` writes.
  private var output: FileTarget?
  /// What `bench` measures, and for how long.
  private(set) var stopwatch = Stopwatch()

  private static let options =
    [
      "--json", "--engine", "--precision", "--default-dtype", "--seed", "--digits", "--no-color", "--color",
      "--width", "--lessons", "--limit-seconds", "--help", "--version", "--keep-going", "--accept",
      "--threads",
      "--instruction-set", "--seconds", "--only", "--tolerance", "--output",
    ] + Limits.names.map { "--limit-\($0)" }
  private static let calls = ["learn", "run", "replay", "check", "trace", "bench", "compare", "export"]

  init(_ words: [String]) throws(UsageError) {
    var names: [String] = []
    var code: String?
    // --digits=3 is --digits 3.
    var rest = words.flatMap { word -> [String] in
      guard word.hasPrefix("--"), let sign = word.firstIndex(of: "=") else { return [word] }
      return [String(word[..<sign]), String(word[word.index(after: sign)...])]
    }[...]
    func value(of option: String) throws(UsageError) -> String {
      guard let value = rest.popFirst() else {
        throw UsageError(message: "\(option) needs a value", hint: "gradwalk --help lists the options")
      }
      return value
    }
    func number(of option: String, _ range: ClosedRange<Int>) throws(UsageError) -> Int {
      let text = try value(of: option)
      guard let number = Int(text), range.contains(number) else {
        throw UsageError(
          message:
            "\(option) needs a whole number from \(range.lowerBound) to \(range.upperBound), not '\(text)'",
          hint: "for example \(option) \(range.lowerBound == 0 ? 1000 : range.lowerBound)")
      }
      return number
    }
    var onlyNames = false
    while let word = rest.popFirst() {
      guard word.hasPrefix("-"), word != "-", !onlyNames else {
        names.append(word)
        continue
      }
      switch word {
      case "--": onlyNames = true
      case "-e": code = try value(of: word)
      case "-o", "--output": output = FileTarget(named: try value(of: word))
      case "--json": json = true
      case "--keep-going": keepsGoing = true
      case "--accept": accepts = true
      case "--color": color = true
      case "--no-color": color = false
      case "--help", "-h": call = .help
      case "--version": call = .version
      case "--engine":
        let name = try value(of: word)
        guard let named = Engine(rawValue: name) else {
          throw UsageError(message: "there is no engine '\(name)'", hint: "scalar, tensor or auto")
        }
        engine = named
      case "--threads": threads = try number(of: word, 1...1024)
      case "--tolerance":
        let text = try value(of: word)
        guard let number = Double(text), number >= 0 else {
          throw UsageError(
            message: "--tolerance needs a number from 0 on, not '\(text)'", hint: "--tolerance 1e-12")
        }
        tolerance = number
      case "--only": stopwatch.only = try value(of: word)
      case "--seconds":
        let text = try value(of: word)
        guard let seconds = Double(text), seconds > 0, seconds <= 3600 else {
          throw UsageError(message: "--seconds needs a number above 0, not '\(text)'", hint: "--seconds 0.5")
        }
        stopwatch.seconds = seconds
      case "--instruction-set":
        let name = try value(of: word)
        guard let named = InstructionSet(rawValue: name), InstructionSet.available.contains(named) else {
          throw UsageError(
            message: "this processor has no instruction set '\(name)'",
            hint: InstructionSet.available.map { $0.rawValue }.joined(separator: ", "))
        }
        instructionSet = named
      case "--precision":
        let bits = try value(of: word)
        guard bits == "32" || bits == "64" else {
          throw UsageError(message: "there is no precision of \(bits) bits", hint: "--precision 32 or 64")
        }
        usesSinglePrecision = bits == "32"
      case "--default-dtype":
        let name = try value(of: word)
        guard let dtype = DType(rawValue: name), dtype.isFloating else {
          throw UsageError(
            message: "there is no dtype of floats '\(name)'",
            hint: "--default-dtype float32, float64, float16 or bfloat16")
        }
        defaultDType = dtype
      case "--seed": seed = UInt64(try number(of: word, 0...Int.max))
      case "--digits": digits = try number(of: word, 1...17)
      case "--width": width = try number(of: word, 20...1000)
      case "--lessons": lessons = try value(of: word)
      case "--limit-seconds": limitSeconds = Double(try number(of: word, 0...1_000_000))
      default:
        if word.hasPrefix("--limit-"), let name = Limits.Name(rawValue: String(word.dropFirst(8))) {
          limits[name] = try number(of: word, 0...Int.max)
          if name == .steps { limitsSteps = true }
          continue
        }
        throw UsageError(
          message: "there is no option '\(word)'",
          hint: closestName(to: word, among: CommandLineArguments.options).map { "did you mean \($0)?" }
            ?? "gradwalk --help lists the options")
      }
    }
    switch call {
    case .help, .version: return
    default: break
    }
    if let code {
      guard names.isEmpty else {
        throw UsageError(
          message: "-e takes one argument, and '\(names[0])' is left over",
          hint: "quote the code: -e 'x = 1; x'")
      }
      call = .evaluate(code)
      return
    }
    try understand(names)
    if output != nil, !isExport {
      throw UsageError(message: "-o goes with export", hint: "gradwalk export -o gradwalk.html")
    }
    if tolerance != nil, !isComparison {
      throw UsageError(
        message: "--tolerance goes with compare", hint: "gradwalk compare FILE --tolerance 1e-12")
    }
    if json {
      switch call {
      case .run, .compare: break
      default:
        throw UsageError(
          message: "--json goes with run, compare and -e", hint: "gradwalk run --json FILE")
      }
    }
  }

  /// How long a fence of a lesson may take: a minute where nothing else was said.
  var fenceSeconds: Double { limitSeconds ?? 60 }

  /// The limits for what a person runs and watches: a long training is no endless program, and Ctrl-C stops both.
  var watchedLimits: Limits {
    var limits = limits
    if !limitsSteps { limits.steps = 0 }
    return limits
  }

  private var isExport: Bool { if case .export = call { true } else { false } }
  private var isComparison: Bool { if case .compare = call { true } else { false } }

  private mutating func understand(_ names: [String]) throws(UsageError) {
    guard let verb = names.first else { return }
    let operands = Array(names.dropFirst())
    func one() throws(UsageError) -> String {
      guard operands.count == 1 else {
        throw UsageError(
          message: "'\(verb)' takes one file, but \(operands.count) were given", hint: "gradwalk \(verb) FILE"
        )
      }
      return operands[0]
    }
    switch verb {
    case "run": call = .run(try one())
    case "trace": call = .trace(try one())
    case "compare": call = .compare(try one())
    case "replay": call = .replay(operands)
    case "check": call = .check(operands)
    case "bench":
      for name in operands where !Tool.benchmarks.contains(name) {
        throw UsageError(
          message: "there is no benchmark '\(name)'", hint: Tool.benchmarks.joined(separator: ", "))
      }
      call = .bench(operands)
    case "learn":
      guard operands.count <= 1 else {
        throw UsageError(message: "'learn' takes one lesson", hint: "gradwalk learn 04-backprop")
      }
      call = .learn(operands.first)
    case "export":
      guard let output, !output.path.isEmpty else {
        throw UsageError(
          message: "'export' needs a file to write", hint: "gradwalk export 04-backprop -o backprop.html")
      }
      call = .export(operands, output)
    case "help": call = .help
    default:
      throw UsageError(
        message: "there is no '\(verb)'",
        hint: closestName(to: verb, among: CommandLineArguments.calls).map {
          "did you mean 'gradwalk \($0)'?"
        }
          ?? "gradwalk --help lists what there is")
    }
  }
}
