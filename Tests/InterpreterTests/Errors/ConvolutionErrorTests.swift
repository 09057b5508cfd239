import Testing

@Suite("Errors of convolution and pooling")
struct ConvolutionErrorTests {
  @Test("show what does not fit", arguments: ErrorCase.table(table))
  func isTold(_ example: ErrorCase) throws {
    #expect(try example.found() == example.error)
  }

  private static let table = #"""
    x = conv2d(zeros(3, 3), zeros(1, 1, 2, 2))
    → 1:5 conv2d needs an input of shape [batch, channels, height, width], not [3, 3] | [channels, height, width] will do for a single one; x.unsqueeze(0) adds a dimension

    x = conv2d(zeros(1, 3, 3), zeros(1, 2, 2, 2))
    → 1:5 an input of shape [1, 3, 3] and a weight of shape [1, 2, 2, 2] do not fit together for conv2d | the input has 1 channel, and the weight is for 2

    x = conv2d(zeros(1, 3, 3), zeros(1, 1, 4, 4))
    → 1:5 a kernel that spans 4×4 does not fit into an image of 3×3 | a smaller kernel or dilation, or a larger padding would

    x = conv2d(zeros(1, 3, 3), zeros(1, 1, 2))
    → 1:5 conv2d needs a weight of shape [output channels, channels of a group, height, width], not [1, 1, 2] | it is conv2d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1)

    x = conv2d(zeros(1, 3, 3), zeros(1, 1, 2, 2), zeros(2))
    → 1:5 the bias of shape [2] does not fit the 1 output channels of conv2d() | it needs shape [1]: one number a channel

    x = conv2d(zeros(1, 3, 3), zeros(1, 1, 2, 2), stride=0)
    → 1:5 conv2d needs at least 1 for 'stride', not 0 | it is conv2d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1)

    x = conv2d(zeros(1, 3, 3), zeros(1, 1, 2, 2), padding=-1)
    → 1:5 conv2d needs at least 0 for 'padding', not -1 | it is conv2d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1)

    x = conv2d(zeros(1, 3, 3), zeros(1, 1, 2, 2), padding=10**9)
    → 1:5 a tensor has at most 2147483647 entries here | make it smaller

    x = conv2d(zeros(1, 3, 3), zeros(1, 1, 2, 2), padding='half')
    → 1:5 conv2d() knows no padding 'half' | it is a number, 'valid' or 'same'

    x = conv2d(zeros(1, 3, 3), zeros(1, 1, 2, 2), padding='same', stride=2)
    → 1:5 padding='same' keeps the length only with stride=1, not 2 | give the padding as a number

    x = conv2d(zeros(1, 3, 3), zeros(1, 1, 2, 2), stride=(1, 1, 1))
    → 1:5 conv2d() was given 3 numbers for 'stride' | it takes one, or a pair: (height, width)

    x = conv2d(zeros(2, 3, 3), zeros(3, 1, 2, 2), groups=2)
    → 1:5 the 3 output channels of [3, 1, 2, 2] cannot be split into 2 groups | it is conv2d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1)

    x = conv2d(zeros(1, 3, 3), tensor([[[[1, 2], [3, 4]]]]))
    → 1:5 conv2d() needs numbers of one dtype, but the input is float32 and the weight is int64 | the input is float32 since line 1, the weight is int64 since line 1; x.float() makes the weight float32

    x = conv2d(zeros(1, 3, 3), zeros(1, 1, 0, 2))
    → 1:5 a kernel of shape [1, 1, 0, 2] has no taps | it is conv2d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1)

    x = conv1d(zeros(1, 3), zeros(1, 1, 2), stride=(1, 1))
    → 1:5 conv1d() was given 2 numbers for 'stride' | it takes one

    x = conv1d(zeros(3), zeros(1, 1, 2))
    → 1:5 conv1d needs an input of shape [batch, channels, length], not [3] | [channels, length] will do for a single one; x.unsqueeze(0) adds a dimension

    x = conv_transpose2d(zeros(1, 3, 3), zeros(2, 1, 2, 2))
    → 1:5 an input of shape [1, 3, 3] and a weight of shape [2, 1, 2, 2] do not fit together for conv_transpose2d | the input has 1 channel, and the weight is for 2

    x = conv_transpose2d(zeros(1, 3, 3), zeros(1, 1, 2, 2), padding='same')
    → 1:5 conv_transpose2d() needs numbers for 'padding' | only conv1d and conv2d know 'same'

    x = conv_transpose2d(zeros(1, 3, 3), zeros(1, 1, 2, 2), output_padding=5)
    → 1:5 an output_padding of 5 means nothing to conv_transpose2d with stride=1 | it is 0 or more, and smaller than the stride or the dilation

    x = conv_transpose2d(zeros(1, 1, 1), zeros(1, 1, 1, 1), padding=3)
    → 1:5 conv_transpose2d leaves nothing of an image of 1×1 | the result would have -5×-5: make the padding smaller

    x = conv_transpose2d(zeros(3, 3, 3), zeros(3, 1, 2, 2), groups=2)
    → 1:5 the 3 channels of [3, 3, 3] cannot be split into 2 groups | it is conv_transpose2d(input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1)

    x = max_pool2d(zeros(3), 2)
    → 1:5 max_pool2d() needs images of shape [batch, channels, height, width], not [3] | [channels, height, width] will do for a single one

    x = max_pool2d(zeros(1, 3, 3), 5)
    → 1:5 a window of 5×5 does not fit into an image of 3×3 | it is max_pool2d(input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False)

    x = max_pool2d(zeros(1, 3, 3), 0)
    → 1:5 max_pool2d() needs at least 1 for 'kernel_size', not 0 | it is max_pool2d(input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False)

    x = max_pool2d(zeros(1, 3, 3), 2, padding=2)
    → 1:5 max_pool2d() needs a padding of at most half a window, and 2 is more than half of 2 | it is max_pool2d(input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False)

    x = avg_pool2d(zeros(1, 3, 3), 2, divisor_override=0)
    → 1:5 avg_pool2d() cannot divide by divisor_override=0 | it is avg_pool2d(input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None)

    x = avg_pool2d(zeros(1, 3, 3) > 0, 2)
    → 1:5 avg_pool2d() needs floats, and these are Booleans | x * 1.0 or x.float() makes floats of them

    x = max_pool2d(zeros(1, 3, 3))
    → 1:5 max_pool2d() needs a value for 'kernel_size' | it is max_pool2d(input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False)
    """#
}
