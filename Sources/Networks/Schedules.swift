extension LibraryPart {
  /// How the rate of an optimizer changes from epoch to epoch. `step()` comes after the optimizer's.
  static let schedules = LibraryPart(
    "schedules", .schedules,
    #"""
    class LRScheduler:
        """LRScheduler(optimizer)
        The base of all schedules: step() sets the rate of the next epoch."""
        def __init__(self, optimizer, last_epoch=-1):
            if not isinstance(optimizer, Optimizer):
                fail("a schedule changes the rate of an optimizer, not of this", "pass the optimizer first")
            self.optimizer = optimizer
            self.base_lrs = []
            for group in optimizer.param_groups:
                self.base_lrs.append(group.setdefault("initial_lr", group["lr"]))
            self.last_epoch, self._is_first = last_epoch, True
            self.step()
            self._is_first = False

        def step(self, epoch=None):
            self.last_epoch = self.last_epoch + 1 if epoch is None else epoch
            for place, group in enumerate(self.optimizer.param_groups):
                group["lr"] = self._rate(group["lr"], self.base_lrs[place], place)
            # What this schedule set: another one may change the rate afterwards.
            self._last_lr = [group["lr"] for group in self.optimizer.param_groups]

        def get_last_lr(self):
            return self._last_lr

        def state_dict(self):
            return {"last_epoch": self.last_epoch, "base_lrs": list(self.base_lrs), "_last_lr": list(self._last_lr)}

        def load_state_dict(self, state_dict):
            for name, value in state_dict.items():
                setattr(self, name, value)

    class StepLR(LRScheduler):
        """StepLR(optimizer, step_size, gamma=0.1)
        The rate times gamma every step_size epochs."""
        def __init__(self, optimizer, step_size, gamma=0.1, last_epoch=-1):
            self.step_size, self.gamma = whole(step_size, "step_size", 1), number(gamma, "gamma")
            super().__init__(optimizer, last_epoch)

        def _rate(self, rate, first, place):
            return rate * self.gamma if self.last_epoch > 0 and self.last_epoch % self.step_size == 0 else rate

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

    class ExponentialLR(LRScheduler):
        """ExponentialLR(optimizer, gamma)
        The rate times gamma every epoch."""
        def __init__(self, optimizer, gamma, last_epoch=-1):
            self.gamma = number(gamma, "gamma")
            super().__init__(optimizer, last_epoch)

        def _rate(self, rate, first, place):
            return rate * self.gamma if self.last_epoch > 0 else rate

    class LinearLR(LRScheduler):
        """LinearLR(optimizer, start_factor=0.3333333333333333, end_factor=1.0, total_iters=5)
        The rate times a factor that goes in a line from start_factor to end_factor."""
        def __init__(self, optimizer, start_factor=0.3333333333333333, end_factor=1.0, total_iters=5,
                     last_epoch=-1):
            number(start_factor, "start_factor"), number(end_factor, "end_factor")
            if start_factor <= 0 or start_factor > 1 or end_factor < 0 or end_factor > 1:
                fail("start_factor lies above 0 and up to 1, end_factor between 0 and 1")
            self.start_factor, self.end_factor, self.total_iters = start_factor, end_factor, whole(total_iters, "total_iters", 0)
            super().__init__(optimizer, last_epoch)

        def _rate(self, rate, first, place):
            if self.last_epoch == 0:
                return rate * self.start_factor
            if self._is_first or self.last_epoch > self.total_iters:
                return rate
            rise = self.end_factor - self.start_factor
            return rate * (1 + rise / (self.total_iters * self.start_factor + (self.last_epoch - 1) * rise))

    class CosineAnnealingLR(LRScheduler):
        """CosineAnnealingLR(optimizer, T_max, eta_min=0.0)
        The rate falls to eta_min along half a cosine in T_max epochs. Loshchilov & Hutter 2017."""
        def __init__(self, optimizer, T_max, eta_min=0.0, last_epoch=-1):
            self.T_max, self.eta_min = whole(T_max, "T_max", 1), number(eta_min, "eta_min")
            super().__init__(optimizer, last_epoch)

        def _rate(self, rate, first, place):
            t, period = self.last_epoch, self.T_max
            if self._is_first:
                return rate
            if (t - 1 - period) % (2 * period) == 0:
                return rate + (first - self.eta_min) * (1 - math.cos(math.pi / period)) / 2
            ratio = (1 + math.cos(math.pi * t / period)) / (1 + math.cos(math.pi * (t - 1) / period))
            return ratio * (rate - self.eta_min) + self.eta_min

    class LambdaLR(LRScheduler):
        """LambdaLR(optimizer, lr_lambda)
        The first rate times lr_lambda(epoch); one function for all groups, or a list."""
        def __init__(self, optimizer, lr_lambda, last_epoch=-1):
            count = len(optimizer.param_groups) if isinstance(optimizer, Optimizer) else 1
            if isinstance(lr_lambda, (list, tuple)) and len(lr_lambda) != count:
                fail(f"one function for each group of parameters is needed: {count}, not {len(lr_lambda)}")
            self.lr_lambdas = list(lr_lambda) if isinstance(lr_lambda, (list, tuple)) \
                else [lr_lambda] * count
            super().__init__(optimizer, last_epoch)

        def _rate(self, rate, first, place):
            return first * self.lr_lambdas[place](self.last_epoch)

    class MultiplicativeLR(LambdaLR):
        """MultiplicativeLR(optimizer, lr_lambda)
        The rate times lr_lambda(epoch), every epoch."""
        def _rate(self, rate, first, place):
            return rate if self._is_first else rate * self.lr_lambdas[place](self.last_epoch)

    class ConstantLR(LRScheduler):
        """ConstantLR(optimizer, factor=0.3333333333333333, total_iters=5)
        The rate times factor for total_iters epochs, then as it was."""
        def __init__(self, optimizer, factor=0.3333333333333333, total_iters=5, last_epoch=-1):
            if number(factor, "factor", 0) > 1:
                fail(f"factor lies between 0 and 1, not at {factor}")
            self.factor, self.total_iters = factor, whole(total_iters, "total_iters", 0)
            super().__init__(optimizer, last_epoch)

        def _rate(self, rate, first, place):
            if self.last_epoch == 0:
                return rate * self.factor
            return rate * (1 / self.factor) if self.last_epoch == self.total_iters else rate

    class PolynomialLR(LRScheduler):
        """PolynomialLR(optimizer, total_iters=5, power=1.0)
        The first rate times (1 − epoch / total_iters) to a power: 0 at the end."""
        def __init__(self, optimizer, total_iters=5, power=1.0, last_epoch=-1):
            self.total_iters, self.power = whole(total_iters, "total_iters", 1), number(power, "power")
            super().__init__(optimizer, last_epoch)

        def _rate(self, rate, first, place):
            if self._is_first or self.last_epoch > self.total_iters:
                return rate
            now, before = 1 - self.last_epoch / self.total_iters, 1 - (self.last_epoch - 1) / self.total_iters
            return rate * (now / before) ** self.power
    """#)
}
