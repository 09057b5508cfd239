import Autodiff
import Language

extension Builtins {
  /// Methods that give the tensor itself another shape: `unsqueeze_`, `t_`. No entry changes or moves.
  static func shapesInPlace(of functions: [Builtin]) -> [Builtin] {
    let names: Set<String> = [
      "squeeze", "swapaxes", "swapdims", "t", "transpose", "unsqueeze",
    ]
    return functions.compactMap { function in
      guard names.contains(function.name), function.homes.contains(.tensorMethod) else { return nil }
      let parameters = function.signature.drop { $0 != "(" }
      return Builtin(function.name + "_" + parameters, .tensorMethod, "In place: \(function.help)") {
        m, a throws(Diagnostic) in
        let handle = try a.tensor(0, m)
        if m.needsGradient(handle) {
          throw Diagnostic(
            .value, "\(a.builtin)() changes the shape of a tensor that gradients flow through",
            hint: "x = x.\(function.name)(…) makes a view, which has a gradient")
        }
        guard case .tensor(let view) = try function.body(&m, a) else { return a[0] }
        let (shape, layout) = (m.heap.tensor(view).shape, m.layout(m.heap.tensor(view)))
        m.heap.changeTensor(handle) {
          $0.shape = shape
          $0.layout = layout
          $0.entry = nil
        }
        return a[0]
      }
    }
  }
}
