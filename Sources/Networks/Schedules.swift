extension LibraryPart {
  /// How the rate of an optimizer changes from epoch to epoch. `step()` comes after the optimizer's.
  static let schedules = LibraryPart(
    "schedules", .schedules,
    #"""
    def _needs_optimizer(optimizer):
        if not isinstance(optimizer, Optimizer):
            fail(f"a schedule changes the rate of an optimizer, not of {describe(optimizer)}",
                 "pass the optimizer first")

    class LRScheduler:
        """LRScheduler(optimizer)
        The base of all schedules: step() sets the rate of the next epoch, to what get_lr() gives for each group."""
        def __init__(self, optimizer, last_epoch=-1):
            _needs_optimizer(optimizer)
            self.optimizer = optimizer
            self.base_lrs = []
            for group in optimizer.param_groups:
                if last_epoch != -1 and "initial_lr" not in group:
                    fail("to go on at a later epoch, a schedule needs the rate that was there first",
                         "write it into the groups: {\"params\": [...], \"initial_lr\": 0.1}")
                self.base_lrs.append(group.setdefault("initial_lr", group["lr"]))
            self.last_epoch, self._step_count = last_epoch, 0
            self._is_initial, self._get_lr_called_within_step = True, False
            self.step()
            self._is_initial = False

        def step(self, epoch=None):
            if self._step_count == 1 and not hasattr(self.optimizer, "_opt_called"):
                notice("schedule", "the schedule's step() comes before the optimizer's, so the first rate is skipped")
            self._step_count += 1
            self._update_lr(epoch)

        def _update_lr(self, epoch=None):
            self.last_epoch = self.last_epoch + 1 if epoch is None else epoch
            self._get_lr_called_within_step = True
            if epoch is not None and hasattr(self, "_rate_at"):
                rates = [self._rate_at(first) for first in self.base_lrs]
            else:
                rates = self.get_lr()
            self._get_lr_called_within_step = False
            for group, rate in zip(self.optimizer.param_groups, rates):
                group["lr"] = rate
            # What this schedule set: another one may change the rate afterwards.
            self._last_lr = [group["lr"] for group in self.optimizer.param_groups]

        def get_lr(self):
            if not hasattr(self, "_rate"):
                fail(f"{type(self).__name__} has no get_lr()", "write get_lr(self), a list with a rate for each group")
            if not self._get_lr_called_within_step:
                notice("get_lr", "get_lr() calculates the rate once more; get_last_lr() tells the one that is set")
            return [self._rate(group["lr"], self.base_lrs[place], place)
                    for place, group in enumerate(self.optimizer.param_groups)]

        def get_last_lr(self):
            return self._last_lr

        def state_dict(self):
            state = attributes(self)
            del state["optimizer"]
            return state

        def load_state_dict(self, state_dict):
            if not isinstance(state_dict, dict):
                fail(f"the state of a schedule is a dict, not {describe(state_dict)}", "scheduler.state_dict() gives one")
            for name, value in state_dict.items():
                setattr(self, name, value)

    class StepLR(LRScheduler):
        """StepLR(optimizer, step_size, gamma=0.1)
        The rate times gamma every step_size epochs."""
        def __init__(self, optimizer, step_size, gamma=0.1, last_epoch=-1):
            self.step_size, self.gamma = whole(step_size, "step_size", 1), number(gamma, "gamma")
            super().__init__(optimizer, last_epoch)

        def _rate(self, rate, first, place):
            return rate * self.gamma if self.last_epoch != 0 and self.last_epoch % self.step_size == 0 else rate

        def _rate_at(self, first):
            return first * self.gamma ** (self.last_epoch // self.step_size)

    class MultiStepLR(LRScheduler):
        """MultiStepLR(optimizer, milestones, gamma=0.1)
        The rate times gamma at each of the epochs named."""
        def __init__(self, optimizer, milestones, gamma=0.1, last_epoch=-1):
            if not isinstance(milestones, (list, tuple)):
                fail(f"milestones is a list of epochs, not {describe(milestones)}", "MultiStepLR(opt, [30, 80])")
            self.milestones, self.gamma = [whole(m, "milestones", 0) for m in milestones], number(gamma, "gamma")
            super().__init__(optimizer, last_epoch)

        def _rate(self, rate, first, place):
            return rate * self.gamma ** self.milestones.count(self.last_epoch)

        def _rate_at(self, first):
            return first * self.gamma ** len([m for m in self.milestones if m <= self.last_epoch])

    class ExponentialLR(LRScheduler):
        """ExponentialLR(optimizer, gamma)
        The rate times gamma every epoch."""
        def __init__(self, optimizer, gamma, last_epoch=-1):
            self.gamma = number(gamma, "gamma")
            super().__init__(optimizer, last_epoch)

        def _rate(self, rate, first, place):
            return rate if self._is_initial else rate * self.gamma

        def _rate_at(self, first):
            return first * self.gamma ** self.last_epoch

    class LinearLR(LRScheduler):
        """LinearLR(optimizer, start_factor=0.3333333333333333, end_factor=1.0, total_iters=5)
        The rate times a factor that goes in a line from start_factor to end_factor."""
        def __init__(self, optimizer, start_factor=0.3333333333333333, end_factor=1.0, total_iters=5,
                     last_epoch=-1):
            number(start_factor, "start_factor"), number(end_factor, "end_factor")
            if start_factor <= 0 or start_factor > 1 or end_factor < 0 or end_factor > 1:
                fail("start_factor lies above 0 and up to 1, end_factor between 0 and 1",
                     f"they are {start_factor} and {end_factor}")
            self.start_factor, self.end_factor, self.total_iters = start_factor, end_factor, whole(total_iters, "total_iters", 0)
            super().__init__(optimizer, last_epoch)

        def _rate(self, rate, first, place):
            if self.last_epoch == 0:
                return rate * self.start_factor
            if self._is_initial or self.last_epoch > self.total_iters:
                return rate
            rise = self.end_factor - self.start_factor
            return rate * (1 + rise / (self.total_iters * self.start_factor + (self.last_epoch - 1) * rise))

        def _rate_at(self, first):
            share = min(self.total_iters, self.last_epoch) / self.total_iters
            return first * (self.start_factor + (self.end_factor - self.start_factor) * share)

    class CosineAnnealingLR(LRScheduler):
        """CosineAnnealingLR(optimizer, T_max, eta_min=0.0)
        The rate falls to eta_min along half a cosine in T_max epochs. Loshchilov & Hutter 2017."""
        def __init__(self, optimizer, T_max, eta_min=0.0, last_epoch=-1):
            self.T_max, self.eta_min = whole(T_max, "T_max", 1), number(eta_min, "eta_min")
            super().__init__(optimizer, last_epoch)

        def _rate(self, rate, first, place):
            t, period = self.last_epoch, self.T_max
            if self._is_initial:
                return rate
            if (t - 1 - period) % (2 * period) == 0:
                return rate + (first - self.eta_min) * (1 - math.cos(math.pi / period)) / 2
            ratio = (1 + math.cos(math.pi * t / period)) / (1 + math.cos(math.pi * (t - 1) / period))
            return ratio * (rate - self.eta_min) + self.eta_min

        def _rate_at(self, first):
            share = (1 + math.cos(math.pi * self.last_epoch / self.T_max)) / 2
            return self.eta_min + (first - self.eta_min) * share

    class LambdaLR(LRScheduler):
        """LambdaLR(optimizer, lr_lambda)
        The first rate times lr_lambda(epoch); one function for all groups, or a list."""
        def __init__(self, optimizer, lr_lambda, last_epoch=-1):
            _needs_optimizer(optimizer)
            self.optimizer = optimizer
            count = len(optimizer.param_groups)
            if isinstance(lr_lambda, (list, tuple)) and len(lr_lambda) != count:
                fail(f"one function for each group of parameters is needed: {count}, not {len(lr_lambda)}",
                     "a single function counts for all groups")
            self.lr_lambdas = list(lr_lambda) if isinstance(lr_lambda, (list, tuple)) \
                else [lr_lambda] * count
            super().__init__(optimizer, last_epoch)

        def _rate(self, rate, first, place):
            return first * self.lr_lambdas[place](self.last_epoch)

        def state_dict(self):
            # Functions are not kept.
            state = attributes(self)
            del state["optimizer"], state["lr_lambdas"]
            state["lr_lambdas"] = [None] * len(self.lr_lambdas)
            return state

        def load_state_dict(self, state_dict):
            own = self.lr_lambdas
            super().load_state_dict(state_dict)
            self.lr_lambdas = own

    class MultiplicativeLR(LambdaLR):
        """MultiplicativeLR(optimizer, lr_lambda)
        The rate times lr_lambda(epoch), every epoch."""
        def _rate(self, rate, first, place):
            return rate if self._is_initial else rate * self.lr_lambdas[place](self.last_epoch)

    class ConstantLR(LRScheduler):
        """ConstantLR(optimizer, factor=0.3333333333333333, total_iters=5)
        The rate times factor for total_iters epochs, then as it was."""
        def __init__(self, optimizer, factor=0.3333333333333333, total_iters=5, last_epoch=-1):
            if number(factor, "factor", 0) > 1:
                fail(f"factor lies between 0 and 1, not at {factor}", "the rate begins at factor times the optimizer's")
            self.factor, self.total_iters = factor, whole(total_iters, "total_iters", 0)
            super().__init__(optimizer, last_epoch)

        def _rate(self, rate, first, place):
            if self.last_epoch == 0:
                return rate * self.factor
            return rate * (1 / self.factor) if self.last_epoch == self.total_iters else rate

        def _rate_at(self, first):
            return first * (1 if self.last_epoch >= self.total_iters else self.factor)

    class PolynomialLR(LRScheduler):
        """PolynomialLR(optimizer, total_iters=5, power=1.0)
        The first rate times (1 − epoch / total_iters) to a power: 0 at the end."""
        def __init__(self, optimizer, total_iters=5, power=1.0, last_epoch=-1):
            self.total_iters, self.power = whole(total_iters, "total_iters", 1), number(power, "power")
            super().__init__(optimizer, last_epoch)

        def _rate(self, rate, first, place):
            if self._is_initial or self.last_epoch > self.total_iters:
                return rate
            now, before = 1 - self.last_epoch / self.total_iters, 1 - (self.last_epoch - 1) / self.total_iters
            return rate * (now / before) ** self.power

        def _rate_at(self, first):
            return first * (1 - min(self.total_iters, self.last_epoch) / self.total_iters) ** self.power
    """#)
}
