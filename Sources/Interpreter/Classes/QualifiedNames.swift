import Networks

extension Machine {
  /// A class's name with the module that PyTorch prints before it; a program's own classes are in `__main__`.
  func qualifiedName(of type: Handle) -> String {
    let own = heap.classObject(type)
    guard own.isLibrary else { return "__main__." + own.name }
    guard let home = Machine.homesOfClasses.first(where: { $0.names.contains(own.name) })?.module else {
      return own.name
    }
    return "\(home).\(own.name)"
  }

  private static let homesOfClasses: [(module: String, names: Set<String>)] = {
    let modules: [(String, String)] = [
      (
        "activation",
        "ReLU ReLU6 LeakyReLU ELU SELU GELU SiLU Sigmoid Tanh Softplus Softsign Hardtanh Softmax LogSoftmax PReLU"
      ),
      ("container", "Sequential ModuleList ModuleDict ParameterList"),
      ("conv", "Conv1d Conv2d ConvTranspose1d ConvTranspose2d"),
      ("pooling", "MaxPool1d MaxPool2d AvgPool1d AvgPool2d"),
      ("linear", "Linear Identity Bilinear"), ("sparse", "Embedding"), ("module", "Module"),
      ("flatten", "Flatten Unflatten"), ("rnn", "RNN RNNCell LSTM GRU"), ("dropout", "Dropout"),
      ("batchnorm", "BatchNorm1d BatchNorm2d"), ("normalization", "LayerNorm"),
      ("distance", "CosineSimilarity"),
      (
        "loss",
        "MSELoss L1Loss SmoothL1Loss HuberLoss BCELoss BCEWithLogitsLoss CrossEntropyLoss NLLLoss KLDivLoss HingeEmbeddingLoss MultiMarginLoss MarginRankingLoss CosineEmbeddingLoss"
      ),
    ]
    let others: [(String, String)] = [
      ("torch.optim.optimizer", "Optimizer"), ("torch.optim.sgd", "SGD"), ("torch.optim.adam", "Adam"),
      ("torch.optim.adamw", "AdamW"), ("torch.optim.adagrad", "Adagrad"),
      ("torch.optim.adadelta", "Adadelta"),
      ("torch.optim.rmsprop", "RMSprop"), ("torch.optim.lbfgs", "LBFGS"),
      (
        "torch.optim.lr_scheduler",
        "LRScheduler StepLR MultiStepLR ExponentialLR LinearLR CosineAnnealingLR LambdaLR MultiplicativeLR ConstantLR PolynomialLR ReduceLROnPlateau"
      ),
      ("torch.utils.data.dataset", "Dataset TensorDataset"), ("micrograd.nn", "Neuron Layer MLP"),
    ]
    return (modules.map { ("torch.nn.modules." + $0.0, $0.1) } + others).map { module, names in
      (module, Set(names.split(separator: " ").map(String.init)))
    }
  }()
}
