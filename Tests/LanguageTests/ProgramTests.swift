import Language
import Testing

@Suite struct `Whole programs` {
  @Test(arguments: [
    """
    import torch
    import torch.nn as nn
    import torch.nn.functional as F
    from torch import optim

    class Net(nn.Module):
        \"\"\"Two layers.\"\"\"
        def __init__(self, hidden: int = 4) -> None:
            super().__init__()
            self.first = nn.Linear(2, hidden)
            self.second = nn.Linear(hidden, 1, bias=True)

        def forward(self, x):
            h = torch.tanh(self.first(x))
            return self.second(h)

    net = Net()
    optimizer = optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
    x = torch.tensor([[0., 0.], [0., 1.], [1., 0.], [1., 1.]])
    for epoch in range(300):
        optimizer.zero_grad()
        loss = F.mse_loss(net(x), x[:, :1] * (1 - x[:, 1:]))
        loss.backward()
        optimizer.step()
        if epoch % 100 == 0: print(f"{epoch:>5} {loss.item():.4f}")
    with torch.no_grad():
        for name, p in net.named_parameters():
            print(name, p.shape, sep=": ")
    """,
    """
    square = lambda t: t * t
    compose = lambda f, g: lambda t: f(g(t))
    fs = [lambda t, k=k: t ** k for k in range(4)]
    def tail(first, *rest, scale=1.0):
        '''The rest, scaled.'''
        return [r * scale for r in rest if r is not None and not r < 0]
    n = 27
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
    (p, q), r = (1, 2), [3]
    x = y = 7; z = x + y
    for k, name in enumerate(["w", "b"]): print(k, name)
    i = sorted([3, -1, 2], key=lambda v: -abs(v))
    w -= 0.1 * w.grad
    print(f"{x!r} {n = } {z:{6}.2f}", end="")
    assert isinstance(tail(*fs, scale=2.), list), "no list"
    """,
    """
    a = Value(-4.0)
    b = Value(2.0)
    c = a + b
    d = a * b + b**3
    c += c + 1
    c += 1 + c + (-a)
    d += d * 2 + (b + a).relu()
    e = c - d
    g = (e**2) / 2.0
    g += 10.0 / e
    g.backward()
    :why a
    print(f'{a.grad:.4f}')
    """,
  ])
  func `are understood`(program: String) {
    #expect(complaint(program) == "none")
  }

  @Test func `are the same with any line break and with a byte order mark`() {
    let program = "def f(x):\n  '''a\n  b'''\n  return [x,\n    1]\n\nf(2)\n"
    let expected = understood(program)
    #expect(!expected.hasPrefix("error"))
    #expect(understood(program.replacing("\n", with: "\r\n")) == expected)
    #expect(understood("\u{FEFF}" + program) == expected)
    #expect(complaint("\u{FEFF}x y").hasPrefix("1:3"))
  }
}
