/// A layered drawing of a graph without cycles, top-down, after Sugiyama, Tagawa and Toda (1981).
///
/// Every box lies below all that it was made from. An edge over several layers runs through places of its own in the
/// layers between, which all edges of one box share, so that no edge runs through a box. The order within the layers
/// is swept towards few crossings, and the boxes are then moved as near to their neighbours as their order lets them.
struct LayeredLayout {
  struct Size {
    let width: Double
    let height: Double
  }

  /// A box, or a place where an edge passes a layer.
  struct Place {
    /// The box; `nil` where an edge passes.
    let box: Int?
    let layer: Int
    let width: Double
    var x = 0.0
    /// Places one layer up and one layer down that it is joined to.
    var above: [Int] = []
    var below: [Int] = []
  }

  /// The boxes come first, in their order.
  private(set) var places: [Place] = []
  /// The places of each layer, left to right.
  private(set) var layers: [[Int]] = []

  /// - Parameter operands: for each box what it was made from, all of them earlier boxes.
  init(_ sizes: [Size], operands: [[Int]]) {
    let layer = LayeredLayout.layers(operands)
    for (box, size) in sizes.enumerated() {
      places.append(Place(box: box, layer: layer[box], width: size.width))
    }
    // The last place of each box's edges, and how they go on.
    var trails = sizes.indices.map { [$0] }
    for (user, sources) in operands.enumerated() {
      for source in sources {
        while layer[source] + trails[source].count < layer[user] {
          let last = trails[source][trails[source].count - 1]
          places.append(Place(box: nil, layer: layer[source] + trails[source].count, width: 8))
          trails[source].append(places.count - 1)
          join(last, places.count - 1)
        }
        join(trails[source][layer[user] - layer[source] - 1], user)
      }
    }
    layers = [[Int]](repeating: [], count: (layer.max() ?? 0) + 1)
    for (index, place) in places.enumerated() { layers[place.layer].append(index) }
    order()
    align()
  }

  private mutating func join(_ upper: Int, _ lower: Int) {
    guard !places[upper].below.contains(lower) else { return }
    places[upper].below.append(lower)
    places[lower].above.append(upper)
  }

  /// The longest way from what came from outside; that itself stands right above its first user.
  private static func layers(_ operands: [[Int]]) -> [Int] {
    var layer = operands.map { _ in 0 }
    for (box, sources) in operands.enumerated() { layer[box] = (sources.map { layer[$0] + 1 }.max() ?? 0) }
    var highest = operands.map { _ in Int.max }
    for (box, sources) in operands.enumerated() {
      for source in sources { highest[source] = min(highest[source], layer[box]) }
    }
    for box in operands.indices where operands[box].isEmpty && highest[box] < .max {
      layer[box] = highest[box] - 1
    }
    return layer
  }

  // MARK: Order

  private mutating func order() {
    var best = layers
    var fewest = crossings
    for sweep in 0..<24 where fewest > 0 {
      let down = sweep.isMultiple(of: 2)
      for row in down ? Array(layers.indices) : layers.indices.reversed() { sort(row, down: down) }
      let now = crossings
      if now < fewest { (best, fewest) = (layers, now) }
    }
    layers = best
  }

  /// Orders a layer by the mean places of what its members are joined to in the layer before.
  private mutating func sort(_ row: Int, down: Bool) {
    let before = down ? row - 1 : row + 1
    guard layers.indices.contains(before) else { return }
    var rank = [Int: Double]()
    for (i, place) in layers[before].enumerated() { rank[place] = Double(i) }
    let keyed = layers[row].enumerated().map { i, place -> (key: Double, old: Int, place: Int) in
      let neighbours = (down ? places[place].above : places[place].below).compactMap { rank[$0] }
      // What is joined to nothing there stays about where it is.
      let own = Double(i) / Double(max(layers[row].count, 1)) * Double(layers[before].count)
      return (neighbours.isEmpty ? own : neighbours.reduce(0, +) / Double(neighbours.count), i, place)
    }
    layers[row] = keyed.sorted { ($0.key, $0.old) < ($1.key, $1.old) }.map { $0.place }
  }

