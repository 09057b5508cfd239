import torch
import torch.nn as nn
import torch.nn.functional as F
x=torch.tensor([True,False])
y=x.median()
