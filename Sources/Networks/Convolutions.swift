extension LibraryPart {
  /// Layers that look at images piece by piece.
  static let convolutions = LibraryPart(
    "convolutions", .modules, module: "conv",
    #"""
    def _pair(size, name, least=1):
        if isinstance(size, (tuple, list)):
            if len(size) != 2:
                fail(f"{name} is one whole number, or two for height and width, but {len(size)} are given",
                     f"{name}=3 is a square, {name}=(3, 5) is not")
            return (whole(size[0], name, least), whole(size[1], name, least))
        whole(size, name, least)
        return (size, size)

    def _single(size, name, least=1):
        if isinstance(size, (tuple, list)):
            if len(size) != 1:
                fail(f"{name} is one whole number, but {len(size)} are given", f"write {name}=3")
            size = size[0]
        return (whole(size, name, least),)

    class _Convolution(Module):
        # Kernels that slide over one dimension or two; `each` makes a size of every dimension's of a setting.
        def _begin(self, each, in_channels, out_channels, kernel_size, stride, padding, dilation, groups, bias,
                   padding_mode, is_transposed):
            whole(in_channels, "in_channels", 0), whole(out_channels, "out_channels", 0), whole(groups, "groups", 1)
            if in_channels % groups != 0 or out_channels % groups != 0:
                fail(f"{in_channels} input and {out_channels} output channels cannot be split into {groups} groups",
                     "both must be multiples of groups")
            if padding_mode not in ('zeros', 'reflect', 'replicate', 'circular'):
                fail(f"padding_mode is 'zeros', 'reflect', 'replicate' or 'circular', not {padding_mode!r}",
                     "'zeros' is usual")
            self.in_channels, self.out_channels, self.groups = in_channels, out_channels, groups
            self.kernel_size, self.stride = each(kernel_size, "kernel_size", 0), each(stride, "stride")
            self.dilation, self.padding_mode = each(dilation, "dilation"), padding_mode
            self.transposed, self.output_padding = is_transposed, tuple([0 for size in self.kernel_size])
            self.padding = self._checked_padding(padding, each)
            shape = (in_channels, out_channels // groups) if is_transposed else (out_channels, in_channels // groups)
            self.weight = Parameter(zeros(shape + self.kernel_size))
            self.bias = Parameter(zeros(out_channels)) if bias else None
            self.reset_parameters()

        def _checked_padding(self, padding, each):
            if not isinstance(padding, str):
                return each(padding, "padding", 0)
            if padding not in ('same', 'valid') or self.transposed:
                fail(f"padding is a number" + ("" if self.transposed else ", 'same' or 'valid'") + f", not {padding!r}",
                     "padding=1 adds one entry at each side")
            if padding == 'same' and any([step != 1 for step in self.stride]):
                fail(f"padding='same' goes with stride=1, not with {self.stride}", "give the padding as a number")
            return padding

        def reset_parameters(self):
            # Uniform in ±1/√(what one output sees).
            if self.weight.numel() == 0:
                return
            kaiming_uniform_(self.weight, a=math.sqrt(5))
            if self.bias is not None:
                bound = 1 / math.sqrt(self.weight[0].numel())
                uniform_(self.bias, -bound, bound)

        def extra_repr(self):
            nothing = tuple([0 for size in self.kernel_size])
            text = (f"{self.in_channels}, {self.out_channels}, kernel_size={self.kernel_size}, "
                    f"stride={self.stride}")
            if self.padding != nothing:
                text += f", padding={self.padding}"
            if self.dilation != tuple([1 for size in nothing]):
                text += f", dilation={self.dilation}"
            if self.output_padding != nothing:
                text += f", output_padding={self.output_padding}"
            if self.groups != 1:
                text += f", groups={self.groups}"
            if self.bias is None:
                text += ", bias=False"
            return text if self.padding_mode == 'zeros' else text + f", padding_mode={self.padding_mode}"

        def _widened(self, input):
            # The input with its border continued, where that is not by zeros.
            widths = []
            for place in reversed(range(len(self.kernel_size))):
                if self.padding == 'same':
                    total = self.dilation[place] * (self.kernel_size[place] - 1)
                    widths += [total // 2, total - total // 2]
                else:
                    widths += [0, 0] if self.padding == 'valid' else [self.padding[place]] * 2
            return pad(input, widths, mode=self.padding_mode)

        def _settings(self):
            padding = self.padding if self.padding_mode == 'zeros' else 0
            return (self.stride, padding, self.dilation, self.groups)

    class Conv2d(_Convolution):
        """Conv2d(in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros')
        Slides out_channels kernels over the image; weights of shape [out, in / groups, height, width]."""
        def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1,
                     bias=True, padding_mode='zeros', device=None, dtype=None):
            super().__init__()
            self._begin(_pair, in_channels, out_channels, kernel_size, stride, padding, dilation, groups, bias,
                        padding_mode, False)
            _placed(self, device, dtype)

        def forward(self, input):
            if self.padding_mode != 'zeros':
                input = self._widened(input)
            return conv2d(input, self.weight, self.bias, *self._settings())

    class Conv1d(_Convolution):
        """Conv1d(in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros')
        Conv2d along one dimension: sequences (N, C, L)."""
        def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1,
                     bias=True, padding_mode='zeros', device=None, dtype=None):
            super().__init__()
            self._begin(_single, in_channels, out_channels, kernel_size, stride, padding, dilation, groups, bias,
                        padding_mode, False)
            _placed(self, device, dtype)

        def forward(self, input):
            if self.padding_mode != 'zeros':
                input = self._widened(input)
            return conv1d(input, self.weight, self.bias, *self._settings())

    class _TransposedConvolution(_Convolution):
        def _begin_transposed(self, each, output_padding, padding_mode, *settings):
            if padding_mode != 'zeros':
                fail(f"a transposed convolution pads with zeros, not by {padding_mode!r}", "leave padding_mode out")
            self._begin(each, *settings, padding_mode, True)
            self.output_padding = each(output_padding, "output_padding", 0)

        def _extra(self, input, output_size):
            # What is to be added at the far border, so that the output has a given size.
            if output_size is None:
                return self.output_padding
            rank, extra = len(self.kernel_size), []
            for place, size in enumerate(list(output_size)[-rank:]):
                least = ((input.shape[place - rank] - 1) * self.stride[place] - 2 * self.padding[place]
                         + self.dilation[place] * (self.kernel_size[place] - 1) + 1)
                if size < least or size >= least + self.stride[place]:
                    fail(f"the output cannot have length {size} here",
                         f"it goes from {least} to {least + self.stride[place] - 1}")
                extra.append(size - least)
            return tuple(extra)

    class ConvTranspose2d(_TransposedConvolution):
        """ConvTranspose2d(in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1)
        Conv2d backwards: every entry of the input paints a kernel; weights of shape [in, out / groups, height, width]."""
        def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1,
                     bias=True, dilation=1, padding_mode='zeros', device=None, dtype=None):
            super().__init__()
            self._begin_transposed(_pair, output_padding, padding_mode, in_channels, out_channels, kernel_size, stride,
                                   padding, dilation, groups, bias)
            _placed(self, device, dtype)

        def forward(self, input, output_size=None):
            return conv_transpose2d(input, self.weight, self.bias, self.stride, self.padding,
                                    self._extra(input, output_size), self.groups, self.dilation)

    class ConvTranspose1d(_TransposedConvolution):
        """ConvTranspose1d(in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1)
        Conv1d backwards: every entry of the input paints a kernel; weights of shape [in, out / groups, length]."""
        def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1,
                     bias=True, dilation=1, padding_mode='zeros', device=None, dtype=None):
            super().__init__()
            self._begin_transposed(_single, output_padding, padding_mode, in_channels, out_channels, kernel_size,
                                   stride, padding, dilation, groups, bias)
            _placed(self, device, dtype)

        def forward(self, input, output_size=None):
            return conv_transpose1d(input, self.weight, self.bias, self.stride, self.padding,
                                    self._extra(input, output_size), self.groups, self.dilation)
    """#)
}
