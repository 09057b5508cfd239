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
                     history_size=100, line_search_fn=None, *, maximize=False):
            number(lr, "lr", 0), whole(max_iter, "max_iter", 1), whole(history_size, "history_size", 1)
            if line_search_fn not in (None, 'strong_wolfe'):
                fail(f"line_search_fn is None or 'strong_wolfe', not {line_search_fn!r}",
                     "leave it out, or write line_search_fn='strong_wolfe'")
            super().__init__(params, {"lr": lr, "max_iter": max_iter,
                                      "max_eval": max_iter * 5 // 4 if max_eval is None else max_eval,
                                      "tolerance_grad": tolerance_grad, "tolerance_change": tolerance_change,
                                      "history_size": history_size, "line_search_fn": line_search_fn,
                                      "maximize": maximize})
            if len(self.param_groups) != 1:
                fail("LBFGS takes one group of parameters", "put all parameters into one list")

        def _gradient(self):
            gradient = cat([(zeros_like(p) if p.grad is None else p.grad).reshape(-1)
                            for p in self.param_groups[0]["params"]])
            return -gradient if self.param_groups[0]["maximize"] else gradient

        def _loss(self, closure):
            loss = float(closure())
            return -loss if self.param_groups[0]["maximize"] else loss

        def _move(self, rate, direction):
            start = 0
            with no_grad():
                for p in self.param_groups[0]["params"]:
                    p += rate * direction[start:start + p.numel()].reshape(p.shape)
                    start += p.numel()

        def _remember(self, state, gradient, most):
            # The last changes of the gradient and of the place, and one over their product.
            change, step = gradient - state["prev_flat_grad"], state["d"] * state["t"]
            product = (change * step).sum()
            if product > 1e-10:
                if len(state["old_dirs"]) == most:
                    for kept in [state["old_dirs"], state["old_stps"], state["ro"]]:
                        kept.pop(0)
                state["old_dirs"].append(change)
                state["old_stps"].append(step)
                state["ro"].append(1.0 / product)
                state["H_diag"] = product / (change * change).sum()

        def _newton(self, state, gradient):
            changes, steps, weights, shares = state["old_dirs"], state["old_stps"], state["ro"], state["al"]
            direction = -gradient
            for i in reversed(range(len(steps))):
                shares[i] = (steps[i] * direction).sum() * weights[i]
                direction = direction - shares[i] * changes[i]
            direction = direction * state["H_diag"]
            for i in range(len(steps)):
                share = (changes[i] * direction).sum() * weights[i]
                direction = direction + (shares[i] - share) * steps[i]
            return direction

        def step(self, closure=None):
            if closure is None:
                fail("LBFGS calculates the loss several times in a step",
                     "pass a function: opt.step(closure), where closure() calls backward() and returns the loss")
            self._opt_called = True
            group = self.param_groups[0]
            if len(group["params"]) == 0:
                return closure()
            # All that is remembered stands with the first parameter.
            state = self.state.setdefault(group["params"][0], {"func_evals": 0, "n_iter": 0})
            first = closure()
            loss = -float(first) if group["maximize"] else float(first)
            evaluations, gradient = 1, self._gradient()
            # A gradient of NaN is not small.
            if not gradient.abs().max().item() <= group["tolerance_grad"]:
                with no_grad():
                    evaluations = self._descend(closure, group, state, loss, gradient)
            state["func_evals"] += evaluations
            return first

        def _descend(self, closure, group, state, loss, gradient):
            evaluations = 1
            for iteration in range(group["max_iter"]):
                state["n_iter"] += 1
                if state["n_iter"] == 1:
                    state["d"], state["H_diag"] = -gradient, 1
                    state["old_dirs"], state["old_stps"], state["ro"] = [], [], []
                    rate = min(1.0, 1.0 / gradient.abs().sum()) * group["lr"]
                else:
                    state.setdefault("al", [None] * group["history_size"])
                    self._remember(state, gradient, group["history_size"])
                    state["d"] = self._newton(state, gradient)
                    rate = group["lr"]
                direction = state["d"]
                state["t"], state["prev_flat_grad"], state["prev_loss"] = rate, gradient, loss
                slope = (gradient * direction).sum().item()
                if slope > -group["tolerance_change"]:
                    break
                if group["line_search_fn"] is not None:
                    search = _LineSearch(self, closure, loss, gradient, slope, group)
                    rate, loss, gradient = search.run(float(rate), group["max_eval"] - evaluations)
                    state["t"] = rate
                    evaluations += search.evaluations
                    self._move(rate, direction)
                    if iteration + 1 == group["max_iter"]:
                        break
                else:
                    self._move(rate, direction)
                    if iteration + 1 == group["max_iter"]:
                        break
                    with enable_grad():
                        loss = self._loss(closure)
                    gradient = self._gradient()
                    evaluations += 1
                if evaluations >= group["max_eval"] or gradient.abs().max().item() <= group["tolerance_grad"]:
                    break
                if (rate * direction).abs().max().item() <= group["tolerance_change"]:
                    break
                if abs(loss - state["prev_loss"]) < group["tolerance_change"]:
                    break
            return evaluations
    """#)
}
