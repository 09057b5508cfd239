/// The name that was probably meant, or nil where none is near.
///
/// Near means few letters missing, added, changed or swapped, for the name's length; a name of three letters is never
/// one of fewer. Upper and lower case count as the same, but the more equal name wins; among equals the first.
///
/// - Parameter isSure: for candidates that nobody has given a name to, of which there are many. Of a short name these
///   must begin with the same letter, and of one of three letters they have the same letters.
public func closestName(
  to name: String, among candidates: some Sequence<String>, isSure: Bool = false
) -> String? {
  let letters = Array(name.unicodeScalars)
  guard letters.count <= 64 else { return nil }
  let lowered = Array(name.lowercased().unicodeScalars)
  let bound = letters.count < 3 ? 0 : letters.count < 6 ? 1 : letters.count < 9 ? 2 : 3
  var best: (name: String, distance: Int, exact: Int)?
  for candidate in candidates
  where candidate != name && abs(candidate.utf8.count - name.utf8.count) <= 4 * bound {
    let other = Array(candidate.lowercased().unicodeScalars)
    guard letters.count != 3 || other.count >= 3, !isSure || mayBeMeant(other, by: lowered) else { continue }
    let distance = editDistance(lowered, other)
    guard distance <= bound, distance <= best?.distance ?? bound else { continue }
    let exact = editDistance(letters, Array(candidate.unicodeScalars))
    if let best, (distance, exact) >= (best.distance, best.exact) { continue }
    best = (candidate, distance, exact)
  }
  return best?.name
}

private func mayBeMeant(_ other: [Unicode.Scalar], by name: [Unicode.Scalar]) -> Bool {
  guard name.count < 5, name != other else { return true }
  return name.first == other.first && (name.count > 3 || name.sorted() == other.sorted())
}

/// How many letters have to be put in, left out, changed or swapped with their neighbour (each at most once).
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    row.reserveCapacity(b.count + 1)
    for j in b.indices {
      var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}

/// A name as an error quotes it: what is longer than 40 characters is cut.
public func brief(_ name: String) -> String {
  name.unicodeScalars.count <= 40
    ? name : String(String.UnicodeScalarView(name.unicodeScalars.prefix(39))) + "…"
}
