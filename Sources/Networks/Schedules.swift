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
            self.last_epoch = last_epoch
            self.step()

        def step(self, epoch=None):
            self.last_epoch = self.last_epoch + 1 if epoch is None else epoch
            for place, group in enumerate(self.optimizer.param_groups):
                group["lr"] = self._rate(group["lr"], self.base_lrs[place], place)

        def get_last_lr(self):
            return [group["lr"] for group in self.optimizer.param_groups]

    class StepLR(LRScheduler):
        """StepLR(optimizer, step_size, gamma=0.1)
        The rate times gamma every step_size epochs."""
        def __init__(self, optimizer, step_size, gamma=0.1, last_epoch=-1):
            self.step_size, self.gamma = step_size, gamma
            super().__init__(optimizer, last_epoch)

        def _rate(self, rate, first, place):
            return rate * self.gamma if self.last_epoch > 0 and self.last_epoch % self.step_size == 0 else rate

    class MultiStepLR(LRScheduler):
        """MultiStepLR(optimizer, milestones, gamma=0.1)
        The rate times gamma at each of the epochs named."""
        def __init__(self, optimizer, milestones, gamma=0.1, last_epoch=-1):
            self.milestones, self.gamma = list(milestones), gamma
            super().__init__(optimizer, last_epoch)

        def _rate(self, rate, first, place):
            return rate * self.gamma ** self.milestones.count(self.last_epoch)

    class ExponentialLR(LRScheduler):
        """ExponentialLR(optimizer, gamma)
        The rate times gamma every epoch."""
        def __init__(self, optimizer, gamma, last_epoch=-1):
            self.gamma = gamma
            super().__init__(optimizer, last_epoch)

        def _rate(self, rate, first, place):
            return rate * self.gamma if self.last_epoch > 0 else rate

    class LinearLR(LRScheduler):
        """LinearLR(optimizer, start_factor=0.3333333333333333, end_factor=1.0, total_iters=5)
        The rate times a factor that goes in a line from start_factor to end_factor."""
        def __init__(self, optimizer, start_factor=0.3333333333333333, end_factor=1.0, total_iters=5,
                     last_epoch=-1):
            if start_factor <= 0 or start_factor > 1 or end_factor < 0 or end_factor > 1:
                fail("start_factor lies above 0 and up to 1, end_factor between 0 and 1")
            self.start_factor, self.end_factor, self.total_iters = start_factor, end_factor, total_iters
            super().__init__(optimizer, last_epoch)

        def _rate(self, rate, first, place):
            if self.last_epoch == 0:
                return rate * self.start_factor
            if self.last_epoch > self.total_iters:
                return rate
            rise = self.end_factor - self.start_factor
            return rate * (1 + rise / (self.total_iters * self.start_factor + (self.last_epoch - 1) * rise))

    class CosineAnnealingLR(LRScheduler):
        """CosineAnnealingLR(optimizer, T_max, eta_min=0.0)
        The rate falls to eta_min along half a cosine in T_max epochs. Loshchilov & Hutter 2017."""
        def __init__(self, optimizer, T_max, eta_min=0.0, last_epoch=-1):
            self.T_max, self.eta_min = T_max, eta_min
            super().__init__(optimizer, last_epoch)

        def _rate(self, rate, first, place):
            t, period = self.last_epoch, self.T_max
            if t == 0:
                return rate
            if (t - 1 - period) % (2 * period) == 0:
                return rate + (first - self.eta_min) * (1 - math.cos(math.pi / period)) / 2
            ratio = (1 + math.cos(math.pi * t / period)) / (1 + math.cos(math.pi * (t - 1) / period))
            return ratio * (rate - self.eta_min) + self.eta_min

    class LambdaLR(LRScheduler):
        """LambdaLR(optimizer, lr_lambda)
        The first rate times lr_lambda(epoch); one function for all groups, or a list."""
        def __init__(self, optimizer, lr_lambda, last_epoch=-1):
            self.lr_lambdas = list(lr_lambda) if isinstance(lr_lambda, (list, tuple)) \
                else [lr_lambda] * len(optimizer.param_groups)
            super().__init__(optimizer, last_epoch)

        def _rate(self, rate, first, place):
            return first * self.lr_lambdas[place](self.last_epoch)
    """#)

  static let plateau = LibraryPart(
    "plateau schedule", .schedules,
    #"""
    class ReduceLROnPlateau:
        """ReduceLROnPlateau(optimizer, mode='min', factor=0.1, patience=10, threshold=0.0001, cooldown=0, min_lr=0)
        The rate times factor when step(metric) has seen no better metric for more than patience epochs."""
        def __init__(self, optimizer, mode='min', factor=0.1, patience=10, threshold=0.0001, threshold_mode='rel',
                     cooldown=0, min_lr=0, eps=1e-08):
            if factor >= 1:
                fail("factor lies below 1: the rate is to fall")
            if mode not in ('min', 'max'):
                fail(f"mode is 'min' or 'max', not {mode!r}")
            if threshold_mode not in ('rel', 'abs'):
                fail(f"threshold_mode is 'rel' or 'abs', not {threshold_mode!r}")
            self.optimizer, self.mode, self.factor, self.patience = optimizer, mode, factor, patience
            self.threshold, self.threshold_mode, self.cooldown, self.eps = threshold, threshold_mode, cooldown, eps
            self.min_lrs = list(min_lr) if isinstance(min_lr, (list, tuple)) \
                else [min_lr] * len(optimizer.param_groups)
            self.best = math.inf if mode == 'min' else -math.inf
            self.num_bad_epochs, self.cooldown_counter, self.last_epoch = 0, 0, 0

        def _is_better(self, metric):
            slack = self.threshold * (self.best if self.threshold_mode == 'rel' else 1)
            if math.isinf(self.best):
                slack = 0
            return metric < self.best - slack if self.mode == 'min' else metric > self.best + slack

        def step(self, metrics, epoch=None):
            metric = float(metrics)
            self.last_epoch += 1
            if self._is_better(metric):
                self.best, self.num_bad_epochs = metric, 0
            else:
                self.num_bad_epochs += 1
            if self.cooldown_counter > 0:
                self.cooldown_counter -= 1
                self.num_bad_epochs = 0
            if self.num_bad_epochs > self.patience:
                for place, group in enumerate(self.optimizer.param_groups):
                    rate = max(group["lr"] * self.factor, self.min_lrs[place])
                    if group["lr"] - rate > self.eps:
                        group["lr"] = rate
                self.cooldown_counter, self.num_bad_epochs = self.cooldown, 0

        def get_last_lr(self):
            return [group["lr"] for group in self.optimizer.param_groups]
    """#)
}
