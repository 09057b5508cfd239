extension LibraryPart {
  /// How far to go along a direction.
  static let lineSearch = LibraryPart(
    "line search", .optimizers,
    #"""
    def _cubic_minimum(a, b, low, high):
        # Where the cubic through two places, with their losses and slopes, is lowest; kept between two bounds.
        (x1, f1, s1), (x2, f2, s2) = (a[0], a[1], a[3]), (b[0], b[1], b[3])
        tilt = s1 + s2 - 3 * (f1 - f2) / (x1 - x2)
        square = tilt * tilt - s1 * s2
        if square < 0:
            return (low + high) / 2
        root = math.sqrt(square)
        if x1 <= x2:
            place = x2 - (x2 - x1) * ((s2 + root - tilt) / (s2 - s1 + 2 * root))
        else:
            place = x1 - (x1 - x2) * ((s1 + root - tilt) / (s1 - s2 + 2 * root))
        return min(max(place, low), high)

    class _LineSearch:
        # A step along the direction that lowers the loss and the slope enough: the strong Wolfe conditions.
        # Nocedal & Wright, Numerical Optimization, algorithms 3.5 and 3.6. A trial is (rate, loss, gradient, slope).
        def __init__(self, optimizer, closure, loss, gradient, slope, group):
            self.optimizer, self.closure, self.evaluations = optimizer, closure, 0
            self.direction = optimizer.state[group["params"][0]]["d"]
            self.start = (0, loss, gradient, slope)
            self.least = group["tolerance_change"]

        def _try(self, rate):
            optimizer = self.optimizer
            kept = [p.detach().clone() for p in optimizer.param_groups[0]["params"]]
            optimizer._move(rate, self.direction)
            with enable_grad():
                loss = optimizer._loss(self.closure)
            gradient = optimizer._gradient()
            with no_grad():
                for p, before in zip(optimizer.param_groups[0]["params"], kept):
                    p.copy_(before)
            self.evaluations += 1
            return (rate, loss, gradient, (gradient * self.direction).sum().item())

        def _is_too_far(self, trial):
            return trial[1] > self.start[1] + 0.0001 * trial[0] * self.start[3]

        def _is_flat(self, trial):
            return abs(trial[3]) <= -0.9 * self.start[3]

        def run(self, rate, most):
            before, trial, count = self.start, self._try(rate), 0
            bracket = None
            while count < most:
                if self._is_too_far(trial) or (count > 1 and trial[1] >= before[1]):
                    bracket = [before, trial]
                    break
                if self._is_flat(trial):
                    return trial[:3]
                if trial[3] >= 0:
                    bracket = [before, trial]
                    break
                rate = _cubic_minimum(before, trial, trial[0] + 0.01 * (trial[0] - before[0]), trial[0] * 10)
                before, trial = trial, self._try(rate)
                count += 1
            if bracket is None:
                bracket = [self.start, trial]
            return self._narrowed(bracket, count, most)[:3]

        def _narrowed(self, bracket, count, most):
            size = self.direction.abs().max().item()
            crept = False
            low = 0 if bracket[0][1] <= bracket[1][1] else 1
            while count < most:
                left, right = min(bracket[0][0], bracket[1][0]), max(bracket[0][0], bracket[1][0])
                if (right - left) * size < self.least:
                    break
                rate = _cubic_minimum(bracket[0], bracket[1], left, right)
                margin = 0.1 * (right - left)
                # Twice in a row next to a bound: a tenth of the way in from it.
                if min(right - rate, rate - left) < margin:
                    if crept or rate >= right or rate <= left:
                        rate = right - margin if abs(rate - right) < abs(rate - left) else left + margin
                        crept = False
                    else:
                        crept = True
                else:
                    crept = False
                trial = self._try(rate)
                count += 1
                if self._is_too_far(trial) or trial[1] >= bracket[low][1]:
                    bracket[1 - low] = trial
                    low = 0 if bracket[0][1] <= bracket[1][1] else 1
                else:
                    done = self._is_flat(trial)
                    if not done and trial[3] * (bracket[1 - low][0] - bracket[low][0]) >= 0:
                        bracket[1 - low] = bracket[low]
                    bracket[low] = trial
                    if done:
                        break
            return bracket[low]
    """#)
}
