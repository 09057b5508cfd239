import Autodiff

/// What `x[index]` picks of a tensor, by PyTorch's rules.
///
/// Whole numbers, slices, `...` and `None` make a view. Index arrays (tensors and lists of whole numbers, masks, True
/// and False) pick entry by entry; a whole number beside them only takes its dimension away, as it does alone.
struct Selection {
  /// One part of an index, its dimension known.
  enum Part {
    /// One entry of a dimension, which then is gone.
    case entry(Int)
    case slice(start: Int, count: Int, step: Int)
    case newAxis
    /// Entries of a dimension, in the shape of an index array.
    case array(places: [Int], shape: Shape)
    /// True or False: a new dimension of one entry or of none, picked like by an index array.
    case flag(Bool)
  }

  let parts: [Part]
  let shape: Shape

  /// A dimension of the result, before index arrays are joined.
  private struct Axis {
    var length: Int
    var stride: Int
    var array: (places: [Int], shape: Shape)?
  }

  private func axes(_ layout: TensorObject.Layout) -> (axes: [Axis], offset: Int) {
    var axes: [Axis] = []
    var offset = layout.offset
    var dimension = 0
    for part in parts {
      switch part {
      case .newAxis: axes.append(Axis(length: 1, stride: 0))
      case .flag(let isOn): axes.append(Axis(length: 1, stride: 0, array: (isOn ? [0] : [], [isOn ? 1 : 0])))
      case .entry(let place):
        offset += place * layout.strides[dimension]
        dimension += 1
      case .slice(let start, let count, let step):
        let stride = layout.strides[dimension]
        if count > 0 { offset += start * stride }
        axes.append(Axis(length: count, stride: count > 1 ? step * stride : stride))
        dimension += 1
      case .array(let places, let shape):
        axes.append(
          Axis(length: self.shape[dimension], stride: layout.strides[dimension], array: (places, shape)))
        dimension += 1
      }
    }
    return (axes, offset)
  }

  /// The view of a layout; only where nothing is picked by index arrays.
  func arranged(_ layout: TensorObject.Layout) -> (shape: Shape, layout: TensorObject.Layout) {
    let (axes, offset) = axes(layout)
    return (
      Shape(axes.map { $0.length }), TensorObject.Layout(strides: axes.map { $0.stride }, offset: offset)
    )
  }

  /// Whether index arrays take part.
  var picksByArrays: Bool {
    parts.contains {
      switch $0 {
      case .array, .flag: true
      default: false
      }
    }
  }

  /// The shape of the result and, for each of its entries, the place among the tensor's own; `nil` for a view.
  ///
  /// The dimensions of the index arrays, stretched to a common shape, stand where the arrays did if these are
  /// neighbours, else in front.
  func picked(_ common: Shape, stop: Stop) throws(OperationError) -> (shape: Shape, sources: [Int32]) {
    var pace = Pace(stop)
    let (axes, offset) = axes(TensorObject.Layout(strides: shape.strides, offset: 0))
    let arrays = axes.indices.filter { axes[$0].array != nil }
    let areNeighbours = arrays.last.map { $0 - arrays[0] == arrays.count - 1 } ?? true
    let front = areNeighbours ? arrays.first ?? 0 : 0
    let plain = axes.filter { $0.array == nil }
    let (before, after) = (plain[..<front], plain[front...])
    func places(_ axes: ArraySlice<Axis>, from offset: Int) -> [Int32] {
      Shape.indices(shape: Shape(axes.map { $0.length }), strides: axes.map { $0.stride }, offset: offset)
    }
    var middle = try pace.array(common.count) { _ in 0 }
    for axis in arrays {
      guard let array = axes[axis].array else { continue }
      let stretch = array.shape == common ? nil : array.shape.indices(broadcastTo: common)
      try pace.each(common.count) { i in
        middle[i] += array.places[stretch.map { Int($0[i]) } ?? i] * axes[axis].stride
      }
    }
    let (outer, inner) = (places(before, from: offset), places(after, from: 0))
    var sources: [Int32] = []
    sources.reserveCapacity(outer.count * middle.count * inner.count)
    for o in outer {
      for m in middle {
        for i in inner { sources.append(o + Int32(m) + i) }
        try pace.did(inner.count)
      }
    }
    let dimensions = before.map { $0.length } + common.dimensions + after.map { $0.length }
    return (Shape(dimensions), sources)
  }

  /// The shapes of the index arrays.
  var arrayShapes: [Shape] {
    axes(TensorObject.Layout(strides: shape.strides, offset: 0)).axes.compactMap { $0.array?.shape }
  }
}
