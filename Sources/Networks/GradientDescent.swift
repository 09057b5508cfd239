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
                     maximize=False):
            number(lr, "lr", 0), number(momentum, "momentum", 0), number(weight_decay, "weight_decay", 0)
            number(dampening, "dampening")
            if nesterov and (momentum <= 0 or dampening != 0):
                fail("Nesterov's momentum needs a momentum above 0 and no dampening")
            super().__init__(params, _with_pytorch_settings(
                {"lr": lr, "momentum": momentum, "dampening": dampening,
                 "weight_decay": weight_decay, "nesterov": nesterov, "maximize": maximize},
                "foreach", "differentiable", "fused"))

        def _update(self, p, g, group, state):
            if group["weight_decay"] != 0:
                g = g + group["weight_decay"] * p
            momentum = group["momentum"]
            if momentum != 0:
                if "momentum_buffer" in state:
                    b = momentum * state["momentum_buffer"] + (1 - group["dampening"]) * g
                else:
                    b = g.clone()
                state["momentum_buffer"] = b
                g = g + momentum * b if group["nesterov"] else b
            p -= group["lr"] * g
    """#)
}
