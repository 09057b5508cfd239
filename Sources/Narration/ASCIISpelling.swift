extension String {
  /// The text for a terminal that shows ASCII only: signs of ours are spelled out, `∂y/∂x · x²` as `dy/dx * x^2`.
  ///
  /// Signs that have no spelling, as in a program's names, stay as they are.
  public var spelledInASCII: String {
    if utf8.allSatisfy({ $0 < 0x80 }) { return self }
    var result = ""
    var wasRaised = false
    for scalar in unicodeScalars {
      let raised = raisedSigns[scalar]
      if let raised {
        result += wasRaised ? raised : "^" + raised
      } else {
        result += asciiSpellings[scalar] ?? String(scalar)
      }
      wasRaised = raised != nil
    }
    return result
  }
}

/// A run of them begins with `^`.
private let raisedSigns: [Unicode.Scalar: String] = [
  "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9",
  "⁻": "-", "ⁿ": "n", "ᵀ": "T", "ᵉ": "e", "ᵏ": "k", "ᵒ": "o", "ᵖ": "p", "ᵗ": "t", "ˣ": "x", "ᶻ": "z",
]

private let asciiSpellings: [Unicode.Scalar: String] = [
  "×": "x", "·": "*", "⋅": "*", "∗": "*", "÷": "/", "−": "-", "–": "-", "—": "-", "±": "+-", "√": "sqrt",
  "½": "1/2", "¼": "1/4", "∂": "d", "∇": "grad ", "Σ": "sum ", "∞": "inf", "‖": "||", "′": "'", "″": "''",
  "≤": "<=", "≥": ">=", "≠": "!=", "≡": "=", "→": "->", "←": "<-", "⇔": "<=>", "…": "...", "°": " deg",
  "α": "alpha", "β": "beta", "δ": "delta", "Δ": "Delta", "ε": "eps", "η": "eta", "μ": "mu", "π": "pi",
  "σ": "sigma", "Φ": "Phi",
  "₀": "0", "₁": "1", "₂": "2", "₋": "-", "ᵢ": "i", "ⱼ": "j", "ₜ": "t", "•": "*", "✗": "x",
  "“": "\"", "”": "\"", "„": "\"", "«": "\"", "»": "\"", "‘": "'", "’": "'",
  "─": "-", "═": "=", "│": "|", "├": "+", "└": "`", "┤": "+", "┬": "+", "┼": "+",
]
