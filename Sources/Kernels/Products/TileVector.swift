/// A vector register as the matrix product needs it, and the size of the register tile that goes with it.
///
/// The conformances spell every member out for one concrete type, so that each becomes a single instruction
/// wherever the target has one.
public protocol TileVector {
  /// What a lane holds.
  associatedtype Element: KernelElement
  /// The number of lanes.
  static var lanes: Int { get }
  /// The largest number of rows of a register tile which is two such vectors wide.
  static var tileRows: Int { get }
  /// The same value in every lane.
  static func splat(_ value: Element) -> Self
  /// The vector at an address which need not be aligned.
  static func load(_ source: UnsafePointer<Element>) -> Self
  /// Writes the vector to an address which need not be aligned.
  func store(_ target: UnsafeMutablePointer<Element>)
  /// `self + x·y`, rounded once.
  func adding(_ x: Self, times y: Self) -> Self
}
