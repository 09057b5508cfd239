import torch.nn as nn
class Block(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(n, n), nn.ReLU(), nn.BatchNorm1d(n))
        self.skip = nn.Identity()
    def forward(self, x):
        return self.body(x) + self.skip(x)
class Net(nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.blocks = nn.ModuleList([Block(2), Block(2)])
        self.lone = nn.ModuleList([nn.Linear(1, 1), nn.Linear(1, 1), nn.Tanh()])
        self.head = nn.Linear(2, 1)
        self.scale = nn.Parameter(torch.ones(1))
    def forward(self, x):
        for b in self.blocks:
            x = b(x)
        return self.head(x) * self.scale
import torch
net = Net()
print(net)
print(Block(3))
class Empty(nn.Module):
    pass
print(Empty())
names = [n for n, p in net.named_parameters()]
print(names)
print([n for n, m in net.named_modules()])
print([n for n, m in net.named_children()])
del net
