extension LibraryPart {
  /// Optimizers that give every parameter a rate of its own.
  static let adaptive = LibraryPart(
    "adaptive optimizers", .optimizers,
    #"""
    def _checked(lr, eps, weight_decay):
        number(lr, "lr", 0), number(eps, "eps", 0), number(weight_decay, "weight_decay", 0)

    class Adagrad(Optimizer):
        """Adagrad(params, lr=0.01, lr_decay=0, weight_decay=0, initial_accumulator_value=0, eps=1e-10)
        p −= lr · g / (√s + eps), with s the sum of all g² so far. Duchi, Hazan & Singer 2011."""
        def __init__(self, params, lr=0.01, lr_decay=0, weight_decay=0, initial_accumulator_value=0, eps=1e-10,
                     foreach=None, *, maximize=False, differentiable=False, fused=None):
            _checked(lr, eps, weight_decay)
            number(lr_decay, "lr_decay", 0), number(initial_accumulator_value, "initial_accumulator_value", 0)
            _refuse_unused(False, differentiable)
            super().__init__(params, {
                "lr": lr, "lr_decay": lr_decay, "eps": eps, "weight_decay": weight_decay,
                "initial_accumulator_value": initial_accumulator_value, "foreach": foreach, "maximize": maximize,
                "differentiable": differentiable, "fused": fused})
            for group in self.param_groups:
                for p in group["params"]:
                    self.state[p] = self._first_state(p, group)

        def _first_state(self, p, group):
            # The start of the sum is the optimizer's, not the group's, as in PyTorch.
            start = self.defaults["initial_accumulator_value"]
            return {"step": tensor(0.0), "sum": zeros_like(p.detach()) + start}

        def _update(self, p, g, group, state):
            if group["weight_decay"] != 0:
                g = g + group["weight_decay"] * p
            state["sum"] = state["sum"] + g * g
            rate = group["lr"] / (1 + (state["step"].item() - 1) * group["lr_decay"])
            p -= rate * g / (state["sum"].sqrt() + group["eps"])

    class Adadelta(Optimizer):
        """Adadelta(params, lr=1.0, rho=0.9, eps=1e-06, weight_decay=0)
        p −= lr · √(d + eps) / √(s + eps) · g, with running means s of g² and d of the squared changes.
        Zeiler 2012."""
        def __init__(self, params, lr=1.0, rho=0.9, eps=1e-06, weight_decay=0, foreach=None, *, capturable=False,
                     maximize=False, differentiable=False):
            _checked(lr, eps, weight_decay)
            if number(rho, "rho", 0) > 1:
                fail(f"rho lies between 0 and 1, not at {rho}", "0.9 is usual")
            _refuse_unused(capturable, differentiable)
            super().__init__(params, {
                "lr": lr, "rho": rho, "eps": eps, "weight_decay": weight_decay, "maximize": maximize,
                "capturable": capturable, "foreach": foreach, "differentiable": differentiable})

        def _first_state(self, p, group):
            return {"step": tensor(0.0), "square_avg": zeros_like(p), "acc_delta": zeros_like(p)}

        def _update(self, p, g, group, state):
            if group["weight_decay"] != 0:
                g = g + group["weight_decay"] * p
            rho, eps = group["rho"], group["eps"]
            state["square_avg"] = rho * state["square_avg"] + (1 - rho) * g * g
            change = (state["acc_delta"] + eps).sqrt() / (state["square_avg"] + eps).sqrt() * g
            state["acc_delta"] = rho * state["acc_delta"] + (1 - rho) * change * change
            p -= group["lr"] * change

    class RMSprop(Optimizer):
        """RMSprop(params, lr=0.01, alpha=0.99, eps=1e-08, weight_decay=0, momentum=0, centered=False)
        p −= lr · g / (√s + eps), with s a running mean of g². Tieleman & Hinton 2012."""
        def __init__(self, params, lr=0.01, alpha=0.99, eps=1e-08, weight_decay=0, momentum=0, centered=False,
                     capturable=False, foreach=None, maximize=False, differentiable=False):
            _checked(lr, eps, weight_decay)
            number(alpha, "alpha", 0), number(momentum, "momentum", 0)
            _refuse_unused(capturable, differentiable)
            super().__init__(params, {
                "lr": lr, "momentum": momentum, "alpha": alpha, "eps": eps, "centered": centered,
                "weight_decay": weight_decay, "capturable": capturable, "foreach": foreach, "maximize": maximize,
                "differentiable": differentiable})

        def _first_state(self, p, group):
            state = {"step": tensor(0.0), "square_avg": zeros_like(p)}
            if group["momentum"] > 0:
                state["momentum_buffer"] = zeros_like(p)
            if group["centered"]:
                state["grad_avg"] = zeros_like(p)
            return state

        def _update(self, p, g, group, state):
            if group["weight_decay"] != 0:
                g = g + group["weight_decay"] * p
            alpha = group["alpha"]
            state["square_avg"] = alpha * state["square_avg"] + (1 - alpha) * g * g
            mean = state["square_avg"]
            if group["centered"]:
                state["grad_avg"] = alpha * state["grad_avg"] + (1 - alpha) * g
                mean = mean - state["grad_avg"] * state["grad_avg"]
            change = g / (mean.sqrt() + group["eps"])
            if group["momentum"] > 0:
                change = group["momentum"] * state["momentum_buffer"] + change
                state["momentum_buffer"] = change
            p -= group["lr"] * change

    class Adam(Optimizer):
        """Adam(params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, amsgrad=False)
        p −= lr · m̂ / (√v̂ + eps), with running means m of g and v of g², both divided by 1 − βᵗ since they begin
        at 0. Kingma & Ba 2015."""
        def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, amsgrad=False, *,
                     foreach=None, maximize=False, capturable=False, differentiable=False, fused=None,
                     decoupled_weight_decay=False):
            _checked(lr, eps, weight_decay)
            if not isinstance(betas, (tuple, list)) or len(betas) != 2:
                fail(f"betas are two numbers, not {describe(betas)}", "betas=(0.9, 0.999)")
            for beta in betas:
                if number(beta, "betas", 0) >= 1:
                    fail(f"both betas lie between 0 and 1, 1 itself left out: not {betas}", "betas=(0.9, 0.999)")
                if not isinstance(beta, (float, Tensor)):
                    fail(f"betas are floats, not {beta!r}", f"write {float(beta)}")
            _refuse_unused(capturable, differentiable)
            super().__init__(params, {
                "lr": lr, "betas": tuple(betas), "eps": eps, "weight_decay": weight_decay, "amsgrad": amsgrad,
                "maximize": maximize, "foreach": foreach, "capturable": capturable,
                "differentiable": differentiable, "fused": fused,
                "decoupled_weight_decay": decoupled_weight_decay})

