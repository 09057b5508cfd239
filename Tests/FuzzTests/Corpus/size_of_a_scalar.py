x = tensor(1.0)
x.size(0)
x.size(-1)
x.size(2 ** 63 - 1)
