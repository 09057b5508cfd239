import Foundation
import Fuzzing

/// Tries inputs for as long as it is told to, in processes of their own, so that one that crashes or hangs is a finding
/// and not the end.
///
///     swift run -c release fuzz --seconds 600
///     swift run -c release fuzz --seconds 600 --seed 7 --kind programs
///     swift run -c release fuzz --replay FILE …
///     swift run -c release fuzz --show SEED --kind lessons
///
/// What is found is made shorter and kept in a folder (`--keep`, by default `fuzz-findings`): mend it, and move the file to
/// `Tests/FuzzTests/Corpus`. Exit: 0 if nothing was found, 1 if something was, 2 for wrong usage.
@main
struct Fuzz {
  static func main() {
    do {
      let options = try Options(Array(CommandLine.arguments.dropFirst()))
      if let child = options.child { exit(child.run()) }
      if let shown = options.shown {
        for kind in options.kinds { print(FuzzCase(kind, seed: shown).text) }
        exit(0)
      }
      if !options.replay.isEmpty { exit(replay(options.replay)) }
      exit(Campaign(options).run())
    } catch {
      FileHandle.standardError.write(Data("fuzz: \(error)\n".utf8))
      exit(2)
    }
  }

  /// Runs the inputs of files, in this process.
  static func replay(_ paths: [String]) -> Int32 {
    var isRight = true
    for path in paths {
      guard let bytes = FileManager.default.contents(atPath: path),
        let kind = FuzzKind.allCases.first(where: { path.hasSuffix("." + $0.ending) })
      else {
        print("\(path): no input")
        return 2
      }
      for problem in FuzzCase(kind, Array(bytes)).problems() {
        isRight = false
        print("\(path): \(problem)")
      }
    }
    return isRight ? 0 : 1
  }
}

/// What was asked for.
struct Options {
  var seconds = 60.0
  var seed: UInt64 = 1
  var kinds = FuzzKind.allCases
  var keep = "fuzz-findings"
  var replay: [String] = []
  var shown: UInt64?
  var child: Child?

  struct Wrong: Error, CustomStringConvertible { let description: String }

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    func value(_ name: String) throws -> String {
      guard let value = rest.popFirst() else { throw Wrong(description: "\(name) needs something behind it") }
      return value
    }
    while let name = rest.popFirst() {
      switch name {
      case "--seconds": seconds = Double(try value(name)) ?? 60
      case "--seed": seed = UInt64(try value(name)) ?? 1
      case "--show": shown = UInt64(try value(name)) ?? 1
      case "--keep": keep = try value(name)
      case "--kind":
        kinds = try value(name).split(separator: ",").map {
          guard let kind = FuzzKind(rawValue: String($0)) else {
            throw Wrong(
              description: "the kinds are \(FuzzKind.allCases.map(\.rawValue).joined(separator: ", "))")
          }
          return kind
        }
      case "--replay":
        replay = Array(rest)
        rest = []
      case "--child":
        let (kind, first, count) = (
          FuzzKind(rawValue: try value(name)), UInt64(try value(name)), Int(try value(name))
        )
        guard let kind, let first, let count else {
          throw Wrong(description: "--child KIND FIRST COUNT FILE")
        }
        child = Child(kind: kind, first: first, count: count, place: try value(name))
      default:
        throw Wrong(
          description: "there is no \(name); --seconds N, --seed N, --kind KIND, --keep FOLDER, --replay FILE"
        )
      }
    }
  }
}
