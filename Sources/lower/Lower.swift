import Foundation
import Lowering

/// `lower IN.wasm OUT.wasm`: makes a module of 64-bit addresses into one of a 32-bit memory.
@main
struct Lower {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count == 2, let input = arguments.first, let output = arguments.last else {
      fail("lower takes two files: lower IN.wasm OUT.wasm", 2)
    }
    guard let module = FileManager.default.contents(atPath: input) else {
      fail("'\(input)' cannot be read", 3)
    }
    do throws(LoweringError) {
      let lowered = try lowered(Array(module))
      guard (try? Data(lowered).write(to: URL(fileURLWithPath: output), options: .atomic)) != nil else {
        fail("'\(output)' cannot be written", 3)
      }
    } catch {
      fail("\(input), \(error)", 1)
    }
  }

  private static func fail(_ message: String, _ code: Int32) -> Never {
    FileHandle.standardError.write(Data("lower: \(message)\n".utf8))
    exit(code)
  }
}
