extension LibraryPart {
  /// Losses as models: made once with their settings, then called with what came out and what was wanted.
  static let losses = LibraryPart(
    "losses", .modules, module: "loss",
    #"""
    def _reduction(size_average, reduce, reduction):
        # PyTorch's two flags from before there was reduction=.
        if size_average is None and reduce is None:
            return reduction
        if isinstance(size_average, Tensor) or isinstance(reduce, Tensor):
            fail("a loss is made first and then called with what is to be compared", "nn.MSELoss()(input, target)")
        if reduce is not None and not reduce:
            result = 'none'
        else:
            result = 'mean' if size_average is None or size_average else 'sum'
        notice("reduction", f"what stands for size_average and reduce, which are old, means reduction={result!r}")
        return result

    class _WeightedLoss(Module):
        # A loss whose weights are kept with it.
        def _begin(self, weight, size_average, reduce, reduction):
            self.reduction = _reduction(size_average, reduce, reduction)
            self.register_buffer("weight", weight)

    class MSELoss(Module):
        """MSELoss(reduction='mean')
        Mean of (input − target)²."""
        def __init__(self, size_average=None, reduce=None, reduction='mean'):
            super().__init__()
            self.reduction = _reduction(size_average, reduce, reduction)

        def forward(self, input, target):
            return mse_loss(input, target, reduction=self.reduction)

    class L1Loss(Module):
        """L1Loss(reduction='mean')
        Mean of |input − target|."""
        def __init__(self, size_average=None, reduce=None, reduction='mean'):
            super().__init__()
            self.reduction = _reduction(size_average, reduce, reduction)

        def forward(self, input, target):
            return l1_loss(input, target, reduction=self.reduction)

    class SmoothL1Loss(Module):
        """SmoothL1Loss(reduction='mean', beta=1.0)
        HuberLoss with delta = beta, divided by beta."""
        def __init__(self, size_average=None, reduce=None, reduction='mean', beta=1.0):
            super().__init__()
            self.reduction, self.beta = _reduction(size_average, reduce, reduction), number(beta, "beta", 0)

        def forward(self, input, target):
            return smooth_l1_loss(input, target, reduction=self.reduction, beta=self.beta)

    class HuberLoss(Module):
        """HuberLoss(reduction='mean', delta=1.0)
        Squares of errors up to delta, straight beyond."""
        def __init__(self, reduction='mean', delta=1.0):
            super().__init__()
            self.reduction, self.delta = reduction, number(delta, "delta")

        def forward(self, input, target):
            return huber_loss(input, target, reduction=self.reduction, delta=self.delta)

    class BCELoss(_WeightedLoss):
        """BCELoss(weight=None, reduction='mean')
        Mean of −t log p − (1 − t) log(1 − p), of probabilities."""
        def __init__(self, weight=None, size_average=None, reduce=None, reduction='mean'):
            super().__init__()
            self._begin(weight, size_average, reduce, reduction)

        def forward(self, input, target):
            return binary_cross_entropy(input, target, weight=self.weight, reduction=self.reduction)

    class BCEWithLogitsLoss(_WeightedLoss):
        """BCEWithLogitsLoss(weight=None, reduction='mean', pos_weight=None)
        BCELoss of sigmoid(input), without overflow."""
        def __init__(self, weight=None, size_average=None, reduce=None, reduction='mean', pos_weight=None):
            super().__init__()
            self._begin(weight, size_average, reduce, reduction)
            self.register_buffer("pos_weight", pos_weight)

        def forward(self, input, target):
            return binary_cross_entropy_with_logits(input, target, weight=self.weight, reduction=self.reduction,
                                                    pos_weight=self.pos_weight)

    class CrossEntropyLoss(_WeightedLoss):
        """CrossEntropyLoss(weight=None, ignore_index=-100, reduction='mean', label_smoothing=0.0)
        −log softmax(input)[class], of logits and classes."""
        def __init__(self, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean',
                     label_smoothing=0.0):
            super().__init__()
            self._begin(weight, size_average, reduce, reduction)
            self.ignore_index, self.label_smoothing = ignore_index, number(label_smoothing, "label_smoothing", 0)

        def forward(self, input, target):
            return cross_entropy(input, target, weight=self.weight, ignore_index=self.ignore_index,
                                 reduction=self.reduction, label_smoothing=self.label_smoothing)

    class NLLLoss(_WeightedLoss):
        """NLLLoss(weight=None, ignore_index=-100, reduction='mean')
        −input[class], of log-probabilities and classes."""
        def __init__(self, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean'):
            super().__init__()
            self._begin(weight, size_average, reduce, reduction)
            self.ignore_index = ignore_index

        def forward(self, input, target):
            return nll_loss(input, target, weight=self.weight, ignore_index=self.ignore_index,
                            reduction=self.reduction)

    class KLDivLoss(Module):
        """KLDivLoss(reduction='mean', log_target=False)
        Kullback and Leibler's divergence, of log-probabilities and probabilities."""
        def __init__(self, size_average=None, reduce=None, reduction='mean', log_target=False):
            super().__init__()
            self.reduction = _reduction(size_average, reduce, reduction)
            self.log_target = log_target

        def forward(self, input, target):
            return kl_div(input, target, reduction=self.reduction, log_target=self.log_target)

    class HingeEmbeddingLoss(Module):
        """HingeEmbeddingLoss(margin=1.0, reduction='mean')
        x where the target is 1, max(0, margin − x) where it is −1."""
        def __init__(self, margin=1.0, size_average=None, reduce=None, reduction='mean'):
            super().__init__()
            self.reduction = _reduction(size_average, reduce, reduction)
            self.margin = number(margin, "margin")

        def forward(self, input, target):
            return hinge_embedding_loss(input, target, margin=self.margin, reduction=self.reduction)

    class MultiLabelSoftMarginLoss(_WeightedLoss):
        """MultiLabelSoftMarginLoss(weight=None, reduction='mean')
        The mean over the classes of −(y·log σ(x) + (1 − y)·log σ(−x))."""
        def __init__(self, weight=None, size_average=None, reduce=None, reduction='mean'):
            super().__init__()
            self._begin(weight, size_average, reduce, reduction)

        def forward(self, input, target):
            return multilabel_soft_margin_loss(input, target, weight=self.weight, reduction=self.reduction)

    class MultiMarginLoss(_WeightedLoss):
        """MultiMarginLoss(p=1, margin=1.0, weight=None, reduction='mean')
        How far wrong classes come within a margin of the right one."""
        def __init__(self, p=1, margin=1.0, weight=None, size_average=None, reduce=None, reduction='mean'):
            super().__init__()
            if p not in (1, 2):
                fail(f"MultiMarginLoss knows p=1 and p=2, not {p!r}", "p=2 squares what comes within the margin")
            self._begin(weight, size_average, reduce, reduction)
            self.p, self.margin = p, number(margin, "margin")

        def forward(self, input, target):
            if self.weight is None:
                return multi_margin_loss(input, target, p=self.p, margin=self.margin, reduction=self.reduction)
            return multi_margin_loss(input, target, p=self.p, margin=self.margin, weight=self.weight,
                                     reduction=self.reduction)

    class MarginRankingLoss(Module):
        """MarginRankingLoss(margin=0.0, reduction='mean')
        max(0, −y · (x1 − x2) + margin): whether x1 ranks above x2 as y = ±1 says."""
        def __init__(self, margin=0.0, size_average=None, reduce=None, reduction='mean'):
            super().__init__()
            self.margin = number(margin, "margin")
            self.reduction = _reduction(size_average, reduce, reduction)

        def forward(self, input1, input2, target):
            return margin_ranking_loss(input1, input2, target, margin=self.margin, reduction=self.reduction)

    class CosineEmbeddingLoss(Module):
        """CosineEmbeddingLoss(margin=0.0, reduction='mean')
        1 − cos where the target is 1, max(0, cos − margin) where it is −1."""
        def __init__(self, margin=0.0, size_average=None, reduce=None, reduction='mean'):
            super().__init__()
            self.margin = number(margin, "margin")
            self.reduction = _reduction(size_average, reduce, reduction)

        def forward(self, input1, input2, target):
            return cosine_embedding_loss(input1, input2, target, margin=self.margin, reduction=self.reduction)

    class CosineSimilarity(Module):
        """CosineSimilarity(dim=1, eps=1e-8)
        x1 · x2 / (‖x1‖ ‖x2‖) along a dimension."""
        __module__ = "torch.nn.modules.distance"

        def __init__(self, dim=1, eps=1e-8):
            super().__init__()
            self.dim, self.eps = dim, eps

        def forward(self, x1, x2):
            return cosine_similarity(x1, x2, dim=self.dim, eps=self.eps)
    """#)
}
