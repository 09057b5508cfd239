import Autodiff

import Language

/// The eigenvalues and eigenvectors of a symmetric matrix.
///
/// Householder's reduction to three diagonals, then implicit QL steps: Bowdler, Martin, Reinsch & Wilkinson,
/// Numerische Mathematik 11, 1968. Every loop goes along rows; the eigenvectors are rows as well.
struct SymmetricEigenvectors {
  /// In no particular order.
  private(set) var values: [Double]
  private(set) var vectors: [[Double]]

  /// - Parameters:
  ///   - matrix: symmetric, of finite entries, at least 1 × 1.
  ///   - worked: told how many entries were gone through; it throws to stop.
  init(
    of matrix: [[Double]], worked: (Int) throws(Diagnostic) -> Void = { _ in }
  ) throws(Diagnostic) {
    let n = matrix.count
    precondition(n > 0 && matrix.allSatisfy { $0.count == n }, "a square matrix has eigenvectors")
    vectors = (0..<n).map { i in (0..<n).map { $0 == i ? 1.0 : 0.0 } }
    values = []
    var beside: [Double] = []
    try reduce(matrix, &beside, worked)
    for place in 0..<n { try settle(place, &beside, worked) }
  }

  /// Turns the matrix into one with entries on the diagonal and beside it only; the turns go into the vectors.
  private mutating func reduce(
    _ matrix: [[Double]], _ beside: inout [Double], _ worked: (Int) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    let n = matrix.count
    var a = matrix
    for k in 0..<max(n - 2, 0) {
      try worked(4 * n * n)
      // A reflection that clears row k behind its entry k + 1.
      var u = a[k]
      for i in 0...k { u[i] = 0 }
      let largest = u.reduce(0.0) { max($0, $1.magnitude) }
      guard largest > 0, u[(k + 2)...].contains(where: { $0 != 0 }) else { continue }
      for i in (k + 1)..<n { u[i] /= largest }
      let length = dot(u, u).squareRoot()
      u[k + 1] += u[k + 1] < 0 ? -length : length
      let half = dot(u, u) / 2
      // p = A u / half; A − u qᵀ − q uᵀ with q = p − u (u·p) / (2 half)
      var q = a.map { dot($0, u) / half }
      let share = dot(u, q) / (2 * half)
      for i in 0..<n { q[i] -= share * u[i] }
      for i in k..<n {
        let (x, y) = (u[i], q[i])
        subtract(x, q, y, u, from: &a[i])
      }
      // The vectors are rows: V ← H V, H = 1 − u uᵀ / half.
      var sums = [Double](repeating: 0, count: n)
      for i in (k + 1)..<n { add(u[i] / half, vectors[i], to: &sums) }
      for i in (k + 1)..<n { add(-u[i], sums, to: &vectors[i]) }
    }
    values = (0..<n).map { a[$0][$0] }
    beside = (0..<n).map { $0 + 1 < n ? a[$0][$0 + 1] : 0 }
  }

  /// QL steps until the entry beside the diagonal at a place is gone.
  private mutating func settle(
    _ place: Int, _ beside: inout [Double], _ worked: (Int) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    let n = values.count
    for _ in 0..<60 {
      var end = place
      while end < n - 1 {
        let size = values[end].magnitude + values[end + 1].magnitude
        if beside[end].magnitude <= 1e-16 * size { break }
        end += 1
      }
      guard end > place else { return }
      var g = (values[place + 1] - values[place]) / (2 * beside[place])
      let root = (g * g + 1).squareRoot()
      g = values[end] - values[place] + beside[place] / (g + (g < 0 ? -root : root))
      var (s, c, p) = (1.0, 1.0, 0.0)
      var isSplit = false
      for i in stride(from: end - 1, through: place, by: -1) {
        let (f, b) = (s * beside[i], c * beside[i])
        let r = length(f, g)
        beside[i + 1] = r
        if r == 0 {
          values[i + 1] -= p
          beside[end] = 0
          isSplit = true
          break
        }
        (s, c) = (f / r, g / r)
        g = values[i + 1] - p
        let t = (values[i] - g) * s + 2 * c * b
        p = s * t
        values[i + 1] = g + p
        g = c * t - b
        rotate(i, c, s)
        try worked(n)
      }
      if isSplit { continue }
      values[place] -= p
      beside[place] = g
      beside[end] = 0
    }
  }

  /// √(x² + y²) without overflow.
  private func length(_ x: Double, _ y: Double) -> Double {
    let largest = max(x.magnitude, y.magnitude)
    guard largest > 0 else { return 0 }
    let (a, b) = (x / largest, y / largest)
    return largest * (a * a + b * b).squareRoot()
  }

  private mutating func rotate(_ i: Int, _ c: Double, _ s: Double) {
    var (upper, lower) = (vectors[i], vectors[i + 1])
    vectors[i] = []
    vectors[i + 1] = []
    for k in upper.indices {
      let (x, y) = (upper[k], lower[k])
      lower[k] = s * x + c * y
      upper[k] = c * x - s * y
    }
    vectors[i] = upper
    vectors[i + 1] = lower
  }
}

private func dot(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for i in a.indices { sum = a[i].multiplied(by: b[i], adding: sum) }
  return sum
}

private func add(_ factor: Double, _ a: [Double], to sum: inout [Double]) {
  for i in a.indices { sum[i] += factor * a[i] }
}

/// row ← row − x·a − y·b
private func subtract(_ x: Double, _ a: [Double], _ y: Double, _ b: [Double], from row: inout [Double]) {
  for i in a.indices { row[i] -= x * a[i] + y * b[i] }
}
