import torch.nn as nn
a = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2), nn.Linear(2, 1))
b = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2), nn.Linear(2, 1))
with no_grad():
    for k, p in enumerate(a.parameters()):
        p.copy_((arange(p.numel() * 1.0) * 0.7 + k).sin().reshape(p.shape) * 0.5)
a(tensor([[1.0, 2.0], [3.0, 5.0], [0.0, 1.0]]))
sd = a.state_dict()
print(list(sd.keys()))
for k in sd:
    print(k, tuple(sd[k].shape), sd[k].requires_grad)
print(b.load_state_dict(sd))
b.eval()
y = b(tensor([[1.0, 2.0]]))
rm = b[1].running_mean
rv = b[1].running_var
nb = b[1].num_batches_tracked.item()
sd["0.bias"] += 1
c = a[0].bias.detach().clone()
d = b[0].bias.detach().clone()
r = b.load_state_dict({"0.bias": tensor([9.0, 8.0]), "extra": tensor(1.0)}, strict=False)
print(sorted(r.missing_keys), r.unexpected_keys)
e = b[0].bias.detach().clone()
del k, p
