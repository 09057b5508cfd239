extension LibraryPart {
  /// Elman's network: what it says depends on what it said before.
  static let recurrent = LibraryPart(
    "recurrent layers", .modules, module: "rnn",
    #"""
    def _make_cell(module, inputs, hidden_size, bias, ending):
        bound = 1 / math.sqrt(hidden_size)
        setattr(module, "weight_ih" + ending, Parameter(uniform((hidden_size, inputs), -bound, bound)))
        setattr(module, "weight_hh" + ending, Parameter(uniform((hidden_size, hidden_size), -bound, bound)))
        if bias:
            setattr(module, "bias_ih" + ending, Parameter(uniform(hidden_size, -bound, bound)))
            setattr(module, "bias_hh" + ending, Parameter(uniform(hidden_size, -bound, bound)))

    def _cell_step(module, step, state, ending):
        sums = linear(step, getattr(module, "weight_ih" + ending), getattr(module, "bias_ih" + ending, None)) \
            + linear(state, getattr(module, "weight_hh" + ending), getattr(module, "bias_hh" + ending, None))
        return tanh(sums) if module.nonlinearity == 'tanh' else relu(sums)

    def _checked_nonlinearity(nonlinearity):
        if nonlinearity not in ('tanh', 'relu'):
            fail(f"nonlinearity is 'tanh' or 'relu', not {nonlinearity!r}", "'tanh' is usual")
        return nonlinearity

    class RNNCell(Module):
        """RNNCell(input_size, hidden_size, bias=True, nonlinearity='tanh')
        One step of an RNN: h′ = tanh(W_ih x + b_ih + W_hh h + b_hh)."""
        def __init__(self, input_size, hidden_size, bias=True, nonlinearity='tanh', device=None, dtype=None):
            super().__init__()
            self.input_size, self.hidden_size = whole(input_size, "input_size", 1), whole(hidden_size, "hidden_size", 1)
            self.bias, self.nonlinearity = bias, _checked_nonlinearity(nonlinearity)
            _make_cell(self, input_size, hidden_size, bias, "")
            self._made_with = f"{input_size}, {hidden_size}" + ("" if bias else ", bias=False")
            if nonlinearity != 'tanh':
                self._made_with += f", nonlinearity={nonlinearity}"
            _placed(self, device, dtype)

        def reset_parameters(self):
            bound = 1 / math.sqrt(self.hidden_size)
            for weight in self.parameters():
                uniform_(weight, -bound, bound)

        def forward(self, input, hx=None):
            if hx is None:
                hx = zeros(list(input.shape[:-1]) + [self.hidden_size])
            return _cell_step(self, input, hx, "")

    class RNN(Module):
        """RNN(input_size, hidden_size, num_layers=1, nonlinearity='tanh', bias=True, batch_first=False, bidirectional=False)
        hₜ = tanh(W_ih xₜ + b_ih + W_hh hₜ₋₁ + b_hh); gives all hₜ of the last layer and the last h of every layer."""
        def __init__(self, input_size, hidden_size, num_layers=1, nonlinearity='tanh', bias=True,
                     batch_first=False, dropout=0.0, bidirectional=False, device=None, dtype=None):
            super().__init__()
            whole(input_size, "input_size", 1), whole(hidden_size, "hidden_size", 1)
            whole(num_layers, "num_layers", 1)
            if number(dropout, "dropout", 0) > 1:
                fail(f"the probability of dropout lies between 0 and 1, not at {dropout}", "0.5 drops every other entry")
            if dropout > 0 and num_layers == 1:
                notice("dropout", "dropout acts between the layers of an RNN, and there is one layer only")
            self.input_size, self.hidden_size, self.num_layers = input_size, hidden_size, num_layers
            self.nonlinearity = _checked_nonlinearity(nonlinearity)
            self.bias, self.batch_first = bias, batch_first
            self.dropout, self.bidirectional = dropout, bidirectional
            self._endings = ["", "_reverse"] if bidirectional else [""]
            room(float(num_layers) * len(self._endings) * hidden_size * hidden_size)
            for layer in range(num_layers):
                inputs = input_size if layer == 0 else hidden_size * len(self._endings)
                for ending in self._endings:
                    _make_cell(self, inputs, hidden_size, bias, f"_l{layer}{ending}")
            self._made_with = f"{input_size}, {hidden_size}"
            if num_layers != 1:
                self._made_with += f", num_layers={num_layers}"
            if not bias:
                self._made_with += ", bias=False"
            if batch_first:
                self._made_with += ", batch_first=True"
            if dropout != 0:
                self._made_with += f", dropout={dropout}"
            if bidirectional:
                self._made_with += ", bidirectional=True"
            _placed(self, device, dtype)

        def flatten_parameters(self):
            # PyTorch's call for graphics processors: there is nothing to do here.
            pass

        def reset_parameters(self):
            bound = 1 / math.sqrt(self.hidden_size)
            for weight in self.parameters():
                uniform_(weight, -bound, bound)

        def forward(self, input, hx=None):
            if not isinstance(input, Tensor):
                fail(f"a network takes a tensor, not {describe(input)}", "tensor([…]) makes a tensor of a list")
            if input.ndim not in (2, 3) or input.shape[-1] != self.input_size:
                fail(f"this needs sequences of {self.input_size} features, (time, features) or "
                     f"(time, batch, features), but the input has shape {list(input.shape)}",
                     "batch_first=True takes (batch, time, features)")
            batched = input.ndim == 3
            if batched and self.batch_first:
                input = input.transpose(0, 1)
            steps = [step for step in input]
            state_shape = [input.shape[1], self.hidden_size] if batched else [self.hidden_size]
            layers = self.num_layers * len(self._endings)
            if hx is not None and list(hx.shape) != [layers] + state_shape:
                fail(f"the first state needs shape {[layers] + state_shape}, and this one has {list(hx.shape)}",
                     "without one, it is zeros")
            last = []
            for layer in range(self.num_layers):
                if layer > 0 and self.dropout > 0:
                    steps = [dropout(step, self.dropout, self.training) for step in steps]
                directions = []
                for ending in self._endings:
                    state = zeros(state_shape) if hx is None else hx[len(last)]
                    outputs = []
                    for step in steps if ending == "" else steps[::-1]:
                        state = _cell_step(self, step, state, f"_l{layer}{ending}")
                        outputs.append(state)
                    directions.append(outputs if ending == "" else outputs[::-1])
                    last.append(state)
                steps = [cat(both, dim=-1) for both in zip(directions[0], directions[1])] \
                    if self.bidirectional else directions[0]
            output = stack(steps)
            return output.transpose(0, 1) if batched and self.batch_first else output, stack(last)
    """#)
}
