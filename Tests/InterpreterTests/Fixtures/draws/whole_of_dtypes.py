# random_() without bounds: all whole numbers from 0 on that a dtype holds exactly.
import torch
for dtype in (torch.bool, torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64,
              torch.float16, torch.bfloat16, torch.float32, torch.float64):
    torch.manual_seed(3)
    print(torch.empty(4, dtype=dtype).random_().tolist())
    print(torch.rand(3).tolist())
torch.manual_seed(3)
print(torch.rand(4, dtype=torch.float16).tolist(), torch.randn(16, dtype=torch.bfloat16).tolist())
