import torch
import torch.nn as nn
l = nn.Linear(3, 2)
nn.init.constant_(l.weight, 0.5)
nn.init.zeros_(l.bias)
a = l.weight.detach().clone()
nn.init.ones_(l.bias)
nn.init.eye_(l.weight)
b = l.weight.detach().clone()
torch.nn.init.uniform_(l.weight, 2.0, 3.0)
c = ((l.weight >= 2) & (l.weight <= 3)).all().item()
nn.init.normal_(l.weight, mean=0.0, std=0.01)
d = l.weight.abs().max().item() < 0.1
nn.init.kaiming_uniform_(l.weight, nonlinearity='relu')
e = l.weight.abs().max().item() <= (6 / 3) ** 0.5
nn.init.kaiming_normal_(l.weight, mode='fan_out', nonlinearity='relu')
nn.init.xavier_normal_(l.weight, gain=nn.init.calculate_gain('tanh'))
gains = [nn.init.calculate_gain(k) for k in ['linear', 'sigmoid', 'tanh', 'relu', 'selu']] + [nn.init.calculate_gain('leaky_relu', 0.2)]
f = l.weight.requires_grad and l.weight.is_leaf
l.weight.data.fill_(0.25)
l.bias.data.zero_()
l.weight.data[0, 1] = 7.0
g = nn.init.orthogonal_(torch.empty(2, 2)).shape
nn.init.zeros_(l.bias)
print(g)
