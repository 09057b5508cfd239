extension Glossary {
  /// Arrays of numbers, and what is said about them.
  static let numbers = Theme(
    name: "numbers",
    text: """
      scalar | ; single number, number
      A single number; as a tensor, one without dimensions. backward() begins at a scalar: the loss.
      > tensor(3.0).shape
      @ 01
      ~ tensor, shape, loss

      tensor | array, vector, matrix; matrices
      An array of numbers: a row of them is a vector, a table a matrix, and so on. tensor(…) makes one of a list.
      > W = tensor([[1.0, 2.0], [3.0, 4.0]])
      > W[1, 0]
      @ 01
      ~ shape, scalar, matrix product

      shape | ; size, dimension, dim, axis, rank
      How long a tensor is in each of its dimensions: rows first, then columns.
      > zeros(4, 3).shape
      @ 02
      ~ tensor, broadcasting, batch

      broadcasting | ; broadcast
      Where shapes differ, a dimension of length 1 (or one that is missing in front) is repeated to fit. So one bias serves a whole batch; its gradient is the sum over all places it went.
      > b = param([10.0, 20.0])
      > (zeros(3, 2) + b).sum().backward()
      > b.grad
      @ 02
      ~ shape, batch, +=

      dot product | w·x; inner product, scalar product
      Two rows of numbers multiplied entry by entry, and the products added. It is what a neuron does first.
      = w·x = Σ wᵢ·xᵢ
      > w = tensor([3.0, -2.0])
      > w @ tensor([-1.0, 2.0])
      @ 01
      ~ weighted sum, matrix product

      matrix product | @; matmul, matrix multiplication
      Every row of the one with every column of the other, dot product by dot product. A whole layer for a whole batch is one of these. Written @.
      = (A @ B)ᵢⱼ = Σₖ Aᵢₖ·Bₖⱼ
      > W = tensor([[1.0, 1.0], [0.0, 2.0]])
      > x = tensor([3.0, 4.0])
      > W @ x
      @ 02
      ~ dot product, layer, transpose

      transpose | wᵀ; transposed, .T
      A matrix turned over, rows becoming columns. Going back through a layer multiplies by its transpose.
      > tensor([[1.0, 2.0], [3.0, 4.0]]).T
      @ 04
      ~ matrix product, shape

      sum sign | Σ; sigma sign, summation
      Σ says: add up what follows, for every index. Not to be confused with σ, the sigmoid.
      > sum(i * i for i in [1, 2, 3])
      @ 04b
      ~ mean, dot product, sigmoid

      mean | average, μ; expected value, expectation
      The sum divided by the number of terms.
      = μ = 1/n · Σ xᵢ
      > tensor([1.0, 2.0, 6.0]).mean()
      @ 05
      ~ variance, standard deviation, sum sign

      variance | σ²; var, spread
      How far numbers lie from their mean: the average of the squared distances. For independent numbers the variances of a sum add up. x.var() divides by n − 1 (a guess from a sample), x.var(correction=0) by n.
      = Var x = 1/n · Σ (xᵢ − μ)²
      > x = tensor([1.0, 3.0])
      > x.var(correction=0)
      > x.var()
      @ 06
      ~ standard deviation, mean, fan-in

      standard deviation | std; deviation
      The root of the variance: how far from the mean numbers typically lie, in their own unit.
      = std = √variance
      > x = tensor([1.0, 3.0])
      > x.std(correction=0)
      @ 06
      ~ variance, mean, normal distribution

      standard error | ; monte carlo, monte carlo average
      How far the average of N random numbers typically is from the true mean: their standard deviation divided by √N. Four times as many draws halve it.
      = std / √N
      > x = rand(400)
      > x.std() / 400 ** 0.5
      @ 05
      ~ standard deviation, mean, minibatch

      normal distribution | Gaussian; gaussian distribution, standard normal, normal, bell curve, randn
      Random numbers in the shape of a bell around a mean; standard normal ones have mean 0 and standard deviation 1. About two of three lie within one standard deviation.
      > x = randn(10000)
      > (x.abs() < 1).float().mean()
      @ 06
      ~ standard deviation, seed, initialization

      seed | ; random seed, random number, manual_seed
      The number that a stream of random numbers begins from. The same seed draws the same numbers again, so a result can be repeated. :seed N sets it.
      > a = manual_seed(3); x = rand(1)
      > a = manual_seed(3); x == rand(1)
      @ 02
      ~ initialization, normal distribution

      histogram | ; hist, distribution
      How many numbers lie in each of several ranges, drawn as bars. :hist draws one.
      > x = randn(1000)
      > sum((x > 0) & (x < 1)).item()
      @ 06
      ~ standard deviation, normal distribution

      dtype | data type; float32, float64, precision
      How a tensor's numbers are kept: as whole numbers or as floats, and with how many bits.
      > tensor([1, 2]).dtype
      > tensor([1.0, 2.0]).dtype
      @ 24
      ~ tensor, ulp
      """)
}
