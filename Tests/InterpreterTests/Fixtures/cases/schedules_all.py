from torch import optim
rates = []
def run(make, n=9):
    opt = optim.SGD([param([1.0])], lr=0.8)
    s = make(opt)
    for e in range(n):
        rates.append(s.get_last_lr()[0])
        opt.step()
        s.step()
    rates.append(opt.param_groups[0]["lr"])
S = optim.lr_scheduler
run(lambda o: S.StepLR(o, 3))
run(lambda o: S.StepLR(o, step_size=2, gamma=0.5))
run(lambda o: S.MultiStepLR(o, [2, 5, 5, 7], gamma=0.3))
run(lambda o: S.MultiStepLR(o, milestones=(1, 3)))
run(lambda o: S.ExponentialLR(o, 0.9))
run(lambda o: S.LinearLR(o))
run(lambda o: S.LinearLR(o, 0.2, 0.9, total_iters=4))
run(lambda o: S.CosineAnnealingLR(o, 4))
run(lambda o: S.CosineAnnealingLR(o, T_max=3, eta_min=0.1), 15)
run(lambda o: S.LambdaLR(o, lambda e: 1 / (1 + e)))
run(lambda o: S.LambdaLR(o, lr_lambda=[lambda e: 0.95 ** e]))
