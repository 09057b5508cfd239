import torch
import torch.nn as nn
import torch.nn.functional as F
x=torch.tensor([[3.,0.,2.],[4.,-1.,5.]],requires_grad=True)
a=x.cumprod(1)
b=torch.cumprod(x,0)
((a+b)*torch.arange(6.).reshape(2,3)).sum().backward()
g=x.grad
c=torch.tensor([True,False]).cumprod(0)
d=torch.tensor(3.).cumprod(0)
e=torch.tensor([2,3,4]).cumprod(0)
f=torch.tensor([[]]).cumprod(1)
