extension Glossary {
  /// First weights, deep nets, and nets for images and sequences.
  static let nets = Theme(
    name: "nets",
    text: """
      initialization | first weights; init, initialize, initial weights, random initialization
      The weights a net begins with: random, so that units differ, and of the right size, so that signals neither fade nor grow from layer to layer.
      > w = randn(100, 50) / 50 ** 0.5
      > round(w.std().item(), 2)
      @ 06
      ~ fan-in, Xavier initialization, He initialization, symmetry

      fan-in | ; fan out
      How many inputs a unit has. A sum of n independent terms has n times the variance of one, so weights should be about 1/√n.
      = Var z = n · Var w · Var x
      > W = Linear(3, 5).weight
      > W.shape[1]
      @ 06
      ~ initialization, variance, Xavier initialization

      Xavier initialization | Glorot initialization; xavier, glorot
      First weights with variance 1/n, n being the fan-in (or 2/(m + n), to serve both directions). Made for tanh.
      = std = 1/√n, bound = √6/√(m + n)
      > W = empty(50, 100)
      > W = xavier_normal_(W)
      > round(W.std().item(), 3)
      @ 06
      ~ He initialization, fan-in, tanh

      He initialization | Kaiming initialization; he, kaiming
      First weights with variance 2/n. Twice Xavier's, since a ReLU throws half of the signal away.
      = std = √(2/n)
      > W = empty(50, 100)
      > W = kaiming_normal_(W)
      > round(W.std().item(), 3)
      @ 06
      ~ Xavier initialization, fan-in, ReLU

      symmetry | twins; symmetry breaking, symmetric weights
      Two hidden units that begin with the same weights get the same gradients and stay the same for ever: they count as one. Random first weights part them.
      > w = param([0.5, 0.5])
      > tanh(w * 2.0).sum().backward()
      > w.grad[0] == w.grad[1]
      @ 02
      ~ initialization, hidden layer, saddle

      vanishing gradient | ; vanish, vanishing
      Going back through many layers, a gradient is multiplied by one factor after another. Where they are below 1 it fades, and the first layers hardly learn.
      > 0.25 ** 10
      @ 06
      ~ exploding gradient, saturation, initialization, backpropagation through time

      exploding gradient | ; explode, exploding, blow up
      The same product with factors above 1: the gradient grows from layer to layer, and one update throws the weights far away.
      > 3.4 ** 10
      @ 06
      ~ vanishing gradient, gradient clipping, NaN

      gradient clipping | ; clip, clipping, clip_grad_norm
      Shortening gradients that are too long, before the update; the direction stays.
      > w = param([0.0, 0.0])
      > (30 * w[0] + 40 * w[1]).backward()
      > n = clip_grad_norm_([w], 1.0)
      > w.grad
      @ 13b
      ~ exploding gradient, learning rate, update

      normalization | standardization; normalize, standardize, z-score
      Shifting and scaling numbers to mean 0 and standard deviation 1: of the data before training, or inside a net after a layer.
      = (x − μ) / std
      > x = tensor([1.0, 3.0])
      > (x - x.mean()) / x.std(correction=0)
      @ 12
      ~ batch norm, layer norm, standard deviation

      batch norm | ; batch normalization, batchnorm, bn
      Normalizes each feature over the batch, then lets the net scale (γ) and shift (β) it. The gradient goes through mean and variance too. In use it takes running averages from training.
      = γ·(x − μ) / √(var + ε) + β
      > x = tensor([[1.0], [3.0]])
      > BatchNorm1d(1)(x)
      @ 12
      ~ normalization, layer norm, train mode

      layer norm | ; layer normalization, layernorm
      Normalizes each example over its own features, so it needs no batch.
      > x = tensor([[1.0, 3.0], [5.0, 5.5]])
      > layer_norm(x, [2])
      @ 12
      ~ normalization, batch norm

      convolution | ; convolutional layer, conv, conv2d, cnn, convolutional net, filter
      One small row of weights, the kernel, slid over a signal or an image: at each place a weighted sum of what lies below. The same weights everywhere, so few of them, and their gradient is a sum over all places.
      > x = tensor([[[0., 0., 1., 1., 0.]]])
      > k = tensor([[[-1.0, 1.0]]])
      > conv1d(x, k)
      @ 13
      ~ kernel, padding, stride, pooling

      kernel | detector; convolution kernel
      The weights that a convolution slides over its input; it answers most where the input looks like it.
      > Conv2d(3, 6, 5).weight.shape
      @ 13
      ~ convolution, receptive field, channel

      padding | ; pad, zero padding
      Zeros laid around the input, so that a kernel fits at the border too and the output need not shrink.
      = n + 2·padding − k + 1 places
      > x, k = ones(1, 1, 5), ones(1, 1, 3)
      > conv1d(x, k, padding=1)
      @ 13
      ~ convolution, stride, kernel

      stride | ; strided
      How far a kernel moves on between two places. With 2 the output is half as long.
      = (n + 2·padding − k) // stride + 1
      > x, k = ones(1, 1, 7), ones(1, 1, 3)
      > conv1d(x, k, stride=2).shape
      @ 13
      ~ convolution, padding, pooling

      pooling | subsampling; max pooling, pool, average pooling
      Makes one number of each window: its largest, or its mean. The gradient goes to the winner alone, or to all in equal shares.
      > x = tensor([[[[1., 5.], [2., 3.]]]])
      > max_pool2d(x, 2)
      @ 13
      ~ convolution, stride, receptive field

      channel | feature map
      One of several images of the same size that lie on one another: red, green and blue, or what different kernels made of them.
      > x = zeros(1, 3, 32, 32)
      > Conv2d(3, 6, 5)(x).shape
      @ 13
      ~ convolution, kernel, shape

      receptive field | ; field of view
      The part of the input that an output can see. Each further layer widens it.
      = two layers of 3: 3 + 2 = 5
      > x = param(zeros(1, 1, 7))
      > k = ones(1, 1, 3)
      > y = conv1d(conv1d(x, k), k)
      > y[0, 0, 0].backward()
      > x.grad
      @ 13
      ~ convolution, kernel, pooling

      recurrent net | RNN; recurrent network, recurrence, recurrent
      A net that reads a sequence step by step and keeps a state: what it has seen so far. The same weights at every step.
      = hₜ = tanh(w·hₜ₋₁ + xₜ)
      > w, h = tensor(0.5), tensor(0.0)
      > for x in [1., 0., -1.]:
      ...     h = tanh(w * h + x)
      > h
      @ 13b
      ~ hidden state, backpropagation through time

      hidden state | ; state, memory of a recurrent net
      What a recurrent net carries from one step to the next.
      > out, h = RNN(2, 3)(zeros(5, 2))
      > h.shape
      @ 13b
      ~ recurrent net, activation

      backpropagation through time | ; bptt, unrolling, unroll, through time
      The backward pass of a recurrent net: its steps are written out one after another, and the one weight's gradient is the sum of the contributions of all steps.
      > w, h = param(0.5), 0.0
      > for x in [1., 0., -1.]:
      ...     h = tanh(w * h + x)
      > h.backward(); w.grad
      @ 13b
      ~ recurrent net, vanishing gradient, +=

      engine | ; scalar engine, tensor engine, micrograd
      What does the arithmetic. Here there are two: one makes a node of every single number, to be walked; one takes whole arrays at once. Their bits are equal.
      > :engine tensor
      > 0.1 * tensor([1.0, 3.0])
      > :engine scalar
      > 0.1 * tensor([1.0, 3.0])
      @ 24
      ~ computation graph, tensor, ulp
      """)
}
