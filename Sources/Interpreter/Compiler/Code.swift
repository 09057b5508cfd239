import Language

/// One instruction of the machine. Operands lie on the stack; what an instruction needs besides is in it.
enum Instruction: Sendable {
  case constant(Object)
  case loadLocal(Int), storeLocal(Int), deleteLocal(Int)
  case loadScoped(depth: Int, slot: Int), storeScoped(depth: Int, slot: Int), deleteScoped(slot: Int)
  case loadGlobal(String), storeGlobal(String), deleteGlobal(String)
  case pop, duplicate, duplicatePair, swap
  /// Puts the top below the two under it: a b c → c a b.
  case rotateThree
  case unary(UnaryOperatorSymbol), binary(BinaryOperatorSymbol), inPlace(BinaryOperatorSymbol)
  case compare(ComparisonOperatorSymbol)
  case jump(Int), jumpIfFalse(Int), jumpIfFalseKeeping(Int), jumpIfTrueKeeping(Int)
  case buildList(Int), buildTuple(Int), buildDictionary(Int), buildSlice
  /// Adds the top to the list under it; extends by it.
  case appendToList(depth: Int), extendList
  case listToTuple
  /// A list of pairs becomes a dict.
  case pairsToDictionary
  case format(FormattedPiece.Conversion?), joinStrings(Int)
  case attribute(String), storeAttribute(String), deleteAttribute(String)
  case loadItem, storeItem, deleteItem
  case iterate, next(end: Int)
  case unpack(Int), unpackStarred(before: Int, after: Int)
  /// Callee and arguments lie on the stack, the keywords' values last.
  case call(positional: Int, keywords: [String])
  /// Callee and a list of the positional arguments lie on the stack, the keywords' values last.
  case callUnpacked(keywords: [String])
  /// Names of ours, seen by what we have written in the language ourselves.
  case loadLibrary(String), storeLibrary(String)
  /// Runs a class's body; makes a class of its variables. The base lies under them.
  case beginClass(Code), endClass(String, hasBase: Bool)
  /// `super()` in a method.
  case loadSuper
  case makeFunction(Code, defaults: Int, keywordDefaults: Int)
  case returnValue
  case enterContext, exitContext
  case assertionFailed(hasMessage: Bool)
  case importModule(String), importName(module: String, name: String), importAll(String)
  /// A statement begins here.
  case statement
  case command(String)
  /// A loop of the top level is at one of its moments.
  case loop(LoopMoment)
  /// Keeps the top as the value of the entry, for the prompt to echo.
  case keepResult
  case finish
}

/// Where a `for` loop of the top level is.
public enum LoopMoment: Sendable {
  /// Before its first iteration.
  case begin
  /// Between two iterations, before the first and after the last one too.
  case between
  /// Left, by its end or by `break`.
  case end
}

/// A function, or the top level of a program, as instructions.
final class Code: Sendable {
  let name: String
  let instructions: [Instruction]
  /// The place in the source of each instruction.
  let ranges: [SourceRange]
  /// Where a call, by its instruction, names its arguments.
  let keywordRanges: [Int: [String: SourceRange]]
  let parameters: Parameters
  /// The names of the local variables by slot; parameters come first.
  let locals: [String]
  /// Whether the variables live in a scope of the heap, since a function inside may keep them.
  let usesScope: Bool
  let documentation: String?
  /// Whether it is ours and not the program's.
  let isLibrary: Bool

  init(
    name: String, instructions: [Instruction], ranges: [SourceRange],
    keywordRanges: [Int: [String: SourceRange]] = [:], parameters: Parameters = Parameters(),
    locals: [String] = [], usesScope: Bool = false, documentation: String? = nil,
    isLibrary: Bool = false
  ) {
    self.name = name
    self.instructions = instructions
    self.ranges = ranges
    self.keywordRanges = keywordRanges
    self.parameters = parameters
    self.locals = locals
    self.usesScope = usesScope
    self.documentation = documentation
    self.isLibrary = isLibrary
  }
}
