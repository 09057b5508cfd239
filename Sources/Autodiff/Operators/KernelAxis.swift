/// How a kernel moves along one axis of an image: how far it goes from one entry of the output to the next, the
/// border put before and after the image, and how far apart its taps are.
public struct KernelAxis: Hashable, Sendable {
  public let stride: Int
  public let paddingBefore: Int
  public let paddingAfter: Int
  public let dilation: Int

  public init(stride: Int = 1, paddingBefore: Int, paddingAfter: Int, dilation: Int = 1) {
    self.stride = stride
    self.paddingBefore = paddingBefore
    self.paddingAfter = paddingAfter
    self.dilation = dilation
  }

  public init(stride: Int = 1, padding: Int = 0, dilation: Int = 1) {
    self.init(stride: stride, paddingBefore: padding, paddingAfter: padding, dilation: dilation)
  }

  /// From the first tap to the last, both included: dilation · (kernel − 1) + 1.
  public func span(_ kernel: Int) -> Int { dilation * (kernel - 1) + 1 }

  /// The length of an image with its border.
  public func paddedLength(_ input: Int) -> Int { input + paddingBefore + paddingAfter }

  // MARK: The kernel slides over the image

  /// ⌊(padded length − span) / stride⌋ + 1; 0 where the kernel does not fit.
  public func outputLength(input: Int, kernel: Int) -> Int {
    let room = paddedLength(input) - span(kernel)
    return room < 0 ? 0 : room / stride + 1
  }

  /// The place of the image under a tap; outside the image it is on the border.
  public func inputPosition(output: Int, tap: Int) -> Int {
    output * stride + tap * dilation - paddingBefore
  }

  /// The taps that lie on the image, not on its border.
  public func taps(output: Int, kernel: Int, input: Int) -> TapRun {
    let start = inputPosition(output: output, tap: 0)
    let first = start < 0 ? (dilation - 1 - start) / dilation : 0
    let room = input - 1 - start
    let end = room >= dilation * (kernel - 1) ? kernel : room < 0 ? 0 : room / dilation + 1
    return TapRun(
      count: max(end - first, 0), firstTap: first, tapStep: 1, firstInput: start + first * dilation,
      inputStep: dilation)
  }

  /// The entries of the output that a tap brings together with some of the image, and where those begin.
  func outputs(tap: Int, input: Int, output: Int) -> (places: Range<Int>, input: Int) {
    let start = inputPosition(output: 0, tap: tap)
    let first = start < 0 ? (stride - 1 - start) / stride : 0
    let end = input - 1 < start ? 0 : min((input - 1 - start) / stride + 1, output)
    return (first..<max(end, first), start + first * stride)
  }

  // MARK: The image is spread by the kernel

  /// (input − 1) · stride − padding + span + `extra`; not positive where nothing is left.
  public func spreadLength(input: Int, kernel: Int, extra: Int) -> Int {
    (input - 1) * stride - paddingBefore - paddingAfter + span(kernel) + extra
  }

  /// The entry of the image that a tap brings to this entry of the output, if there is one.
  public func spreadSource(output: Int, tap: Int, input: Int) -> Int? {
    let distance = output + paddingBefore - tap * dilation
    guard distance >= 0, distance % stride == 0, distance / stride < input else { return nil }
    return distance / stride
  }

  /// The taps that bring an entry of the image to this entry of the output.
  public func spreadTaps(output: Int, kernel: Int, input: Int) -> TapRun {
    let distance = output + paddingBefore
    let beyond = distance - (input - 1) * stride
    var first = beyond > 0 ? (beyond + dilation - 1) / dilation : 0
    let last = min(kernel - 1, distance / dilation)
    // A whole number of strides lies between taps that are this far apart.
    let (divisor, inverse) = KernelAxis.divisor(stride, dilation)
    let tapStep = stride / divisor
    // Tap t brings an entry where distance − t · dilation is a multiple of the stride.
    let residue = distance / divisor % tapStep * inverse % tapStep
    first += (residue - first % tapStep + tapStep) % tapStep
    guard distance % divisor == 0, first <= last else {
      return TapRun(count: 0, firstTap: 0, tapStep: 1, firstInput: 0, inputStep: 0)
    }
    return TapRun(
      count: (last - first) / tapStep + 1, firstTap: first, tapStep: tapStep,
      firstInput: (distance - first * dilation) / stride, inputStep: -dilation / divisor)
  }

  /// The greatest common divisor of two numbers, and the inverse of b / divisor modulo a / divisor: Euclid's algorithm.
  private static func divisor(_ a: Int, _ b: Int) -> (divisor: Int, inverse: Int) {
    var (r, s) = ((a, b), (0, 1))
    while r.1 != 0 {
      let quotient = r.0 / r.1
      r = (r.1, r.0 - quotient * r.1)
      s = (s.1, s.0 - quotient * s.1)
    }
    let modulus = a / r.0
    return (r.0, (s.0 % modulus + modulus) % modulus)
  }
}

/// The taps of a kernel that meet the image at one entry of the output, along one axis. Both they and the entries
/// they meet are equally spaced.
public struct TapRun: Hashable, Sendable {
  public let count: Int
  public let firstTap: Int
  public let tapStep: Int
  public let firstInput: Int
  public let inputStep: Int
}
