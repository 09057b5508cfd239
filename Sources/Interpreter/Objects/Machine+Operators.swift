import Autodiff
import Language

extension Machine {
  mutating func unary(_ symbol: UnaryOperatorSymbol, _ x: Object) throws(Diagnostic) -> Object {
    switch (symbol, x) {
    case (.not, _): return .boolean(try !truth(of: x))
    case (_, .instance):
      let names: [UnaryOperatorSymbol: String] = [.minus: "__neg__", .plus: "__pos__", .invert: "__invert__"]
      if let name = names[symbol], let result = try unaryCall(name, x) { return result }
      throw Diagnostic(
        .type, "'\(symbol.rawValue)' does not work on \(describe(x))",
        hint: names[symbol].map { "its class has no \($0)" })
    case (.minus, .integer(let value)):
      guard value != .min else { throw overflow() }
      return .integer(-value)
    case (.minus, .float(let value)): return .float(-value)
    case (.minus, .boolean(let value)): return .integer(value ? -1 : 0)
    case (.minus, .tensor) where isValue(x): return try negated(x)
    case (.minus, .tensor): return try elementwise(Negate(), [x])
    case (.plus, .tensor(let handle)) where heap.tensor(handle).dtype == .bool:
      throw Diagnostic(
        .type, "there is no '+' in front of a tensor of Booleans", hint: "x * 1 makes numbers of them")
    case (.plus, .integer), (.plus, .float), (.plus, .tensor): return x
    case (.plus, .boolean(let value)): return .integer(value ? 1 : 0)
    case (.invert, .integer(let value)): return .integer(~value)
    case (.invert, .boolean(let value)): return .integer(value ? -2 : -1)
    case (.invert, .tensor(let handle)) where !heap.tensor(handle).dtype.isFloating:
      let tensor = heap.tensor(handle)
      let isBoolean = tensor.dtype == .bool
      return try wholeTensor(
        wholes(of: handle).map { isBoolean ? 1 - $0 : ~$0 }, tensor.shape, tensor.dtype)
    case (.invert, .tensor):
      throw Diagnostic(
        .type, "'~' turns True and False, or the bits of whole numbers, not floats",
        hint: "1 - x turns 0.0 and 1.0; ~(x > 0) a comparison")
    default: throw Diagnostic(.type, "'\(symbol.rawValue)' does not work on \(describe(x))")
    }
  }

  mutating func binary(_ symbol: BinaryOperatorSymbol, _ a: Object, _ b: Object) throws(Diagnostic) -> Object
  {
    switch (a, b) {
    case (.integer(let x), .integer(let y)): return try integers(symbol, x, y)
    case (.float, .float), (.float, .integer), (.integer, .float):
      guard !symbol.isOfBits, symbol != .matrixMultiply, let x = number(a), let y = number(b) else {
        throw unsupported(symbol, a, b)
      }
      return try floats(symbol, x, y)
    case (.boolean(let x), .boolean(let y)) where [.bitAnd, .bitOr, .bitXor].contains(symbol):
      return .boolean(symbol == .bitAnd ? x && y : symbol == .bitOr ? x || y : x != y)
    case (.boolean(let x), .integer), (.boolean(let x), .float), (.boolean(let x), .boolean):
      return try binary(symbol, .integer(x ? 1 : 0), b)
    case (.integer, .boolean(let y)), (.float, .boolean(let y)):
      return try binary(symbol, a, .integer(y ? 1 : 0))
    case (.tensor, .tensor), (.tensor, .integer), (.tensor, .float), (.tensor, .boolean), (.integer, .tensor),
      (.float, .tensor), (.boolean, .tensor):
      if let result = try values(symbol, a, b) { return result }
      return try tensors(symbol, a, b)
    case (.instance, _), (_, .instance):
      guard let own = operatorCall(symbol, a, b) else { throw unsupported(symbol, a, b) }
      return try callNow(own.method, own.arguments)
    default: return try sequences(symbol, a, b)
    }
  }

  func overflow() -> Diagnostic {
    Diagnostic(
      .value, "the result is an integer that does not fit in 64 bits", hint: "use floats: 2.0 ** 100")
  }

  private func divisionByZero() -> Diagnostic {
    Diagnostic(
      .value, "division by zero", hint: "tensors divide by zero to inf or nan; Python's numbers do not")
  }

