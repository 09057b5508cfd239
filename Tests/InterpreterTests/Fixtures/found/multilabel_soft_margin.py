import torch
import torch.nn as nn
import torch.nn.functional as F
x=torch.tensor([[1.,-2.,.5],[0.,1.,2.]],requires_grad=True); t=torch.tensor([[1.,0.,1.],[0.,0.,1.]])
a=F.multilabel_soft_margin_loss(x,t,reduction='none')
b=F.multilabel_soft_margin_loss(x,t,weight=torch.tensor([1.,2.,3.]))
c=F.multilabel_soft_margin_loss(x,t[0],reduction='sum')
d=nn.MultiLabelSoftMarginLoss()(x,t.long())
(a.sum()+2*b+c+d).backward()
g=x.grad
m=str(nn.MultiLabelSoftMarginLoss())
