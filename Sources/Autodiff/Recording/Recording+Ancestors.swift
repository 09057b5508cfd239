extension Recording {
  /// The entries that `root` was made from, itself included: each after its operands.
  ///
  /// They come in the order of the program. Those of micrograd's Values come in one of the orders that micrograd may
  /// take, which goes back from an operand to all that it was made of before it looks at the next one.
  public func ancestors(of root: EntryID) -> [EntryID] {
    entries[Int(root.index)].roundsProducts ? depthFirst(from: root) : inOrder(from: root)
  }

  private func inOrder(from root: EntryID) -> [EntryID] {
    // One bit an entry, so that the many that have nothing to do with the root are passed over quickly.
    var words = [UInt64](repeating: 0, count: Int(root.index) / 64 + 1)
    func reach(_ id: EntryID) { words[Int(id.index) / 64] |= 1 << UInt64(id.index % 64) }
    reach(root)
    var found: [EntryID] = []
    for word in stride(from: words.count - 1, through: 0, by: -1) {
      // Operands come before their users, so a word may gain bits below the one under way, never above.
      while words[word] != 0 {
        let bit = 63 - words[word].leadingZeroBitCount
        words[word] &= ~(1 << UInt64(bit))
        let id = EntryID(index: Int32(word * 64 + bit))
        found.append(id)
        for operand in self[id].operands { reach(operand) }
      }
    }
    return found.reversed()
  }

  private func depthFirst(from root: EntryID) -> [EntryID] {
    var isReached = [Bool](repeating: false, count: Int(root.index) + 1)
    isReached[Int(root.index)] = true
    var found: [EntryID] = []
    var path: [(entry: EntryID, next: Int)] = [(entry: root, next: 0)]
    while let (entry, next) = path.last {
      let operands = entries[Int(entry.index)].operands
      guard next < operands.count else {
        found.append(entry)
        path.removeLast()
        continue
      }
      path[path.count - 1].next = next + 1
      let operand = operands[next]
      guard !isReached[Int(operand.index)] else { continue }
      isReached[Int(operand.index)] = true
      path.append((entry: operand, next: 0))
    }
    return found
  }
}
