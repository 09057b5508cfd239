import torch
import torch.nn as nn
import torch.nn.functional as F
x=(torch.arange(60.)*37%11).reshape(3,20)
v,i=x.median(1)
w,j=x.median(0)
k=x.nanmedian(1).indices
