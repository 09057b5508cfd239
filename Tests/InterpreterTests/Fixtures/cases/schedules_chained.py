from torch import optim
a = param([1.0])
b = param([2.0])
opt = optim.SGD([{"params": [a]}, {"params": [b], "lr": 0.5}], lr=0.1)
s1 = optim.lr_scheduler.ExponentialLR(opt, gamma=0.9)
s2 = optim.lr_scheduler.StepLR(opt, step_size=2, gamma=0.5)
s3 = optim.lr_scheduler.CosineAnnealingLR(opt, T_max=5)
r1, r2, r3 = [], [], []
for e in range(8):
    opt.zero_grad()
    (a * b).sum().backward()
    opt.step()
    s1.step()
    s2.step()
    s3.step()
    r1 += s1.get_last_lr()
    r2 += s2.get_last_lr()
    r3 += s3.get_last_lr()
print(s1.last_epoch, s2.step_size, s2.gamma, s3.T_max, s1.base_lrs, opt.param_groups[1]["initial_lr"])
