extension Glossary {
  /// What a net is made of, and what it says.
  static let neurons = Theme(
    name: "neurons",
    text: """
      neuron | unit; artificial neuron
      Multiplies each input by a weight of its own, adds the products and a bias, and squashes the sum. Three numbers to turn, for two inputs: two weights and the bias.
      = y = activation(w1·x1 + w2·x2 + b)
      > w = tensor([3.0, -2.0])
      > x = tensor([-1.0, 2.0])
      > sigmoid(w @ x + 1.0)
      @ 01
      ~ weight, bias, activation function, layer

      weight | w; connection
      A number that says how much an input counts, and in which direction. Weights are what a net learns; its inputs are given.
      > w = param(3.0); y = w * 2.0
      > y
      @ 01
      ~ bias, parameter, gradient, initialization

      bias | b; threshold, offset
      A number added to the weighted sum, whatever the input is. It moves the line where a neuron is undecided, and does not turn it. Think of it as a weight whose input is always 1.
      = z = w·x + b
      > tensor(0.0) * 3.0 + 1.0
      @ 01
      ~ weight, neuron, decision boundary

      weighted sum | z, net input; pre-activation, preactivation, linear combination
      Inputs times weights, added up, with the bias: what a neuron has before it squashes. Mostly called z.
      = z = Σ wᵢ·xᵢ + b
      > z = tensor([3.0, -2.0])
      > (z * tensor([-1.0, 2.0])).sum()
      @ 01
      ~ neuron, logit, dot product

      activation | output, h; activity, output of a neuron
      What a neuron gives on: its sum after the squashing. The activations of one layer are the inputs of the next.
      > tanh(tensor([-2.0, 0.0, 2.0]))
      @ 06
      ~ activation function, neuron, hidden layer

      activation function | nonlinearity; transfer function, bend
      The bend at the end of a neuron: sigmoid, tanh, ReLU. Without one, many layers would come to no more than a single one.
      > relu(tensor([-1.0, 0.5, 2.0]))
      @ 07
      ~ sigmoid, tanh, ReLU, step function, saturation

      sigmoid | σ, logistic function; logistic sigmoid, s-curve, squashing, squashing function
      Squashes any number to between 0 and 1, so that it can be read as a probability; 0 becomes a half, where the curve is steepest.
      = σ(z) = 1 / (1 + e^(−z)), slope σ·(1 − σ)
      > sigmoid(tensor(0.0))
      > t = linspace(-6, 6, 61)
      > :plot sigmoid(t) against t
      @ 01
      ~ logit, softmax, tanh, saturation, logistic loss

      tanh | hyperbolic tangent
      Squashes any number to between −1 and 1, with 0 staying 0: a sigmoid made twice as high and twice as steep, around 0.
      = tanh z = 2·σ(2z) − 1, slope 1 − tanh²
      > tanh(tensor([-1.0, 0.0, 1.0]))
      > t = linspace(-3, 3, 61)
      > :plot tanh(t) against t
      @ 07
      ~ sigmoid, saturation, Xavier initialization

      ReLU | rectifier; rectified linear unit, ramp
      Lets what is above 0 pass and makes the rest 0. Its slope is 1 above 0 and 0 below; at 0 itself there is a kink, and 0 is taken.
      = relu(z) = max(0, z)
      > relu(tensor([-2.0, 0.0, 3.0]))
      @ 02
      ~ leaky ReLU, dead unit, kink, He initialization

      leaky ReLU | ; LeakyReLU, parametric relu
      A ReLU that lets a little through below 0 as well, so that a unit there still has a gradient and can come back.
      = z above 0, 0.01·z below
      > leaky_relu(tensor([-2.0, 3.0]))
      @ 07
      ~ ReLU, dead unit

      softplus | smooth ReLU
      A ReLU with a round corner. Its slope is the sigmoid, and it is the logistic loss of a case whose answer is 0.
      = softplus(z) = log(1 + e^z)
      > softplus(tensor([-2.0, 0.0, 2.0]))
      @ 08
      ~ ReLU, sigmoid, logistic loss

      step function | threshold function; step, hard threshold, heaviside
      1 above 0, else 0: yes or no and nothing between. It is flat on both sides, so its slope is 0 and says nothing about which way to turn a weight.
      > (tensor([-2.0, 0.1, 5.0]) > 0) * 1
      @ 01
      ~ sigmoid, perceptron, saturation

      saturation | ; saturated, saturate
      A squashing function far out, where it is nearly flat. Its slope is nearly 0, so hardly any gradient gets through and the weights before it hardly learn.
      > z = param(6.0)
      > tanh(z).backward(); z.grad
      @ 06
      ~ sigmoid, tanh, vanishing gradient, dead unit

      dead unit | dead ReLU; dead neuron, dying relu
      A ReLU unit that is 0 for every example. Its gradient is 0 too, so nothing ever moves it again.
      > w = param(-1.0)
      > relu(w * 2.0).backward(); w.grad
      @ 02
      ~ ReLU, leaky ReLU, saturation, initialization

      layer | ; linear layer, fully connected layer, dense layer
      Neurons side by side that all see the same inputs. Their weights are the rows of one matrix.
      = y = W x + b
      > W = tensor([[1.0, 1.0], [0.0, 2.0]])
      > W @ tensor([3.0, 4.0])
      @ 02
      ~ hidden layer, neuron, matrix product

      hidden layer | ; hidden unit, hidden neuron, hidden
      A layer between input and output. Nobody says what its units should give; learning finds that out. With one, a net can do what a single neuron cannot.
      > W = tensor([[1.0, 1.0], [1.0, 1.0]])
      > x = tensor([1.0, 1.0])
      > relu(W @ x + tensor([0.0, -1.0]))
      @ 02
      ~ layer, XOR, activation, forward pass

      network | net, multilayer perceptron; neural net, neural network, model, mlp, 2-2-1
      Layers one after another: each takes what the one before gives. 2-2-1 means two inputs, two hidden units, one output.
      > net = Sequential(Linear(2, 2),
      ...     Tanh(), Linear(2, 1))
      > params = net.parameters()
      > sum(p.numel() for p in params)
      @ 02
      ~ layer, hidden layer, parameter

      perceptron | ; rosenblatt
      The neuron of 1958, with a step at its end and a rule of its own: when an answer is wrong, add the input to the weights or take it away. It stops by itself if a line separates the classes.
      = w += (y − ŷ)·x
      > w = tensor([1.0, 1.0])
      > x = tensor([1.0, 2.0])
      > w += (0 - 1) * x; w
      @ 01
      ~ step function, neuron, linearly separable

      decision boundary | ; boundary, separating line
      Where a net is undecided between two answers. For one neuron this is the line w·x + b = 0; hidden layers fold it.
      = w1·x1 + w2·x2 + b = 0
      > w = tensor([3.0, -2.0])
      > w @ tensor([1.0, 2.0]) + 1.0
      @ 01
      ~ bias, linearly separable, logit

      linearly separable | ; linear separability, separable
      Said of two classes that one straight line can part. AND and OR are, XOR is not; for those that are not, one neuron is not enough.
      > x = tensor([[0.0, 1.0], [1.0, 1.0]])
      > x.sum(1) - 1.5 > 0
      @ 02
      ~ XOR, decision boundary, hidden layer

      XOR | exclusive or
      1 where exactly one of two inputs is 1. The smallest question that one neuron cannot answer, and two hidden units can.
      > for a, b in [(0, 1), (1, 1)]: a ^ b
      @ 02
      ~ linearly separable, hidden layer

      parameter | ; trainable parameter, param
      A number that training may change: a weight or a bias. Here param(…) makes one; the graph remembers what was done with it, and backward() gives it a gradient.
      > w = param([1.0, 2.0])
      > w.requires_grad
      @ 01
      ~ weight, gradient, leaf, hyperparameter

      hyperparameter | ; setting
      A number that you choose and training does not change: the learning rate, the number of hidden units, the number of epochs.
      > lr = 0.5
      > optimizer = SGD([param(1.0)], lr=lr)
      > optimizer.param_groups[0]["lr"]
      @ 10
      ~ parameter, learning rate, validation set

      input | x; feature, example, case, sample
      The numbers that a net is given, here called x. One row for an example, one column for a feature.
      > x, y = iris()
      > x[0]
      @ 01
      ~ target, batch, shape

      target | y, label; desired output, right answer
      What the net should have said: the right answer of an example, here called y.
      > x, y = iris()
      > y[0]
      @ 03
      ~ prediction, loss, one-hot

      prediction | ŷ, p; yhat, y hat, estimate
      What the net says: written ŷ, or p where it is a probability. The loss compares it with the target y.
      > p = sigmoid(tensor(-2.2)); p
      @ 04
      ~ target, loss, forward pass

      forward pass | ; forward, forward propagation, inference
      From the inputs through all layers to the loss: every operation once, in order, each result kept for the way back.
      > w = param(2.0)
      > L = (w * 3.0 - 5.0) ** 2; L
      @ 04
      ~ backward pass, computation graph, loss
      """)
}
