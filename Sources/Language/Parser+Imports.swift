/// The simple statements that are about names.
extension ProgramParser {
  func parseDelete(from start: Int, into body: inout [StatementID]) throws(ParserFailure) {
    let target = try parseExpressions()
    var targets = [target]
    if case .tuple(let elements) = syntax[target] { targets = elements }
    for target in targets { try checkPlace(target, for: "'del'") }
    add(.delete(targets), from: start, to: &body)
  }

  func parseGlobal(from start: Int, into body: inout [StatementID]) throws(ParserFailure) {
    var names: [String] = []
    repeat { names.append(try takeName("a name after 'global'")) } while try take(.comma)
    add(.global(names), from: start, to: &body)
  }

  /// `import a.b as c, d`: one statement for each.
  func parseImport(from start: Int, into body: inout [StatementID]) throws(ParserFailure) {
    var start = start
    while true {
      let path = try parsePath()
      let alias = try take(.as) ? takeName("a name after 'as'") : nil
      add(.importModule(path: path, alias: alias), from: start, to: &body)
      guard try take(.comma) else { return }
      start = token.start
    }
  }

  func parseImportFrom(from start: Int, into body: inout [StatementID]) throws(ParserFailure) {
    if isAt(.dot) || isAt(.ellipsis) {
      throw ParserFailure(
        .syntax, "programs of several files are not in Gradwalk",
        hint: "import from torch, math or micrograd",
        at: range(token.start, token.end))
    }
    let path = try parsePath()
    guard try take(.import) else { throw unexpected("'import'", otherwise: "it reads: from torch import nn") }
    var names: [ImportedName] = []
    if try take(.star) {
      names.append(ImportedName(name: "*", alias: nil))
    } else {
      let hasBracket = try take(.leftParenthesis)
      repeat {
        if hasBracket, isAt(.rightParenthesis), !names.isEmpty { break }
        let name = try takeName("a name after 'import'")
        let alias = try take(.as) ? takeName("a name after 'as'") : nil
        names.append(ImportedName(name: name, alias: alias))
      } while try take(.comma)
      if hasBracket { try close(.rightParenthesis) }
    }
    add(.importNames(path: path, names: names), from: start, to: &body)
  }

  private func parsePath() throws(ParserFailure) -> String {
    var path = try takeName("the name of a module")
    while try take(.dot) { path += "." + (try takeName("a name after the dot")) }
    return path
  }
}
