import torch.nn as nn
l = nn.Linear(2, 1)
nn.init.constant_(l.weight, 0.5)
nn.init.zeros_(l.bias)
print(l.weight)
print(l.weight.data, l.bias.detach())
for name, p in l.named_parameters():
    print(name, p.shape, p)
print(list(l.parameters()))
print(dict(l.state_dict()))
w = param([1.0])
print(w)
l.requires_grad_(False)
print(l.bias)
del p
