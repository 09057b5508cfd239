import torch
import torch.nn as nn
x = nn.Parameter(torch.tensor(-1.92))
y = torch.tensor(-1.92)
print(f'{x} {y} {x.detach()} {x.item()} {y:.1f}')
