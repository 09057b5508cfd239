# tolerance: 1e-6
from torch import optim
w = param([-1.5, 2.0])
opt = optim.LBFGS([w], lr=1, max_iter=10, line_search_fn='strong_wolfe')
losses = []
def closure():
    opt.zero_grad()
    loss = (1 - w[0]) ** 2 + 100 * (w[1] - w[0] ** 2) ** 2
    loss.backward()
    return loss
for i in range(4):
    losses.append(opt.step(closure).item())
