import torch.nn as nn
x = param([[1.0, -2.0], [0.5, 3.0]])
p = tensor([0.25, 0.75], requires_grad=True)
m = nn.Linear(2, 2)
c = ones(1, 1, 2, 2)
p.multiply_(x.mean(filter(m, iterable=c)), (lambda x, y=2: ['a' for i in range(-0.38)]))