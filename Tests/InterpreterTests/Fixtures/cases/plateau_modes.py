from torch import optim
S = optim.lr_scheduler
metrics = [5.0, 4.0, 4.0, 4.1, 3.9995, 3.0, 3.1, 3.2, 3.3, 3.4, 1.0, 1.0, 1.0, 1.0, 2.0, 0.5]
rates = []
bests = []
def run(make, sign=1):
    opt = optim.SGD([param([1.0])], lr=1.0)
    s = make(opt)
    for m in metrics:
        s.step(sign * m)
        rates.append(opt.param_groups[0]["lr"])
    bests.append(s.best)
    bests.append(s.num_bad_epochs)
    bests.append(s.get_last_lr()[0])
run(lambda o: S.ReduceLROnPlateau(o))
run(lambda o: S.ReduceLROnPlateau(o, 'min', 0.5, 1))
run(lambda o: S.ReduceLROnPlateau(o, mode='max', factor=0.2, patience=0, threshold=0.01))
run(lambda o: S.ReduceLROnPlateau(o, mode='max', factor=0.2, patience=1, threshold=0.01), -1)
run(lambda o: S.ReduceLROnPlateau(o, threshold=0.5, threshold_mode='abs', patience=0, factor=0.5))
run(lambda o: S.ReduceLROnPlateau(o, cooldown=2, patience=0, factor=0.5, min_lr=0.05))
run(lambda o: S.ReduceLROnPlateau(o, patience=0, factor=0.5, eps=0.3))
run(lambda o: S.ReduceLROnPlateau(o, patience=0, factor=0.5, min_lr=[0.2], mode='max', threshold_mode='abs', threshold=0.2))
