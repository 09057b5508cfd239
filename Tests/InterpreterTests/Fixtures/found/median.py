import torch
import torch.nn as nn
import torch.nn.functional as F
x=torch.tensor([3.,1.,3.,2.,3.,3.],requires_grad=True)
y=x.median()
y.backward()
g=x.grad
