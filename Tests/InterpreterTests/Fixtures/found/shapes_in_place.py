import torch
import torch.nn as nn
import torch.nn.functional as F
x=torch.arange(6.).reshape(2,3)
x.t_()
a=x.clone()
x.unsqueeze_(0)
b=list(x.shape)
x.squeeze_()
x.transpose_(0,1)
x[0,1]=9
y=torch.arange(6.).reshape(1,2,3)
y.swapaxes_(0,2)
z=y[1]
z+=1
q=y*2
r=torch.arange(4)
r.unsqueeze_(-1)
