import Testing

@testable import Autodiff

@Suite("Shapes")
struct ShapeRuleTests {
  private func error(_ operation: any ArrayOperation, _ shapes: [Shape]) -> OperationError? {
    #expect(throws: OperationError.self) { _ = try operation.shape(of: shapes) }
  }

  @Test(
    "stretch to each other from the last dimension on",
    arguments: [
      ([2, 3], [2, 3], [2, 3]), ([2, 3], [3], [2, 3]), ([2, 1], [3], [2, 3]), ([], [4], [4]), ([4], [1], [4]),
      ([5, 1, 3], [4, 1], [5, 4, 3]), ([0], [1], [0]), ([], [], []),
    ] as [(Shape, Shape, Shape)])
  func broadcasting(a: Shape, b: Shape, common: Shape) throws {
    #expect(try Elementwise(Add()).shape(of: [a, b]) == common)
    #expect(try Elementwise(Add()).shape(of: [b, a]) == common)
  }

  @Test("that do not stretch are refused with both shapes, the operator and the rule")
  func misfits() {
    let misfit = error(Elementwise(Add()), [[2, 3], [2]])
    #expect(misfit?.kind == .shape)
    #expect(misfit?.message == "shapes [2, 3] and [2] do not fit together for add")
    #expect(misfit?.hint == "compared from the last dimension on, lengths must be equal or 1")
    let third = error(Elementwise(Where()), [[2, 3], [3], [4]])
    #expect(third?.message == "shapes [2, 3] and [4] do not fit together for where")
  }

  @Test(
    "of a matrix product follow PyTorch for every pair of ranks",
    arguments: [
      ([4], [4], []), ([4], [4, 3], [3]), ([2, 4], [4], [2]), ([2, 4], [4, 3], [2, 3]),
      ([4], [5, 4, 3], [5, 3]),
      ([5, 2, 4], [4], [5, 2]), ([5, 2, 4], [4, 3], [5, 2, 3]), ([2, 4], [5, 4, 3], [5, 2, 3]),
      ([5, 2, 4], [5, 4, 3], [5, 2, 3]), ([5, 1, 2, 4], [6, 4, 3], [5, 6, 2, 3]),
      ([4], [5, 6, 4, 3], [5, 6, 3]),
      ([2, 0], [0, 3], [2, 3]),
    ] as [(Shape, Shape, Shape)])
  func products(a: Shape, b: Shape, result: Shape) throws {
    #expect(try MatrixMultiply().shape(of: [a, b]) == result)
  }

  @Test("of a matrix product that do not fit are refused with the numbers that should be equal")
  func productMisfits() {
    for (a, b, message, sides) in [
      ([2, 3], [4, 2], "shapes [2, 3] and [4, 2] do not fit together for @", ("columns", "rows")),
      ([3], [4], "shapes [3] and [4] do not fit together for @", ("entries", "entries")),
      ([5, 2, 3], [4], "shapes [5, 2, 3] and [4] do not fit together for @", ("columns", "entries")),
    ] as [(Shape, Shape, String, (String, String))] {
      let misfit = error(MatrixMultiply(), [a, b])
      #expect(misfit?.kind == .shape)
      #expect(misfit?.message == message)
      #expect(
        misfit?.hint
          == "the left side has 3 \(sides.0) and the right side 4 \(sides.1): they must be equal")
    }
    let batches = error(MatrixMultiply(), [[2, 3, 4], [3, 4, 2]])
    #expect(batches?.message == "shapes [2, 3, 4] and [3, 4, 2] do not fit together for @")
    #expect(batches?.hint == "the dimensions before the last two must be equal or 1")
  }

  @Test("of single numbers are refused for @, with what would do")
  func productOfNumbers() {
    for shapes in [[[], [3]], [[3], []], [[], []]] as [[Shape]] {
      let misfit = error(MatrixMultiply(), shapes)
      #expect(misfit?.message == "@ needs vectors or matrices, and one side is a single number")
      #expect(misfit?.hint == "use * to scale by a number")
    }
  }

  @Test(
    "lose the reduced dimensions, or keep them as 1",
    arguments: [
      ([2, 3], [0], [3], [1, 3]), ([2, 3], [1], [2], [2, 1]), ([2, 3], [0, 1], [], [1, 1]),
      ([2, 3, 4], [1], [2, 4], [2, 1, 4]), ([2, 3, 4], [2, 0], [3], [1, 3, 1]), ([2, 0], [1], [2], [2, 1]),
    ] as [(Shape, [Int], Shape, Shape)])
  func reductions(shape: Shape, dimensions: [Int], result: Shape, kept: Shape) throws {
    let plain = Sum().over(Grouping(shape, over: dimensions, keepingDimensions: false))
    let keeping = Sum().over(Grouping(shape, over: dimensions, keepingDimensions: true))
    #expect(try plain.shape(of: [shape]) == result)
    #expect(try keeping.shape(of: [shape]) == kept)
    let softmax = Softmax().over(Grouping(shape, over: dimensions, keepingDimensions: false))
    #expect(try softmax.shape(of: [shape]) == shape)
  }

  @Test("are written as learners write them")
  func descriptions() {
    #expect(["\(Shape([]))", "\(Shape([3]))", "\(Shape([3, 2]))"] == ["a single number", "[3]", "3×2"])
  }

  @Test("find the index of every entry")
  func indices() {
    let shape: Shape = [2, 3, 4]
    #expect(shape.strides == [12, 4, 1])
    #expect(shape.index(of: 0) == [0, 0, 0])
    #expect(shape.index(of: 17) == [1, 1, 1])
    #expect(shape.index(of: 23) == [1, 2, 3])
    #expect(Shape([]).index(of: 0) == [])
  }
}
