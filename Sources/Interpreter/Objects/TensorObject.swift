import Autodiff
import Language

/// The numbers behind one or more tensors.
struct Storage: Sendable {
  /// Whole numbers of 64 bits as such; all others as floats of 64 bits, which hold them exactly.
  var buffer: TensorBuffer
  /// Goes up with every change in place.
  private(set) var version = 0
  /// How many of the changes came through `.data`, which a backward pass is not guarded against.
  private(set) var unguardedChanges = 0
  /// The latest change that a backward pass is guarded against.
  private(set) var lastChange: Change?

  struct Change: Sendable {
    /// What the program said: `+=`, `zero_`.
    let name: String
    let range: SourceRange?
  }

  init(_ buffer: TensorBuffer) { self.buffer = buffer }

  mutating func noteChange(_ name: String, at range: SourceRange?, isGuarded: Bool) {
    version += 1
    if isGuarded {
      lastChange = Change(name: name, range: range)
    } else {
      unguardedChanges += 1
    }
  }

  var guardedChanges: Int { version - unguardedChanges }
}

/// A tensor: a view of a storage, and its place in the recording.
struct TensorObject: Sendable {
  var storage: Handle
  var shape: Shape
  /// How the entries lie in the storage; `nil` where they are the whole storage in order.
  var layout: Layout?
  var dtype: DType
  var requiresGradient = false
  var retainsGradient = false
  var gradient: Handle?
  /// The tensor that this one is a part of, or another shape of; never itself a part of another. A change of either
  /// in place is seen by both and belongs to both their histories. `detach()` and `.data` have none.
  var base: Handle?
  /// How it was made, where that forbids recording a change of it in place.
  var viewOrigin = ViewOrigin.single
  /// Its array in the recording, and the version of the storage that this was made from. Where that has moved on,
  /// the array is made anew when it is next asked for.
  var entry: EntryID?
  var entryVersion = 0
  /// A result whose operands need a gradient, and so not a leaf.
  var isResult = false
  /// `.data`: no backward pass is guarded against changes through it.
  var isUnguarded = false
  /// ‖change‖ / ‖values‖ of the last update of a parameter.
  var updateRatio: Double?
  /// `nn.Parameter`: what a model that has it as an attribute counts among its parameters.
  var isParameter = false
  /// Made by `nn.Parameter`, and so printed as one.
  var isShownAsParameter = false
  /// micrograd's kind of number.
  var isValue = false
  /// Whether Python would keep a `Value`'s number, and its gradient, as whole ones.
  var isWhole = false
  var hasWholeGradient = true
  var name: String?
  /// Where in the program its dtype was decided.
  var dtypeRange: SourceRange?

  struct Layout: Sendable, Hashable {
    var strides: [Int]
    var offset: Int
  }

  enum ViewOrigin: Sendable {
    case single
    /// One of several that an operation gave at once: a row of a loop.
    case oneOfSeveral
    /// Made while nothing was recorded.
    case unrecorded
  }
}
