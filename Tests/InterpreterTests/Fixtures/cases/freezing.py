import torch.nn as nn
from torch import optim
net = nn.Sequential(nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, 1))
with no_grad():
    for k, p in enumerate(net.parameters()):
        p.copy_((arange(p.numel() * 1.0) * 0.7 + k).sin().reshape(p.shape) * 0.5)
for p in net[0].parameters():
    p.requires_grad = False
opt = optim.SGD([p for p in net.parameters() if p.requires_grad], lr=0.1)
for i in range(3):
    opt.zero_grad()
    loss = net(tensor([[1.0, 2.0], [2.0, 0.0]])).pow(2).mean()
    loss.backward()
    opt.step()
frozen = [n for n, q in net.named_parameters() if not q.requires_grad]
print(frozen)
net[0].requires_grad_(True)
net[2].requires_grad_(False)
print([q.requires_grad for q in net.parameters()])
opt2 = optim.Adam(filter(lambda q: q.requires_grad, net.parameters()), lr=0.1)
print(len(opt2.param_groups[0]['params']))
del p
