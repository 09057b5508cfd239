extension LibraryPart {
  /// Schedules whose rate rises and falls, and one that runs others after one another.
  static let cycles = LibraryPart(
    "cyclic schedules", .schedules,
    #"""
    def _for_each_group(value, name, optimizer):
        _needs_optimizer(optimizer)
        groups = len(optimizer.param_groups)
        if not isinstance(value, (list, tuple)):
            return [number(value, name)] * groups
        if len(value) != groups:
            fail(f"{name} needs one value for each group of parameters: {groups}, not {len(value)}",
                 "a single number counts for all groups")
        return list(value)

    class _MomentumSchedule(LRScheduler):
        # A schedule that moves momentum, or Adam's first beta, against the rate.
        def _begin_momentum(self, optimizer, base_momentum, max_momentum, is_new):
            if "momentum" not in optimizer.defaults and "betas" not in optimizer.defaults:
                fail(f"{type(optimizer).__name__} has no momentum that could be moved", "pass cycle_momentum=False")
            self.use_beta1 = "betas" in optimizer.defaults
            low = _for_each_group(base_momentum, "base_momentum", optimizer)
            high = _for_each_group(max_momentum, "max_momentum", optimizer)
            if is_new:
                for place, group in enumerate(optimizer.param_groups):
                    self._set_momentum(group, high[place])
                    group["max_momentum"], group["base_momentum"] = high[place], low[place]
            return low, high

        def _set_momentum(self, group, momentum):
            if self.use_beta1:
                group["betas"] = (momentum, group["betas"][1])
            else:
                group["momentum"] = momentum

    class CyclicLR(_MomentumSchedule):
        """CyclicLR(optimizer, base_lr, max_lr, step_size_up=2000, step_size_down=None, mode='triangular', gamma=1.0)
        The rate goes up from base_lr to max_lr and down again, over and over. Smith 2017."""
        def __init__(self, optimizer, base_lr, max_lr, step_size_up=2000, step_size_down=None, mode='triangular',
                     gamma=1.0, scale_fn=None, scale_mode='cycle', cycle_momentum=True, base_momentum=0.8,
                     max_momentum=0.9, last_epoch=-1):
            first = _for_each_group(base_lr, "base_lr", optimizer)
            if last_epoch == -1:
                for place, group in enumerate(optimizer.param_groups):
                    group["lr"] = first[place]
            self.max_lrs = _for_each_group(max_lr, "max_lr", optimizer)
            up = float(number(step_size_up, "step_size_up", 0))
            down = up if step_size_down is None else float(number(step_size_down, "step_size_down", 0))
            self.total_size, self.step_ratio = up + down, up / (up + down)
            if mode not in ('triangular', 'triangular2', 'exp_range') and scale_fn is None:
                fail(f"mode is 'triangular', 'triangular2' or 'exp_range', not {mode!r}",
                     "or give a function scale_fn")
            self.mode, self.gamma, self._scale_fn_custom = mode, gamma, scale_fn
            self.scale_mode = scale_mode
            if scale_fn is None:
                self.scale_mode = 'iterations' if mode == 'exp_range' else 'cycle'
            self.cycle_momentum = cycle_momentum
            if cycle_momentum:
                self.base_momentums, self.max_momentums = self._begin_momentum(
                    optimizer, base_momentum, max_momentum, last_epoch == -1)
            super().__init__(optimizer, last_epoch)
            self.base_lrs = first

        def scale_fn(self, x):
            if self._scale_fn_custom is not None:
                return self._scale_fn_custom(x)
            if self.mode == 'triangular':
                return 1.0
            return 1 / 2.0 ** (x - 1) if self.mode == 'triangular2' else self.gamma ** x

        def _rate(self, rate, first, place):
            # The first step comes before base_lrs are the schedule's own: both are the same then.
            cycle = math.floor(1 + self.last_epoch / self.total_size)
            x = 1 + self.last_epoch / self.total_size - cycle
            share = x / self.step_ratio if x <= self.step_ratio else (x - 1) / (self.step_ratio - 1)
            scale = self.scale_fn(cycle if self.scale_mode == 'cycle' else self.last_epoch)
            if self.cycle_momentum:
                low, high = self.base_momentums[place], self.max_momentums[place]
                self._set_momentum(self.optimizer.param_groups[place], high - (high - low) * share * scale)
            return first + (self.max_lrs[place] - first) * share * scale

        def state_dict(self):
            state = super().state_dict()
            del state["_scale_fn_custom"]
            state["_scale_fn_custom"] = None
            return state

        def load_state_dict(self, state_dict):
            own = self._scale_fn_custom
            super().load_state_dict(state_dict)
            self._scale_fn_custom = own

    class OneCycleLR(_MomentumSchedule):
        """OneCycleLR(optimizer, max_lr, total_steps=None, epochs=None, steps_per_epoch=None, pct_start=0.3)
        The rate goes up to max_lr once and then down to nearly 0; step() after every batch. Smith & Topin 2018."""
        def __init__(self, optimizer, max_lr, total_steps=None, epochs=None, steps_per_epoch=None, pct_start=0.3,
                     anneal_strategy='cos', cycle_momentum=True, base_momentum=0.85, max_momentum=0.95,
                     div_factor=25.0, final_div_factor=10000.0, three_phase=False, last_epoch=-1):
            _needs_optimizer(optimizer)
            if total_steps is None and (epochs is None or steps_per_epoch is None):
                fail("OneCycleLR must know how many steps there are",
                     "give total_steps=, or epochs= and steps_per_epoch=")
            if total_steps is None:
                total_steps = whole(epochs, "epochs", 1) * whole(steps_per_epoch, "steps_per_epoch", 1)
            if anneal_strategy not in ('cos', 'linear'):
                fail(f"anneal_strategy is 'cos' or 'linear', not {anneal_strategy!r}", "'cos' is usual")
            if not isinstance(pct_start, float) or pct_start < 0 or pct_start > 1:
                fail(f"pct_start is a float between 0 and 1, not {pct_start!r}", "0.3 is usual")
            self.total_steps = whole(total_steps, "total_steps", 1)
            ends = [pct_start * total_steps - 1, total_steps - 1]
            rates, momenta = ["initial_lr", "max_lr", "min_lr"], ["max_momentum", "base_momentum", "max_momentum"]
            if three_phase:
                ends.insert(1, 2 * pct_start * total_steps - 2)
                rates.insert(2, "initial_lr")
                momenta.append("max_momentum")
            self._schedule_phases = [
                {"end_step": end, "start_lr": rates[i], "end_lr": rates[i + 1], "start_momentum": momenta[i],
                 "end_momentum": momenta[i + 1]} for i, end in enumerate(ends)]
            self._anneal_func_type = anneal_strategy
            most = _for_each_group(max_lr, "max_lr", optimizer)
            if last_epoch == -1:
                for place, group in enumerate(optimizer.param_groups):
                    group["initial_lr"] = most[place] / div_factor
                    group["max_lr"] = most[place]
                    group["min_lr"] = group["initial_lr"] / final_div_factor
            self.cycle_momentum = cycle_momentum
            if cycle_momentum:
                self._begin_momentum(optimizer, base_momentum, max_momentum, last_epoch == -1)
            super().__init__(optimizer, last_epoch)

        def _between(self, start, end, share):
            if self._anneal_func_type == 'linear':
                return (end - start) * share + start
            return end + (start - end) / 2 * (math.cos(math.pi * share) + 1)

        def _rate(self, rate, first, place):
            if self.last_epoch > self.total_steps:
                fail(f"this schedule ends after {self.total_steps} steps, and this is step {self.last_epoch}",
                     "total_steps= counts every call of step()")
            group, start = self.optimizer.param_groups[place], 0.0
            for phase in self._schedule_phases:
                if self.last_epoch <= phase["end_step"] or phase is self._schedule_phases[-1]:
                    break
                start = phase["end_step"]
            share = (self.last_epoch - start) / (phase["end_step"] - start)
            if self.cycle_momentum:
                self._set_momentum(group, self._between(
                    group[phase["start_momentum"]], group[phase["end_momentum"]], share))
            return self._between(group[phase["start_lr"]], group[phase["end_lr"]], share)

    class CosineAnnealingWarmRestarts(LRScheduler):
        """CosineAnnealingWarmRestarts(optimizer, T_0, T_mult=1, eta_min=0.0)
        Half a cosine down to eta_min in T_0 epochs, then from the top again, each time T_mult as long.
        Loshchilov & Hutter 2017."""
        def __init__(self, optimizer, T_0, T_mult=1, eta_min=0.0, last_epoch=-1):
            self.T_0 = self.T_i = whole(T_0, "T_0", 1)
            self.T_mult, self.eta_min, self.T_cur = whole(T_mult, "T_mult", 1), number(eta_min, "eta_min"), last_epoch
            super().__init__(optimizer, last_epoch)

        def _rate(self, rate, first, place):
            share = (1 + math.cos(math.pi * self.T_cur / self.T_i)) / 2
            return self.eta_min + (first - self.eta_min) * share

        def step(self, epoch=None):
            if epoch is None and self.last_epoch < 0:
                epoch = 0
            if epoch is None:
                epoch = self.last_epoch + 1
                self.T_cur += 1
                if self.T_cur >= self.T_i:
                    self.T_cur %= self.T_i
                    self.T_i *= self.T_mult
            else:
                if number(epoch, "epoch", 0) < self.T_0:
                    self.T_i, self.T_cur = self.T_0, epoch
                elif self.T_mult == 1:
                    self.T_cur = epoch % self.T_0
                else:
                    n = int(math.log(epoch / self.T_0 * (self.T_mult - 1) + 1, self.T_mult))
                    self.T_cur = epoch - self.T_0 * (self.T_mult ** n - 1) / (self.T_mult - 1)
                    self.T_i = self.T_0 * self.T_mult ** n
            self._update_lr(math.floor(epoch))

    class SequentialLR(LRScheduler):
        """SequentialLR(optimizer, schedulers, milestones)
        One schedule after another: the next one begins at the epoch that milestones names."""
        def __init__(self, optimizer, schedulers, milestones, last_epoch=-1):
            _needs_optimizer(optimizer)
            for scheduler in schedulers:
                if not isinstance(scheduler, LRScheduler) or scheduler.optimizer is not optimizer:
                    fail("all schedules of a SequentialLR belong to its optimizer", "give each the same optimizer first")
            if len(schedulers) < 1 or len(milestones) != len(schedulers) - 1:
                fail(f"{len(schedulers)} schedules and {len(milestones)} milestones do not fit together",
                     "there is one milestone between each schedule and the next")
            self._schedulers, self._milestones = schedulers, milestones
            self.last_epoch, self.optimizer = last_epoch + 1, optimizer
            for group in optimizer.param_groups:
                group["lr"] = group["initial_lr"]
            for scheduler in schedulers:
                scheduler.last_epoch -= 1
            first = schedulers[self._place(0)]
            first._step_count, first._is_initial = 0, True
            first.step()
            first._is_initial = False
            self._last_lr = first.get_last_lr()

        def _place(self, epoch):
            return len([m for m in self._milestones if m <= epoch])

        def step(self):
            self.last_epoch += 1
            place = self._place(self.last_epoch)
            scheduler = self._schedulers[place]
            if place > 0 and self._milestones[place - 1] == self.last_epoch:
                scheduler._update_lr(0)
            else:
                scheduler.step()
            self._last_lr = scheduler.get_last_lr()

        def state_dict(self):
            state = attributes(self)
            del state["optimizer"], state["_schedulers"]
            state["_schedulers"] = [scheduler.state_dict() for scheduler in self._schedulers]
            return state

        def load_state_dict(self, state_dict):
            own = self._schedulers
            super().load_state_dict(state_dict)
            for scheduler, kept in zip(own, state_dict["_schedulers"]):
                scheduler.load_state_dict(kept)
            self._schedulers = own
    """#)
}
