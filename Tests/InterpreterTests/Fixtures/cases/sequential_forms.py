import torch.nn as nn
net = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 3), nn.ReLU(), nn.Linear(3, 1))
n = len(net)
print(net[1:3])
print(net[-1])
print(type(net[0]).__name__)
kinds = []
for layer in net:
    kinds.append(type(layer).__name__)
print(kinds)
net.append(nn.Sigmoid())
print(net)
m = nn.Sequential(*[nn.Linear(2, 2) for i in range(2)])
print(len(m))
print(nn.Sequential())
empty = nn.Sequential()(tensor([1.0, 2.0]))
net[1] = nn.Tanh()
print(net[1])
del net, m, layer
