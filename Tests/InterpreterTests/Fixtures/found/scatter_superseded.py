import torch
import torch.nn as nn
import torch.nn.functional as F
s=torch.tensor([1.,2.,3.],requires_grad=True)
x=torch.zeros(3)
y=x.scatter(0,torch.tensor([1,1,0]),s)
(y*torch.tensor([1.,2.,3.])).sum().backward()
g=s.grad
