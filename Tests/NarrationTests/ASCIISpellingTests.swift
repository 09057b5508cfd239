import Narration
import Testing

@Suite("Where only ASCII can be shown")
struct ASCIISpellingTests {
  @Test(
    "signs of the formulas are spelled out",
    arguments: [
      ("∂L/∂x = 2·x − 1", "dL/dx = 2*x - 1"),
      ("3×2 → ½ · x²", "3x2 -> 1/2 * x^2"),
      ("10⁻³ and xᵀ", "10^-3 and x^T"),
      ("√(σ² + ε) ≤ ∞ …", "sqrt(sigma^2 + eps) <= inf ..."),
      ("└─ x", "`- x"),
    ])
  func spelled(_ text: String, _ expected: String) {
    #expect(text.spelledInASCII == expected)
  }

  @Test("a program's own letters stay") func kept() {
    #expect("ŷ = größe · 名".spelledInASCII == "ŷ = größe * 名")
    #expect("plain".spelledInASCII == "plain")
  }
}
