from torch import optim
ws = []
def train(make):
    w = param([1.0, -2.0])
    opt = make([w])
    for i in range(4):
        opt.zero_grad()
        ((w - tensor([0.5, 1.0])) ** 2).sum().backward()
        opt.step()
    ws.append(w.detach())
train(lambda ps: optim.SGD(ps))
train(lambda ps: optim.SGD(ps, lr=0.1))
train(lambda ps: optim.SGD(ps, 0.1, 0.9))
train(lambda ps: optim.SGD(ps, lr=0.1, momentum=0.9, nesterov=True))
train(lambda ps: optim.SGD(ps, lr=0.1, momentum=0.9, dampening=0.5))
train(lambda ps: optim.SGD(ps, lr=0.1, momentum=0.5, weight_decay=0.1))
train(lambda ps: optim.SGD(ps, lr=0.1, maximize=True, weight_decay=0.1))
train(lambda ps: optim.SGD(ps, lr=0.1, momentum=0.9, dampening=0.3, maximize=True))
r = stack(ws)
