import Autodiff

extension Machine {
  /// Sets the random generator to its beginning for a seed.
  public mutating func seed(_ seed: UInt64) { random = RandomSource(seed: seed) }

  /// Whether new tensors of floats have 32 bits.
  public var usesSinglePrecision: Bool {
    get { defaultDType == .float32 }
    set { defaultDType = newValue ? .float32 : .float64 }
  }

  /// From here on, operations are traced, or no longer.
  public mutating func setTracing(_ isOn: Bool) {
    isTracing = isOn
    tracedUpTo = recording.entries.count
  }

  /// Forgets what became NaN or infinite first, so that the next such thing is noticed.
  public mutating func clearNotice() { firstNotFinite = nil }
}

/// What `help(name)` says about a function, a line each; empty for an unknown name.
public func functionHelp(_ name: String) -> [String] {
  Builtins.help(name).flatMap { $0.split(separator: "\n").map(String.init) }
}

/// The functions that can be called without a prefix.
public var functionNames: [String] { Builtins.bareNames }
