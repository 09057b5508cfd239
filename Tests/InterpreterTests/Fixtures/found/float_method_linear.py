# tolerance: 1e-6
import torch
torch.set_default_dtype(torch.float32)
import torch.nn as nn
seats = torch.tensor([[1, 0], [0, 1]])
net = nn.Sequential(nn.Linear(2, 2), nn.Sigmoid())
for p in net.parameters():
    nn.init.constant_(p, 0.25)
print(net(seats.float()))
