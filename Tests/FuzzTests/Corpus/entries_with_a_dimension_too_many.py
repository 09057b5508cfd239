x = tensor([5.0, -2.0, 0.0])
x[x > 0] = tensor([[1.0]])
x[[0, 1]] = tensor([[1.0, 2.0]])
print(x)
