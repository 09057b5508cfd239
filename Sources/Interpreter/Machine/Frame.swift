/// A call under way: where it is in its code, and where its variables are.
struct Frame: Sendable {
  let code: Code
  var pc = 0
  /// Where its local variables begin on the stack, unless they live in a scope.
  let base: Int
  let scope: Handle?
  /// How many gradient modes were in force when it was called.
  let gradientModes: Int
  /// The class whose method it is.
  var owner: Handle?
  /// The object it is to build: the result of the call, whatever it returns.
  var instance: Handle?
}
