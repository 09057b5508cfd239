import Autodiff
import Language

extension Builtins {
  static let convolutionFunctions: [Builtin] = [
    Builtin(
      "conv1d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1)", [.torch, .functional],
      "Σ weight·input under a kernel that slides along [batch, channels, length]; padding may be 'same'."
    ) { m, a throws(Diagnostic) in
      try m.convolved(a, along: 1)
    },
    Builtin(
      "conv2d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1)", [.torch, .functional],
      "Σ weight·input under a kernel that slides over [batch, channels, height, width]; padding may be 'same'."
    ) { m, a throws(Diagnostic) in
      try m.convolved(a, along: 2)
    },
    Builtin(
      "conv_transpose1d(input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1)",
      [.torch, .functional], "Spreads every entry by the kernel: what conv1d does, backwards."
    ) { m, a throws(Diagnostic) in
      try m.spread(a, along: 1)
    },
    Builtin(
      "conv_transpose2d(input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1)",
      [.torch, .functional], "Spreads every entry by the kernel: what conv2d does, backwards."
    ) { m, a throws(Diagnostic) in
      try m.spread(a, along: 2)
    },
  ]
}

extension Arguments {
  /// A whole number for every axis: one for all of them, or one each.
  func axes(_ place: Int, _ count: Int, _ machine: inout Machine) throws(Diagnostic) -> [Int] {
    var objects = [self[place]]
    switch self[place] {
    case .list, .tuple: objects = try machine.items(of: self[place])
    default: break
    }
    guard objects.count == 1 || objects.count == count else {
      throw Diagnostic(
        .value, "\(builtin)() was given \(objects.count) numbers for '\(names[place])'",
        hint: count == 1 ? "it takes one" : "it takes one, or a pair: (height, width)")
    }
    var lengths: [Int] = []
    for object in objects {
      lengths.append(try machine.integer(object, what: "'\(names[place])' of \(builtin)()"))
    }
    return lengths.count == count ? lengths : [Int](repeating: lengths[0], count: count)
  }
}

extension Machine {
  fileprivate mutating func convolved(_ a: Arguments, along rank: Int) throws(Diagnostic) -> Object {
    let stride = try a.axes(3, rank, &self)
    let dilation = try a.axes(5, rank, &self)
    var axes: [KernelAxis] = []
    if case .string(let word) = a[4] {
      for d in 0..<rank {
        let (before, after) = try border(
          word, stride[d], dilation[d], try kernelLength(a, d, of: rank), a.builtin)
        axes.append(
          KernelAxis(stride: stride[d], paddingBefore: before, paddingAfter: after, dilation: dilation[d]))
      }
    } else {
      let padding = try a.axes(4, rank, &self)
      for d in 0..<rank {
        axes.append(KernelAxis(stride: stride[d], padding: padding[d], dilation: dilation[d]))
      }
    }
    let operation = Convolution(settings(axes, groups: try a.integer(6, self)))
    return try biased(operation, a, spatialRank: rank)
  }

  fileprivate mutating func spread(_ a: Arguments, along rank: Int) throws(Diagnostic) -> Object {
    if case .string = a[4] {
      throw Diagnostic(
        .value, "\(a.builtin)() needs numbers for 'padding'", hint: "only conv1d and conv2d know 'same'")
    }
    let (stride, padding) = (try a.axes(3, rank, &self), try a.axes(4, rank, &self))
    let (extra, dilation) = (try a.axes(5, rank, &self), try a.axes(7, rank, &self))
    let axes = (0..<rank).map { KernelAxis(stride: stride[$0], padding: padding[$0], dilation: dilation[$0]) }
    let operation = TransposedConvolution(
      settings(axes, groups: try a.integer(6, self)),
      outputPadding: (rank == 1 ? 0 : extra[0], extra[rank - 1]))
    return try biased(operation, a, spatialRank: rank)
  }

  private func settings(_ axes: [KernelAxis], groups: Int) -> ConvolutionSettings {
    axes.count == 1
      ? ConvolutionSettings(along: axes[0], groups: groups)
      : ConvolutionSettings(rows: axes[0], columns: axes[1], groups: groups)
  }

  /// How many taps the weight has along an axis; 1 where it has no such axis, which the shape rule refuses later.
  private func kernelLength(_ a: Arguments, _ axis: Int, of rank: Int) throws(Diagnostic) -> Int {
    let weight = heap.tensor(try a.tensor(1, self)).shape
    return weight.rank == rank + 2 ? weight[2 + axis] : 1
  }

  /// The border that a word asks for. Where 'same' needs an odd number of entries, the end gets one more.
  private func border(
    _ word: String, _ stride: Int, _ dilation: Int, _ kernel: Int, _ name: String
  ) throws(Diagnostic) -> (before: Int, after: Int) {
    switch word {
    case "valid": return (0, 0)
    case "same":
      guard stride == 1 else {
        throw Diagnostic(
          .value, "padding='same' keeps the length only with stride=1, not \(stride)",
          hint: "give the padding as a number")
      }
      let (whole, overflow) = dilation.multipliedReportingOverflow(by: max(kernel - 1, 0))
      guard !overflow, whole >= 0 else { return (0, 0) }
      return (whole / 2, whole - whole / 2)
    default:
      throw Diagnostic(
        .value, "\(name)() knows no padding '\(brief(word))'", hint: "it is a number, 'valid' or 'same'")
    }
  }

  /// The operation on input and weight, and the bias added to every channel as a step of its own.
  private mutating func biased(
    _ operation: some ArrayOperation, _ a: Arguments, spatialRank: Int
  ) throws(Diagnostic) -> Object {
    let (input, weight) = (heap.tensor(try a.tensor(0, self)), heap.tensor(try a.tensor(1, self)))
    var dtypes = [input.dtype, weight.dtype]
    if !a[2].isNone { dtypes.append(heap.tensor(try a.tensor(2, self)).dtype) }
    guard dtypes.allSatisfy({ $0 == input.dtype }), input.dtype != .bool else {
      guard input.dtype != .bool else { throw notForBooleans(a.builtin) }
      let place = input.dtype != weight.dtype ? 1 : 2
      throw mixedDTypes(
        "\(a.builtin)() needs numbers of one dtype", a[0], "the input", a[place],
        place == 1 ? "the weight" : "the bias")
    }
    let result = try apply(operation, [a[0], a[1]], dtype: input.dtype)
    guard !a[2].isNone, case .tensor(let handle) = result else { return result }
    let shape = heap.tensor(handle).shape
    let channels = shape[shape.rank - spatialRank - 1]
    let bias = heap.tensor(try a.tensor(2, self)).shape
    guard bias == [channels] else {
      throw Diagnostic(
        .shape,
        "the bias of shape \(bias.list) does not fit the \(channels) output channels of \(a.builtin)()",
        hint: "it needs shape [\(channels)]: one number a channel")
    }
    let column = try reshaped(a[2], [channels] + [Int](repeating: 1, count: spatialRank), "reshape")
    return try elementwise(Add(), [result, column])
  }
}