  private func integers(_ symbol: BinaryOperatorSymbol, _ x: Int, _ y: Int) throws(Diagnostic) -> Object {
    func checked(_ result: (partialValue: Int, overflow: Bool)) throws(Diagnostic) -> Object {
      guard !result.overflow else { throw overflow() }
      return .integer(result.partialValue)
    }
    switch symbol {
    case .add: return try checked(x.addingReportingOverflow(y))
    case .subtract: return try checked(x.subtractingReportingOverflow(y))
    case .multiply: return try checked(x.multipliedReportingOverflow(by: y))
    case .divide: return try floats(.divide, Double(x), Double(y))
    case .floorDivide, .modulo:
      guard y != 0 else { throw divisionByZero() }
      guard !(x == .min && y == -1) else {
        if symbol == .modulo { return .integer(0) }
        throw overflow()
      }
      let (quotient, remainder) = x.quotientAndRemainder(dividingBy: y)
      let isBelow = remainder != 0 && (remainder < 0) != (y < 0)
      return .integer(symbol == .floorDivide ? quotient - (isBelow ? 1 : 0) : remainder + (isBelow ? y : 0))
    case .power:
      guard y >= 0 else { return try floats(.power, Double(x), Double(y)) }
      var (result, base, exponent) = (1, x, y)
      while exponent > 0 {
        if exponent & 1 == 1 {
          let product = result.multipliedReportingOverflow(by: base)
          guard !product.overflow else { throw overflow() }
          result = product.partialValue
        }
        exponent >>= 1
        if exponent > 0 {
          let square = base.multipliedReportingOverflow(by: base)
          guard !square.overflow else { throw overflow() }
          base = square.partialValue
        }
      }
      return .integer(result)
    case .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight: return .integer(try bits(symbol, x, y))
    case .matrixMultiply: throw unsupported(symbol, .integer(x), .integer(y))
    }
  }

  /// A result of Python's floats, which stop where they leave their range.
  ///
  /// - Parameter text: how it was asked for.
  func inRange(
    _ result: Double, of operands: [Double], _ text: @autoclosure () -> String
  ) throws(Diagnostic) -> Double {
    guard result.isInfinite, operands.allSatisfy({ $0.isFinite }) else { return result }
    throw Diagnostic(
      .value, "\(text()) is too large for a float",
      hint: "tensors go to inf there; Python's numbers do not")
  }

  private func floats(_ symbol: BinaryOperatorSymbol, _ x: Double, _ y: Double) throws(Diagnostic) -> Object {
    switch symbol {
    case .add: return .float(x + y)
    case .subtract: return .float(x - y)
    case .multiply: return .float(x * y)
    case .divide:
      guard y != 0 else { throw divisionByZero() }
      return .float(x / y)
    case .floorDivide, .modulo:
      guard y != 0 else { throw divisionByZero() }
      // As Python: the remainder first, exactly, then the quotient from it.
      var remainder = x.truncatingRemainder(dividingBy: y)
      var quotient = (x - remainder) / y
      if remainder == 0 {
        remainder = Double(signOf: y, magnitudeOf: 0)
      } else if (remainder < 0) != (y < 0) {
        remainder += y
        quotient -= 1
      }
      if symbol == .modulo { return .float(remainder) }
      let floored = quotient.rounded(.down)
      return .float(quotient - floored > 0.5 ? floored + 1 : floored)
    case .power:
      if x == 0, y < 0 { throw divisionByZero() }
      if x < 0, y != y.rounded() {
        throw Diagnostic(
          .value, "a negative number to a power that is not whole is not a real number",
          hint: "for the negative root, write -(8 ** 0.5)")
      }
      return .float(
        try inRange(
          x.pythonPower(y), of: [x, y], "\(NumberFormat.shortest(x)) ** \(NumberFormat.shortest(y))"))
    case .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight, .matrixMultiply:
      preconditionFailure("these are not for floats, as was checked")
    }
  }

  func unsupported(_ symbol: BinaryOperatorSymbol, _ a: Object, _ b: Object) -> Diagnostic {
    Diagnostic(
      .type, "'\(symbol.rawValue)' does not work between \(describe(a)) and \(describe(b))",
      hint: operatorHint(symbol, a, b))
  }

  private func operatorHint(_ symbol: BinaryOperatorSymbol, _ a: Object, _ b: Object) -> String? {
    switch (a, b) {
    case (.instance, _), (_, .instance): return "its class has no __\(symbol.methodName)__"
    case (.none, _), (_, .none):
      return "None is what a function without return gives, and .grad before backward()"
    case (.list, _), (_, .list): return "tensor([…]) makes a tensor of a list"
    case (.string, .integer), (.string, .float), (.string, .boolean), (.string, .tensor), (.integer, .string),
      (.float, .string), (.boolean, .string), (.tensor, .string):
      return symbol == .add
        ? "str(…) makes a string of a number, float(…) a number of a string"
        : "float(…) makes a number of a string"
    case (.string, .string): return "+ puts strings together; float(…) makes a number of a string"
    case (.tuple(let handle), _), (_, .tuple(let handle)):
      guard heap.tuple(handle).allSatisfy(isNumeric) else { return nil }
      return "1,5 is a pair of numbers: a decimal number has a point, 1.5"
    default:
      if symbol == .bitXor { return "a power is written **: x ** 2" }
      if symbol.isOfBits { return "they work on whole numbers; of comparisons, write: a > 0 and b > 0" }
      return symbol == .matrixMultiply ? "use * to multiply numbers" : nil
    }
  }

