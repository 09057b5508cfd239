import Autodiff
import Interpreter
import Language
import Narration

extension Command {
  static let graphCommand = Command(
    name: "graph", takes: "L [text] [FILE]", help: "draws the computation graph of L as a tree",
    details: [
      "The result is on top; what is used more than once is drawn once and named at the",
      "other places. Large graphs are folded: :graph h draws the part below h. text lists",
      "the arrays line by line in order of making, by numbers. FILE.svg is a drawing,",
      "FILE.dot is for Graphviz. FILE.svg! replaces a file that is there. In a walk the place",
      "is marked: ═ the edge of a backward step, ▶ the array that a step is within.",
    ], topic: .pictures
  ) { session, line, io throws(Diagnostic) in
    let request = try PictureRequest(
      line, for: "graph", words: ["text"], formats: ["svg", "dot"], example: "loss")
    let text = try request.only("graph")
    let (_, expansion, own) = try session.expansion(of: text, for: "graph")
    let walked = session.walk.flatMap { $0.array(text, serial: own.recording[expansion.root].serial) }
    // What stands in the walk that is open is called as it is there.
    let narrator = walked == nil ? own : session.walk?.narrator ?? own
    let graph = GraphDrawing(
      narrator, root: walked, look: request.file == nil ? session.settings.look : .unicode,
      place: session.walk.flatMap { WalkPlace($0.walk, $0.narrator) })
    guard let file = request.file else {
      if let draw = io.draw, !request.words.contains("text"), graph.count <= GraphDrawing.mostDrawn {
        io.write(draw(graph.svg()) + "\n")
        return .done
      }
      io.lines(request.words.contains("text") ? graph.listing() : graph.tree(width: session.settings.width))
      return .done
    }
    guard let save = io.save else {
      throw Diagnostic(
        .value, "a lesson writes no files", hint: "leave \(brief(file.path)) out to see the graph here")
    }
    let isDrawing = file.path.hasSuffix(".svg")
    guard !isDrawing || graph.count <= GraphDrawing.mostDrawn else {
      throw Diagnostic(
        .limit, "this graph has \(graph.count) arrays, too many for one drawing",
        hint: "draw a part of it, :graph h \(brief(file.path)), or write a .dot")
    }
    try save(isDrawing ? graph.svg() : graph.dot, file)
    io.line("wrote \(file.path): \(graph.count) array\(graph.count == 1 ? "" : "s")")
    return .done
  }
}

extension OpenWalk {
  /// An array of the program in the walk, known by its number among all results; or what is walked, by its name.
  fileprivate func array(_ text: String, serial: Int) -> EntryID? {
    if text == narrator.lossName { return walk.expansion.root }
    return walk.expansion.entries.first { serial > 0 && narrator.recording[$0].serial == serial }
  }
}
