x = param([[1.0, 2.0], [3.0, 4.0]])
y = x * 2
v = y[0]
v *= 3
with no_grad():
    x += 1
    x[0] = 5.0
    x.T[1] *= 2
y.sum().backward()
print(x, x.grad)
