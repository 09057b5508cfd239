import Testing

@testable import Interpreter
@testable import Language

@Suite("Python's meaning")
struct LanguageBehaviourTests {
  @Test(
    "of numbers: signs of // and %, powers, exact integers",
    arguments: [
      Example("print(-7 // 2, 7 // -2, -7 % 3, 7 % -3, -7.5 // 2, -7.5 % 2)", "-4 -4 2 -2 -4.0 0.5"),
      Example(
        "print(2 ** 62, 2 ** -1, -2 ** 2, 2 ** 3 ** 2, 7 / 2, 6 / 3)",
        "4611686018427387904 0.5 -4 512 3.5 2.0"),
      Example("print(5.0 // 0.1, 0.3 // 0.1, 5.0 % 0.1)", "49.0 2.0 0.09999999999999973"),
      Example(
        "print(9223372036854775807, -9223372036854775807 - 1)", "9223372036854775807 -9223372036854775808"),
      Example(
        "print(1e16, 1e15, 1e-4, 1e-5, 0.1 + 0.2, 1_000.5)",
        "1e+16 1000000000000000.0 0.0001 1e-05 0.30000000000000004 1000.5"),
      Example("print(True + True, True * 3, -True, 1 == True, 1 is True, not 0)", "2 3 -1 True False True"),
      Example(
        "print(round(2.5), round(3.5), round(-0.5), round(2.675, 2), round(1e20, 1))", "2 4 0 2.67 1e+20"),
      Example("print(round(7, 2), round(1234, -2), round(1250, -2))", "7 1200 1200"),
      Example("print(int(-2.7), int('-12'), float('1e3'), int(True), float('-inf'))", "-2 -12 1000.0 1 -inf"),
      Example("print(0.0 % -1.0, -0.0, 0.0 == -0.0)", "-0.0 -0.0 True"),
    ])
  func numbers(_ example: Example) throws { #expect(try printed(example.text) == example.lines) }

  @Test(
    "of an integer that does not fit: a clear error, never a trap",
    arguments: [
      "9223372036854775807 + 1", "-9223372036854775807 - 2", "4611686018427387904 * 2", "2 ** 63", "10 ** 30",
      "abs(-9223372036854775807 - 1)", "-(-9223372036854775807 - 1)", "(-9223372036854775807 - 1) // -1",
      "int(1e19)", "int(float('nan'))", "sum([9223372036854775807, 1])", "9223372036854775808",
    ])
  func overflow(expression: String) throws {
    let error = try failure("x = 1\ny = \(expression)")
    #expect(error.kind == .value || error.kind == .syntax)
    #expect(error.range != nil)
  }

  @Test(
    "of comparisons: chains evaluate the middle once and stop at the first that fails",
    arguments: [
      Example("print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 >= 2 == 2, 1 == 1.0 == True)", "True False True True"),
      Example(
        "def f(x):\n    print('f', x)\n    return x\nprint(f(1) < f(2) < f(3))\nprint(f(3) < f(2) < f(1))",
        "f 1", "f 2", "f 3", "True", "f 3", "f 2", "False"),
      Example("n = float('nan')\nprint(n == n, n < 1, n > 1, n != n)", "False False False True"),
      Example(
        "print([1, 2] < [1, 3], (1,) < (1, 0), 'a' < 'b', [1] == (1,), {'a': 1} == {'a': 1.0})",
        "True True True False True"),
      Example("print(2 in [1, 2], 'b' in 'abc', 'k' in {'k': 1}, 3 not in (1, 2))", "True True True True"),
      Example("print(0 or 'x', 1 and [], None or 0, '' and 1 / 0, 1 or 1 / 0)", "x [] 0  1"),
    ])
  func comparisons(_ example: Example) throws { #expect(try printed(example.text) == example.lines) }

  @Test(
    "of unpacking, with stars and nested",
    arguments: [
      Example("a, *b, c = range(5)\nprint(a, b, c)", "0 [1, 2, 3] 4"),
      Example("*a, b = 'xy'\nprint(a, b)\na, *b = [1]\nprint(a, b)", "['x'] y", "1 []"),
      Example("(x, y), [z, *w] = (1, 2), 'abc'\nprint(x, y, z, w)", "1 2 a ['b', 'c']"),
      Example("a, b = 1, 2\na, b = b, a\nprint(a, b)", "2 1"),
      Example("for i, (j, k) in enumerate([(1, 2), (3, 4)], 1):\n    print(i, j, k)", "1 1 2", "2 3 4"),
      Example("a = b = []\na.append(1)\nprint(b, a is b)", "[1] True"),
      Example("print([*range(3), *'ab'], (*[1], 2), *[3, 4], sep='|')", "[0, 1, 2, 'a', 'b']|(1, 2)|3|4"),
    ])
  func unpacking(_ example: Example) throws { #expect(try printed(example.text) == example.lines) }

  @Test(
    "of slices, backwards and out of bounds too",
    arguments: [
      Example(
        "x = [0, 1, 2, 3, 4]\nprint(x[::-1], x[3:0:-2], x[-2:], x[9:], x[-9:2], x[4:1], x[:-9:-3])",
        "[4, 3, 2, 1, 0] [3, 1] [3, 4] [] [0, 1] [] [4, 1]"),
      Example(
        "x = [0, 1, 2, 3, 4]\nx[1:3] = [9]\nprint(x)\nx[::2] = [7, 7]\nprint(x)\ndel x[0]\nprint(x)\n"
          + "del x[::-2]\nprint(x)",
        "[0, 9, 3, 4]", "[7, 9, 7, 4]", "[9, 7, 4]", "[7]"),
      Example("print('abcd'[::-1], (1, 2, 3)[1:], 'añb'[1], 'abc'[-1], range(10)[3])", "dcba (2, 3) ñ c 3"),
      Example(
        "x = [1, 2]\ny = x[:]\ny[0] = 9\nx[5:] = [3]\nx[0:0] = [0]\nprint(x, y)", "[0, 1, 2, 3] [9, 2]"),
      Example(
        "x = [1, 2, 3]\nprint(x[9223372036854775807:], x[:-9223372036854775807], x[::9223372036854775807])",
        "[] [] [1]"),
    ])
  func slices(_ example: Example) throws { #expect(try printed(example.text) == example.lines) }

  @Test("of dicts: the order of insertion, equal numbers are one key, any 64 bits apart are two")
  func dictionaries() throws {
    #expect(
      try printed(
        "d = {'b': 1, 'a': 2}\nd['c'] = 3\nd['b'] = 4\ndel d['a']\nd['a'] = 5\nprint(d)\n"
          + "print(list(d), len(d))"
      )
        == ["{'b': 4, 'c': 3, 'a': 5}", "['b', 'c', 'a'] 3"])
    #expect(try printed("d = {1: 'x'}\nd[True] = 'y'\nd[1.0] = 'z'\nprint(d)") == ["{1: 'z'}"])
    #expect(
      try printed("d = {(1, 'a'): 2, None: 3}\nprint(d[1, 'a'], d[None], d.get('q', 0), d.pop(None), d)")
        == ["2 3 0 3 {(1, 'a'): 2}"])
    #expect(try printed("d = {9007199254740992: 0}\nd[9007199254740993] = 1\nprint(len(d))") == ["2"])
    #expect(try failure("d = {}\nd[[1]] = 2").kind == .type)
    #expect(try failure("d = {'a': 1}\nd['b']").kind == .index)
  }

  @Test("of sorting: by a key, stable both ways, and the original stays")
  func sorting() throws {
    let text = """
      x = [(1, 'a'), (0, 'b'), (1, 'c'), (0, 'd')]
      print(sorted(x, key=lambda p: p[0]))
      print(sorted(x, key=lambda p: p[0], reverse=True))
      print(x[0], sorted('hello'), sorted([3, 1.5, True]))
      x.sort(key=lambda p: p[1], reverse=True)
      print([p[1] for p in x], max(x, key=lambda p: p[0]), min([2, 1, 1.0]))
      """
    #expect(
      try printed(text) == [
        "[(0, 'b'), (0, 'd'), (1, 'a'), (1, 'c')]", "[(1, 'a'), (1, 'c'), (0, 'b'), (0, 'd')]",
        "(1, 'a') ['e', 'h', 'l', 'l', 'o'] [True, 1.5, 3]", "['d', 'c', 'b', 'a'] (1, 'c') 1",
      ])
    #expect(try failure("sorted([1, 'a'])").kind == .type)
  }

  @Test("of the loops' words: break, continue, while, and a loop variable that stays")
  func loops() throws {
    let text = """
      for i in range(10):
          if i == 2: continue
          if i == 4: break
          print(i)
      print(i)
      n = 0
      while True:
          n += 1
          for j in range(3):
              if j == n: break
          else_ = j
          if n >= 2: break
      print(n, j, else_)
      for i in range(5, 0, -2): print(i, end=' ')
      print()
      for i in []: pass
      print(i, list(zip('ab', range(9))), list(reversed([1, 2])))
      """
    #expect(
      try printed(text) == ["0", "1", "3", "4", "2 2 2", "5 3 1 ", "1 [('a', 0), ('b', 1)] [2, 1]"])
  }
}
