x = param([[1.0, -2.0], [0.5, 3.0]])
v = param([1.0, -1.0])
c = ones(1, 1, 2, 2)
z = (x @ v).tanh()
z.data = c
(x.sum() + z.sum()).backward()