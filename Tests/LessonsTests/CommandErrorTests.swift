import Testing

@testable import Language
@testable import Lessons

@Suite("Errors of commands")
struct CommandErrorTests {
  @Test("stand at the command", arguments: CommandError.table(table))
  func isTold(_ example: CommandError) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    :nosuch
    → 1:1 there is no command ':nosuch' | :help lists the commands

    :wlak L
    → 1:1 there is no command ':wlak' | did you mean ':walk'?

    :walk
    → 1:1 :walk needs a value to look at | for example :walk loss

    :walk nothing
    → 1:1 'nothing' is not defined | :vars lists the variables, :help what there is

    x = tensor(1.0)
    :walk x
    → 2:1 x was not computed from any parameter, so there is no graph to look at | make the weights with param(…) or requires_grad=True

    :walk 3
    → 1:1 3 was not computed from any parameter, so there is no graph to look at | make the weights with param(…) or requires_grad=True

    :trace
    → 1:1 :trace is on or off | :trace on

    :trace maybe
    → 1:1 :trace is on or off | :trace on

    :why
    → 1:1 :why needs a value to look at | for example :why w

    :why w
    → 1:1 there is no loss yet | call backward() on one first

    w = param(2.0)
    L = w * w
    L.backward()
    :why q
    → 4:1 'q' is not defined | :vars lists the variables, :help what there is

    w = param([2.0, 3.0])
    L = (w * w).sum()
    L.backward()
    :why w[5]
    → 4:1 w[5] is outside w, which has the shape [2] | indices count from 0

    w = param([2.0, 3.0])
    L = (w * w).sum()
    L.backward()
    u = tensor([1.0])
    :why u
    → 5:1 u takes no part in the last loss | its gradient is 0 there

    w = param([2.0, 3.0])
    L = (w * w).sum()
    L.backward()
    n = 3
    :why n
    → 5:1 n is not a tensor | name a tensor, or an entry of one: w, w[0]

    :explain
    → 1:1 :explain needs a value to look at | for example :explain loss

    :graph
    → 1:1 :graph needs something to draw | for example :graph loss

    x = tensor([1.0])
    :graph x
    → 2:1 x was not computed from any parameter, so there is no graph to look at | make the weights with param(…) or requires_grad=True

    :grads x
    → 1:1 :grads takes nothing behind it | just :grads

    :check
    → 1:1 :check needs a value to look at | for example :check loss

    x = tensor([1.0])
    :check x
    → 2:1 x was not computed from any parameter, so there is no graph to look at | make the weights with param(…) or requires_grad=True

    x = param([1.0, 2.0])
    y = x * x
    :check y
    → 3:1 :check needs a single number, and y has 2 entries | for example :check (y).sum()

    :compare
    → 1:1 :compare needs a value to look at | for example :compare loss

    :compare 3
    → 1:1 3 was not computed from any parameter, so there is no graph to look at | make the weights with param(…) or requires_grad=True

    :bug
    → 1:1 :bug takes the name of a mistake, and a rate for an update | the mistakes: assign, order, stale, updated-weights, no-zero-grad

    :bug nosuch
    → 1:1 there is no mistake 'nosuch' | the mistakes: assign, order, stale, updated-weights, no-zero-grad

    :bug assgn
    → 1:1 there is no mistake 'assgn' | did you mean 'assign'?

    :bug assign
    → 1:1 there is no loss yet | call backward() on one first

    w = param(2.0)
    L = w * w
    L.backward()
    :bug assign x
    → 4:1 the rate behind :bug must be a number | :bug assign 0.5

    w = param(2.0)
    L = w * w
    L.backward()
    :bug assign 1 2
    → 4:1 :bug takes the name of a mistake, and a rate for an update | the mistakes: assign, order, stale, updated-weights, no-zero-grad

    w = param(2.0)
    L = w * w
    L.backward()
    :bug updated-weights
    → 4:1 this mistake shows in an update, and no parameter has changed since the last backward() | update them, or give a rate: :bug updated-weights 0.1

    w = param([2.0, 1.0])
    L = w * w
    L.backward(tensor([1.0, 1.0]))
    :bug assign
    → 4:1 :bug needs a loss that is a single number, and the last has 2 entries | call backward() on a single number: loss.sum().backward()

    :undo
    → 1:1 :undo cannot stand inside a program | type it at the prompt

    :goto
    → 1:1 :goto cannot stand inside a program | type it at the prompt

    :goto 5
    → 1:1 :goto cannot stand inside a program | type it at the prompt

    :goto epoch 3
    → 1:1 :goto cannot stand inside a program | type it at the prompt

    for i in range(3): x = i
    :goto i 7
    → 2:1 :goto cannot stand inside a program | type it at the prompt

    :goto a b c
    → 1:1 :goto cannot stand inside a program | type it at the prompt

    :engine fast
    → 1:1 :engine is scalar, tensor or auto | for example :engine tensor

    :precision 16
    → 1:1 :precision is 32 or 64 | for example :precision 32

    :seed abc
    → 1:1 :seed takes a whole number that is not negative | for example :seed 1

    :seed -1
    → 1:1 :seed takes a whole number that is not negative | for example :seed 1

    :digits 0
    → 1:1 :digits takes a number from 1 to 17 | for example :digits 9

    :digits many
    → 1:1 :digits takes a number from 1 to 17 | for example :digits 9

    :limits foo 3
    → 1:1 :limits takes a name and a number | :limits steps 1000000

    :limits steps
    → 1:1 :limits takes a name and a number | :limits steps 1000000

    :limits steps many
    → 1:1 :limits takes a name and a number | :limits steps 1000000

    :limits steps -1
    → 1:1 :limits takes a name and a number | :limits steps 1000000

    :vars x
    → 1:1 :vars takes nothing behind it | just :vars

    :reset now
    → 1:1 :reset takes nothing behind it | just :reset

    :lessons
    → 1:1 :lessons stands at the prompt, not inside a program | type it in gradwalk

    :learn nosuch
    → 1:1 :learn stands at the prompt, not inside a program | type it in gradwalk

    :next
    → 1:1 :next belongs to a lesson, and none is open | :lessons lists them, :learn NAME opens one

    :hint
    → 1:1 :hint belongs to a lesson, and none is open | :lessons lists them, :learn NAME opens one

    :skip
    → 1:1 :skip belongs to a lesson, and none is open | :lessons lists them, :learn NAME opens one

    :again
    → 1:1 :again belongs to a lesson, and none is open | :lessons lists them, :learn NAME opens one

    :progress
    → 1:1 :progress stands at the prompt, not inside a program | type it in gradwalk

    :quit now
    → 1:1 :quit takes nothing behind it | just :quit

    :Walk x
    → 1:1 there is no command ':Walk' | did you mean ':walk'?

    x = param(1.0)
    y = x * x
    :walk y y
    → 3:1 'y' cannot stand here | is an operator, a comma or a bracket missing before it?
    """#
}
