# losses
import torch, torch.nn as nn
from sklearn.datasets import make_moons
torch.manual_seed(0)
X,y=make_moons(n_samples=100,noise=0.1,random_state=0)
X=torch.tensor(X.tolist()); y=torch.tensor(y.tolist()).view(-1,1)*1.0
net=nn.Sequential(nn.Linear(2,16),nn.ReLU(),nn.Linear(16,16),nn.ReLU(),nn.Linear(16,1))
opt=torch.optim.Adam(net.parameters(),lr=.01)
loss_fn=nn.BCEWithLogitsLoss()
for epoch in range(20):
    opt.zero_grad(); loss=loss_fn(net(X),y); loss.backward(); opt.step()
    print(loss.item())
