# losses
import torch, torch.nn as nn
torch.manual_seed(0)
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn=nn.RNN(1,8,batch_first=True); self.out=nn.Linear(8,1)
    def forward(self,x):
        h,_=self.rnn(x)
        return self.out(h[:,-1])
net=Net(); opt=torch.optim.Adam(net.parameters(),lr=.01)
x=torch.randn(32,6,1); y=x.sum(1)
for i in range(20):
    loss=nn.functional.mse_loss(net(x),y); opt.zero_grad(); loss.backward(); opt.step(); print(loss.item())
