import torch
import torch.nn as nn
import torch.nn.functional as F
x=torch.tensor([[3.,float("nan"),3.],[1.,2.,5.]],requires_grad=True)
v,i=x.median(1)
w,j=x.nanmedian(1)
(w.sum()).backward()
g=x.grad
q=x.median()
r=x.nanmedian()
