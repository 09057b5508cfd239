import Interpreter
import Language
import Lessons
import Narration
import Terminal

/// The program: reads the command line, does what it says, leaves with its exit code.
@main
struct Gradwalk {
  static let version = "0.1.0"

  static func main() {
    FreedMemory.keep()
    Interrupt.install()
    let streams = StandardStreams()
    UnfinishedFiles()?.clear()
    let code: Int32
    do {
      let arguments = try CommandLineArguments(Array(CommandLine.arguments.dropFirst()))
      code = Gradwalk.run(arguments, streams)
    } catch {
      streams.errors.writeLine("gradwalk: \(withoutControlCharacters(error.message))")
      streams.errors.writeLine("hint: \(withoutControlCharacters(error.hint))")
      code = 2
    }
    streams.flush()
    exitProcess(code)
  }

  private static func run(_ arguments: CommandLineArguments, _ streams: StandardStreams) -> Int32 {
    let tool = Tool(arguments: arguments, streams: streams)
    switch arguments.call {
    case .help: return tool.help()
    case .version:
      streams.output.writeLine("gradwalk \(version)")
      return 0
    case .prompt: return tool.prompt()
    case .evaluate(let code): return tool.evaluate(code)
    case .run(let path): return tool.run(path)
    case .trace(let path): return tool.trace(path)
    case .learn(let name): return tool.learn(name)
    case .replay(let names): return tool.replay(names)
    case .check(let names): return tool.check(names)
    case .compare(let path): return tool.compare(path)
    case .export(let names, let file): return tool.export(names, to: file)
    case .bench(let names): return tool.bench(names)
    }
  }
}
