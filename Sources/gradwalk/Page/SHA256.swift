/// SHA-256 (FIPS 180-4), by which a page names the only script and the only style that may work in it.
func sha256(_ message: [UInt8]) -> [UInt8] {
  var hash = primeRoots(count: 8, root: 2)
  let constants = primeRoots(count: 64, root: 3)
  var padded = message + [0x80]
  padded += [UInt8](repeating: 0, count: (120 - padded.count % 64) % 64)
  let bits = UInt64(message.count) * 8
  padded += (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) }
  var words = [UInt32](repeating: 0, count: 64)
  for start in stride(from: 0, to: padded.count, by: 64) {
    for i in 0..<16 {
      words[i] = padded[(start + 4 * i)..<(start + 4 * i + 4)].reduce(0) { $0 << 8 | UInt32($1) }
    }
    for i in 16..<64 {
      let (x, y) = (words[i - 15], words[i - 2])
      let small = x.turned(7) ^ x.turned(18) ^ x >> 3
      let large = y.turned(17) ^ y.turned(19) ^ y >> 10
      words[i] = words[i - 16] &+ small &+ words[i - 7] &+ large
    }
    var v = hash
    for i in 0..<64 {
      let choice = v[4] & v[5] ^ ~v[4] & v[6]
      let majority = v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2]
      let e = v[4].turned(6) ^ v[4].turned(11) ^ v[4].turned(25)
      let a = v[0].turned(2) ^ v[0].turned(13) ^ v[0].turned(22)
      let first = v[7] &+ e &+ choice &+ constants[i] &+ words[i]
      v = [first &+ a &+ majority, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
    }
    for i in 0..<8 { hash[i] &+= v[i] }
  }
  return hash.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(24 - 8 * $0)) } }
}

/// The first 32 bits behind the point of the square or cube roots of the first prime numbers.
private func primeRoots(count: Int, root: Int) -> [UInt32] {
  var roots: [UInt32] = []
  var candidate: UInt64 = 2
  while roots.count < count {
    if !(2..<candidate).contains(where: { candidate % $0 == 0 }) {
      // The largest r with r^root ≤ prime · 2^(32 · root), bit by bit.
      var result: UInt64 = 0
      for bit in (0..<36).reversed() {
        let trial = result | 1 << UInt64(bit)
        if power(trial, root, isAtMost: candidate) { result = trial }
      }
      roots.append(UInt32(truncatingIfNeeded: result))
    }
    candidate += 1
  }
  return roots
}

private func power(_ base: UInt64, _ exponent: Int, isAtMost prime: UInt64) -> Bool {
  let base = UInt128(base)
  return exponent == 2 ? base * base <= UInt128(prime) << 64 : base * base * base <= UInt128(prime) << 96
}

extension UInt32 {
  fileprivate func turned(_ count: UInt32) -> UInt32 { self >> count | self << (32 - count) }
}
