import torch.nn as nn
import torch.nn.functional as F
x = param([[1.0, -2.0], [0.5, 3.0]])
y = tensor([[2.0, 0.0], [-1.0, 4.0]])
v = param([1.0, -1.0])
p = tensor([0.25, 0.75], requires_grad=True)
t = tensor([1, 0])
r = x * 2
c = ones(1, 1, 2, 2)
s = 'ab'
d = {'a': x, 1: 2}
g = lambda u: u * v
z = (x @ v).tanh()
pass
x = Value(-1.02)
print(x)
(x.sum() + z.sum()).backward()