import torch
import torch.nn as nn
net = nn.Linear(2, 2)
with torch.no_grad():
    net.weight.copy_(torch.tensor([[1.0, 2.0], [3.0, -4.0]]))
    net.bias.zero_()
(net(torch.tensor([1.0, 2.0])) ** 2).sum().backward()
n = nn.utils.clip_grad_norm_(net.parameters(), 1.0)
g = net.weight.grad.clone()
m = torch.nn.utils.clip_grad_norm_(net.parameters(), max_norm=5.0)
nn.utils.clip_grad_value_(net.parameters(), 0.1)
h = nn.utils.clip_grad_norm_(net.weight, 0.01, norm_type=1)
v = nn.utils.parameters_to_vector(net.parameters()).detach()
nn.utils.vector_to_parameters(v * 2, net.parameters())
