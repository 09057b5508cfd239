import torch
import torch.nn as nn
m = nn.Linear(1, 1)
torch.save(m.state_dict(), 'm.pt')
n = nn.Linear(1, 1)
n.load_state_dict(torch.load('m.pt'))
print(m.weight.item() == n.weight.item())
