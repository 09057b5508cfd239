extension LibraryPart {
  /// micrograd's models as micrograd has them: every weight a `Value` of its own. Karpathy 2020.
  static let microgradModels = LibraryPart(
    "micrograd's models", .micrograd,
    #"""
    class micrograd_Module:
        """Module()
        The base of micrograd's models: zero_grad() sets the gradients of its parameters() to 0."""
        def zero_grad(self):
            for p in self.parameters():
                p.grad = 0

        def parameters(self):
            return []

    class micrograd_Neuron(micrograd_Module):
        """Neuron(nin, nonlin=True)
        w · x + b of a list x, through ReLU unless nonlin is False; w begins uniform in ±1, b at 0."""
        def __init__(self, nin, nonlin=True):
            self.w = [Value(random.uniform(-1, 1)) for _ in range(whole(nin, "nin", 0))]
            self.b = Value(0)
            self.nonlin = nonlin

        def __call__(self, x):
            out = at_once(self, x)
            if out is not None:
                return out
            act = sum([wi * xi for wi, xi in zip(self.w, x)], self.b)
            return act.relu() if self.nonlin else act

        def parameters(self):
            return self.w + [self.b]

        def __repr__(self):
            return f"{'ReLU' if self.nonlin else 'Linear'}Neuron({len(self.w)})"

    class micrograd_Layer(micrograd_Module):
        """Layer(nin, nout, nonlin=True)
        nout neurons side by side; a single one gives a Value, more of them a list."""
        def __init__(self, nin, nout, nonlin=True):
            self.neurons = [micrograd_Neuron(nin, nonlin) for _ in range(whole(nout, "nout", 0))]

        def __call__(self, x):
            out = at_once(self, x)
            if out is not None:
                return out
            out = [n(x) for n in self.neurons]
            return out[0] if len(out) == 1 else out

        def parameters(self):
            return [p for n in self.neurons for p in n.parameters()]

        def __repr__(self):
            return f"Layer of [{', '.join([str(n) for n in self.neurons])}]"

    class micrograd_MLP(micrograd_Module):
        """MLP(nin, nouts)
        Layers of nouts[0], nouts[1], … neurons, ReLU in all but the last: MLP(2, [16, 16, 1]). parameters() gives
        a Value for every weight; without the import, MLP is the same net on tensors."""
        def __init__(self, nin, nouts):
            if not isinstance(nouts, (list, tuple)):
                fail(f"nouts is a list of layer sizes, not {describe(nouts)}", "MLP(2, [16, 16, 1])")
            sz = [nin] + list(nouts)
            self.layers = [
                micrograd_Layer(sz[i], sz[i + 1], i != len(nouts) - 1) for i in range(len(nouts))]

        def __call__(self, x):
            out = at_once(self, x)
            if out is not None:
                return out
            for layer in self.layers:
                x = layer(x)
            return x

        def parameters(self):
            return [p for layer in self.layers for p in layer.parameters()]

        def __repr__(self):
            return f"MLP of [{', '.join([str(layer) for layer in self.layers])}]"
    """#)
}
