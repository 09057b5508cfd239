import Foundation
import Lowering

/// `lower IN.wasm OUT.wasm [KERNELS.wasm]`: makes a module of 64-bit addresses into one of a 32-bit memory. A second
/// module is lowered too, and carried in the first one's section `kernels`.
@main
struct Lower {
  static func main() {
    let paths = CommandLine.arguments.dropFirst()
    guard let input = paths.first, let output = paths.dropFirst().first, paths.count <= 3 else {
      fail("lower takes two or three files: lower IN.wasm OUT.wasm [KERNELS.wasm]", 2)
    }
    var result = lowered(file: input)
    if let kernels = paths.dropFirst(2).first {
      result = carrying(result, lowered(file: kernels), as: "kernels")
    }
    guard (try? Data(result).write(to: URL(fileURLWithPath: output), options: .atomic)) != nil else {
      fail("'\(output)' cannot be written", 3)
    }
  }

  private static func lowered(file path: String) -> [UInt8] {
    guard let module = FileManager.default.contents(atPath: path) else { fail("'\(path)' cannot be read", 3) }
    do throws(LoweringError) {
      return try Lowering.lowered(Array(module))
    } catch {
      fail("\(path), \(error)", 1)
    }
  }

  private static func fail(_ message: String, _ code: Int32) -> Never {
    FileHandle.standardError.write(Data("lower: \(message)\n".utf8))
    exit(code)
  }
}
