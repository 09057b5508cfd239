import Foundation
import Interpreter
import Language
import Lessons
import Terminal

extension Tool {
  /// `gradwalk learn [NAME]`
  func learn(_ name: String?) -> Int32 {
    do throws(LessonError) {
      guard let name else {
        for line in try library().list(ProgressStore(), width: width) { printLine(line) }
        printLine("\ngradwalk learn NAME starts one, or goes on where you left it")
        return 0
      }
      let lesson = try library(for: [name]).resolve(name).readLesson()
      var reader = newReader()
      var classroom = Classroom(
        newSession(), means: means(isInteractive: reader.isTerminal), hasPrompt: false)
      let greeting = "Enter goes on; help WORD explains a word; :quit leaves and keeps your place."
      let lines = reader.isTerminal ? filled(greeting, indent: 0, width: width) : []
      for line in lines { say(line) }
      let outcome = classroom.open(lesson, below: lines.count, windowIO)
      return classroom.isOver ? outcome.exitCode : converse(&classroom, &reader)
    } catch {
      say(error)
      return 3
    }
  }

  /// What lessons work with, at the prompt and from the command line.
  func means(isInteractive: Bool) -> Classroom.Means {
    Classroom.Means(
      library: library, store: ProgressStore(), limitSeconds: arguments.fenceSeconds,
      isInteractive: isInteractive, paint: paint)
  }

  private func paint(_ span: ProseSpan) -> String {
    switch span.style {
    case .plain: span.text
    case .heading: style(.heading, span.text)
    case .bold: style(.bold, span.text)
    case .emphasis: style(.emphasis, span.text)
    case .code: style(.code, span.text)
    }
  }
}
