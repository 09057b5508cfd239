/// A class: its methods and other members, and the class it is derived from.
struct ClassObject: Sendable {
  let name: String
  let base: Handle?
  var members: [String: Object]
  let documentation: String?
  /// Whether it is ours.
  let isLibrary: Bool
  /// Whether it is `nn.Module` or derived from it.
  let isModule: Bool
}

/// An object of a class.
struct InstanceObject: Sendable {
  let type: Handle
  var attributes = Attributes()
  /// The attributes that are a model's state without being parameters, as the running mean of a batch norm.
  var buffers: [String] = []
  /// The variable it was first assigned to.
  var name: String?
}

/// Values by name, in the order in which they were first set.
struct Attributes: Sendable {
  private(set) var names: [String] = []
  private(set) var values: [Object] = []
  var count: Int { names.count }

  // An object has a handful of attributes: looking through them is quicker than hashing.
  subscript(name: String) -> Object? {
    get { names.firstIndex(of: name).map { values[$0] } }
    set {
      if let place = names.firstIndex(of: name) {
        if let newValue {
          values[place] = newValue
        } else {
          names.remove(at: place)
          values.remove(at: place)
        }
      } else if let newValue {
        names.append(name)
        values.append(newValue)
      }
    }
  }
}
