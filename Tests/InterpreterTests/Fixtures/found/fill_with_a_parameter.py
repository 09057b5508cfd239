import torch
x = torch.zeros(2, 3)
w = torch.tensor(1.5, requires_grad=True)
x.fill_(w * 2)
(x * torch.arange(6.0).reshape(2, 3)).sum().backward()
