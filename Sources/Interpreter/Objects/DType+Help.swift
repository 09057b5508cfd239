extension DType {
  /// What `help` says about a dtype, and where its numbers are not PyTorch's.
  var help: [String] {
    switch self {
    case .float32: DType.helpOnSingle
    case .float64: ["torch.float64 (torch.double): floats of 64 bits, in every setting. \(asked)"]
    case .float16, .bfloat16:
      [
        "torch.\(rawValue)\(named): floats of 16 bits, \(self == .float16 ? "11 significant, up to 65504" : "8 significant, with the range of 32-bit floats").",
        "    Operations calculate in 32 bits, and what they give is rounded, in every setting, gradients as well.",
        "    \(asked)",
      ]
    case .bool: []
    default:
      [
        "torch.\(rawValue)\(named): whole numbers from \(range.lowerBound) to \(range.upperBound).",
        "    What is too large wraps round, as in PyTorch: the lowest \(8 * byteCount) bits stay. \(asked)",
      ]
    }
  }

  private var named: String { alias.map { " (torch.\($0))" } ?? "" }
  private var asked: String { "tensor([…], dtype=torch.\(rawValue)), or x.\(conversion)." }

  private static let helpOnSingle = [
    "torch.float32 (torch.float): the default dtype of floats. It goes by PyTorch's rules, but its numbers have 64 bits here:",
    "    data, literals and results are not rounded to 32 bits; random draws are",
    "    the range is that of 64 bits: overflow, underflow, saturation, == and ties are those of 64-bit numbers",
    "    .item(), .tolist(), float(), f-strings, JSON and .double() give the number that is kept: tensor(0.1).item() is 0.1, where PyTorch says 0.10000000149011612",
    "    a printed tensor has PyTorch's text: its digits are chosen from the numbers rounded to 32 bits",
    "    a gradient has the dtype of its tensor, and as many bits",
    "    float64 has 64 bits in every setting; float16 and bfloat16 are rounded after each operation in every setting",
    "    whole numbers wrap and round as PyTorch's do",
    "With --precision 32, :precision 32, or precision: 32 at the top of a lesson, numbers of dtype float32 are rounded where they enter, and calculated in 32 bits with their range, as in PyTorch.",
    "set_default_dtype(torch.float64), or --default-dtype float64, makes another dtype the default.",
  ]
}
