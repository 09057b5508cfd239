class V:
    def __init__(self, *xs):
        self.xs = list(xs)
    def __add__(self, o):
        return V(*[a + b for a, b in zip(self.xs, o.xs)])
    def __sub__(self, o):
        return V(*[a - b for a, b in zip(self.xs, o.xs)])
    def __matmul__(self, o):
        return sum([a * b for a, b in zip(self.xs, o.xs)])
    def __mul__(self, k):
        return V(*[a * k for a in self.xs])
    def __rmul__(self, k):
        return self * k
    def __neg__(self):
        return self * -1
    def __eq__(self, o):
        return self.xs == o.xs
    def __lt__(self, o):
        return self.xs < o.xs
    def __abs__(self):
        return (self @ self) ** 0.5
    def __repr__(self):
        return f"V{tuple(self.xs)}"
    def __str__(self):
        return "<" + ", ".join([str(x) for x in self.xs]) + ">"
    def __len__(self):
        return len(self.xs)
    def __getitem__(self, i):
        return self.xs[i]
    def __setitem__(self, i, v):
        self.xs[i] = v
    def __contains__(self, v):
        return v in self.xs
    def __bool__(self):
        return len(self.xs) > 0
    def __iadd__(self, o):
        self.xs += o.xs
        return self
a, b = V(1, 2), V(3, 5)
print(a + b, a - b, repr(a), [a, b])
n = a @ b
print(2 * a, a * 3, -a, a == V(1, 2), a == b, a != b, a < b)
z = abs(V(3, 4))
a[1] = 9
w = a[1]
t = 9 in a
u = 7 in a
print(bool(V()), bool(a), f"{a} {a!r}")
c = a
c += b
print(a, len(a), c is a)
if not V():
    print("empty")
