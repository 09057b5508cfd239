# tolerance: 1e-6
import torch
torch.set_default_dtype(torch.float32)
x = torch.zeros(2)
dev = 'cuda' if torch.cuda.is_available() else 'cpu'
print(x.to(dev).device)
print(torch.randn(2, 2, device='cpu', dtype=torch.float).shape)
print(torch.linspace(0, 1, 3, device='cpu', dtype=torch.float))
