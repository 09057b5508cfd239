import torch
import torch.nn as nn
import torch.nn.functional as F
x=torch.tensor([[3.,0.,float("nan")],[0.,-0.,5.]])
a=x.count_nonzero()
b=torch.count_nonzero(x,dim=1)
c=torch.count_nonzero(x,(0,1))
d=(x>1).count_nonzero(0)
e=torch.tensor(0).count_nonzero()
