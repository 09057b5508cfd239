extension LibraryPart {
  /// What every optimizer has: groups of parameters with their settings, and something remembered of each parameter.
  static let optimizer = LibraryPart(
    "optimizers", .optimizers,
    #"""
    def _with_pytorch_settings(defaults, *names):
        # How PyTorch computes, which changes no result: listed as it lists them.
        for name in names:
            defaults[name] = None if name in ("foreach", "fused") else False
        return defaults

    class Optimizer:
        """Optimizer(params, defaults)
        The base of all optimizers. params: tensors, or dicts {"params": [...], "lr": ...} for groups."""
        def __init__(self, params, defaults):
            self.defaults = defaults
            self.param_groups = []
            self.state = {}
            if isinstance(params, (Tensor, dict)):
                fail(f"an optimizer takes a list of parameters, not {describe(params)}", "put it into brackets: [w]")
            if isinstance(params, Module):
                fail("an optimizer takes a model's parameters, not the model", "write model.parameters()")
            if isinstance(params, (int, float, str)) or params is None:
                fail(f"an optimizer takes a list of parameters, not {describe(params)}", "pass model.parameters()")
            groups = list(params)
            if len(groups) == 0:
                fail("the optimizer was given no parameters", "pass model.parameters() or a list of tensors")
            if not isinstance(groups[0], dict):
                groups = [{"params": groups}]
            for group in groups:
                self.add_param_group(group)

        def add_param_group(self, group):
            if not isinstance(group, dict):
                fail(f"a group is a dict with \"params\", not {describe(group)}")
            group = dict(group)
            if "params" not in group:
                fail("a group of parameters has no entry \"params\"", "write {\"params\": [...], \"lr\": ...}")
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
                    fail(f"an optimizer changes tensors, not {describe(p)}")
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

        def state_dict(self):
            """The settings, and what is remembered of each parameter by its number."""
            numbers, groups = {}, []
            for group in self.param_groups:
                for p in group["params"]:
                    numbers[p] = len(numbers)
                kept = dict(group)
                kept["params"] = [numbers[p] for p in group["params"]]
                groups.append(kept)
            state = {}
            for p in self.state:
                state[numbers[p]] = dict(self.state[p])
            return {"state": state, "param_groups": groups}

        def load_state_dict(self, state_dict):
            """Takes over what state_dict() of an optimizer of the same parameters gave."""
            if not isinstance(state_dict, dict) or "param_groups" not in state_dict:
                fail(f"the state of an optimizer is a dict with \"param_groups\", not {describe(state_dict)}",
                     "opt.state_dict() gives one")
            groups = state_dict["param_groups"]
            if [len(group["params"]) for group in groups] != [len(group["params"]) for group in self.param_groups]:
                fail("the state is of an optimizer with other groups of parameters")
            own = {}
            for place, group in enumerate(groups):
                for number_of, p in zip(group["params"], self.param_groups[place]["params"]):
                    own[number_of] = p
                for key in group:
                    if key != "params":
                        self.param_groups[place][key] = group[key]
            self.state = {}
            for number_of in state_dict["state"]:
                kept = {}
                for key, value in state_dict["state"][number_of].items():
                    kept[key] = value.clone() if isinstance(value, Tensor) else value
                self.state[own[number_of]] = kept

        def __repr__(self):
            lines = [type(self).__name__ + " ("]
            for place, group in enumerate(self.param_groups):
                lines.append(f"Parameter Group {place}")
                for key in sorted(group.keys()):
                    if key != "params":
                        lines.append(f"    {key}: {group[key]}")
            return "\n".join(lines) + "\n)"

        def step(self, closure=None):
            loss = None
            if closure is not None:
                with enable_grad():
                    loss = closure()
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
