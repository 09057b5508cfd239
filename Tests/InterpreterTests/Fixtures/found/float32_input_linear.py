# tolerance: 1e-6
import torch
torch.set_default_dtype(torch.float32)
import torch.nn as nn
grades = torch.tensor([[3, 5], [1, 2]], dtype=torch.float32)
layer = nn.Linear(2, 1)
with torch.no_grad():
    layer.weight.fill_(0.5)
    layer.bias.fill_(1.0)
print(layer(grades))
