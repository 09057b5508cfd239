extension LibraryPart {
  /// Activations as models, so that they can stand in a `Sequential`.
  static let activations = LibraryPart(
    "activations", .modules,
    #"""
    def _into(input, result, inplace):
        if inplace and input is not result:
            # A leaf that wants a gradient cannot be changed; the rule is told where the program broke it.
            input.copy_(result)
            return input
        return result

    class ReLU(Module):
        """ReLU(inplace=False)
        max(0, x)."""
        def __init__(self, inplace=False):
            super().__init__()
            self.inplace = inplace
            self._made_with = "inplace=True" if inplace else ""

        def forward(self, input):
            return _into(input, relu(input), self.inplace)

    class ReLU6(Module):
        """ReLU6(inplace=False)
        min(max(0, x), 6)."""
        def __init__(self, inplace=False):
            super().__init__()
            self.inplace = inplace
            self._made_with = "inplace=True" if inplace else ""

        def forward(self, input):
            return _into(input, hardtanh(input, 0.0, 6.0), self.inplace)

    class LeakyReLU(Module):
        """LeakyReLU(negative_slope=0.01, inplace=False)
        x above 0, negative_slope · x below."""
        def __init__(self, negative_slope=0.01, inplace=False):
            super().__init__()
            self.negative_slope, self.inplace = number(negative_slope, "negative_slope"), inplace
            self._made_with = f"negative_slope={negative_slope}" + (", inplace=True" if inplace else "")

        def forward(self, input):
            return _into(input, leaky_relu(input, self.negative_slope), self.inplace)

    class ELU(Module):
        """ELU(alpha=1.0, inplace=False)
        x above 0, alpha · (eˣ − 1) below."""
        def __init__(self, alpha=1.0, inplace=False):
            super().__init__()
            self.alpha, self.inplace = number(alpha, "alpha"), inplace
            self._made_with = f"alpha={alpha}" + (", inplace=True" if inplace else "")

        def forward(self, input):
            return _into(input, elu(input, self.alpha), self.inplace)

    class SELU(Module):
        """SELU(inplace=False)
        ELU scaled so that mean 0 and variance 1 stay."""
        def __init__(self, inplace=False):
            super().__init__()
            self.inplace = inplace
            self._made_with = "inplace=True" if inplace else ""

        def forward(self, input):
            return _into(input, selu(input), self.inplace)

    class GELU(Module):
        """GELU(approximate='none')
        x · Φ(x), Φ the normal distribution, or with 'tanh' x · (1 + tanh(√(2/π) · (x + 0.044715 x³))) / 2."""
        def __init__(self, approximate='none'):
            super().__init__()
            self.approximate = approximate
            self._made_with = f"approximate={approximate!r}"

        def forward(self, input):
            return gelu(input, approximate=self.approximate)

    class SiLU(Module):
        """SiLU(inplace=False)
        x · sigmoid(x)."""
        def __init__(self, inplace=False):
            super().__init__()
            self.inplace = inplace
            self._made_with = "inplace=True" if inplace else ""

        def forward(self, input):
            return _into(input, silu(input), self.inplace)

    class Sigmoid(Module):
        """Sigmoid()
        1 / (1 + e⁻ˣ)."""
        def __init__(self):
            super().__init__()

        def forward(self, input):
            return sigmoid(input)

    class Tanh(Module):
        """Tanh()
        (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)."""
        def __init__(self):
            super().__init__()

        def forward(self, input):
            return tanh(input)

    class Softplus(Module):
        """Softplus(beta=1.0, threshold=20.0)
        log(1 + e^(beta · x)) / beta, a smooth ReLU."""
        def __init__(self, beta=1.0, threshold=20.0):
            super().__init__()
            self.beta, self.threshold = number(beta, "beta"), number(threshold, "threshold")
            self._made_with = f"beta={beta}, threshold={threshold}"

        def forward(self, input):
            return softplus(input, self.beta, self.threshold)

    class Softsign(Module):
        """Softsign()
        x / (1 + |x|)."""
        def __init__(self):
            super().__init__()

        def forward(self, input):
            return softsign(input)

    class Hardtanh(Module):
        """Hardtanh(min_val=-1.0, max_val=1.0, inplace=False)
        x, clipped to min_val … max_val."""
        def __init__(self, min_val=-1.0, max_val=1.0, inplace=False):
            super().__init__()
            if number(max_val, "max_val") <= number(min_val, "min_val"):
                fail(f"max_val must lie above min_val, but they are {max_val} and {min_val}")
            self.min_val, self.max_val, self.inplace = min_val, max_val, inplace
            self._made_with = f"min_val={min_val}, max_val={max_val}" + (", inplace=True" if inplace else "")

        def forward(self, input):
            return _into(input, hardtanh(input, self.min_val, self.max_val), self.inplace)

    def _class_dimension(input, dim):
        # Without a dimension: the one that PyTorch takes.
        return (0 if input.ndim in (0, 1, 3) else 1) if dim is None else dim

    class Softmax(Module):
        """Softmax(dim=None)
        e^xᵢ / Σ e^xⱼ: probabilities along a dimension."""
        def __init__(self, dim=None):
            super().__init__()
            self.dim = dim
            self._made_with = f"dim={dim}"

        def forward(self, input):
            return softmax(input, dim=_class_dimension(input, self.dim))

    class LogSoftmax(Module):
        """LogSoftmax(dim=None)
        log of softmax, without overflow."""
        def __init__(self, dim=None):
            super().__init__()
            self.dim = dim
            self._made_with = f"dim={dim}"

        def forward(self, input):
            return log_softmax(input, dim=_class_dimension(input, self.dim))

    class PReLU(Module):
        """PReLU(num_parameters=1, init=0.25)
        A leaky ReLU whose slope below 0 is learned: one for all, or one for each channel."""
        def __init__(self, num_parameters=1, init=0.25):
            super().__init__()
            self.num_parameters = whole(num_parameters, "num_parameters", 1)
            self.weight = Parameter(full(num_parameters, float(number(init, "init"))))
            self._made_with = f"num_parameters={num_parameters}"

        def forward(self, input):
            return prelu(input, self.weight)
    """#)
}
