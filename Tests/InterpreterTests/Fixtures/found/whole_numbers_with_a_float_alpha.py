import torch
y = torch.add(torch.tensor([2]), torch.tensor([3]), alpha=1.5)
