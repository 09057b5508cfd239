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
train(lambda ps: optim.Adam(ps))
train(lambda ps: optim.Adam(ps, lr=0.1, betas=(0.5, 0.8), eps=1e-3))
train(lambda ps: optim.Adam(ps, lr=0.1, amsgrad=True))
train(lambda ps: optim.Adam(ps, lr=0.5, amsgrad=True, weight_decay=0.3))
train(lambda ps: optim.Adam(ps, lr=0.1, maximize=True, weight_decay=0.1))
train(lambda ps: optim.AdamW(ps))
train(lambda ps: optim.AdamW(ps, lr=0.1, weight_decay=0.2, amsgrad=True))
train(lambda ps: optim.AdamW(ps, 0.1, (0.8, 0.9), maximize=True))
train(lambda ps: optim.Adam(ps, lr=0.1, weight_decay=0))
r = stack(ws)
