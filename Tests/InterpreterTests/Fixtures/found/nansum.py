import torch
import torch.nn as nn
import torch.nn.functional as F
n=float("nan")
x=torch.tensor([[3.,n,3.],[n,n,n]],requires_grad=True)
y=x.nansum()
z=x.nansum(1,keepdim=True)
w=x.nanmean(0)
(y+z.sum()).backward()
g=x.grad
q=x.nanmean()
i=torch.tensor([1,2]).nansum()
