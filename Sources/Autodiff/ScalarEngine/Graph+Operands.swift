// Operands one by one, for who goes through a large graph and makes no array for each node.

extension Graph {
  /// How many operands a node has.
  public func arity(_ index: Int32) -> Int {
    let node = nodes[Int(index)]
    return node.isLeaf ? 0 : Int(traits[Int(node.tag >> Graph.Node.shift)].arity)
  }

  /// One of the operands of a node, counted from 0.
  public func operand(_ index: Int32, at position: Int) -> Int32 {
    let node = nodes[Int(index)]
    return position == 0 ? node.a : position == 1 ? node.b : node.c
  }
}
