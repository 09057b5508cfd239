import Language

extension Command {
  /// The commands of lessons. A ``Classroom`` and the lesson in it answer them; here they only have their help,
  /// and a refusal for where there is neither.
  static let lessonCommands: [Command] = [
    atThePrompt(name: "lessons", takes: "", help: "the lessons, and how far you have come in each"),
    atThePrompt(name: "learn", takes: "NAME", help: "opens a lesson, or goes on where you left it"),
    atThePrompt(
      name: "progress", takes: "[forget NAME]",
      help: "what you have answered; in a lesson, its questions; forget: begins anew"),
    inALesson(name: "next", takes: "", help: "goes on; undoes what you tried beside the lesson's path"),
    inALesson(name: "hint", takes: "[N]", help: "the next hint, or hint N again"),
    inALesson(name: "skip", takes: "", help: "shows the answer and goes on; jumps over an optional part"),
    inALesson(
      name: "again", takes: "[QUESTION]",
      help:
        "shows the place again, or goes back to a question by its number or first words; at the end, to those that took help"
    ),
    inALesson(name: "list", takes: "", help: "the whole of the code that was folded last"),
  ]

  private static func atThePrompt(name: String, takes: String, help: String) -> Command {
    Command(name: name, takes: takes, help: help, topic: .lessons) { _, _, _ throws(Diagnostic) in
      throw Diagnostic(
        .value, ":\(name) stands at the prompt, not inside a program", hint: "type it in gradwalk")
    }
  }

  private static func inALesson(name: String, takes: String, help: String) -> Command {
    Command(name: name, takes: takes, help: help, topic: .inLesson) { _, _, _ throws(Diagnostic) in
      throw Diagnostic(
        .value, ":\(name) belongs to a lesson, and none is open",
        hint: ":lessons lists them, :learn NAME opens one")
    }
  }
}
