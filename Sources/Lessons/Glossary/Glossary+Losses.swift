extension Glossary {
  /// How wrong an answer is.
  static let losses = Theme(
    name: "losses",
    text: """
      loss | L, cost; E, J, error, objective, loss function, cost function
      One number that says how wrong the net is: 0 or near it is good. Training makes it smaller. Its gradient tells every weight which way that is.
      > y, p = tensor(1.0), tensor(0.1)
      > (p - y) ** 2
      @ 03
      ~ squared error, cross-entropy, gradient descent

      squared error | ; sse, residual
      The distance between prediction and target, times itself. Twice as far off costs four times as much; its slope is twice the distance.
      = L = (ŷ − y)²
      > p = param(0.9)
      > ((p - 1.0) ** 2).backward(); p.grad
      @ 03
      ~ mean squared error, loss, logistic loss

      mean squared error | MSE; mse loss
      Squared errors, averaged over all examples (and outputs).
      = L = 1/n · Σ (ŷ − y)²
      > y = tensor([90.0, 20.0, 95.0])
      > p = tensor([30.0, 80.0, 85.0])
      > mse_loss(p, y)
      @ 03
      ~ squared error, loss, mean

      surprise | ; surprisal, negative log likelihood, nll, −log p, log p
      Minus the logarithm of the probability that was given to what then happened. Sure and right costs nothing, a half costs ln 2, sure and wrong as much as you like.
      = −log p
      > -log(tensor([0.9, 0.5, 0.01]))
      @ 03
      ~ logistic loss, cross-entropy, logarithm

      logistic loss | binary cross-entropy, BCE; log loss, bceloss
      The loss for yes or no: the surprise at the right answer. Its gradient at the logit is simply p − y: the slope of the sigmoid cancels.
      = L = −y·log p − (1 − y)·log(1 − p)
      > z = param(-2.0); y = tensor(1.0)
      > binary_cross_entropy_with_logits(
      ...     z, y).backward()
      > (z.grad, sigmoid(z) - y)
      @ 03
      ~ surprise, sigmoid, logit, cross-entropy

      cross-entropy | ; categorical cross entropy, softmax loss, crossentropy, nll loss
      The loss for one of several classes: the surprise at the right class, after a softmax. Its gradient at the logits is p − one-hot. A fresh net of n classes should begin near −log(1/n).
      = L = −log softmax(z)[right class]
      > z = tensor([2.0, 1.0, 0.0])
      > cross_entropy(z, tensor(0))
      > cross_entropy(zeros(3), tensor(0))
      @ 08
      ~ softmax, logistic loss, one-hot, surprise

      logit | score; log-odds
      A score before it is squashed to a probability; any number, 0 for undecided. It is the logarithm of p against 1 − p, and the sigmoid takes it back.
      = z = log(p / (1 − p))
      > p = sigmoid(tensor(1.5))
      > log(p / (1 - p))
      @ 03
      ~ sigmoid, softmax, weighted sum

      softmax | ; normalized exponential
      Makes probabilities of several scores: each e^z, divided by the sum of all. They are positive and add up to 1; the largest score gets most. With two scores it is a sigmoid of their difference.
      = pᵢ = e^zᵢ / Σ e^zⱼ
      > z = tensor([1.0, 2.0, 3.0])
      > p = softmax(z, 0); p
      > p.sum()
      @ 08
      ~ logit, cross-entropy, sigmoid, one-hot

      one-hot | ; one hot vector, indicator
      A class as a row of numbers: 1 at its place, 0 elsewhere.
      > one_hot(tensor([0, 2]), 3)
      @ 08
      ~ softmax, cross-entropy, target

      probability | ; likelihood, confidence
      A number from 0 to 1 for how sure one is. 0.1 is a tenth, 10%.
      > sigmoid(tensor(-2.1972))
      @ 03
      ~ sigmoid, softmax, surprise

      logarithm | log, ln; natural logarithm
      The number that e must be raised to: log(e) is 1, log(1) is 0, log(0) is −∞. Here log is always the natural one; a decimal logarithm gives other numbers.
      > log(tensor(0.15))
      > log10(tensor(0.15))
      @ 03
      ~ surprise, exponential

      exponential | exp, eˣ; e^x, e
      e = 2.718… raised to a power: always positive, and its own slope.
      > exp(tensor([-1.0, 0.0, 1.0]))
      @ 03
      ~ logarithm, softmax, sigmoid

      hinge loss | ; hinge, margin loss, svm loss
      Costs nothing once the right side is reached with some margin, and grows in a straight line below that. The targets are −1 and 1.
      = L = max(0, 1 − y·z)
      > z = tensor([2.0, 0.5, -1.0])
      > relu(1 - 1.0 * z)
      @ 08
      ~ loss, ReLU, logistic loss

      KL divergence | ; kl, kullback-leibler, relative entropy, kl div
      How much more surprised one is who believes q where p is true. 0 if both agree.
      = Σ p·log(p / q)
      > p = tensor([0.5, 0.5])
      > q = tensor([0.9, 0.1])
      > (p * log(p / q)).sum()
      @ 08
      ~ surprise, cross-entropy

      accuracy | ; error rate, hit rate
      The share of examples whose answer is right. It jumps, so it has no useful slope; that is why a loss is trained on.
      > y = tensor([0, 1, 1])
      > p = tensor([0.2, 0.9, 0.4])
      > ((p > 0.5) == y).float().mean()
      @ 08
      ~ loss, confusion table, validation set

      confusion table | confusion matrix
      How often each class was taken for each: a row for what was right, a column for what was said. Right answers stand on the diagonal.
      > y, p = [0, 1, 1], [0, 1, 0]
      > t = zeros(2, 2)
      > for a, b in zip(y, p): t[a, b] += 1
      > t
      @ 08
      ~ accuracy, one-hot
      """)
}
