extension LibraryPart {
  /// Layers of units that see all of the layer below, and tables of vectors.
  static let layers = LibraryPart(
    "layers", .modules,
    #"""
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
            self._made_with = f"in_features={in_features}, out_features={out_features}, bias={bool(bias)}"
            if dtype is not None:
                self.double() if dtype == float64 else self.float()

        def reset_parameters(self):
            bound = 1 / math.sqrt(self.in_features) if self.in_features > 0 else 0.0
            uniform_(self.weight, -bound, bound)
            if self.bias is not None:
                uniform_(self.bias, -bound, bound)

        def forward(self, input):
            return linear(input, self.weight, self.bias)

    class Embedding(Module):
        """Embedding(num_embeddings, embedding_dim, padding_idx=None, max_norm=None, norm_type=2.0)
        A table of vectors, picked by index; they begin as standard normal draws."""
        def __init__(self, num_embeddings, embedding_dim, padding_idx=None, max_norm=None, norm_type=2.0,
                     scale_grad_by_freq=False, sparse=False):
            super().__init__()
            if max_norm is not None:
                number(max_norm, "max_norm", 0)
            whole(num_embeddings, "num_embeddings", 0), whole(embedding_dim, "embedding_dim", 0)
            if padding_idx is not None:
                whole(padding_idx, "padding_idx", -num_embeddings)
                if padding_idx >= num_embeddings:
                    fail(f"padding_idx is a row of the table, from 0 to {num_embeddings - 1}, not {padding_idx}")
                padding_idx %= num_embeddings
            self.num_embeddings, self.embedding_dim = num_embeddings, embedding_dim
            self.padding_idx, self.max_norm, self.norm_type = padding_idx, max_norm, norm_type
            self.scale_grad_by_freq, self.sparse = scale_grad_by_freq, sparse
            table = normal((num_embeddings, embedding_dim))
            if padding_idx is not None:
                table[padding_idx] = 0.0
            self.weight = Parameter(table)
            self._made_with = f"{num_embeddings}, {embedding_dim}"
            if padding_idx is not None:
                self._made_with += f", padding_idx={padding_idx}"
            if max_norm is not None:
                self._made_with += f", max_norm={max_norm}"
            if norm_type != 2:
                self._made_with += f", norm_type={norm_type}"
            if scale_grad_by_freq:
                self._made_with += ", scale_grad_by_freq=True"

        @classmethod
        def from_pretrained(cls, embeddings, freeze=True, padding_idx=None):
            if not isinstance(embeddings, Tensor) or embeddings.ndim != 2:
                fail(f"from_pretrained() needs a matrix with a row a vector, not {describe(embeddings)}")
            result = cls(embeddings.shape[0], embeddings.shape[1], padding_idx)
            with no_grad():
                result.weight.copy_(embeddings)
            result.weight.requires_grad = not freeze
            return result

        def forward(self, input):
            return embedding(input, self.weight, padding_idx=self.padding_idx, max_norm=self.max_norm,
                             norm_type=self.norm_type, scale_grad_by_freq=self.scale_grad_by_freq,
                             sparse=self.sparse)
    """#)
}
