extension LibraryPart {
  /// Multilayer perceptrons as micrograd names them, on tensors: one matrix a layer.
  static let multilayer = LibraryPart(
    "multilayer perceptrons", .bare,
    #"""
    def _as_tensor(x):
        if not isinstance(x, (list, tuple)):
            return x
        return stack([v if isinstance(v, Tensor) else tensor(float(v)) for v in x])

    class Neuron(Module):
        """Neuron(nin, nonlin=True)
        w · x + b of a list or tensor x, through ReLU unless nonlin is False; w begins uniform in ±1, b at 0."""
        def __init__(self, nin, nonlin=True):
            super().__init__()
            whole(nin, "nin", 1)
            self.w, self.b, self.nonlin = Parameter(uniform(nin, -1, 1)), Parameter(tensor(0.0)), nonlin
            self._made_with = f"{nin}, {'ReLU' if nonlin else 'linear'}"

        def forward(self, x):
            sums = linear(_as_tensor(x), self.w, self.b)
            return relu(sums) if self.nonlin else sums

    class Layer(Module):
        """Layer(nin, nout, nonlin=True)
        nout neurons side by side: their weights are the rows of a matrix."""
        def __init__(self, nin, nout, nonlin=True):
            super().__init__()
            whole(nin, "nin", 1), whole(nout, "nout", 1)
            self.w, self.b = Parameter(uniform((nout, nin), -1, 1)), Parameter(zeros(nout))
            self.nonlin = nonlin
            self._made_with = f"{nin}, {nout}, {'ReLU' if nonlin else 'linear'}"

        def forward(self, x):
            sums = linear(_as_tensor(x), self.w, self.b)
            return relu(sums) if self.nonlin else sums

    class MLP(Module):
        """MLP(nin, nouts)
        Layers of nouts[0], nouts[1], … neurons, ReLU in all but the last: MLP(2, [16, 16, 1])."""
        def __init__(self, nin, nouts):
            super().__init__()
            if not isinstance(nouts, (list, tuple)) or len(nouts) == 0:
                fail(f"nouts is a list of layer sizes, not {describe(nouts)}", "MLP(2, [16, 16, 1])")
            sizes = [whole(nin, "nin", 1)] + [whole(size, "nouts", 1) for size in nouts]
            room(sum([(sizes[i] + 1.0) * sizes[i + 1] for i in range(len(nouts))]))
            self.layers = ModuleList(
                [Layer(sizes[i], sizes[i + 1], i < len(nouts) - 1) for i in range(len(nouts))])

        def forward(self, x):
            given = x
            for layer in self.layers:
                x = layer(x)
            # A list of numbers and one neuron at the end: a number, as micrograd gives it.
            return x[0] if isinstance(given, (list, tuple)) and x.numel() == 1 else x
    """#)
}
