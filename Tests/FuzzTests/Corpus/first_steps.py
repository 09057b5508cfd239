x = param([1.0, 2.0])
L = (x * x).sum()
L.backward()
print(x.grad)
