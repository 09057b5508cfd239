/// A class: its methods and other members, and the class it is derived from.
struct ClassObject: Sendable {
  let name: String
  let base: Handle?
  var members: [String: Object]
  let documentation: String?
  /// Whether it is ours.
  let isLibrary: Bool
  /// Its name in the code of the library.
  var definedAs: String?
  /// Whether it is `nn.Module` or derived from it.
  let isModule: Bool
}

/// An object of a class.
struct InstanceObject: Sendable {
  let type: Handle
  var attributes = Attributes()
  /// The attributes that are a model's state without being parameters, as the running mean of a batch norm.
  var buffers: [Buffer] = []
  /// How many of the attributes are models.
  var partCount = 0
  /// The variable it was first assigned to.
  var name: String?

  struct Buffer: Sendable {
    let name: String
    /// Whether it is kept with the model: a part of `state_dict()`.
    let isPersistent: Bool
  }
}

/// Values by name, in the order in which they were first set.
struct Attributes: Sendable {
  private(set) var names: [String] = []
  private(set) var values: [Object] = []
  /// Where each name stands, once there are many.
  private var places: [String: Int] = [:]
  var count: Int { names.count }

  /// An object has a handful of attributes: looking through so many is quicker than hashing.
  private static let handful = 32

  subscript(name: String) -> Object? {
    get { place(of: name).map { values[$0] } }
    set {
      if let place = place(of: name) {
        if let newValue {
          values[place] = newValue
        } else {
          remove(at: place)
        }
      } else if let newValue {
        names.append(name)
        values.append(newValue)
        if count > Attributes.handful + 1 {
          places[name] = count - 1
        } else if count > Attributes.handful {
          indexNames()
        }
      }
    }
  }

  private func place(of name: String) -> Int? {
    count > Attributes.handful ? places[name] : names.firstIndex(of: name)
  }

  private mutating func remove(at place: Int) {
    let name = names.remove(at: place)
    values.remove(at: place)
    if place == count {
      places[name] = nil
    } else {
      indexNames()
    }
  }

  private mutating func indexNames() {
    places = [:]
    guard count > Attributes.handful else { return }
    for (place, name) in names.enumerated() { places[name] = place }
  }
}
