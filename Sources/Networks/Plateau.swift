extension LibraryPart {
  /// The schedule that waits until a metric gets no better.
  static let plateau = LibraryPart(
    "plateau schedule", .schedules,
    #"""
    class ReduceLROnPlateau(LRScheduler):
        """ReduceLROnPlateau(optimizer, mode='min', factor=0.1, patience=10, threshold=0.0001, cooldown=0, min_lr=0)
        The rate times factor when step(metric) has seen no better metric for more than patience epochs."""
        def __init__(self, optimizer, mode='min', factor=0.1, patience=10, threshold=0.0001, threshold_mode='rel',
                     cooldown=0, min_lr=0, eps=1e-08):
            if number(factor, "factor") >= 1:
                fail(f"factor lies below 1, not at {factor}: the rate is to fall", "factor=0.1 is usual")
            _needs_optimizer(optimizer)
            if mode not in ('min', 'max'):
                fail(f"mode is 'min' or 'max', not {mode!r}", "a loss is to become small: 'min'")
            if threshold_mode not in ('rel', 'abs'):
                fail(f"threshold_mode is 'rel' or 'abs', not {threshold_mode!r}",
                     "'rel' counts the threshold in shares of the best metric")
            self.factor, self.optimizer, self.default_min_lr = factor, optimizer, None
            groups = len(optimizer.param_groups)
            if isinstance(min_lr, (list, tuple)):
                if len(min_lr) != groups:
                    fail(f"min_lr needs one rate for each group of parameters: {groups}, not {len(min_lr)}",
                         "a single number counts for all groups")
                self.min_lrs = list(min_lr)
            else:
                self.default_min_lr = number(min_lr, "min_lr")
                self.min_lrs = [min_lr] * groups
            self.patience, self.cooldown = number(patience, "patience"), number(cooldown, "cooldown")
            self.eps, self.last_epoch = number(eps, "eps"), 0
            self._last_lr = [group["lr"] for group in optimizer.param_groups]
            self.mode_worse = math.inf if mode == 'min' else -math.inf
            self.mode, self.threshold, self.threshold_mode = mode, number(threshold, "threshold"), threshold_mode
            self.best, self.cooldown_counter, self.num_bad_epochs = self.mode_worse, 0, 0

        @property
        def in_cooldown(self):
            return self.cooldown_counter > 0

        def _is_better(self, metric):
            sign = -1 if self.mode == 'min' else 1
            goal = self.best * (1 + sign * self.threshold) if self.threshold_mode == 'rel' \
                else self.best + sign * self.threshold
            return metric < goal if self.mode == 'min' else metric > goal

        def step(self, metrics, epoch=None):
            metric = float(metrics)
            self.last_epoch = self.last_epoch + 1 if epoch is None else epoch
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
            self._last_lr = [group["lr"] for group in self.optimizer.param_groups]

        def get_last_lr(self):
            return self._last_lr

        def state_dict(self):
            state = attributes(self)
            del state["optimizer"]
            return state

        def load_state_dict(self, state_dict):
            for name, value in state_dict.items():
                setattr(self, name, value)
    """#)
}
