import torch
import torch.nn as nn
import torch.nn.functional as F
x=torch.tensor([[3.,1.,3.],[2.,5.,5.]],requires_grad=True)
a,b=torch.var_mean(x)
c,d=torch.std_mean(x,dim=1,keepdim=True)
e,f=torch.var_mean(x,0,False)
(a+2*b+c.sum()+3*d.sum()+e.sum()).backward()
g=x.grad
