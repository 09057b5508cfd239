/// Draws from a seed (SplitMix64): the same seed gives the same draws on every machine.
public struct Chance {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func bits() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to, but not, the bound.
  mutating func below(_ bound: Int) -> Int { Int(bits() % UInt64(max(bound, 1))) }

  /// True this often of a hundred times.
  mutating func happens(_ percent: Int) -> Bool { below(100) < percent }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// Several things, one after the other, at least so many and at most so many.
  mutating func several(_ least: Int, _ most: Int, _ make: (inout Chance) -> String) -> [String] {
    (0..<(least + below(most - least + 1))).map { _ in make(&self) }
  }
}
