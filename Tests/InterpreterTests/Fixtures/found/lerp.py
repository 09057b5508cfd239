import torch
import torch.nn as nn
import torch.nn.functional as F
x=torch.tensor([.1,.2,.3],requires_grad=True)
e=torch.tensor([1.,2.,3.],requires_grad=True)
w=torch.tensor([.2,.5,.9],requires_grad=True)
y=torch.lerp(x,e,.3)
z=x.lerp(e,w)
q=torch.lerp(x,e,.8)
(y*2+z*3+q).sum().backward()
a=x.grad;b=e.grad;c=w.grad
