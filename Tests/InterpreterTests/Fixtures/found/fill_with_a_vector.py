import torch
x = torch.zeros(2)
x.fill_(torch.tensor([1.5]))
