import Language

/// An expression that is asked again and again, with other values for some names: the condition of a break.
public struct Condition: Sendable {
  public let text: String
  /// The names that stand in it.
  public let names: Set<String>
  private let code: Code

  /// - Parameters:
  ///   - name: what errors call the text.
  ///   - machine: where the text is kept, for errors to show.
  public init(_ text: String, name: String, in machine: Machine) throws(Diagnostic) {
    let source = Source(name: name, text: text)
    let id = machine.sourceLog.append(source)
    let syntax = try Parser.parse(source, id: id)
    guard syntax.body.count == 1, case .expression = syntax[syntax.body[0]] else {
      throw Diagnostic(
        .syntax, "a condition is an expression, such as value > 0.9",
        hint: "it knows value, grad, upstream, local, contribution, step and the variables",
        at: syntax.body.first.map { syntax.range(of: $0) })
    }
    self.text = text
    code = try Compiler.compile(syntax, name: name, source: id)
    var names: Set<String> = []
    for case .name(let name) in syntax.expressions { names.insert(name) }
    self.names = names
  }

  /// A condition among the variables of a program, of which it only sees a copy.
  public struct Asking {
    private let condition: Condition
    private var machine: Machine

    public init(_ condition: Condition, _ machine: Machine) {
      self.condition = condition
      self.machine = machine
      self.machine.abandon()
      self.machine.goesOn()
      self.machine.isTracing = false
      self.machine.reportsLoops = false
      // It is asked at many steps, so it must be quick.
      let quick = 100_000 * Machine.stepsOfAnInstruction
      let limit = machine.limits.steps
      self.machine.limits.steps = limit == 0 ? quick : min(limit, quick)
    }

    /// Whether it holds, given what some names stand for. Nothing that it does is seen by the next question.
    public mutating func holds(_ values: [(name: String, value: Object)]) throws(Diagnostic) -> Bool {
      for (name, value) in values { machine.setGlobal(name, value) }
      var copy = machine
      copy.steps = 0
      copy.result = nil
      copy.frames = [Frame(code: condition.code, base: 0, scope: nil, gradientModes: 0)]
      while true {
        switch try copy.run(steps: 100_000) {
        case .finished:
          guard let value = copy.result else { return false }
          do {
            return try copy.isTrue(value)
          } catch {
            // What is neither true nor false is no condition, whatever its numbers are.
            throw Diagnostic(.type, error.message, hint: error.hint)
          }
        case .paused, .loop, .command: continue
        }
      }
    }
  }
}
