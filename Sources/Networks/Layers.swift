extension LibraryPart {
  /// Layers of units that see all of the layer below, and tables of vectors.
  static let layers = LibraryPart(
    "layers", .modules, module: "linear",
    #"""
    def _placed(module, device, dtype):
        # Where and in which dtype a layer was asked for.
        if device is not None or dtype is not None:
            module.to(device=device, dtype=dtype)

    class Linear(Module):
        """Linear(in_features, out_features, bias=True)
        y = x Wᵀ + b, with W of shape [out_features, in_features]; both begin uniform in ±1/√in_features."""
        def __init__(self, in_features, out_features, bias=True, device=None, dtype=None):
            super().__init__()
            whole(in_features, "in_features", 0), whole(out_features, "out_features", 0)
            self.in_features, self.out_features = in_features, out_features
            self.weight = Parameter(zeros(out_features, in_features))
            self.bias = Parameter(zeros(out_features)) if bias else None
            self.reset_parameters()
            _placed(self, device, dtype)

        def reset_parameters(self):
            # ±1/√in_features, reckoned as PyTorch reckons it: the last bit counts.
            kaiming_uniform_(self.weight, a=math.sqrt(5))
            if self.bias is not None:
                bound = 1 / math.sqrt(self.in_features) if self.in_features > 0 else 0
                uniform_(self.bias, -bound, bound)

        def extra_repr(self):
            return f"in_features={self.in_features}, out_features={self.out_features}, bias={self.bias is not None}"

        def forward(self, input):
            return linear(input, self.weight, self.bias)

    class Embedding(Module):
        """Embedding(num_embeddings, embedding_dim, padding_idx=None, max_norm=None, norm_type=2.0)
        A table of vectors, picked by index; they begin as standard normal draws."""
        __module__ = "torch.nn.modules.sparse"

        def __init__(self, num_embeddings, embedding_dim, padding_idx=None, max_norm=None, norm_type=2.0,
                     scale_grad_by_freq=False, sparse=False, _weight=None, _freeze=False, device=None, dtype=None):
            super().__init__()
            if max_norm is not None:
                number(max_norm, "max_norm", 0)
            whole(num_embeddings, "num_embeddings", 0), whole(embedding_dim, "embedding_dim", 0)
            if padding_idx is not None:
                whole(padding_idx, "padding_idx", -num_embeddings)
                if padding_idx >= num_embeddings:
                    fail(f"padding_idx is a row of the table, from 0 to {num_embeddings - 1}, not {padding_idx}",
                         "it is the index that stands for no word")
                padding_idx %= num_embeddings
            self.num_embeddings, self.embedding_dim = num_embeddings, embedding_dim
            self.padding_idx, self.max_norm, self.norm_type = padding_idx, max_norm, norm_type
            self.scale_grad_by_freq, self.sparse = scale_grad_by_freq, sparse
            if _weight is None:
                self.weight = Parameter(zeros(num_embeddings, embedding_dim), requires_grad=not _freeze)
                self.reset_parameters()
            else:
                if list(_weight.shape) != [num_embeddings, embedding_dim]:
                    fail(f"the table has shape {list(_weight.shape)}", f"it needs {[num_embeddings, embedding_dim]}")
                self.weight = Parameter(_weight, requires_grad=not _freeze)
            _placed(self, device, dtype)

        def reset_parameters(self):
            normal_(self.weight)
            if self.padding_idx is not None:
                with no_grad():
                    self.weight[self.padding_idx] = 0.0

        def extra_repr(self):
            text = f"{self.num_embeddings}, {self.embedding_dim}"
            if self.padding_idx is not None:
                text += f", padding_idx={self.padding_idx}"
            if self.max_norm is not None:
                text += f", max_norm={self.max_norm}"
            if self.norm_type != 2:
                text += f", norm_type={self.norm_type}"
            if self.scale_grad_by_freq:
                text += ", scale_grad_by_freq=True"
            return text + (", sparse=True" if self.sparse else "")

        @classmethod
        def from_pretrained(cls, embeddings, freeze=True, padding_idx=None, max_norm=None, norm_type=2.0,
                            scale_grad_by_freq=False, sparse=False):
            if not isinstance(embeddings, Tensor) or embeddings.ndim != 2:
                fail(f"from_pretrained() needs a matrix with a row a vector, not {describe(embeddings)}",
                     "tensor([[…], […]]) makes one of lists")
            return cls(embeddings.shape[0], embeddings.shape[1], padding_idx, max_norm, norm_type, scale_grad_by_freq,
                       sparse, embeddings, freeze)

        def forward(self, input):
            return embedding(input, self.weight, padding_idx=self.padding_idx, max_norm=self.max_norm,
                             norm_type=self.norm_type, scale_grad_by_freq=self.scale_grad_by_freq,
                             sparse=self.sparse)
    """#)
}