        def _first_state(self, p, group):
            state = {"step": tensor(0.0), "exp_avg": zeros_like(p), "exp_avg_sq": zeros_like(p)}
            if group["amsgrad"]:
                state["max_exp_avg_sq"] = zeros_like(p)
            return state

        def _update(self, p, g, group, state):
            if group["weight_decay"] != 0:
                if group["decoupled_weight_decay"]:
                    p *= 1 - group["lr"] * group["weight_decay"]
                else:
                    g = g + group["weight_decay"] * p
            (first, second), t = group["betas"], state["step"].item()
            state["exp_avg"] = first * state["exp_avg"] + (1 - first) * g
            state["exp_avg_sq"] = second * state["exp_avg_sq"] + (1 - second) * g * g
            square = state["exp_avg_sq"]
            if group["amsgrad"]:
                square = maximum(state["max_exp_avg_sq"], square)
                state["max_exp_avg_sq"] = square
            scale = square.sqrt() / math.sqrt(1 - second ** t) + group["eps"]
            p -= group["lr"] / (1 - first ** t) * state["exp_avg"] / scale

    class AdamW(Adam):
        """AdamW(params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.01, amsgrad=False)
        Adam, with p shrunk by lr · weight_decay apart from the gradient. Loshchilov & Hutter 2019."""
        def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.01, amsgrad=False, *,
                     maximize=False, foreach=None, capturable=False, differentiable=False, fused=None):
            super().__init__(params, lr, betas, eps, weight_decay, amsgrad, foreach=foreach, maximize=maximize,
                             capturable=capturable, differentiable=differentiable, fused=fused,
                             decoupled_weight_decay=True)
    """#)
}
