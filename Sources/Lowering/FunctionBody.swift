extension ModuleLayout {
  func lowerCode(_ section: inout ModuleReader, _ output: inout ModuleWriter) throws(LoweringError) {
    let place = section.offset
    let count = try section.count()
    guard count == functions.count else { throw LoweringError(.inconsistent, at: place) }
    output.count(count)
    for type in functions {
      var body = FunctionBody(try section.part(), self)
      output.part(try body.lowered(parameters: parameters[type]))
    }
  }
}

/// One function's locals and instructions.
///
/// What lies between two places that change is copied as it is. Where an address lies below other operands on the
/// stack, these wait in additional locals while it is cut.
struct FunctionBody {
  enum ValueType: UInt8 {
    case int32 = 0x7F
    case int64 = 0x7E
    case float32 = 0x7D
    case float64 = 0x7C
    case vector = 0x7B
  }

  /// A local that holds an operand for a moment.
  struct Temporary: Hashable {
    let type: ValueType
    /// Which of those that are in use at once.
    let number: Int
  }

  var reader: ModuleReader
  let layout: ModuleLayout
  var output = ModuleWriter()
  /// From where on nothing was copied yet.
  private var copied = 0
  private var locals = 0
  private var temporaries: [Temporary] = []

  init(_ reader: ModuleReader, _ layout: ModuleLayout) {
    self.reader = reader
    self.layout = layout
  }

  mutating func lowered(parameters: Int) throws(LoweringError) -> ModuleWriter {
    let groups = try reader.count()
    let start = reader.offset
    locals = parameters
    for _ in 0..<groups {
      locals += try reader.count()
      guard locals <= UInt32.max else { throw LoweringError(.numberTooLarge, at: reader.offset) }
      try reader.skipNumber()
    }
    let declared = reader.bytes(since: start)
    copied = reader.offset
    while !reader.isAtEnd { try lowerInstruction() }
    copyUp(to: reader.offset)
    var body = ModuleWriter()
    body.count(groups + temporaries.count)
    body.copy(declared)
    for temporary in temporaries {
      body.count(1)
      body.byte(temporary.type.rawValue)
    }
    body.copy(output.bytes[...])
    return body
  }

  /// Copies what was read since the last change, up to the place where something is put in.
  ///
  /// - Parameter place: not after what was read.
  mutating func copyUp(to place: Int) {
    output.copy(reader.bytes(since: copied).prefix(place - copied))
    copied = place
  }

  /// Leaves out what was read: something else has been written in its place.
  mutating func leaveOut() { copied = reader.offset }

  /// `i32.wrap_i64`
  mutating func wrap() { output.byte(0xA7) }

  /// Cuts the address below operands, which are given as they lie on the stack, the uppermost last. With each stands
  /// whether it is to be cut as well.
  mutating func wrap(below operands: [(place: Temporary, isWrapped: Bool)]) {
    for operand in operands.reversed() {
      output.byte(0x21)
      output.count(index(of: operand.place))
    }
    wrap()
    for operand in operands {
      output.byte(0x20)
      output.count(index(of: operand.place))
      if operand.isWrapped { wrap() }
    }
  }

  private mutating func index(of temporary: Temporary) -> Int {
    if let known = temporaries.firstIndex(of: temporary) { return locals + known }
    temporaries.append(temporary)
    return locals + temporaries.count - 1
  }
}
