import Testing

@testable import Interpreter
@testable import Language

@Suite("Texts behave as Python's")
struct TextTests {
  @Test(
    "Formats of f-strings",
    arguments: [
      Example(
        "print(f'{3.14159:.2f}|{3.14159:>8.3f}|{-5:05d}|{42:<5}|{42:^6}|{'a':>3}|')",
        "3.14|   3.142|-0005|42   |  42  |  a|"),
      Example(
        "print(f'{1234567:,} {1234.5:,.2f} {0.256:.1%} {12345.678:.3e} {0.00001234:g} {1e10:g}')",
        "1,234,567 1,234.50 25.6% 1.235e+04 1.234e-05 1e+10"),
      Example(
        "print(f'{255:x} {5:b} {7:+d} {-7:+d} {7: d} {True:d} {3:.1f} {1e300:.3g}')",
        "ff 101 +7 -7  7 1 3.0 1e+300"),
      Example(
        "n = 3\nx = 'q'\nprint(f'{n = } {n=:.2f} {x!r} {x = } {{}} {n + 1}')", "n = 3 n=3.00 'q' x = 'q' {} 4"
      ),
      Example("w = 8\np = 2\nprint(f'{3.14159:{w}.{p}f}|{'ab':*^{w}}|{7:0>4}')", "    3.14|***ab***|0007"),
      Example(
        "print(f'{float(\"nan\"):.2f} {float(\"inf\")} {-0.0:.1f} {2.5:.0f} {3.5:.0f} {0.5:.0f}')",
        "nan inf -0.0 2 4 0"),
      Example(
        "x = tensor(2.5)\nprint(f'{x:.3f} {x} {[1.0, x.item()]} {None} {(1,)}')",
        "2.500 2.5 [1.0, 2.5] None (1,)"),
    ])
  func formats(_ example: Example) throws { #expect(try printed(example.text) == example.lines) }

  @Test(
    "Methods of strings",
    arguments: [
      Example(
        "print('aBc'.upper(), 'aBc'.lower(), ' x '.strip() + '|', 'xxaxx'.strip('x'), 'a '.rstrip() + '|')",
        "ABC abc x| a a|"),
      Example(
        "print('a,b,,c'.split(','), ' a  b '.split(), ''.split(), ''.split(','))",
        "['a', 'b', '', 'c'] ['a', 'b'] [] ['']"),
      Example(
        "print('-'.join(['a', 'b']), 'aXbX'.replace('X', '--'), 'abc'.find('c'), 'abc'.find('z'), "
          + "'aaa'.count('a'))",
        "a-b a--b-- 2 -1 3"),
      Example(
        "print('abc'.startswith('ab'), 'abc'.endswith('bc'), 'ab' * 2, 2 * 'x', 'a' + 'b', len('añ∂'))",
        "True True abab xx ab 3"),
      Example(
        "print('x'.ljust(3) + '|', 'x'.rjust(3), 'x'.center(5, '*'), '12'.isdigit(), ''.isdigit())",
        "x  |   x **x** True False"),
      Example(
        "print(str(1.0), str([1, 'a']), repr('it\\'s'), repr('a\"b'), repr('\\n'), str(None))",
        "1.0 [1, 'a'] \"it's\" 'a\"b' '\\n' None"),
      Example("print('''a\nb''', \"c\" 'd', 'e\\tf', r'\\n')", "a", "b cd e\tf \\n"),
      Example(
        "print(1, 'a', None, [1.5], {'k': (1,)}, sep=', ', end='!\\n')\nprint()",
        "1, a, None, [1.5], {'k': (1,)}!", ""),
    ])
  func methods(_ example: Example) throws { #expect(try printed(example.text) == example.lines) }

  @Test("What is no format, and what no number can be read from, is an error")
  func refused() throws {
    for text in [
      "f'{1:q}'", "f'{\"a\":.2d}'", "f'{[1]:.2f}'", "int('1 2')", "int('x')", "float('1 2')", "int('')",
    ] {
      #expect(Execution("x = " + text).error != nil, "\(text)")
    }
  }

  @Test("Characters are Unicode scalars: a base and its accent are two, as in Python")
  func scalars() throws {
    #expect(
      try printed("s = 'e\\u0301'\nprint(len(s), s == 'é', len(s[0]), s[::-1] == s)") == ["2 False 1 False"])
    #expect(try printed("d = {'é': 1}\nprint('e\\u0301' in d)") == ["False"])
  }
}
