# losses
import torch, torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset
X,y=iris()
torch.manual_seed(0)
net=nn.Sequential(nn.Linear(4,16),nn.ReLU(),nn.Dropout(.2),nn.Linear(16,3))
opt=torch.optim.SGD(net.parameters(),lr=.05,momentum=.9)
loader=DataLoader(TensorDataset(X,y),batch_size=32,shuffle=True)
for epoch in range(4):
    for xb,yb in loader:
        loss=nn.functional.cross_entropy(net(xb),yb)
        opt.zero_grad(); loss.backward(); opt.step()
        print(loss.item(), yb.tolist())
