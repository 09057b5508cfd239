import torch
y = torch.add(torch.tensor([True, False]), torch.tensor([True, True]), alpha=2)
z = torch.add(torch.tensor([True, False]), torch.tensor([True, True]), alpha=0)
w = torch.add(torch.tensor([2]), torch.tensor([True]), alpha=2)
