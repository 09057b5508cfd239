extension LibraryPart {
  /// What every optimizer has: groups of parameters with their settings, and something remembered of each parameter.
  static let optimizer = LibraryPart(
    "optimizers", .optimizers,
    #"""
    class Optimizer:
        """Optimizer(params, defaults)
        The base of all optimizers. params: tensors, or dicts {"params": [...], "lr": ...} for groups."""
        def __init__(self, params, defaults):
            self.defaults = defaults
            self.param_groups = []
            self.state = {}
            groups = [params] if isinstance(params, (Tensor, dict)) else list(params)
            if len(groups) == 0:
                fail("the optimizer was given no parameters", "pass model.parameters() or a list of tensors")
            if not isinstance(groups[0], dict):
                groups = [{"params": groups}]
            for group in groups:
                self.add_param_group(group)

        def add_param_group(self, group):
            group = dict(group)
            params = group["params"]
            group["params"] = [params] if isinstance(params, Tensor) else list(params)
            for key in group:
                if key != "params" and key not in self.defaults:
                    fail(f"{type(self).__name__}() has no setting '{key}' for a group",
                         "it has " + ", ".join(self.defaults.keys()))
            for place, p in enumerate(group["params"]):
                if isinstance(p, tuple):
                    p = p[1]
                    group["params"][place] = p
                if not isinstance(p, Tensor):
                    fail(f"an optimizer changes tensors, not {type(p).__name__}s")
                if not p.is_leaf:
                    fail("an optimizer changes parameters, and this tensor is a result",
                         "pass what it was calculated from")
                for other in self.param_groups:
                    for q in other["params"]:
                        if q is p:
                            fail("a parameter stands in more than one group")
            for key in self.defaults:
                group.setdefault(key, self.defaults[key])
            self.param_groups.append(group)

        def zero_grad(self, set_to_none=True):
            for group in self.param_groups:
                for p in group["params"]:
                    if set_to_none:
                        p.grad = None
                    elif p.grad is not None:
                        p.grad.zero_()

        def step(self, closure=None):
            loss = None if closure is None else closure()
            with no_grad():
                for group in self.param_groups:
                    for p in group["params"]:
                        if p.grad is not None:
                            if p not in self.state:
                                self.state[p] = {"step": 0}
                            state = self.state[p]
                            state["step"] += 1
                            gradient = -p.grad if group["maximize"] else p.grad
                            self._update(p, gradient, group, state)
            return loss
    """#)
}
