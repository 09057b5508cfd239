from torch import optim
ws = []
def train(make):
    w = param([1.0, -2.0])
    opt = make([w])
    for i in range(5):
        opt.zero_grad()
        ((w - tensor([0.5, 1.0])) ** 4).sum().backward()
        opt.step()
    ws.append(w.detach())
train(lambda ps: optim.RMSprop(ps))
train(lambda ps: optim.RMSprop(ps, lr=0.05, alpha=0.9, eps=1e-3, weight_decay=0.1, momentum=0.5))
train(lambda ps: optim.RMSprop(ps, lr=0.05, centered=True))
train(lambda ps: optim.RMSprop(ps, lr=0.05, centered=True, momentum=0.9, maximize=True))
train(lambda ps: optim.Adagrad(ps))
train(lambda ps: optim.Adagrad(ps, lr=0.5, lr_decay=0.1, weight_decay=0.2, initial_accumulator_value=0.3, eps=0.01))
train(lambda ps: optim.Adagrad(ps, lr=0.5, maximize=True))
train(lambda ps: optim.Adadelta(ps))
train(lambda ps: optim.Adadelta(ps, lr=0.5, rho=0.8, eps=1e-3, weight_decay=0.1))
train(lambda ps: optim.Adadelta(ps, lr=0.5, maximize=True))
r = stack(ws)
