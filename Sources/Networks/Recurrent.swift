extension LibraryPart {
  /// Elman's network: what it says depends on what it said before.
  static let recurrent = LibraryPart(
    "recurrent layers", .modules,
    #"""
    class RNN(Module):
        """RNN(input_size, hidden_size, num_layers=1, nonlinearity='tanh', bias=True, batch_first=False)
        hₜ = tanh(W_ih xₜ + b_ih + W_hh hₜ₋₁ + b_hh); gives all hₜ of the last layer and the last h of every layer."""
        def __init__(self, input_size, hidden_size, num_layers=1, nonlinearity='tanh', bias=True,
                     batch_first=False):
            super().__init__()
            if nonlinearity not in ('tanh', 'relu'):
                fail(f"nonlinearity is 'tanh' or 'relu', not {nonlinearity!r}")
            self.input_size, self.hidden_size, self.num_layers = input_size, hidden_size, num_layers
            self.nonlinearity, self.bias, self.batch_first = nonlinearity, bias, batch_first
            bound = 1 / math.sqrt(hidden_size)
            for layer in range(num_layers):
                inputs = input_size if layer == 0 else hidden_size
                setattr(self, f"weight_ih_l{layer}", Parameter(uniform((hidden_size, inputs), -bound, bound)))
                setattr(self, f"weight_hh_l{layer}", Parameter(uniform((hidden_size, hidden_size), -bound, bound)))
                if bias:
                    setattr(self, f"bias_ih_l{layer}", Parameter(uniform(hidden_size, -bound, bound)))
                    setattr(self, f"bias_hh_l{layer}", Parameter(uniform(hidden_size, -bound, bound)))
            self._made_with = f"{input_size}, {hidden_size}"
            if num_layers != 1:
                self._made_with += f", num_layers={num_layers}"
            if batch_first:
                self._made_with += ", batch_first=True"

        def forward(self, input, hx=None):
            if input.ndim not in (2, 3) or input.shape[-1] != self.input_size:
                fail(f"this needs sequences of {self.input_size} features, (time, features) or "
                     f"(time, batch, features), but the input has shape {list(input.shape)}")
            batched = input.ndim == 3
            if batched and self.batch_first:
                input = input.transpose(0, 1)
            steps = [step for step in input]
            last = []
            for layer in range(self.num_layers):
                if hx is None:
                    state = zeros(input.shape[1], self.hidden_size) if batched else zeros(self.hidden_size)
                else:
                    state = hx[layer]
                weight, recurrent = getattr(self, f"weight_ih_l{layer}"), getattr(self, f"weight_hh_l{layer}")
                shift, again = None, None
                if self.bias:
                    shift, again = getattr(self, f"bias_ih_l{layer}"), getattr(self, f"bias_hh_l{layer}")
                outputs = []
                for step in steps:
                    sums = linear(step, weight, shift) + linear(state, recurrent, again)
                    state = tanh(sums) if self.nonlinearity == 'tanh' else relu(sums)
                    outputs.append(state)
                steps = outputs
                last.append(state)
            output = stack(steps)
            return output.transpose(0, 1) if batched and self.batch_first else output, stack(last)
    """#)
}
