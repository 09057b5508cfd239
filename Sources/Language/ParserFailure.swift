/// What the lexer and the parser throw: a ``Diagnostic`` behind one pointer, which is all the room that an error takes at
/// every call, see ``ProgramParser``.
final class ParserFailure: Error {
  let diagnostic: Diagnostic

  init(_ kind: Diagnostic.Kind, _ message: String, hint: String? = nil, at range: SourceRange? = nil) {
    diagnostic = Diagnostic(kind, message, hint: hint, at: range)
  }
}