  private mutating func sequences(_ symbol: BinaryOperatorSymbol, _ a: Object, _ b: Object) throws(Diagnostic)
    -> Object
  {
    switch (symbol, a, b) {
    case (.add, .string(let x), .string(let y)):
      try charge(x.utf8.count + y.utf8.count)
      // Copying a long text over and over takes its time.
      try chargeSteps((x.utf8.count + y.utf8.count) / 256)
      return .string(x + y)
    case (.add, .list(let x), .list(let y)): return try newList(try joined(heap.list(x), heap.list(y)))
    case (.add, .tuple(let x), .tuple(let y)):
      return newTuple(try joined(heap.tuple(x), heap.tuple(y)), isSize(x) || isSize(y) ? .size : .plain)
    case (.multiply, .string(let x), .integer(let n)), (.multiply, .integer(let n), .string(let x)):
      let count = max(n, 0).multipliedReportingOverflow(by: x.utf8.count)
      try charge(count.overflow ? .max : count.partialValue)
      return .string(try repeated(x, n))
    case (.multiply, .list(let x), .integer(let n)), (.multiply, .integer(let n), .list(let x)):
      return try newList(try repeated(heap.list(x), n))
    case (.multiply, .tuple(let x), .integer(let n)), (.multiply, .integer(let n), .tuple(let x)):
      return newTuple(try repeated(heap.tuple(x), n), isSize(x) ? .size : .plain)
    // A whole number may stand in a tensor, or be True.
    case (.multiply, .list, .tensor), (.multiply, .tuple, .tensor), (.multiply, .string, .tensor),
      (.multiply, .list, .boolean), (.multiply, .tuple, .boolean), (.multiply, .string, .boolean):
      return try sequences(symbol, a, .integer(try integer(b, what: "how often it is repeated")))
    case (.multiply, .tensor, .list), (.multiply, .tensor, .tuple), (.multiply, .tensor, .string),
      (.multiply, .boolean, .list), (.multiply, .boolean, .tuple), (.multiply, .boolean, .string):
      return try sequences(symbol, .integer(try integer(a, what: "how often it is repeated")), b)
    case (.modulo, .string(let format), _): return .string(try percentFormatted(format, b))
    default: throw unsupported(symbol, a, b)
    }
  }

  /// Whether a tuple is a `torch.Size`.
  func isSize(_ tuple: Handle) -> Bool { if case .tuple(_, .size) = heap[tuple] { true } else { false } }

  private mutating func repeated(_ items: [Object], _ n: Int) throws(Diagnostic) -> [Object] {
    let count = max(n, 0).multipliedReportingOverflow(by: items.count)
    // Held against the limit before any memory is touched; building the list charges it.
    guard !count.overflow else { throw tooManyElements() }
    try checkRoom(count.partialValue)
    try work(count.partialValue)
    let length = items.count
    var place = -1
    return try made(count.partialValue) { _ in
      place = place + 1 < length ? place + 1 : 0
      return items[place]
    }
  }

  /// A text again and again, doubled as often as that goes.
  mutating func repeated(_ text: String, _ n: Int) throws(Diagnostic) -> String {
    guard n > 0, !text.isEmpty else { return "" }
    try work(text.utf8.count * n / 8)
    var result = ""
    result.reserveCapacity(text.utf8.count * n)
    // Pieces that are copied in no time.
    var piece = text
    var left = n
    var times = 1
    while times < left, piece.utf8.count < 1 << 20 {
      piece += piece
      times *= 2
    }
    while left > 0 {
      while times > left {
        piece = String(String.UnicodeScalarView(piece.unicodeScalars.prefix(piece.unicodeScalars.count / 2)))
        times /= 2
      }
      result += piece
      left -= times
      try tick(piece.utf8.count / 16)
    }
    return result
  }

  /// One after the other.
  private mutating func joined(_ x: [Object], _ y: [Object]) throws(Diagnostic) -> [Object] {
    try checkRoom(x.count + y.count)
    try work(x.count + y.count)
    return try made(x.count + y.count) { $0 < x.count ? x[$0] : y[$0 - x.count] }
  }

  /// `a += b` and its like: lists and tensors change, everything else is a new object.
  mutating func inPlace(_ symbol: BinaryOperatorSymbol, _ a: Object, _ b: Object) throws(Diagnostic) -> Object
  {
    switch (symbol, a) {
    case (.add, .list(let handle)):
      let items = try items(of: b)
      try charge(items.count)
      heap.changeList(handle) { $0 += items }
      return a
    case (_, .tensor(let handle)) where !heap.tensor(handle).isValue:
      let result = try binary(symbol, a, b)
      try change(handle, to: result, by: "\(symbol.rawValue)=")
      return a
    default: return try binary(symbol, a, b)
    }
  }
}
