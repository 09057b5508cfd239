import torch
import torch.nn as nn
import torch.nn.functional as F
s=torch.tensor([[1.,2.],[3.,4.]],requires_grad=True)
x=torch.ones(2,3,requires_grad=True)
y=x.scatter(1,torch.tensor([[1,1],[0,0]]),s)
(y*y).sum().backward()
g=s.grad
h=x.grad