  /// How many pairs of edges cross.
  var crossings: Int {
    var count = 0
    for row in layers.indices.dropLast() {
      var rank: [Int: Int] = [:]
      for (i, place) in layers[row + 1].enumerated() { rank[place] = i }
      // Inversions among the lower ends, read from left to right above; counted with sums over a tree.
      var tree = [Int](repeating: 0, count: layers[row + 1].count + 1)
      var seen = 0
      for place in layers[row] {
        let ends = places[place].below.compactMap { rank[$0] }
        for end in ends {
          var (i, notRight) = (end + 1, 0)
          while i > 0 {
            notRight += tree[i]
            i -= i & -i
          }
          count += seen - notRight
        }
        for end in ends {
          var i = end + 1
          while i < tree.count {
            tree[i] += 1
            i += i & -i
          }
          seen += 1
        }
      }
    }
    return count
  }

  // MARK: Places

  private static let gap = 26.0

  private mutating func align() {
    for row in layers.indices {
      var x = 0.0
      for place in layers[row] {
        places[place].x = x + places[place].width / 2
        x += places[place].width + LayeredLayout.gap
      }
      for place in layers[row] { places[place].x -= x / 2 }
    }
    for sweep in 0..<40 {
      let down = sweep.isMultiple(of: 2)
      for row in down ? Array(layers.indices) : layers.indices.reversed() {
        move(row) { down ? $0.above : $0.below }
      }
    }
    for row in layers.indices { move(row) { $0.above + $0.below } }
    let left = places.map { $0.x - $0.width / 2 }.min() ?? 0
    for index in places.indices { places[index].x -= left }
  }

  /// How strongly two places that are joined attract each other: edges that pass want to be straight, and what came
  /// from outside stands aside of the chain that it is put into.
  private func pull(_ a: Int, _ b: Int) -> Double {
    func isOutside(_ index: Int) -> Bool { places[index].box != nil && places[index].above.isEmpty }
    if places[a].box == nil, places[b].box == nil { return 8 }
    return isOutside(a) || isOutside(b) ? 0.1 : 1
  }

  /// Moves the members of a layer towards the mean of their neighbours, keeping their order and distances: the least
  /// sum of squares, by pooling those that push against each other.
  private mutating func move(_ row: Int, _ side: (Place) -> [Int]) {
    struct Pool {
      var weight: Double
      var sum: Double
      var count: Int
      var mean: Double { sum / weight }
    }
    var offset = 0.0
    var offsets: [Double] = []
    var pools: [Pool] = []
    for (i, index) in layers[row].enumerated() {
      let place = places[index]
      if i > 0 {
        let last = places[layers[row][i - 1]]
        offset += (last.width + place.width) / 2 + LayeredLayout.gap
      }
      offsets.append(offset)
      let neighbours = side(place)
      let pulls = neighbours.map { pull(index, $0) }
      let total = pulls.reduce(0, +)
      let mean =
        neighbours.isEmpty ? place.x : zip(neighbours, pulls).reduce(0) { $0 + places[$1.0].x * $1.1 } / total
      // What is joined to nothing gives way.
      let weight = neighbours.isEmpty ? 0.01 : total
      pools.append(Pool(weight: weight, sum: weight * (mean - offset), count: 1))
      while pools.count > 1, pools[pools.count - 2].mean > pools[pools.count - 1].mean {
        let last = pools.removeLast()
        pools[pools.count - 1].weight += last.weight
        pools[pools.count - 1].sum += last.sum
        pools[pools.count - 1].count += last.count
      }
    }
    var i = 0
    for pool in pools {
      for _ in 0..<pool.count {
        places[layers[row][i]].x = pool.mean + offsets[i]
        i += 1
      }
    }
  }
}
