/// The tensor programs of the last few graphs, kept for graphs of the same form: a training loop makes the same one again
/// and again.
///
/// It holds nothing but what could be made anew, so that whoever copies its owner may share it.
public final class ProgramCache {
  private var programs: [TensorProgram] = []

  /// How many programs are kept, and how large one may be, in bytes.
  private static let (count, largest) = (4, 64 << 20)
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
      programs.swapAt(0, place)
      return program
    }
    let program = try TensorProgram(recording, entries, arrays, options: options, stop: stop)
    if program.size <= ProgramCache.largest {
      programs.insert(program, at: 0)
      if programs.count > ProgramCache.count { programs.removeLast() }
    }
    return program
  }

  /// Takes a program back.
  func giveBack(_ program: TensorProgram) {
    program.rest()
    if program.remade > ProgramCache.mostRemade { programs.removeAll { $0 === program } }
  }
}
