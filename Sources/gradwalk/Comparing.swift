import Autodiff
import Interpreter
import Language
import Lessons
import Narration
import Terminal

extension Tool {
  /// `gradwalk compare FILE`: every loss that the program called `backward()` on, on both engines.
  func compare(_ path: String) -> Int32 {
    var session = newSession()
    session.machine.keepsLosses = true
    // The limit is for what is compared: larger graphs are skipped by name, and the program runs on.
    session.machine.limits.nodes = 0
    let outcome: Outcome
    do throws(LoadError) {
      outcome = try path.hasSuffix(".md") ? replayed(path, &session) : ran(path, &session)
    } catch {
      say("error: \(error.message)", as: .error)
      return error.exitCode
    }
    let losses = session.machine.keptLosses.map { loss in
      (loss, (session.lessonLines[loss.source] ?? 1) + loss.line - 1)
    }
    if losses.isEmpty { say("no backward() was called: there is nothing to compare") }
    let code = report(losses, session.machine)
    return max(outcome.exitCode, code)
  }

  /// What a program prints is not what was asked for; its errors and notices are said.
  private func ran(_ path: String, _ session: inout Session) throws(LoadError) -> Outcome {
    let io = SessionIO(
      write: { _ in }, notice: { say($0) }, isInterrupted: { Interrupt.isRequested }, clock: Tool.seconds)
    return session.run(program: try source(path).get(), io)
  }

  private func replayed(_ path: String, _ session: inout Session) throws(LoadError) -> Outcome {
    do throws(LessonError) {
      let library = LessonLibrary(folder: arguments.lessons ?? "lessons")
      for entry in try library.resolveAll([path]) {
        let replay = Replay(
          try entry.readLesson(), session: session, limitSeconds: arguments.fenceSeconds,
          clock: Tool.seconds, isInterrupted: { Interrupt.isRequested })
        session = replay.session
        for problem in replay.problems {
          say("\(entry.stem), line \(problem.line): \(problem.message)")
        }
      }
      return .done
    } catch {
      throw LoadError(message: error.message)
    }
  }

  private func report(_ losses: [(loss: KeptLoss, line: Int)], _ machine: Machine) -> Int32 {
    var entries: [JSON] = []
    var skipped: [String] = []
    var isWithin = true
    for (loss, line) in losses {
      let title = "\(loss.name ?? "loss") (line \(line))"
      let precision = loss.recording[loss.root].precision
      let comparison: EngineComparison
      do throws(OperationError) {
        comparison = try EngineComparison(
          loss.recording, root: loss.root, nodeLimit: arguments.limits.nodes, options: machine.tensorOptions,
          stop: Stop { Interrupt.isRequested })
      } catch {
        if error.kind == .stopped { return 130 }
        skipped.append(title)
        if !arguments.json { printLine("skipped \(title): \(error.message)") }
        continue
      }
      let tolerance = arguments.tolerance ?? (precision == .double ? 1e-12 : 1e-5)
      if !(comparison.largestRelative <= tolerance) { isWithin = false }
      let table = ComparisonTable(
        comparison, loss.recording, style: NumberStyle(digits: arguments.digits ?? 6), rootName: loss.name,
        avoiding: machine.namesInUse)
      if arguments.json {
        entries.append(
          .object([
            ("line", .integer(line)), ("largest_relative", .number(comparison.largestRelative)),
            ("arrays", table.json),
          ]))
      } else {
        printLine(title)
        for line in table.lines(width: width, place: { _ in nil }) {
          printLine(line)
        }
      }
    }
    if arguments.json {
      let report = JSON.object([
        ("losses", .array(entries)), ("skipped", .array(skipped.map { .string($0) })),
      ])
      streams.output.writeLine(report.text)
    }
    return isWithin ? 0 : 1
  }
}
