import torch
import torch.nn as nn
import torch.nn.functional as F
x=torch.tensor([3.,float("nan"),3.])
a,b=x.aminmax()
y=torch.tensor([1,2]).aminmax()
d=y.max
