extension LibraryPart {
  /// Dropout and normalization: layers that do one thing in training and another in use.
  static let regularizers = LibraryPart(
    "regularizers", .modules, module: "batchnorm",
    #"""
    class Dropout(Module):
        """Dropout(p=0.5)
        In training each entry is dropped with probability p, and what is kept is divided by 1 − p."""
        __module__ = "torch.nn.modules.dropout"

        def __init__(self, p=0.5, inplace=False):
            super().__init__()
            if number(p, "p", 0) > 1:
                fail(f"the probability of dropout lies between 0 and 1, not at {p}", "0.5 drops every other entry")
            self.p, self.inplace = p, inplace
            self._made_with = f"p={p}, inplace={inplace}"

        def forward(self, input):
            return dropout(input, self.p, self.training, self.inplace)

    class _BatchNorm(Module):
        def __init__(self, num_features, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True,
                     device=None, dtype=None, *, bias=True):
            super().__init__()
            whole(num_features, "num_features", 0), number(eps, "eps", 0)
            if momentum is not None:
                number(momentum, "momentum")
            self.num_features, self.eps, self.momentum = num_features, eps, momentum
            self.affine, self.track_running_stats = affine, track_running_stats
            self.weight = Parameter(ones(num_features)) if affine else None
            self.bias = Parameter(zeros(num_features)) if affine and bias else None
            self.running_mean = self.running_var = self.num_batches_tracked = None
            if track_running_stats:
                self.register_buffer("running_mean", zeros(num_features))
                self.register_buffer("running_var", ones(num_features))
                self.register_buffer("num_batches_tracked", tensor(0))
            self._made_with = (f"{num_features}, eps={eps}, momentum={momentum}, affine={affine}, "
                               f"bias={self.bias is not None}, track_running_stats={track_running_stats}")
            _placed(self, device, dtype)

        def reset_running_stats(self):
            if self.track_running_stats:
                self.running_mean.zero_()
                self.running_var.fill_(1)
                self.num_batches_tracked.zero_()

        def reset_parameters(self):
            self.reset_running_stats()
            if self.weight is not None:
                ones_(self.weight)
            if self.bias is not None:
                zeros_(self.bias)

        def forward(self, input):
            if not isinstance(input, Tensor):
                fail(f"a batch norm takes a tensor of {self._wanted()}, not {describe(input)}",
                     "tensor([…]) makes a tensor of a list")
            if input.ndim not in self._ranks():
                fail(f"this normalizes batches of {self._wanted()}, but the input has shape {list(input.shape)}",
                     "nn.LayerNorm normalizes single examples")
            share = self.momentum
            if self.training and self.track_running_stats:
                self.num_batches_tracked += 1
                if share is None:
                    share = 1 / self.num_batches_tracked.item()
            uses_batch = self.training or not self.track_running_stats
            return batch_norm(input, self.running_mean, self.running_var, self.weight, self.bias, uses_batch,
                              0.0 if share is None else share, self.eps)

    class BatchNorm1d(_BatchNorm):
        """BatchNorm1d(num_features, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)
        Every feature with mean 0 and variance 1 over the batch, then scaled by weight and shifted by bias."""
        def _ranks(self):
            return [2, 3]

        def _wanted(self):
            return "rows (N, C) or (N, C, L)"

    class BatchNorm2d(_BatchNorm):
        """BatchNorm2d(num_features, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)
        BatchNorm1d for images: every channel over the batch and all places."""
        def _ranks(self):
            return [4]

        def _wanted(self):
            return "images (N, C, H, W)"

    class LayerNorm(Module):
        """LayerNorm(normalized_shape, eps=1e-05, elementwise_affine=True, bias=True)
        Every example with mean 0 and variance 1 over its own entries, then scaled and shifted."""
        __module__ = "torch.nn.modules.normalization"

        def __init__(self, normalized_shape, eps=1e-05, elementwise_affine=True, bias=True, device=None, dtype=None):
            super().__init__()
            if not isinstance(normalized_shape, (list, tuple)):
                normalized_shape = (normalized_shape,)
            for length in normalized_shape:
                whole(length, "normalized_shape", 0)
            number(eps, "eps", 0)
            self.normalized_shape, self.eps = tuple(normalized_shape), eps
            self.elementwise_affine = elementwise_affine
            self.weight = Parameter(ones(self.normalized_shape)) if elementwise_affine else None
            self.bias = Parameter(zeros(self.normalized_shape)) if elementwise_affine and bias else None
            self._made_with = (f"{self.normalized_shape}, eps={eps}, elementwise_affine={elementwise_affine}, "
                               f"bias={self.bias is not None}")
            _placed(self, device, dtype)

        def reset_parameters(self):
            if self.weight is not None:
                ones_(self.weight)
            if self.bias is not None:
                zeros_(self.bias)

        def forward(self, input):
            return layer_norm(input, self.normalized_shape, self.weight, self.bias, self.eps)
    """#)
}
