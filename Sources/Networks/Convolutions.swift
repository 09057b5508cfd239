extension LibraryPart {
  /// Layers that look at images piece by piece.
  static let convolutions = LibraryPart(
    "convolutions", .modules,
    #"""
    def _pair(size):
        return (size, size) if isinstance(size, int) else tuple(size)

    class Conv2d(Module):
        """Conv2d(in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True)
        Slides out_channels kernels over the image; weights of shape [out, in / groups, height, width]."""
        def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1,
                     bias=True):
            super().__init__()
            self.in_channels, self.out_channels, self.groups = in_channels, out_channels, groups
            if groups < 1 or in_channels % groups != 0 or out_channels % groups != 0:
                fail(f"{in_channels} input and {out_channels} output channels cannot be split into {groups} groups")
            self.kernel_size, self.stride = _pair(kernel_size), _pair(stride)
            self.dilation = _pair(dilation)
            self.padding = padding if isinstance(padding, str) else _pair(padding)
            height, width = self.kernel_size
            inputs = in_channels // groups
            bound = 1 / math.sqrt(inputs * height * width)
            self.weight = Parameter(uniform((out_channels, inputs, height, width), -bound, bound))
            self.bias = Parameter(uniform(out_channels, -bound, bound)) if bias else None
            made = f"{in_channels}, {out_channels}, kernel_size={self.kernel_size}, stride={self.stride}"
            if self.padding != (0, 0):
                made += f", padding={self.padding}"
            if self.dilation != (1, 1):
                made += f", dilation={self.dilation}"
            if groups != 1:
                made += f", groups={groups}"
            self._made_with = made if bias else made + ", bias=False"

        def forward(self, input):
            return conv2d(input, self.weight, self.bias, self.stride, self.padding, self.dilation, self.groups)

    class MaxPool2d(Module):
        """MaxPool2d(kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False)
        The largest entry under each window; the gradient goes to it alone."""
        def __init__(self, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False):
            super().__init__()
            self.kernel_size, self.padding, self.dilation = kernel_size, padding, dilation
            self.stride = kernel_size if stride is None else stride
            self.ceil_mode = ceil_mode
            self._made_with = (f"kernel_size={kernel_size}, stride={self.stride}, padding={padding}, "
                               f"dilation={dilation}, ceil_mode={ceil_mode}")

        def forward(self, input):
            return max_pool2d(input, self.kernel_size, self.stride, self.padding, self.dilation, self.ceil_mode)

    class AvgPool2d(Module):
        """AvgPool2d(kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True)
        The mean of the entries under each window."""
        def __init__(self, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True):
            super().__init__()
            self.kernel_size, self.padding = kernel_size, padding
            self.stride = kernel_size if stride is None else stride
            self.ceil_mode, self.count_include_pad = ceil_mode, count_include_pad
            self._made_with = f"kernel_size={kernel_size}, stride={self.stride}, padding={padding}"

        def forward(self, input):
            return avg_pool2d(input, self.kernel_size, self.stride, self.padding, self.ceil_mode,
                              self.count_include_pad)
    """#)
}
