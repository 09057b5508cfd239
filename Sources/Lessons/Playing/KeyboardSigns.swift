/// A formula as it was printed or pasted, with the signs that a keyboard has: `−` becomes `-`, `×` and `·` become
/// `*`, `÷` becomes `/`, `x²` becomes `x**(2)`. Text in quotes is left as it is, together with all the rest.
func keyboardSigns(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: { $0.value > 0x7F }), !text.contains("\""), !text.contains("'")
  else { return text }
  var result = ""
  var isRaised = false
  for scalar in text.unicodeScalars {
    let raised = superscripts[scalar]
    if let raised {
      result += (isRaised ? "" : "**(") + raised
    } else {
      result += isRaised ? ")" : ""
      result += signs[scalar] ?? String(scalar)
    }
    isRaised = raised != nil
  }
  return isRaised ? result + ")" : result
}

private let signs: [Unicode.Scalar: String] = [
  "\u{2212}": "-", "\u{2010}": "-", "\u{2011}": "-", "\u{2012}": "-", "\u{2013}": "-", "\u{FF0D}": "-",
  "\u{FF0B}": "+", "×": "*", "·": "*", "\u{22C5}": "*", "\u{2219}": "*", "÷": "/", "\u{2215}": "/",
  "\u{2044}": "/", "\u{A0}": " ", "\u{2009}": " ", "\u{202F}": " ",
  "½": "(1/2)", "⅓": "(1/3)", "⅔": "(2/3)", "¼": "(1/4)", "¾": "(3/4)",
]

private let superscripts: [Unicode.Scalar: String] = [
  "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9",
  "⁻": "-",
]
