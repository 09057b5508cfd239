x = param([float('nan'), float('inf'), -float('inf'), -0.0])
for f in [relu, tanh, sigmoid, exp, log, sqrt, softmax, softplus]:
    y = f(x, 0) if f == softmax else f(x)
    y.sum().backward()
print(x.grad, x.max(), x.argmax(), x.norm(), x.var())
