import torch
import torch.nn as nn
import torch.nn.functional as F
x=torch.tensor([[3.,1.,3.],[2.,5.,5.]],requires_grad=True)
a,b=x.aminmax()
c=torch.aminmax(x,dim=1,keepdim=True)
(a+2*b+c.max.sum()).backward()
g=x.grad
m=c.min
