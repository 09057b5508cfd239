nn = 1
RNN(1, 1, num_layers=2 ** 40)
