extension LibraryPart {
  /// Activations as models, so that they can stand in a `Sequential`.
  static let activations = LibraryPart(
    "activations", .modules, module: "activation",
    #"""
    class ReLU(Module):
        """ReLU(inplace=False)
        max(0, x)."""
        def __init__(self, inplace=False):
            super().__init__()
            self.inplace = inplace
            self._made_with = "inplace=True" if inplace else ""

        def forward(self, input):
            return relu(input, inplace=self.inplace)

    class ReLU6(Module):
        """ReLU6(inplace=False)
        min(max(0, x), 6)."""
        def __init__(self, inplace=False):
            super().__init__()
            self.inplace = inplace
            self._made_with = "inplace=True" if inplace else ""

        def forward(self, input):
            return hardtanh(input, 0.0, 6.0, inplace=self.inplace)

    class LeakyReLU(Module):
        """LeakyReLU(negative_slope=0.01, inplace=False)
        x above 0, negative_slope · x below."""
        def __init__(self, negative_slope=0.01, inplace=False):
            super().__init__()
            self.negative_slope, self.inplace = number(negative_slope, "negative_slope"), inplace
            self._made_with = f"negative_slope={negative_slope}" + (", inplace=True" if inplace else "")

        def forward(self, input):
            return leaky_relu(input, self.negative_slope, inplace=self.inplace)

    class ELU(Module):
        """ELU(alpha=1.0, inplace=False)
        x above 0, alpha · (eˣ − 1) below."""
        def __init__(self, alpha=1.0, inplace=False):
            super().__init__()
            self.alpha, self.inplace = number(alpha, "alpha"), inplace
            self._made_with = f"alpha={alpha}" + (", inplace=True" if inplace else "")

        def forward(self, input):
            return elu(input, self.alpha, inplace=self.inplace)

    class SELU(Module):
        """SELU(inplace=False)
        ELU scaled so that mean 0 and variance 1 stay."""
        def __init__(self, inplace=False):
            super().__init__()
            self.inplace = inplace
            self._made_with = "inplace=True" if inplace else ""

        def forward(self, input):
            return selu(input, inplace=self.inplace)

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
            return silu(input, inplace=self.inplace)

    class Sigmoid(Module):
        """Sigmoid()
        1 / (1 + e⁻ˣ)."""
        def __init__(self, *anything):
            super().__init__()

        def forward(self, input):
            return sigmoid(input)

    class Tanh(Module):
        """Tanh()
        (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)."""
        def __init__(self, *anything):
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
        def __init__(self, *anything):
            super().__init__()

        def forward(self, input):
            return softsign(input)

    class Hardtanh(Module):
        """Hardtanh(min_val=-1.0, max_val=1.0, inplace=False)
        x, clipped to min_val … max_val."""
        def __init__(self, min_val=-1.0, max_val=1.0, inplace=False, min_value=None, max_value=None):
            super().__init__()
            # The last two are older names of the first.
            min_val = min_val if min_value is None else min_value
            max_val = max_val if max_value is None else max_value
            if number(max_val, "max_val") <= number(min_val, "min_val"):
                fail(f"max_val must lie above min_val, but they are {max_val} and {min_val}",
                     "the smaller bound comes first")
            self.min_val, self.max_val, self.inplace = min_val, max_val, inplace
            self._made_with = f"min_val={min_val}, max_val={max_val}" + (", inplace=True" if inplace else "")

        def forward(self, input):
            return hardtanh(input, self.min_val, self.max_val, inplace=self.inplace)

    class Softmax(Module):
        """Softmax(dim=None)
        e^xᵢ / Σ e^xⱼ: probabilities along a dimension."""
        def __init__(self, dim=None):
            super().__init__()
            self.dim = dim
            self._made_with = f"dim={dim}"

        def forward(self, input):
            return softmax(input, dim=self.dim)

    class LogSoftmax(Module):
        """LogSoftmax(dim=None)
        log of softmax, without overflow."""
        def __init__(self, dim=None):
            super().__init__()
            self.dim = dim
            self._made_with = f"dim={dim}"

        def forward(self, input):
            return log_softmax(input, dim=self.dim)

    class PReLU(Module):
        """PReLU(num_parameters=1, init=0.25)
        A leaky ReLU whose slope below 0 is learned: one for all, or one for each channel."""
        def __init__(self, num_parameters=1, init=0.25, device=None, dtype=None):
            super().__init__()
            self.num_parameters, self.init = whole(num_parameters, "num_parameters", 0), number(init, "init")
            self.weight = Parameter(full((num_parameters,), float(init)))
            _placed(self, device, dtype)
            self._made_with = f"num_parameters={num_parameters}"

        def forward(self, input):
            return prelu(input, self.weight)
    """#)
}
