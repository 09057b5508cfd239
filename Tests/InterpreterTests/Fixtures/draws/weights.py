import torch
import torch.nn as nn
torch.manual_seed(2)
net = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))
for p in net.parameters():
    print(p.tolist())
for layer in [nn.Conv2d(2, 3, 3), nn.Conv1d(2, 2, 3, bias=False), nn.ConvTranspose2d(2, 3, 2), nn.Embedding(4, 5, padding_idx=1),
              nn.RNN(2, 3, num_layers=2), nn.RNN(2, 2, bidirectional=True), nn.RNNCell(2, 3), nn.BatchNorm1d(2), nn.Linear(2, 2, bias=False)]:
    for p in layer.parameters():
        print(p.flatten()[:20].tolist())
w = torch.empty(4, 6)
for f in (nn.init.xavier_uniform_, nn.init.xavier_normal_, nn.init.kaiming_uniform_, nn.init.kaiming_normal_,
          nn.init.normal_, nn.init.uniform_):
    print(f(w).tolist())
print(nn.init.kaiming_normal_(w, mode='fan_out', nonlinearity='relu')[1].tolist(), nn.init.xavier_uniform_(w, gain=5 / 3)[2].tolist())
print(nn.init.sparse_(w, 0.5).tolist())
print(nn.init.orthogonal_(w), nn.init.orthogonal_(torch.empty(6, 4), gain=2.0), nn.init.orthogonal_(torch.empty(3, 2, 2)))
print(nn.init.trunc_normal_(w, std=0.02)[0].tolist(), nn.init.trunc_normal_(torch.empty(20), a=-0.5, b=0.5))
print(nn.init.trunc_normal_(torch.empty(20), 0.0, 1.0, 1.5, 3.0))
g = torch.Generator().manual_seed(3)
print(nn.init.uniform_(w, generator=g)[0].tolist(), nn.init.normal_(w, 0.0, 1.0, g)[0].tolist(), torch.rand(1).tolist())
net[0].reset_parameters()
print(net[0].weight[0].tolist())
