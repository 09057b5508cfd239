/// Rules of more entries than this are not spelled out for whole rows: the program would be long, and there are
/// few groups to share it.
private let longestSpelledGroup = 256

extension Grouping {
  /// For each entry of a group, its places in all groups.
  var places: [IndexList] { offsets.map { starts.moved(by: Int($0)) } }

  var isSpelledForRows: Bool {
    offsets.count <= longestSpelledGroup && !starts.isEmpty && isDisjoint
  }

  /// Whether no entry belongs to two groups.
  var isDisjoint: Bool {
    if case .strided(let starts) = starts, case .strided(let offsets) = offsets,
      starts.combined(with: offsets).areDistinct
    {
      return true
    }
    let last = Int(starts.max() ?? 0) + Int(offsets.max() ?? 0)
    var isTaken = [Bool](repeating: false, count: last + 1)
    let offsets = offsets.table
    for start in starts {
      for offset in offsets {
        if isTaken[Int(start + offset)] { return false }
        isTaken[Int(start + offset)] = true
      }
    }
    return true
  }
}

extension Reduce {
  public func tensorStep(_ site: StepSite) throws(OperationError) -> TensorStep? {
    // The entries of a sum all get the same, group by group: so it does not matter where one is met twice.
    let addsUp =
      switch rule.kind {
      case .sum, .mean: true;
      default: false
      }
    guard site.hasSeparateGradients || addsUp, !grouping.offsets.isEmpty else { return nil }
    switch site.precision {
    case .single: return try step(Float.self, site)
    case .double: return try step(Double.self, site)
    case .half, .brain: return nil
    }
  }

  private func step<Element: TensorElement>(
    _: Element.Type, _ site: StepSite
  ) throws(OperationError) -> TensorStep? {
    switch rule.kind {
    case .sum: return TensorStep(SumStep<Element>(site, grouping, isMean: false))
    case .mean: return TensorStep(SumStep<Element>(site, grouping, isMean: true))
    case .variance(let variance) where variance.freedom(grouping.offsets.count) > 0:
      return TensorStep(
        VarianceStep<Element>(site, grouping, correction: variance.correction, root: variance.root))
    case .variance, .product, .extreme, .other: break
    }
    guard !rule.choosesByValue, grouping.isSpelledForRows else { return nil }
    let rule = rule
    return TensorStep(
      try GroupStep<Element>(
        site, inputs: grouping.places, outputs: [.strided(StridedIndices(count: grouping.starts.count))]
      ) { entries, builder throws(OperationError) in [try rule.reduce(entries, into: &builder)] })
  }
}

extension MapGroups {
  public func tensorStep(_ site: StepSite) throws(OperationError) -> TensorStep? {
    guard site.hasSeparateGradients else { return nil }
    switch site.precision {
    // Sums so far are added up in 64 bits.
    case .single: return rule.kind.isRunningSum ? nil : try step(Float.self, site)
    case .double: return try step(Double.self, site)
    case .half, .brain: return nil
    }
  }

  private func step<Element: TensorElement>(
    _: Element.Type, _ site: StepSite
  ) throws(OperationError) -> TensorStep? {
    guard grouping.isSpelledForRows else {
      guard case .softmax(let kind) = rule.kind, grouping.isDisjoint,
        (2...SoftmaxRows<Element>.longest).contains(grouping.offsets.count)
      else { return nil }
      return TensorStep(SoftmaxStep<Element>(site, grouping, kind))
    }
    let places = grouping.places
    let rule = rule
    return TensorStep(
      try GroupStep<Element>(site, inputs: places, outputs: places) {
        entries, builder throws(OperationError) in
        try rule.map(entries, into: &builder)
      })
  }
}
