import torch
x = torch.tensor([[5, -2, 0]])
x[x > 0] = torch.tensor([[1]])
x[0, [1, 2]] = torch.tensor([[7, 8]])
