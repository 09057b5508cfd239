import Testing

@testable import Language
@testable import Lessons

@Suite("Errors of picture commands")
struct PictureErrorTests {
  @Test("stand at the command, or in the function that it called", arguments: CommandError.table(table))
  func isTold(_ example: CommandError) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    :plot
    → 1:1 :plot needs something to draw | for example :plot losses, or :plot y against x

    :plot nothing
    → 1:1 'nothing' is not defined | :vars lists the variables, :help what there is

    :plot []
    → 1:1 [] is empty: there is nothing to draw | a picture needs at least one number

    :plot 'a'
    → 1:1 numbers are needed here, not a string | a number, a tensor, or lists of numbers

    :plot [1, 2] against [1]
    → 1:1 [1, 2] has 2 values and [1] has 1 | each y needs its x

    :plot zeros(2, 2, 2)
    → 1:1 zeros(2, 2, 2) has 3 dimensions; lines are drawn of one or two | pick a part, as zeros(2, 2, 2)[0], or use zeros(2, 2, 2).flatten()

    :plot [1, 2] x.png
    → 1:1 pictures are written as .svg, not into 'x.png' | a name like plot.svg

    :plot [1, 2] foo
    → 1:1 'foo' is no word that :plot knows | values are separated by commas; a FILE ends in .svg; words: log, points

    :plot [float('nan')]
    → 1:1 [float('nan')] has no number that can be drawn | all are NaN or infinite

    :plot zeros(3, 20)
    → 1:1 zeros(3, 20) has 20 columns, and 10 lines can be told apart | pick some, as zeros(3, 20)[:, :10], or turn it over: :plot zeros(3, 20).T

    :hist
    → 1:1 :hist needs something to draw | for example :hist w, or :hist h1, h2

    :hist []
    → 1:1 [] is empty: there is nothing to draw | a picture needs at least one number

    :hist [1, 2] against [1, 2]
    → 1:1 :hist draws nothing against something else | that is :plot y against x

    :boundary
    → 1:1 :boundary needs something to draw | for example :boundary f, or :boundary f, x, y

    :boundary 3
    → 1:1 the number 3 cannot be called | only functions and models can; is an operator missing before the bracket?

    :boundary f, x
    → 1:1 'f' is not defined | :vars lists the variables, :help what there is

    f = lambda x: x
    :boundary f, zeros(3), zeros(3)
    → 2:1 zeros(3) of shape [3] are no points of a plane | it needs a row of two numbers for each point, N×2

    f = lambda x: x[:, 0]
    :boundary f, zeros(3, 2), zeros(4)
    → 2:1 there are 3 points and 4 classes for them | each row of x needs its y

    f = lambda x: x[:, 0]
    :boundary f, zeros(3, 2), tensor([0.5, 0.0, 1.0])
    → 2:1 a class is a whole number from 0 on, not 0.5 | two classes may also be -1 and 1

    f = lambda x: x.nothing
    :boundary f
    → 1:17 a tensor of shape [896, 2] has no 'nothing' | Tab behind the dot shows what there is; for a single point: a tensor of shape [2] has no 'nothing'

    f = lambda x: x[:, 0]
    :boundary f, zeros(3, 2), zeros(3, 1, 2)
    → 2:1 zeros(3, 1, 2) of shape [3, 1, 2] is no row of classes | it needs one class for each point: 0, 1, 2, … or -1 and 1

    :image
    → 1:1 :image needs something to draw | for example :image W, or :image x[0].reshape(8, 8)

    :image 'a'
    → 1:1 numbers are needed here, not a string | a number, a tensor, or lists of numbers

    :image zeros(7)
    → 1:1 zeros(7) has 7 entries, which are no square | give it rows and columns: :image zeros(7).reshape(1, 7)

    :image zeros(0, 0)
    → 1:1 zeros(0, 0) is empty: there is nothing to draw | a picture needs at least one number

    :image zeros(2, 2, 2, 2, 2)
    → 1:1 zeros(2, 2, 2, 2, 2) of shape [2, 2, 2, 2, 2] is no matrix and no row of matrices | pick a part, as zeros(2, 2, 2, 2, 2)[0], or zeros(2, 2, 2, 2, 2)[:, 0] for the first channel

    :image zeros(1000, 2, 2)
    → 1:1 1000 images are too many for one picture | pick some: :image zeros(1000, 2, 2)[:10]

    :image [1, [2]]
    → 1:1 entries of shape [] and [1] are in one list | numbers are needed in rows of one length
    """#
}
