/// What the scalar engine looks at for every node, apart from what must be counted as referred to.
struct OperatorTraits: Sendable {
  let shortcut: OperatorShortcut
  let arity: UInt8

  init(_ op: CompiledOperator) {
    shortcut = OperatorShortcut(op)
    arity = UInt8(op.arity)
  }
}
