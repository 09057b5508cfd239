import Testing

@testable import Autodiff

@Suite("A formula")
struct FormulaTests {
  private let a = Formula.name("a")
  private let b = Formula.name("b")
  private let c = Formula.name("c")
  private let x = Formula.name("x")
  private let y = Formula.name("y")
  private let z = Formula.name("z")

  @Test("is the rule of the operator, in names")
  func named() {
    #expect(Tanh().value(x).text == "tanh(x)")
    #expect(Tanh().derivative(x, y).text == "1 − y²")
    #expect(Sigmoid().derivative(x, y).text == "y · (1 − y)")
    #expect(Divide().value(x, y).text == "x / y")
    #expect(Divide().derivatives(x, y, z).0.text == "1 / y")
    #expect(Divide().derivatives(x, y, z).1.text == "-z / y")
    #expect(Multiply().derivatives(x, y, z).0.text == "y")
    #expect(MultiplyAdd().value(Operands(a, b, c)).text == "a · b + c")
    #expect(Reciprocal().derivative(x, y).text == "-y²")
    #expect(Sqrt().value(x).text == "√x")
    #expect(Cos().derivative(x, y).text == "-sin(x)")
    #expect(Abs().value(x).text == "|x|")
    #expect(Abs().derivative(x, y).text == "sign(x)")
    #expect(Remainder().value(x, y).text == "x − y · ⌊x / y⌋")
    #expect(Power().value(x, y).text == "x^y")
    #expect(ReLU().derivative(x, y).text == "1 if x > 0 else 0")
  }

  @Test("is the same rule with the numbers put in")
  func numbers() {
    let (two, three, four) = (Formula.number("2"), Formula.number("3"), Formula.number("4"))
    let (tanh, sigmoid) = (Formula.number("0.4621"), Formula.number("0.6225"))
    #expect(Tanh().derivative(two, tanh).text == "1 − 0.4621²")
    #expect(Sigmoid().derivative(two, sigmoid).text == "0.6225 × (1 − 0.6225)")
    #expect(Multiply().value(two, three).text == "2 × 3")
    #expect(Divide().value(two, three).text == "2 / 3")
    #expect(MultiplyAdd().value(Operands(two, three, four)).text == "2 × 3 + 4")
  }

  @Test("puts brackets where a sum stands in a product, and nowhere else")
  func brackets() {
    #expect(((a + b) * c).text == "(a + b) · c")
    #expect((a * (b - c)).text == "a · (b − c)")
    #expect((a * b + c).text == "a · b + c")
    #expect((a + b + c).text == "a + b + c")
    #expect((a + (b + c)).text == "a + b + c")
    #expect((a * b * c).text == "a · b · c")
    #expect((a * b / c).text == "a · b / c")
    #expect((a - (b - c)).text == "a − (b − c)")
    #expect((a - b - c).text == "a − b − c")
    #expect((a - b * c).text == "a − b · c")
    #expect((a / (b * c)).text == "a / (b · c)")
    #expect((a / (b / c)).text == "a / (b / c)")
    #expect((a / b / c).text == "a / b / c")
    #expect((a / (b + c)).text == "a / (b + c)")
    #expect((a + b).exp().text == "exp(a + b)")
    #expect((a + b).abs().text == "|a + b|")
    #expect((a + b).sqrt().text == "√(a + b)")
  }

  @Test("puts brackets under powers and minus signs")
  func powers() {
    #expect((a + b).squared.text == "(a + b)²")
    #expect((-a).squared.text == "(-a)²")
    #expect((-(a.squared)).text == "-a²")
    #expect((-(a + b)).text == "-(a + b)")
    #expect((-(-a)).text == "-(-a)")
    #expect(a.squared.squared.text == "(a²)²")
    #expect(a.sqrt().squared.text == "(√a)²")
    #expect(a.power(b - 1).text == "a^(b − 1)")
    #expect((a * b).power(c).text == "(a · b)^c")
    #expect(Formula.number("-0.5").squared.text == "(-0.5)²")
    #expect(Formula.number("-0.5").power(.number("-2")).text == "(-0.5)^(-2)")
  }

  @Test("puts brackets round a choice inside a calculation")
  func choices() {
    let choice = Formula.select(x < 0, a, b)
    #expect(choice.text == "a if x < 0 else b")
    #expect((choice + c).text == "(a if x < 0 else b) + c")
    #expect((c * choice).text == "c · (a if x < 0 else b)")
    #expect((-choice).text == "-(a if x < 0 else b)")
    #expect(Formula.select(x == y, choice, c).text == "(a if x < 0 else b) if x = y else c")
    #expect(Formula.select(x < 0, a, a).text == "a")
  }

  @Test("writes a negative number after + and − in brackets")
  func negativeNumbers() {
    let minus = Formula.number("-3")
    #expect((a + minus).text == "a + (-3)")
    #expect((a - minus).text == "a − (-3)")
    #expect((minus + a).text == "-3 + a")
    #expect((minus - a).text == "-3 − a")
    #expect((-minus).text == "-(-3)")
    #expect((a + Formula(-3)).text == "a + (-3)")
    #expect((a + -b).text == "a + (-b)")
    #expect((a - -b).text == "a − (-b)")
    #expect((a * -b).text == "a · (-b)")
  }

  @Test("leaves out 1·x, x·1, x/1, x + 0, 0 + x, x − 0 and what is multiplied by 0")
  func trivial() {
    #expect([1 * x, x * 1, x / 1, x + 0, 0 + x, x - 0].map(\.text) == ["x", "x", "x", "x", "x", "x"])
    #expect([0 * x, x * 0, 0 / x, -(0 * x)].map(\.text) == ["0", "0", "0", "0"])
    #expect((0 - x).text == "-x")
  }

  @Test("keeps a 1 or 0 that was put in for a variable")
  func putIn() {
    #expect((Formula.number("1") * x).text == "1 × x")
    #expect((x + Formula.number("0")).text == "x + 0")
  }

  @Test("writes the constants of a rule with seven digits at the most")
  func constants() {
    #expect((Formula(0.5) * x).text == "0.5 × x")
    #expect((Formula(0.7071067811865476) + x).text == "0.7071068 + x")
    #expect((Formula(2) / x).text == "2 / x")
  }
}
