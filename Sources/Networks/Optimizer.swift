extension LibraryPart {
  /// What every optimizer has: groups of parameters with their settings, and something remembered of each parameter.
  static let optimizer = LibraryPart(
    "optimizers", .optimizers,
    #"""
    def _refuse_unused(capturable, differentiable):
        if differentiable:
            fail("a step cannot be differentiated in Gradwalk", "leave differentiable=True out")
        if capturable:
            fail("a step is captured on graphics processors only", "leave capturable=True out")

    def _copied(value):
        # A copy of what an optimizer keeps, down to the tensors.
        if isinstance(value, Tensor):
            return value.detach().clone()
        if isinstance(value, dict):
            return {key: _copied(kept) for key, kept in value.items()}
        if isinstance(value, (list, tuple)):
            copies = [_copied(kept) for kept in value]
            return tuple(copies) if isinstance(value, tuple) else copies
        return value

    class Optimizer:
        """Optimizer(params, defaults)
        The base of all optimizers. params: tensors, or dicts {"params": [...], "lr": ...} for groups."""
        def __init__(self, params, defaults):
            self.defaults = defaults
            if isinstance(params, (Tensor, dict)):
                fail(f"an optimizer takes a list of parameters, not {describe(params)}", "put it into brackets: [w]")
            if isinstance(params, Module):
                fail("an optimizer takes a model's parameters, not the model", "write model.parameters()")
            if isinstance(params, (int, float, str)) or params is None:
                fail(f"an optimizer takes a list of parameters, not {describe(params)}", "pass model.parameters()")
            self.state = dict_of_dicts()
            self.param_groups, self._members = [], set()
            groups = list(params)
            if len(groups) == 0:
                fail("the optimizer was given no parameters", "pass model.parameters() or a list of tensors")
            if not isinstance(groups[0], dict):
                groups = [{"params": groups}]
            for group in groups:
                self.add_param_group(group)

        def add_param_group(self, param_group):
            group = param_group
            if not isinstance(group, dict):
                fail(f"a group is a dict with \"params\", not {describe(group)}",
                     "write {\"params\": [...], \"lr\": ...}, for all parameters or for none")
            if "params" not in group:
                fail("a group of parameters has no entry \"params\"", "write {\"params\": [...], \"lr\": ...}")
            for key in group:
                if key not in self.defaults and nearest(key, self.defaults.keys()) is not None:
                    fail(f"{type(self).__name__}() has no setting '{key}' for a group",
                         f"did you mean '{nearest(key, self.defaults.keys())}'?")
            params = group["params"]
            if isinstance(params, set):
                fail("a set has no order, and the parameters of an optimizer need one", "use a list: [a, b]")
            entries = [params] if isinstance(params, Tensor) else list(params)
            names = [entry[0] for entry in entries if isinstance(entry, tuple)]
            if len(names) not in (0, len(entries)):
                fail("all parameters of an optimizer have names, or none has",
                     "pass model.named_parameters() or model.parameters()")
            group["params"] = [entry[1] if isinstance(entry, tuple) else entry for entry in entries]
            if len(names) > 0:
                group["param_names"] = names
            self._check(group["params"])
            self._members.update(group["params"])
            for key in self.defaults:
                group.setdefault(key, self.defaults[key])
            self.param_groups.append(group)

        def _check(self, params):
            own = set()
            for p in params:
                if not isinstance(p, Tensor):
                    fail(f"an optimizer changes tensors, not {describe(p)}", "pass model.parameters() or [w, b]")
                if not (p.is_leaf or p.retains_grad):
                    fail("an optimizer changes parameters, and this tensor is a result",
                         "pass what it was calculated from")
                if p in self._members:
                    fail("a parameter stands in more than one group", "list each parameter once")
                if p in own:
                    notice("twice", "a parameter stands twice in the optimizer, so each step changes it twice")
                own.add(p)

        def zero_grad(self, set_to_none=True):
            for group in self.param_groups:
                for p in group["params"]:
                    if set_to_none:
                        p.grad = None
                    elif p.grad is not None:
                        p.grad.zero_()

        def state_dict(self):
            """The settings, and what is remembered of each parameter by its number."""
            numbers, groups, first = {}, [], 0
            for group in self.param_groups:
                own = {p: first + place for place, p in enumerate(group["params"])}
                for p in own:
                    numbers.setdefault(p, own[p])
                kept = {key: group[key] for key in group if key != "params"}
                kept["params"] = [numbers[p] for p in group["params"]]
                groups.append(kept)
                first += len(group["params"])
            return {"state": {numbers.get(p, p): self.state[p] for p in self.state}, "param_groups": groups}

        def load_state_dict(self, state_dict):
            """Takes over what state_dict() of an optimizer of the same parameters gave."""
            if not isinstance(state_dict, dict) or "param_groups" not in state_dict or "state" not in state_dict:
                fail(f"the state of an optimizer is a dict with \"state\" and \"param_groups\", not "
                     f"{describe(state_dict)}" + (" without them" if isinstance(state_dict, dict) else ""),
                     "opt.state_dict() gives one")
            groups = state_dict["param_groups"]
            theirs, ours = [len(g["params"]) for g in groups], [len(g["params"]) for g in self.param_groups]
            if theirs != ours:
                fail("the state is of an optimizer with other groups of parameters",
                     f"the numbers of their parameters are {theirs} there and {ours} here")
            own = {}
            for place, group in enumerate(groups):
                kept = _copied(group)
                kept["params"] = self.param_groups[place]["params"]
                for number_of, p in zip(group["params"], kept["params"]):
                    own[number_of] = p
                if "param_names" in self.param_groups[place]:
                    kept.setdefault("param_names", self.param_groups[place]["param_names"])
                for key in self.defaults:
                    kept.setdefault(key, self.defaults[key])
                self.param_groups[place] = kept
            self.state = dict_of_dicts()
            for n, kept in state_dict["state"].items():
                self.state[own.get(n, n)] = _copied(kept)

        def __repr__(self):
            lines = [type(self).__name__ + " ("]
            for place, group in enumerate(self.param_groups):
                if place > 0:
                    lines.append("")
                lines.append(f"Parameter Group {place}")
                for key in sorted(group.keys()):
                    if key != "params":
                        lines.append(f"    {key}: {group[key]}")
            return "\n".join(lines) + "\n)"

        def step(self, closure=None):
            self._opt_called = True
            loss = None
            if closure is not None:
                with enable_grad():
                    loss = closure()
            with no_grad():
                for group in self.param_groups:
                    self._step_group(group, [p for p in group["params"] if p.grad is not None])
            return loss

        def _step_group(self, group, params):
            # All that is remembered begins before anything moves.
            for p in params:
                if len(self.state[p]) == 0:
                    self.state[p] = self._first_state(p, group)
            for p in params:
                state = self.state[p]
                state["step"] += 1
                self._update(p, -p.grad if group["maximize"] else p.grad, group, state)

        def _first_state(self, p, group):
            return {"step": tensor(0.0)}
    """#)
}
