import torch.nn as nn
class Tied(nn.Module):
    def __init__(self):
        super().__init__()
        self.enc = nn.Linear(3, 2, bias=False)
        self.dec = nn.Linear(2, 3, bias=False)
        self.dec.weight = nn.Parameter(zeros(3, 2))
        self.again = self.enc
    def forward(self, x):
        return self.dec(self.again(self.enc(x)[:, :2] @ ones(2, 3)))
net = Tied()
with no_grad():
    for k, p in enumerate(net.parameters()):
        p.copy_((arange(p.numel() * 1.0) * 0.7 + k).sin().reshape(p.shape) * 0.5)
y = net(tensor([[1.0, 2.0, 3.0]]))
y.sum().backward()
print([n for n, q in net.named_parameters()], list(net.state_dict().keys()))
n = len(list(net.parameters()))
lin = nn.Linear(2, 2)
seq = nn.Sequential(lin, nn.Tanh(), lin)
print([n for n, q in seq.named_parameters()], len(list(seq.modules())), list(seq.state_dict().keys()))
a = nn.Linear(2, 2)
b = nn.Linear(2, 2)
b.weight = a.weight
same = b.weight is a.weight
print(len(list(nn.Sequential(a, b).parameters())))
del p, lin, seq, a, b, n
