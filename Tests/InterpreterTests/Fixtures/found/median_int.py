import torch
import torch.nn as nn
import torch.nn.functional as F
x=torch.tensor([[3,1,2,2],[0,5,5,0]])
v,i=x.median(1)
q=x.median()
z=torch.tensor(4.).median(0)
zi=z.indices
