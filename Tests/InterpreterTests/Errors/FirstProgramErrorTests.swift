import Testing

@Suite("Errors of first programs")
struct FirstProgramErrorTests {
  @Test("are told as well", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    w = param([0.5])
    for i in range(2):
        loss = (w * 2).sum()
    loss.backward()
    loss.backward()
    → 5:1 backward() goes a second time through the same graph | the first time, say backward(retain_graph=True); or compute the loss anew

    w = tensor([1.0], requires_grad=True)
    w.backward(tensor([1.0, 2.0]))
    → 2:1 the gradient has shape [2], but the tensor has shape [1] | it is backward(gradient=None, retain_graph=False)

    w = param(2.0)
    y = w ** 2
    y.backward()
    w -= 0.1 * w.grad
    → 4:1 w requires a gradient and is changed in place by '-=' | put the update under: with no_grad():

    w = param(2.0)
    opt = SGD([w], lr=0.1)
    opt.zero_gard()
    → 3:5 an SGD has no 'zero_gard' | did you mean '.zero_grad'?

    w = param(2.0)
    opt = SGD(w)
    → 2:7 an optimizer takes a list of parameters, not a tensor of shape [] | put it into brackets: [w]

    x, y = iris()
    cross_entropy(x, y.float())
    → 2:1 class indices must be whole numbers, and these are floats | write 2 instead of 2.0, or use y.long()

    x, y = iris()
    model = Linear(3, 3)
    model(x)
    → 3:1 an input of shape [150, 4] and a weight of shape [3, 3] do not fit together for linear | the input has 4 features, and the weight is for 3

    x = tensor([[1.0, 2.0], [3.0, 4.0]])
    x @ tensor([1.0, 2.0, 3.0])
    → 2:1 x of shape [2, 2] and the right side of shape [3] do not fit together for @ | x is 2×2 and the right side has 3 entries: x @ the right side needs 2

    print(undefined_name)
    → 1:7 'undefined_name' is not defined | :vars lists the variables, :help what there is

    def forward(self, x):
        return self.l1(x)
    forward(1, 2)
    → 2:17 the number 1 has no 'l1' | there is nothing to be had behind its dot

    x = 3 if 4 else
    → 1:16 expected a value, found the end of the line | the line ends too early; or is its last sign one too many?

    x = [i for i in range(3) if]
    → 1:28 expected a value, found ']' | is something missing before it, or is a sign before it one too many?

    x = [for i in range(3)]
    → 1:6 expected a value, found 'for' | a list comprehension begins with a value: [x * x for x in xs]

    x = [i i in range(3)]
    → 1:8 expected ']', found 'i' | is an operator, a comma or a bracket missing before it?

    lambda: (return 3)
    → 1:10 'return' is a keyword and cannot stand for a value | it begins a line of its own; as a name, choose 'return_'

    x = {'a': 1, 'b' 2}
    → 1:18 expected ':' and a value after the key, found '2' | is an operator, a comma or a bracket missing before it?

    if x == 1
    → 1:10 expected ':', found the end of the line | put a ':' at the end of the 'if' line

    if (x == 1:
        pass
    → 1:4 '(' was never closed | put a ')' where it ends

    def f(x, y:
        pass
    → 1:6 '(' was never closed | put a ')' where it ends

    class A:
    def f(self): pass
    → 2:1 expected an indented block after 'class' | start its lines with four spaces

    print('a', sep: ',')
    → 1:15 expected ')', found ':' | an argument is named with '=': name=value

    from torch import nn.Linear
    → 1:21 '.' cannot stand here | a statement should be over before it

    import torch as t.x
    → 1:18 '.' cannot stand here | a statement should be over before it

    x = 5 +
    → 1:8 expected a value, found the end of the line | the line ends too early; or is its last sign one too many?

    x = * 5
    → 1:5 '*' unpacks only into a list, a tuple or a call | write [*values]

    x = 5 % % 3
    → 1:9 expected a value, found '%' | an operator stands between two values; is one of them missing?

    x = a b
    → 1:7 'b' cannot stand here | is an operator, a comma or a bracket missing before it?

    "a" = 3
    → 1:1 cannot assign to a string | a name, x[i] or x.name can be assigned to

    [1, 2] = 3
    → 1:2 cannot assign to a number | a name, x[i] or x.name can be assigned to

    f() += 1
    → 1:1 cannot assign to a call | a name, x[i] or x.name can be assigned to

    -x = 3
    → 1:1 cannot assign to a computed value | a name, x[i] or x.name can be assigned to

    x + y
    → 1:1 'x' is not defined | :vars lists the variables, :help what there is

    if True: x = 1 else: x = 2
    → 1:16 'else' cannot stand here | else: begins a line of its own

    while x < 3 do
    → 1:13 expected ':', found 'do' | put a ':' at the end of the 'while' line

    repeat 3: pass
    → 1:8 '3' cannot stand here | is an operator, a comma or a bracket missing before it?

    return x
    → 1:1 'return' outside a function | it belongs into the block of a def

    x = "a" "b
    → 1:9 this string is never closed | end it with "

    x = f"{1 +}"
    → 1:11 expected a value, found '}' | is something missing before it, or is a sign before it one too many?

    x = f"{'a}"
    → 1:8 this string is never closed | end it with '

    x = 'a' + 'b
    → 1:11 this string is never closed | end it with '

    x = ‘a’
    → 1:5 the character '‘' cannot stand here | use straight quotes: '

    x = 3 – 2
    → 1:7 the character '–' cannot stand here | use the ordinary minus sign: -

    x = 5 ÷ 2
    → 1:7 the character '÷' cannot stand here | divide with /

    x ≥ 3
    → 1:3 the character '≥' cannot stand here | write >=

    x = √4
    → 1:5 the character '√' cannot stand here | a root is written sqrt(x)

    αβ = 1; print(αγ)
    → 1:15 'αγ' is not defined | :vars lists the variables, :help what there is
    """#
}
