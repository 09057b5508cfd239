import torch
import torch.nn as nn
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.b = nn.Linear(2, 2)
        self.scale = nn.Parameter(torch.tensor([1.5]))
        self.a = nn.Sequential(nn.Linear(2, 2, bias=False), nn.Linear(2, 1))
        self.shift = nn.Parameter(torch.tensor(0.5))
    def forward(self, x):
        return self.a(self.b(x)) * self.scale + self.shift
net = Net()
print([n for n, p in net.named_parameters()])
print(list(net.state_dict().keys()))
print([tuple(p.shape) for p in net.parameters()])
print([n for n, m in net.named_modules()])
with no_grad():
    for k, p in enumerate(net.parameters()):
        p.copy_((arange(p.numel() * 1.0) * 0.7 + k).sin().reshape(p.shape) * 0.5)
loss = net(torch.tensor([[1.0, 2.0]])).sum()
loss.backward()
total = sum(p.numel() for p in net.parameters())
trainable = sum([p.numel() for p in net.parameters() if p.requires_grad])
del p
