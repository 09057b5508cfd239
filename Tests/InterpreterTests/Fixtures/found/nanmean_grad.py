import torch
import torch.nn as nn
import torch.nn.functional as F
n=float("nan")
x=torch.tensor([[3.,n,3.],[1.,n,5.]],requires_grad=True)
y=x.nanmean(1)
y.sum().backward()
g=x.grad
