import torch
x = torch.ones(3)
x[[float("nan")]] = 2
