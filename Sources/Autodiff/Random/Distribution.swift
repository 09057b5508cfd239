/// What the entries of an array are drawn from.
public enum Distribution: Sendable, Hashable {
  /// Numbers from `low` up to, not including, `high`.
  case uniform(low: Double, high: Double)
  case normal(mean: Double, deviation: Double)
  /// Waiting times with so many events in a unit of time.
  case exponential(rate: Double)
  /// 1 with this probability, else 0.
  case bernoulli(Double)
  /// Whole numbers, `count` of them, from `low` on.
  case whole(low: Int, count: UInt64)
}
