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
    while first <= last, (distance - first * dilation) % stride != 0 { first += 1 }
    guard first <= last else {
      return TapRun(count: 0, firstTap: 0, tapStep: 1, firstInput: 0, inputStep: 0)
    }
    // A whole number of strides lies between taps that are this far apart.
    let divisor = KernelAxis.greatestCommonDivisor(stride, dilation)
    let tapStep = stride / divisor
    return TapRun(
      count: (last - first) / tapStep + 1, firstTap: first, tapStep: tapStep,
      firstInput: (distance - first * dilation) / stride, inputStep: -dilation / divisor)
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
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
