import Interpreter
import Language

extension Session {
  func fail(_ diagnostic: Diagnostic, _ io: SessionIO) -> Outcome {
    io.notice(rendered(diagnostic))
    return .failed(diagnostic)
  }

  /// Says what is wrong with a command or a word of a walk: in a file or a pipe, where it stands there.
  func fail(
    _ error: Diagnostic, in entry: String, at place: (name: String, line: Int)?, _ io: SessionIO
  ) -> Outcome {
    guard let place else { return fail(error, io) }
    let source = Source(name: place.name, text: entry, firstLine: place.line)
    var placed = error
    placed.range = SourceRange(source: 0, start: 0, end: source.bytes.count)
    if let range = error.range, machine.sources.indices.contains(Int(range.source)) {
      let own = machine.sources[Int(range.source)]
      // What a command is about is a part of it. An error in a function that it calls stands in the function.
      guard own.name == Machine.expressionName, let offset = source.bytes.lastOffset(of: own.bytes) else {
        io.notice(rendered(error))
        io.notice(
          "in \(withoutControlCharacters(place.name)):\(place.line): \(withoutControlCharacters(brief(entry)))"
        )
        return .failed(error)
      }
      placed.range = SourceRange(
        source: 0, start: Int(range.start) + offset, end: Int(range.end) + offset)
    }
    io.notice(placed.rendered(in: source, width: settings.width).text)
    return .failed(error)
  }

  /// The error as it is shown.
  public func rendered(_ diagnostic: Diagnostic) -> String {
    guard let range = diagnostic.range, machine.sources.indices.contains(Int(range.source)) else {
      return "error: \(withoutControlCharacters(diagnostic.message))"
        + (diagnostic.hint.map { "\nhint: \(withoutControlCharacters($0))" } ?? "")
    }
    return diagnostic.rendered(in: machine.sources[Int(range.source)], width: settings.width).text
  }
}

extension [UInt8] {
  /// Where other bytes stand in these for the last time.
  fileprivate func lastOffset(of other: [UInt8]) -> Int? {
    guard !other.isEmpty, other.count <= count else { return nil }
    return (0...(count - other.count)).last { self[$0..<($0 + other.count)].elementsEqual(other) }
  }
}
