extension LibraryPart {
  /// Activations as models, so that they can stand in a `Sequential`.
  static let activations = LibraryPart(
    "activations", .modules,
    #"""
    class ReLU(Module):
        """ReLU(inplace=False)
        max(0, x)."""
        def __init__(self, inplace=False):
            super().__init__()

        def forward(self, input):
            return relu(input)

    class LeakyReLU(Module):
        """LeakyReLU(negative_slope=0.01)
        x above 0, negative_slope · x below."""
        def __init__(self, negative_slope=0.01):
            super().__init__()
            self.negative_slope = negative_slope
            self._made_with = f"negative_slope={negative_slope}"

        def forward(self, input):
            return leaky_relu(input, self.negative_slope)

    class ELU(Module):
        """ELU(alpha=1.0)
        x above 0, alpha · (eˣ − 1) below."""
        def __init__(self, alpha=1.0):
            super().__init__()
            self.alpha = alpha
            self._made_with = f"alpha={alpha}"

        def forward(self, input):
            return elu(input, self.alpha)

    class SELU(Module):
        """SELU()
        ELU scaled so that mean 0 and variance 1 stay."""
        def __init__(self):
            super().__init__()

        def forward(self, input):
            return selu(input)

    class GELU(Module):
        """GELU()
        x · Φ(x), Φ the normal distribution."""
        def __init__(self):
            super().__init__()

        def forward(self, input):
            return gelu(input)

    class SiLU(Module):
        """SiLU()
        x · sigmoid(x)."""
        def __init__(self):
            super().__init__()

        def forward(self, input):
            return silu(input)

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
            self.beta = beta
            self.threshold = threshold
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
        """Hardtanh(min_val=-1.0, max_val=1.0)
        x, clipped to min_val … max_val."""
        def __init__(self, min_val=-1.0, max_val=1.0):
            super().__init__()
            self.min_val = min_val
            self.max_val = max_val
            self._made_with = f"min_val={min_val}, max_val={max_val}"

        def forward(self, input):
            return hardtanh(input, self.min_val, self.max_val)

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
        def __init__(self, num_parameters=1, init=0.25):
            super().__init__()
            self.num_parameters = num_parameters
            self.weight = Parameter(full(num_parameters, float(init)))
            self._made_with = f"num_parameters={num_parameters}"

        def forward(self, input):
            return prelu(input, self.weight)
    """#)
}
