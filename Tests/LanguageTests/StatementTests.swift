import Language
import Testing

@Suite struct `Statements` {
  @Test(arguments: [
    ("a = b = 1", "(= a b 1)"),
    ("a, (b, *c), [d] = x", "(= (tuple a (tuple b (* c)) [d]) x)"),
    ("x[i] = y.z = 1, 2", "(= (at x i) (. y z) (tuple 1 2))"),
    ("x = *a, b", "(= x (tuple (* a) b))"),
    ("x += 1; y **= 2; z //= 3; w @= v; a |= b;", "(+= x 1) (**= y 2) (//= z 3) (@= w v) (|= a b)"),
    ("x: int = 3; y.z: list[int]; f: [a] = 1", "(= x 3) pass (= f 1)"),
    ("del x, y[0]; assert x, 'no'; assert y; pass", "(del x (at y 0)) (assert x \"no\") (assert y _) pass"),
    ("global a, b", "(global a b)"),
    ("import torch.nn as nn, math", "(import torch.nn nn) (import math _)"),
    ("from torch import optim, nn as n", "(from torch optim nn:n)"),
    ("from a.b import (c,\n  d,\n)", "(from a.b c d)"),
    ("from math import *", "(from math *)"),
    ("x = 1 + \\\n  2", "(= x (+ 1 2))"),
    ("\u{FEFF}x", "x"),
    ("x\r\ny\r\n", "x y"),
    ("# only a comment\n\n   \n", ""),
    ("", ""),
  ])
  func `of one line`(program: String, expected: String) {
    #expect(understood(program) == expected)
  }

  @Test(arguments: [
    ("if a:\n  b\nelif c: d; e\nelse:\n  f\ng", "(if (a => b) (c => d e) else f) g"),
    (
      "for i, (a, b) in x, y:\n  continue\n  break",
      "(for (tuple i (tuple a b)) (tuple x y) => continue break)"
    ),
    ("for i, in x: pass", "(for (tuple i) x => pass)"),
    ("for x[0] in y: pass", "(for (at x 0) y => pass)"),
    ("while a:\n\n    b\n  # comment\n\n    c\n", "(while a => b c)"),
    ("def f(): return", "(def f () => (return _))"),
    (
      "def f(a, b: int = 1, *c: int, d=2) -> float:\n  'about f'\n  return a, b",
      "(def f (a b=1 *c | d=2) doc:about f => \"about f\" (return (tuple a b)))"
    ),
    ("def f(a, *, b): pass", "(def f (a | b) => pass)"),
    ("class A:\n  x = 1", "(class A _ => (= x 1))"),
    ("class A(): pass", "(class A _ => pass)"),
    (
      "class Net(nn.Module):\n  def __init__(self):\n    super().__init__()\n\n  def forward(self, x): return x\n",
      "(class Net (. nn Module) => (def __init__ (self) => (call (. (call super) __init__))) "
        + "(def forward (self x) => (return x)))"
    ),
    ("with no_grad(): x", "(with (call no_grad) _ => x)"),
    ("with a as b, c, d as (e, f):\n  g", "(with a b => (with c _ => (with d (tuple e f) => g)))"),
    ("if a:\n  if b:\n    if c:\n      d\ne", "(if (a => (if (b => (if (c => d)))))) e"),
    ("if a:\n  b\n  # deeper\n      # and deeper\nc", "(if (a => b)) c"),
    ("for x in y:\n  def f():\n    return 1\n  break", "(for x y => (def f () => (return 1)) break)"),
  ])
  func `with blocks`(program: String, expected: String) {
    #expect(understood(program) == expected)
  }

  @Test(arguments: [
    (":walk L", "<walk L>"),
    ("x\n:plot 'a'  \r\n\n: y", "x <plot 'a'> < y>"),
    ("if a:\n  b\n:grads", "(if (a => b)) <grads>"),
    ("x = [1,\n:2]", "error: expected a value, found ':'"),
    (" :x", "error: this line is indented, but no block starts before it"),
    ("x; :y", "error: expected a value, found ':'"),
  ])
  func `that are commands start with a colon in the first column`(program: String, expected: String) {
    #expect(understood(program) == expected)
  }

  @Test func `have ranges from their first to their last word`() throws {
    let program = "if a:\n  b = 1  # c\nimport d, e as f; g\n"
    let syntax = try Parser.parse(Source(name: "test.py", text: program), id: 0)
    let texts = syntax.statementRanges.map {
      String(decoding: Array(program.utf8)[Int($0.start)..<Int($0.end)], as: UTF8.self)
    }
    #expect(texts == ["b = 1", "if a:\n  b = 1", "import d", "e as f", "g"])
  }
}
