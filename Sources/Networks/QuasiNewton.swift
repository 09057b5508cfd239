extension LibraryPart {
  /// Newton's step with the curvature guessed from the last steps.
  static let quasiNewton = LibraryPart(
    "quasi-Newton optimizer", .optimizers,
    #"""
    class LBFGS(Optimizer):
        """LBFGS(params, lr=1, max_iter=20, max_eval=None, tolerance_grad=1e-07, tolerance_change=1e-09, history_size=100, line_search_fn=None)
        step(closure) goes several steps down; closure() clears the gradients, calculates the loss, calls
        backward() and returns the loss. Nocedal 1980; Liu & Nocedal 1989."""
        def __init__(self, params, lr=1, max_iter=20, max_eval=None, tolerance_grad=1e-07, tolerance_change=1e-09,
                     history_size=100, line_search_fn=None):
            number(lr, "lr", 0), whole(max_iter, "max_iter", 1), whole(history_size, "history_size", 1)
            if line_search_fn not in (None, 'strong_wolfe'):
                fail(f"line_search_fn is None or 'strong_wolfe', not {line_search_fn!r}")
            super().__init__(params, {"lr": lr, "max_iter": max_iter,
                                      "max_eval": max_iter * 5 // 4 if max_eval is None else max_eval,
                                      "tolerance_grad": tolerance_grad, "tolerance_change": tolerance_change,
                                      "history_size": history_size, "line_search_fn": line_search_fn})
            if len(self.param_groups) != 1:
                fail("LBFGS takes one group of parameters")
            # Changes of place and of gradient, and one over their product, oldest first.
            self.steps, self.changes, self.weights = [], [], []
            self.direction, self.rate, self.scale = None, 0.0, 1.0
            self.last_gradient, self.last_loss, self.count = None, None, 0

        def _gradient(self):
            return cat([(zeros_like(p) if p.grad is None else p.grad).reshape(-1)
                        for p in self.param_groups[0]["params"]])

        def _move(self, rate, direction):
            start = 0
            with no_grad():
                for p in self.param_groups[0]["params"]:
                    p += rate * direction[start:start + p.numel()].reshape(p.shape)
                    start += p.numel()

        def _remember(self, gradient):
            change, step = gradient - self.last_gradient, self.rate * self.direction
            product = (change * step).sum().item()
            if product > 1e-10:
                if len(self.steps) == self.param_groups[0]["history_size"]:
                    for kept in [self.steps, self.changes, self.weights]:
                        kept.pop(0)
                self.steps.append(step)
                self.changes.append(change)
                self.weights.append(1 / product)
                self.scale = product / (change * change).sum().item()

        def _newton(self, gradient):
            direction, shares = -gradient, []
            for i in reversed(range(len(self.steps))):
                share = (self.steps[i] * direction).sum().item() * self.weights[i]
                shares.insert(0, share)
                direction = direction - share * self.changes[i]
            direction = direction * self.scale
            for i in range(len(self.steps)):
                share = (self.changes[i] * direction).sum().item() * self.weights[i]
                direction = direction + (shares[i] - share) * self.steps[i]
            return direction

        def step(self, closure=None):
            if closure is None:
                fail("LBFGS calculates the loss several times in a step",
                     "pass a function: opt.step(closure), where closure() calls backward() and returns the loss")
            group = self.param_groups[0]
            first = closure()
            loss, evaluations, gradient = float(first), 1, self._gradient()
            if gradient.abs().max().item() <= group["tolerance_grad"]:
                return first
            for iteration in range(group["max_iter"]):
                self.count += 1
                if self.count == 1:
                    self.direction = -gradient
                    self.rate = min(1.0, 1.0 / gradient.abs().sum().item()) * group["lr"]
                else:
                    self._remember(gradient)
                    self.direction = self._newton(gradient)
                    self.rate = group["lr"]
                self.last_gradient, self.last_loss = gradient, loss
                slope = (gradient * self.direction).sum().item()
                if slope > -group["tolerance_change"]:
                    break
                if group["line_search_fn"] is not None:
                    search = _LineSearch(self, closure, loss, gradient, slope, group)
                    self.rate, loss, gradient = search.run(self.rate, group["max_eval"] - evaluations)
                    evaluations += search.evaluations
                    self._move(self.rate, self.direction)
                    if iteration + 1 == group["max_iter"]:
                        break
                else:
                    self._move(self.rate, self.direction)
                    if iteration + 1 == group["max_iter"]:
                        break
                    loss = float(closure())
                    gradient = self._gradient()
                    evaluations += 1
                if evaluations >= group["max_eval"] or gradient.abs().max().item() <= group["tolerance_grad"]:
                    break
                if (self.rate * self.direction).abs().max().item() <= group["tolerance_change"]:
                    break
                if abs(loss - self.last_loss) < group["tolerance_change"]:
                    break
            return first
    """#)
}
