# numbers
import torch
torch.manual_seed(4)
print(torch.rand(3, dtype=torch.float64).tolist(), torch.randn(3, dtype=torch.float64).tolist(), torch.randn(17, dtype=torch.float64).tolist())
torch.set_default_dtype(torch.float64)
print(torch.rand(3).tolist(), torch.randn(18).tolist(), torch.normal(1.0, 2.0, (3,)).tolist())
net = torch.nn.Linear(3, 2)
print(net.weight.tolist(), net.bias.tolist(), torch.empty(3).uniform_(-2, 3).tolist(), torch.empty(2).exponential_().tolist())
print(torch.bernoulli(torch.full((5,), 0.5)).tolist(), torch.multinomial(torch.ones(9), 4).tolist())
torch.set_default_dtype(torch.float32)
print(torch.rand(2).tolist())
