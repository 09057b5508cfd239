extension LibraryPart {
  /// Layers that look at images piece by piece.
  static let convolutions = LibraryPart(
    "convolutions", .modules,
    #"""
    def _pair(size, name, least=1):
        if isinstance(size, (tuple, list)):
            if len(size) != 2:
                fail(f"{name} is one whole number, or two for height and width, but {len(size)} are given")
            return (whole(size[0], name, least), whole(size[1], name, least))
        whole(size, name, least)
        return (size, size)

    def _single(size, name, least=1):
        if isinstance(size, (tuple, list)):
            if len(size) != 1:
                fail(f"{name} is one whole number, but {len(size)} are given")
            size = size[0]
        return (whole(size, name, least),)

    class Conv2d(Module):
        """Conv2d(in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True)
        Slides out_channels kernels over the image; weights of shape [out, in / groups, height, width]."""
        def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1,
                     bias=True, padding_mode='zeros'):
            super().__init__()
            whole(in_channels, "in_channels", 1), whole(out_channels, "out_channels", 1), whole(groups, "groups", 1)
            if padding_mode != 'zeros':
                fail("padding_mode is 'zeros' in Gradwalk", "pad(x, …) pads otherwise, before the layer")
            self.in_channels, self.out_channels, self.groups = in_channels, out_channels, groups
            self.padding_mode = padding_mode
            if in_channels % groups != 0 or out_channels % groups != 0:
                fail(f"{in_channels} input and {out_channels} output channels cannot be split into {groups} groups")
            self.kernel_size, self.stride = _pair(kernel_size, "kernel_size"), _pair(stride, "stride")
            self.dilation = _pair(dilation, "dilation")
            self.padding = padding if isinstance(padding, str) else _pair(padding, "padding", 0)
            self.weight = Parameter(zeros((out_channels, in_channels // groups) + self.kernel_size))
            self.bias = Parameter(zeros(out_channels)) if bias else None
            self.reset_parameters()
            made = f"{in_channels}, {out_channels}, kernel_size={self.kernel_size}, stride={self.stride}"
            if self.padding != (0, 0):
                made += f", padding={self.padding}"
            if self.dilation != (1, 1):
                made += f", dilation={self.dilation}"
            if groups != 1:
                made += f", groups={groups}"
            self._made_with = made if bias else made + ", bias=False"

        def reset_parameters(self):
            bound = 1 / math.sqrt(self.weight[0].numel())
            uniform_(self.weight, -bound, bound)
            if self.bias is not None:
                uniform_(self.bias, -bound, bound)

        def forward(self, input):
            return conv2d(input, self.weight, self.bias, self.stride, self.padding, self.dilation, self.groups)

    class Conv1d(Module):
        """Conv1d(in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True)
        Conv2d along one dimension: sequences (N, C, L)."""
        def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1,
                     bias=True):
            super().__init__()
            whole(in_channels, "in_channels", 1), whole(out_channels, "out_channels", 1), whole(groups, "groups", 1)
            if in_channels % groups != 0 or out_channels % groups != 0:
                fail(f"{in_channels} input and {out_channels} output channels cannot be split into {groups} groups")
            self.in_channels, self.out_channels, self.groups = in_channels, out_channels, groups
            self.kernel_size = _single(kernel_size, "kernel_size")
            self.stride, self.dilation = _single(stride, "stride"), _single(dilation, "dilation")
            self.padding = padding if isinstance(padding, str) else _single(padding, "padding", 0)
            bound = 1 / math.sqrt(in_channels // groups * self.kernel_size[0])
            shape = (out_channels, in_channels // groups) + self.kernel_size
            self.weight = Parameter(uniform(shape, -bound, bound))
            self.bias = Parameter(uniform(out_channels, -bound, bound)) if bias else None
            made = f"{in_channels}, {out_channels}, kernel_size={self.kernel_size}, stride={self.stride}"
            if self.padding != (0,):
                made += f", padding={self.padding}"
            if self.dilation != (1,):
                made += f", dilation={self.dilation}"
            if groups != 1:
                made += f", groups={groups}"
            self._made_with = made if bias else made + ", bias=False"

        def forward(self, input):
            return conv1d(input, self.weight, self.bias, self.stride, self.padding, self.dilation, self.groups)

    class ConvTranspose2d(Conv2d):
        """ConvTranspose2d(in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1)
        Conv2d backwards: every entry of the input paints a kernel; weights of shape [in, out / groups, height, width]."""
        def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1,
                     bias=True, dilation=1):
            super().__init__(in_channels, out_channels, kernel_size, stride, padding, dilation, groups, bias)
            self.output_padding = _pair(output_padding, "output_padding", 0)
            self.weight = Parameter(zeros((in_channels, out_channels // groups) + self.kernel_size))
            # The bias stays the second of the parameters.
            shift = self.bias
            del self.bias
            self.bias = shift
            self.reset_parameters()
            if self.output_padding != (0, 0):
                extra = ", bias=False" if not bias else ""
                made = self._made_with[:len(self._made_with) - len(extra)]
                self._made_with = made + f", output_padding={self.output_padding}" + extra

        def forward(self, input):
            return conv_transpose2d(input, self.weight, self.bias, self.stride, self.padding, self.output_padding,
                                    self.groups, self.dilation)

    class MaxPool2d(Module):
        """MaxPool2d(kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False)
        The largest entry under each window; the gradient goes to it alone."""
        def __init__(self, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False):
            super().__init__()
            _pair(kernel_size, "kernel_size"), _pair(padding, "padding", 0), _pair(dilation, "dilation")
            self.kernel_size, self.padding, self.dilation = kernel_size, padding, dilation
            self.stride = kernel_size if stride is None else stride
            _pair(self.stride, "stride")
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
            _pair(kernel_size, "kernel_size"), _pair(padding, "padding", 0)
            self.kernel_size, self.padding = kernel_size, padding
            self.stride = kernel_size if stride is None else stride
            _pair(self.stride, "stride")
            self.ceil_mode, self.count_include_pad = ceil_mode, count_include_pad
            self._made_with = f"kernel_size={kernel_size}, stride={self.stride}, padding={padding}"

        def forward(self, input):
            return avg_pool2d(input, self.kernel_size, self.stride, self.padding, self.ceil_mode,
                              self.count_include_pad)
    """#)
}
