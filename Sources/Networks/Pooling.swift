extension LibraryPart {
  /// Layers that keep one number of every window of an image.
  static let pooling = LibraryPart(
    "pooling", .modules, module: "pooling",
    #"""
    class MaxPool2d(Module):
        """MaxPool2d(kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False)
        The largest entry under each window; the gradient goes to it alone."""

        def __init__(self, kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False):
            super().__init__()
            _pair(kernel_size, "kernel_size"), _pair(padding, "padding", 0), _pair(dilation, "dilation")
            self.kernel_size, self.padding, self.dilation = kernel_size, padding, dilation
            self.stride = kernel_size if stride is None else stride
            _pair(self.stride, "stride")
            self.return_indices, self.ceil_mode = return_indices, ceil_mode
            self._made_with = (f"kernel_size={kernel_size}, stride={self.stride}, padding={padding}, "
                               f"dilation={dilation}, ceil_mode={ceil_mode}")

        def forward(self, input):
            return max_pool2d(input, self.kernel_size, self.stride, self.padding, self.dilation, self.ceil_mode,
                              self.return_indices)

    class AvgPool2d(Module):
        """AvgPool2d(kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None)
        The mean of the entries under each window."""

        def __init__(self, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True,
                     divisor_override=None):
            super().__init__()
            _pair(kernel_size, "kernel_size"), _pair(padding, "padding", 0)
            self.kernel_size, self.padding = kernel_size, padding
            self.stride = kernel_size if stride is None else stride
            _pair(self.stride, "stride")
            self.ceil_mode, self.count_include_pad = ceil_mode, count_include_pad
            if divisor_override is not None:
                whole(divisor_override, "divisor_override")
            self.divisor_override = divisor_override
            self._made_with = f"kernel_size={kernel_size}, stride={self.stride}, padding={padding}"

        def forward(self, input):
            return avg_pool2d(input, self.kernel_size, self.stride, self.padding, self.ceil_mode,
                              self.count_include_pad, self.divisor_override)
    """#)
}
