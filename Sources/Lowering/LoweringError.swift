/// Why a module cannot be lowered, and where.
public struct LoweringError: Error, Hashable, Sendable {
  public enum Problem: Hashable, Sendable {
    /// The bytes are no WebAssembly module of version 1.
    case notAModule
    /// The bytes end within something.
    case truncated
    /// Bytes are left over behind what a section or a function holds.
    case leftOver
    /// A number has more bits than its place takes.
    case numberTooLarge
    /// A function's type, or the number of function bodies, does not fit the rest of the module.
    case inconsistent
    /// An address, an offset or a size that 32 bits do not reach.
    case beyond32Bits(UInt64)
    /// An instruction that is not known, with its prefix where it has one.
    case unknownInstruction(prefix: UInt8?, code: UInt32)
    /// Something that could be lowered, and that no compiler has needed yet.
    case unsupported(String)
  }

  public let problem: Problem
  /// How many bytes of the module lie before the place.
  public let offset: Int

  init(_ problem: Problem, at offset: Int) {
    self.problem = problem
    self.offset = offset
  }
}

extension LoweringError: CustomStringConvertible {
  public var description: String {
    let what =
      switch problem {
      case .notAModule: "this is no WebAssembly module of version 1"
      case .truncated: "the module ends too early"
      case .leftOver: "there are bytes left over"
      case .numberTooLarge: "a number is too large for its place"
      case .inconsistent: "functions, types and bodies do not fit together"
      case .beyond32Bits(let number): "\(number) is beyond a memory of 32 bits"
      case .unknownInstruction(let prefix?, let code):
        "unknown instruction \(Self.hex(UInt32(prefix))) \(Self.hex(code))"
      case .unknownInstruction(nil, let code): "unknown instruction \(Self.hex(code))"
      case .unsupported(let name): "\(name) cannot be lowered"
      }
    return "byte \(offset): \(what)"
  }

  private static func hex(_ number: UInt32) -> String { "0x" + String(number, radix: 16) }
}
