/// An array's entries where they lie: one after the other, or picked evenly spaced from others.
public struct ArrayView: Sendable {
  public let shape: Shape
  /// The entries, or those among which `indices` picks.
  let stored: [Double]
  let indices: StridedIndices?

  public init(shape: Shape, stored: [Double], indices: StridedIndices? = nil) {
    self.shape = shape
    self.stored = stored
    self.indices = indices
  }

  /// The entries, row by row, which may take a while.
  public func entries(_ stop: Stop) throws(OperationError) -> [Double] {
    guard let indices else { return stored }
    return try indices.gathered(stored, stop)
  }

  /// The entries, row by row.
  public var entries: [Double] { (try? entries(.never)) ?? [] }

  /// Where the entries lie, counted from the first that is stored.
  var placement: Placement {
    let all = Placement(precision: .double, start: 0, count: stored.count)
    guard let indices else { return all }
    return all.taken(at: indices) ?? all
  }
}
