import Language

extension Machine {
  /// Every name that the program has given to something, or is going to: nothing of ours may be called so.
  public var namesInUse: Set<String> { sourceLog.boundNames.union(globalNames) }
}

extension Syntax {
  /// Every name that is bound anywhere: variables, parameters, attributes, functions, classes, imports.
  var boundNames: Set<String> {
    var names: Set<String> = []
    for statement in statements {
      switch statement {
      case .assignment(let targets, _), .delete(let targets): for target in targets { bind(target, &names) }
      case .augmentedAssignment(_, let target, _), .forLoop(let target, _, _): bind(target, &names)
      case .with(_, let target, _): if let target { bind(target, &names) }
      case .function(let function):
        names.insert(function.name)
        bind(function.parameters, &names)
      case .classDefinition(let name, _, _): names.insert(name)
      case .importModule(let path, let alias): names.insert(alias ?? path)
      case .importNames(_, let imported): for name in imported { names.insert(name.alias ?? name.name) }
      case .global(let globals): names.formUnion(globals)
      case .expression, .conditional, .whileLoop, .breakLoop, .continueLoop, .pass, .returnValue, .assertion,
        .command:
        break
      }
    }
    for expression in expressions {
      switch expression {
      case .lambda(let parameters, _): bind(parameters, &names)
      case .listComprehension(_, let clauses), .dictionaryComprehension(_, let clauses):
        for clause in clauses { bind(clause.target, &names) }
      default: break
      }
    }
    return names
  }

  private func bind(_ parameters: Parameters, _ names: inout Set<String>) {
    for parameter in parameters.positional + parameters.keywordOnly { names.insert(parameter.name) }
    if let rest = parameters.rest { names.insert(rest) }
  }

  /// What an assignment to a target binds.
  private func bind(_ target: ExpressionID, _ names: inout Set<String>) {
    // Targets may be nested as deep as brackets are.
    var pending = [target]
    while let next = pending.popLast() {
      switch self[next] {
      case .name(let name), .attribute(_, let name): names.insert(name)
      case .tuple(let parts), .list(let parts): pending += parts
      case .starred(let part): pending.append(part)
      default: break
      }
    }
  }
}
