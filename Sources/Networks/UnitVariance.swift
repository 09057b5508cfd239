extension LibraryPart {
  /// Weights that begin so that every layer's output has variance 1 on a batch.
  static let unitVariance = LibraryPart(
    "layer-sequential unit variance", .bare,
    #"""
    def lsuv_(model, batch):
        """lsuv_(model, batch)
        Makes the weights of every Linear and convolution orthonormal and the biases 0, then, layer by layer, scales the
        weights until the layer's output on the batch has variance 1. Mishkin & Matas 2016."""
        if not isinstance(model, Module):
            fail(f"lsuv_() needs a model, not {describe(model)}", "lsuv_(model, batch)")
        if not isinstance(batch, Tensor):
            fail(f"lsuv_() needs a batch of inputs as a tensor, not {describe(batch)}", "lsuv_(model, x)")
        layers = [(path, layer) for path, layer in model.named_modules()
                  if isinstance(layer, (Linear, Conv1d, Conv2d, ConvTranspose2d))]
        if len(layers) == 0:
            fail("the model has no Linear and no convolution whose weights could be set",
                 "nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1)) has")
        for path, layer in layers:
            orthogonal_(layer.weight)
            if layer.bias is not None:
                zeros_(layer.bias)
        with no_grad():
            for path, layer in layers:
                _scale_to_unit_variance(model, batch, path, layer)
        return model

    def _scale_to_unit_variance(model, batch, path, layer):
        outputs, original = [], layer.forward

        def measured(*inputs):
            outputs.append(original(*inputs))
            return outputs[-1]

        for attempt in range(10):
            outputs.clear()
            layer.forward = measured
            model(batch)
            del layer.forward
            if len(outputs) == 0:
                fail(f"the model does not use its layer '{path}' on this batch",
                     "take the layer out, or call it in forward(self, x)")
            variance = outputs[-1].var(correction=0).item()
            where = f"layer '{path}'" if path else "the model"
            if not variance > 0 or variance == math.inf:
                fail(f"the output of {where} has variance {variance} on this batch: no scale makes it 1",
                     "does the batch hold different examples?")
            if abs(variance - 1) < 1e-9:
                return
            layer.weight.div_(math.sqrt(variance))
    """#)
}
