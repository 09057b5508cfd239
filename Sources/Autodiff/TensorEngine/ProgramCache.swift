/// The tensor programs of the latest graphs and operations, kept for those of the same form: a training loop makes the
/// same ones again and again.
///
/// It holds nothing but what could be made anew, so that whoever copies its owner may share it.
public final class ProgramCache {
  private var programs: [TensorProgram] = []
  /// The values of operators without settings, compiled for rows.
  private var rows: [ObjectIdentifier: RowProgram] = [:]

  /// How many programs are kept, and how large all together may be, in bytes.
  private static let (mostPrograms, mostMemory) = (32, 64 << 20)
  /// Steps that are made anew leave memory behind; after so many the program is given up.
  private static let mostRemade = 256

  public init() {}

  /// A program for a graph: one that served another of its form before, verified array by array, or a new one.
  func program(
    _ recording: Recording, root: EntryID, options: TensorOptions, stop: Stop
  ) throws(OperationError) -> TensorProgram {
    let entries = recording.ancestors(of: root)
    let arrays = recording.programArrays(entries) { $0.owner >= 0 }
    for (place, program) in programs.enumerated() where program.runs(with: options) {
      do throws(OperationError) {
        guard try program.serve(recording, entries, arrays, stop: stop) else { continue }
      } catch {
        // It may be half this graph's and half the other's.
        programs.remove(at: place)
        throw error
      }
      // The latest come first.
      if place > 0 { programs.insert(programs.remove(at: place), at: 0) }
      return program
    }
    let program = try TensorProgram(recording, entries, arrays, options: options, stop: stop)
    programs.insert(program, at: 0)
    return program
  }

  /// Gives up what was used longest ago until the rest is within the bounds.
  private func trim() {
    var memory = 0
    for (place, program) in programs.enumerated() {
      memory += program.size
      guard place < ProgramCache.mostPrograms, memory <= ProgramCache.mostMemory else {
        programs.removeSubrange(place...)
        return
      }
    }
  }

  /// An operator's value as a program over rows of its operands.
  func rows(of op: CompiledOperator) -> RowProgram {
    let key = ObjectIdentifier(op)
    if let known = rows[key] { return known }
    func input(_ position: Int) -> KernelExpression {
      KernelExpression(input: .operand(position < op.arity ? position : 0, entry: 0))
    }
    let program = RowCompiler.compile([op.value(Operands(input(0), input(1), input(2)))])
    if op.isPlain { rows[key] = program }
    return program
  }

  /// Takes a program back.
  func giveBack(_ program: TensorProgram) {
    program.rest()
    if program.remade > ProgramCache.mostRemade { programs.removeAll { $0 === program } }
    trim()
  }
}
