extension Glossary {
  /// How a net learns, and what may go wrong.
  static let learning = Theme(
    name: "learning",
    text: """
      training | ; train, learning, learn, fit, fitting
      Over and over: predict, measure the loss, work out the gradients, move every parameter a little against its gradient.
      > w = param(0.0)
      > opt = SGD([w], lr=0.1)
      > for i in range(20):
      ...     L = (w - 3.0) ** 2
      ...     opt.zero_grad()
      ...     L.backward()
      ...     opt.step()
      > w
      @ 01
      ~ loss, update, epoch, gradient descent

      learning rate | lr, step size; rate, stepsize, η, eta, ε, alpha
      What the gradient is multiplied by before it is taken off a parameter. Too small: nothing happens for long. Too large: it jumps across the valley, or flies off.
      = w ← w − lr·∂L/∂w
      > w = param(2.0); (w * w).backward()
      > w.item() - 0.1 * w.grad
      @ 09
      ~ update, gradient descent, schedule

      update | ; step of training, weight update, training step, optimizer step
      The change of the parameters after one backward pass: each goes a little against its gradient. All gradients are worked out before any weight moves.
      = w ← w − lr·∂L/∂w
      > w = param(2.0)
      > opt = SGD([w], lr=0.1)
      > (w * w).backward(); opt.step(); w
      @ 04
      ~ learning rate, zero_grad, optimizer

      gradient descent | ; descent, steepest descent, batch gradient descent, gd
      Going downhill: step after step against the gradient of the loss.
      = w ← w − lr·∂L/∂w
      > w = 4.0
      > for i in range(3): w -= 0.25 * 2 * w
      > w
      @ 09
      ~ gradient, learning rate, SGD, local minimum

      epoch | sweep; pass over the data
      One pass over all training examples. With batches an epoch has many updates, with the whole data at once one.
      > n, batch = 150, 30
      > n // batch
      @ 02
      ~ batch, minibatch, training

      batch | ; full batch, whole batch, batch size
      The examples that go through the net together before one update. Their losses are averaged, and so are the gradients.
      > x = tensor([1.0, 2.0, 6.0])
      > w = param(1.0)
      > (w * x).mean().backward(); w.grad
      @ 09
      ~ minibatch, epoch, SGD

      minibatch | ; mini-batch
      A small batch, drawn at random: 32 examples, say. Its gradient is a cheap guess at that of all of them; the larger it is, the less it scatters.
      > x = arange(6.0)
      > data = DataLoader(x, batch_size=4)
      > [len(part) for part in data]
      @ 09
      ~ batch, SGD, standard error

      SGD | stochastic gradient descent; online learning
      Gradient descent that looks at one example, or one minibatch, at a time. Each step is rough; on average they go downhill, and there are many of them.
      = w ← w − lr·∂L/∂w
      > w = param([1.0, -2.0])
      > opt = SGD([w], lr=0.1)
      > (w * w).sum().backward()
      > opt.step(); w.data
      @ 09
      ~ gradient descent, minibatch, momentum

      optimizer | ; optimiser
      What turns gradients into updates: SGD, momentum, Adam. It may remember earlier gradients. step() moves the parameters, zero_grad() clears their gradients.
      > w = param(1.0)
      > opt = Adam([w], lr=0.1)
      > (3 * w).backward(); opt.step(); w
      @ 10
      ~ SGD, momentum, Adam, update

      momentum | ; velocity, inertia, heavy ball
      A memory for the direction: each step keeps a part of the last one, often 0.9 of it. Along a valley the steps add up, across it they cancel.
      = v ← 0.9·v + gradient, w ← w − lr·v
      > v = 0.0
      > for g in [1., 1., 1.]: v = .9*v + g
      > v
      @ 10
      ~ SGD, Nesterov momentum, Adam, ravine

      Nesterov momentum | ; nesterov
      Momentum that looks ahead: the gradient is taken where the momentum is about to carry the weights.
      > w = param(1.0)
      > opt = SGD([w], lr=.1, momentum=.9,
      ...     nesterov=True)
      > (w * w).backward(); opt.step(); w
      @ 10
      ~ momentum, SGD

      Adagrad | ; adaptive gradient
      Gives each weight a rate of its own: lr divided by the root of the sum of all its squared gradients so far. Rates only ever fall.
      = w ← w − lr·g / √(Σ g²)
      > g = tensor([3.0, 4.0])
      > 0.1 * 4.0 / (g * g).sum().sqrt()
      @ 10
      ~ RMSprop, Adam, learning rate

      RMSprop | ; rms prop
      Adagrad with a short memory: the sum of squares becomes a running mean, so that rates can rise again. That mean begins at 0, so the first step is ten times lr.
      = w ← w − lr·g / √(mean of g²)
      > w = param(1.0)
      > opt = RMSprop([w], lr=0.01)
      > (3 * w).backward(); opt.step(); w
      @ 10
      ~ Adagrad, Adam, learning rate

      Adam | ; adaptive moment estimation
      Momentum and RMSprop together: a running mean of the gradient, divided by the root of a running mean of its square. The first step is lr for every weight, however large the gradient.
      = w ← w − lr·m̂ / (√v̂ + ε)
      > w = param([1.0, 1.0])
      > opt = Adam([w], lr=0.1)
      > (3 * w[0] + 300 * w[1]).backward()
      > opt.step(); w.data
      @ 10
      ~ momentum, RMSprop, optimizer

      schedule | annealing; learning rate schedule, decay, scheduler
      A plan for the learning rate: large at first to come far, small later to settle down.
      > [0.1 * 0.5 ** (t // 10)
      ...     for t in [0, 10, 20]]
      @ 10
      ~ learning rate, optimizer, plateau

      local minimum | ; local minima, minimum, minima, global minimum
      A place from which every small step leads uphill. The lowest of them all is the global minimum. The gradient is 0 there, but not only there.
      > w = param(1.0)
      > (w ** 4 - 2 * w ** 2).backward()
      > w.grad
      @ 09
      ~ saddle, convex, gradient descent

      saddle | saddle point; pass
      A place where the gradient is 0, uphill in one direction and downhill in another. Small steps linger there.
      > w = param([0.0, 0.0])
      > (w[0] ** 2 - w[1] ** 2).backward()
      > w.grad
      @ 09
      ~ local minimum, plateau, symmetry

      plateau | ; flat region
      A stretch where the loss is nearly flat: small gradients, small steps, little to see for many epochs.
      > z = param(-8.0)
      > sigmoid(z).backward(); z.grad
      @ 10
      ~ saturation, saddle, learning rate

      ravine | valley; narrow valley, ill-conditioned
      A long valley, steep across and nearly flat along. A rate that is right for one direction is wrong for the other.
      > w = param([1.0, 1.0])
      > k = tensor([1.0, 100.0])
      > (k * w * w).sum().backward()
      > w.grad
      @ 09
      ~ momentum, learning rate, local minimum

      convex | ; bowl, convexity
      Shaped like a bowl: no point of a straight line between two points of the curve lies below it. Then there is one valley only, and downhill leads to its bottom.
      > f = lambda w: w * w
      > f(2.0) <= (f(0.0) + f(4.0)) / 2
      @ 09
      ~ local minimum, saddle, gradient descent

      overfitting | ; overfit, memorizing, learning by heart
      Learning the examples by heart, noise and all. The loss on them goes on falling while on others it rises.
      > train = [0.9, 0.4, 0.1, 0.0]
      > valid = [1.0, 0.6, 0.5, 0.8]
      > valid.index(min(valid))
      @ 11
      ~ regularization, validation set, dropout, early stopping

      regularization | ; regularize, regularizer, penalty, penalty term
      Anything that keeps a net from learning by heart: small weights, dropout, stopping in time, more data.
      = L = error + λ·penalty
      > w = param([3.0, -2.0])
      > (0.1 * (w * w).sum()).backward()
      > w.grad
      @ 11
      ~ overfitting, weight decay, L1, dropout

      weight decay | L2; l2 regularization, ridge
      Makes every weight a little smaller at each step, or adds λ/2·w² to the loss: that comes to the same with plain SGD. What the data do not ask for fades.
      = gradient + λ·w
      > w = param(2.0)
      > opt = SGD([w], .1, weight_decay=.5)
      > (0 * w).backward(); opt.step(); w
      @ 11
      ~ regularization, L1, overfitting

      L1 | ; l1 regularization, lasso, l1 penalty
      Adds λ·|w| to the loss. Its pull is as strong on small weights as on large ones, so many become exactly 0.
      = gradient + λ·sign w
      > w = param([3.0, -0.1])
      > (0.5 * w.abs()).sum().backward()
      > w.grad
      @ 11
      ~ weight decay, regularization

      early stopping | ; stop early
      Stopping when the loss on the validation set no longer falls, and keeping the weights of its best epoch.
      > valid = [1.0, 0.6, 0.5, 0.8]
      > valid.index(min(valid))
      @ 11
      ~ overfitting, validation set, epoch

      validation set | held-out data; validation, test set, train set, training set, generalization
      Examples kept out of training, to see how the net does on what it has not seen. Settings are chosen by them; a third part, the test set, is looked at once, at the end.
      > x = arange(10)
      > a, b = random_split(x, [0.7, 0.3])
      > (len(a), len(b))
      @ 11
      ~ overfitting, early stopping, accuracy

      dropout | ; drop out, drop, inverted dropout
      In training every unit is switched off with probability p, anew for each example; what stays is divided by 1 − p, so that the average is right. In use nothing is dropped.
      = h·mask / (1 − p)
      > dropout(ones(6), p=0.5)
      @ 05
      ~ mask, ensemble, train mode, overfitting

      mask | ; bernoulli mask
      A row of zeros and ones that a layer is multiplied by: 0 drops a unit, and its gradient with it.
      > h = param([3.0, 4.0])
      > m = tensor([0.0, 1.0])
      > (h * m).sum().backward(); h.grad
      @ 05
      ~ dropout, ensemble

      ensemble | ; averaging nets, committee
      Several nets whose answers are averaged: their separate mistakes partly cancel. Dropout trains a great many at once that share their weights.
      > p = tensor([0.9, 0.6, 0.6])
      > p.mean()
      @ 05
      ~ dropout, overfitting, mean

      train mode | eval mode; train(), eval(), evaluation mode, training mode
      Dropout and batch norm behave differently in training and in use. model.train() and model.eval() say which it is.
      > drop = Dropout(0.5).eval()
      > drop(ones(3))
      @ 05
      ~ dropout, batch norm
      """)
}
