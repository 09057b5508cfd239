/// Equally spaced places along an axis.
struct Progression {
  var first: Int
  var step: Int
  var count: Int

  var reversed: Progression {
    Progression(first: first + max(count - 1, 0) * step, step: -step, count: count)
  }

  /// Takes one more place into the progression, if it goes on with it.
  mutating func append(_ place: Int) -> Bool {
    if count == 1 { step = place - first }
    guard place == first + count * step else { return false }
    count += 1
    return true
  }
}

/// Places along one axis that meet the same taps of a kernel: what is calculated there is one matrix product.
///
/// Tap t and place p meet the entry `source + t · tapStep + p · placeStep` of the other side.
struct TapClass {
  private(set) var places: Progression
  private(set) var taps: Progression
  private(set) var source: Int
  private(set) var tapStep: Int
  private(set) var placeStep: Int

  /// The same with the taps in the opposite order.
  var reversed: TapClass {
    TapClass(
      places: places, taps: taps.reversed, source: source + max(taps.count - 1, 0) * tapStep,
      tapStep: -tapStep,
      placeStep: placeStep)
  }

  /// The places themselves, as if a single tap met each with itself.
  var own: TapClass {
    TapClass(
      places: places, taps: Progression(first: 0, step: 1, count: 1), source: places.first, tapStep: 0,
      placeStep: places.step)
  }

  /// The classes of the places 0 ..< `count`, of which each meets a run of taps.
  static func classes(_ count: Int, _ run: (Int) -> TapRun) -> [TapClass] {
    struct Key: Hashable {
      let first: Int
      let step: Int
      let count: Int
    }
    var classes: [TapClass] = []
    var known: [Key: Int] = [:]
    for place in 0..<count {
      let run = run(place)
      let key = Key(first: run.firstTap, step: run.count > 1 ? run.tapStep : 0, count: run.count)
      if let index = known[key], classes[index].append(place, source: run.firstInput) { continue }
      known[key] = classes.count
      classes.append(
        TapClass(
          places: Progression(first: place, step: 1, count: 1),
          taps: Progression(first: run.firstTap, step: run.tapStep, count: run.count), source: run.firstInput,
          tapStep: run.inputStep, placeStep: 0))
    }
    return classes
  }

  private mutating func append(_ place: Int, source: Int) -> Bool {
    let step = source - self.source
    guard places.count == 1 || step == places.count * placeStep, places.append(place) else { return false }
    if places.count == 2 { placeStep = step }
    return true
  }

  /// The taps of a kernel, by the places of the map that they bring together with entries of the image.
  static func classesOfTaps(_ axis: KernelAxis, kernel: Int, image: Int, map: Int) -> [TapClass] {
    var classes: [TapClass] = []
    for tap in 0..<kernel {
      let (places, source) = axis.outputs(tap: tap, input: image, output: map)
      if let last = classes.last, last.places.first == places.lowerBound, last.places.count == places.count {
        classes[classes.count - 1].taps.count += 1
      } else {
        classes.append(
          TapClass(
            places: Progression(first: places.lowerBound, step: 1, count: places.count),
            taps: Progression(first: tap, step: 1, count: 1), source: source, tapStep: axis.dilation,
            placeStep: axis.stride))
      }
    }
    return classes
  }
}
