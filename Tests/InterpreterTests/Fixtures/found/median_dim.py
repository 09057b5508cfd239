import torch
import torch.nn as nn
import torch.nn.functional as F
x=torch.tensor([[3.,1.,3.,2.,3.,3.],[5.,4.,4.,4.,2.,1.]],requires_grad=True)
v,i=x.median(1)
(v*torch.tensor([1.,2.])).sum().backward()
g=x.grad
w,j=x.median(0,keepdim=True)
