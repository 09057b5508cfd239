class A:
    n = 1
    def __init__(self, k=2): self.k = k
    def __add__(self, o): return A(self.k + 1)
    def __eq__(self, o): return self == o
    def __repr__(self): return f'A({self.k})'
    @property
    def twice(self): return self.k * 2
a = A()
print(a + a, a.twice, A.n)
a == a
