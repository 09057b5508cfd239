import Language
import Testing

@Suite struct `Strings` {
  @Test(arguments: [
    (#"'a' "b""#, "\"ab\""),
    (#"'\n\t\\\'\"\r\0\x41\u0042\U0001F600\101'"#, "\"\n\t\\'\"\r\0AB😀A\""),
    (#"'\d\q'"#, #""\d\q""#),
    (#"r'\n\'' R"\x""#, #""\n\'\x""#),
    ("'a\\\nb'", "\"ab\""),
    ("'''a\n'b' \"c\"'''", "\"a\n'b' \"c\"\""),
    ("\"\"\"a\r\nb\"\"\"", "\"a\nb\""),
    ("''", "\"\""),
    ("''''''", "\"\""),
    ("u'é' '日本'", "\"é日本\""),
    ("'a\u{301}'", "\"a\u{301}\""),
    ("'\u{301}'", "\"\u{301}\""),
  ])
  func `are read as in Python`(program: String, expected: String) {
    #expect(understood(program) == expected)
  }

  @Test(arguments: [
    ("f''", "(f)"),
    ("f'a{x}b'", "(f \"a\" {x} \"b\")"),
    ("f'{{{x}}}'", "(f \"{\" {x} \"}\")"),
    ("f'{x!r}{y!s:>5}'", "(f {x !repr} {y !str : \">5\"})"),
    ("f'{x:{w}.2f}'", "(f {x : {w} \".2f\"})"),
    ("f'{x:{w}.{p}f}'", "(f {x : {w} \".\" {p} \"f\"})"),
    ("f'{n = }'", "(f {\"n = \" n !repr})"),
    ("f'{n=:.2f}{n = !s}'", "(f {\"n=\" n : \".2f\"} {\"n = \" n !str})"),
    ("f'{a != b}{a == b}{c >= d}'", "(f {(compare a != b)} {(compare a == b)} {(compare c >= d)})"),
    ("f'{d[\"a\"]}'", "(f {(at d \"a\")})"),
    ("f'{d['a']}'", "(f {(at d \"a\")})"),
    ("f'{f'{f'{1}'}'}'", "(f {(f {(f {1})})})"),
    ("f'{a, b}'", "(f {(tuple a b)})"),
    ("f'{ {1: 2}[1] }'", "(f {(at {1: 2} 1)})"),
    ("f'{x[1:2]:3}'", "(f {(at x (slice 1 2 _)) : \"3\"})"),
    ("'a' f'b{1}' \"{c}\" r'\\d' f'e'", "(f \"ab\" {1} \"{c}\\de\")"),
    ("rf'\\d{x}\\n'", "(f \"\\d\" {x} \"\\n\")"),
    ("F'\\x41{x}\\\\'", "(f \"A\" {x} \"\\\")"),
    ("f'''{\n  x # why\n}\n'''", "(f {x} \"\n\")"),
    ("print(f'{a}', f'{b}')", "(call print (f {a}) (f {b}))"),
    ("f'{(lambda: 1)()}'", "(f {(call (lambda () 1))})"),
  ])
  func `are filled in as in Python`(program: String, expected: String) {
    #expect(understood(program) == expected)
  }

  @Test(arguments: [
    ("x = 'abc\ny = 1", "1:5-6 this string is never closed | end it with '"),
    ("x = \"\"\"abc\n\n", "1:5-8 this string is never closed | end it with \"\"\""),
    ("x = f'abc", "1:5-7 this f-string is never closed | end it with '"),
    ("f\"{x\"", "1:3-4 '{' was never closed | put a '}' where it ends"),
    ("f'{x:.2f'", "1:3-4 '{' was never closed | put a '}' where it ends"),
    ("f'a}'", "1:4-5 '}' closes nothing in this f-string | for a brace itself write }}"),
    ("f'{}'", "1:3-5 there is no value between the braces | for a brace itself write {{ or }}"),
    (
      "f'{a!q}'",
      "1:6-7 expected 'r' or 's' behind the '!', found 'q' | {x!r} shows x as its repr, {x!s} as str(x)"
    ),
    (
      "f'{a b}'",
      "1:6-7 expected '}' behind the value, found 'b' | is an operator, a comma or a bracket missing before it?"
    ),
    (
      "'\\x4z'",
      "1:2-5 \\x needs 2 hexadecimal digits | for a backslash itself write \\\\, or put r before the string"
    ),
    (
      "'\\ud800'",
      "1:2-8 \\ud800 is no character | characters go up to \\U0010ffff, without \\ud800 to \\udfff"
    ),
    ("b'a'", "1:1-2 bytes are not in Gradwalk | leave out the b before the quote"),
  ])
  func `that are wrong say where`(program: String, expected: String) {
    #expect(complaint(program) == expected)
  }
}
