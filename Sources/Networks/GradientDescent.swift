extension LibraryPart {
  /// Steps against the gradient, with or without momentum.
  static let gradientDescent = LibraryPart(
    "gradient descent", .optimizers,
    #"""
    class SGD(Optimizer):
        """SGD(params, lr=0.001, momentum=0, dampening=0, weight_decay=0, nesterov=False)
        p −= lr · g, with g the gradient plus weight_decay · p; with momentum, g is the running sum
        b = momentum · b + (1 − dampening) · g, or g + momentum · b with Nesterov's look ahead."""
        def __init__(self, params, lr=0.001, momentum=0, dampening=0, weight_decay=0, nesterov=False, *,
                     maximize=False, foreach=None, differentiable=False, fused=None):
            number(lr, "lr", 0), number(momentum, "momentum", 0), number(weight_decay, "weight_decay", 0)
            number(dampening, "dampening")
            if nesterov and (momentum <= 0 or dampening != 0):
                fail("Nesterov's momentum needs a momentum above 0 and no dampening", "momentum=0.9 is usual")
            _refuse_unused(False, differentiable)
            super().__init__(params, {
                "lr": lr, "momentum": momentum, "dampening": dampening, "weight_decay": weight_decay,
                "nesterov": nesterov, "maximize": maximize, "foreach": foreach, "differentiable": differentiable,
                "fused": fused})

        def _step_group(self, group, params):
            momentum, decay = group["momentum"], group["weight_decay"]
            # As they were before the step: a parameter that stands twice begins twice.
            buffers = [self.state[p].get("momentum_buffer") if momentum != 0 else None for p in params]
            for p, b in zip(params, buffers):
                g = -p.grad if group["maximize"] else p.grad
                if decay != 0:
                    g = g + decay * p
                if momentum != 0:
                    b = g.clone() if b is None else b.mul_(momentum).add_((1 - group["dampening"]) * g)
                    self.state[p]["momentum_buffer"] = b
                    g = g + momentum * b if group["nesterov"] else b
                p -= group["lr"] * g
    """#)
}
