x = 2 ** 63 - 1
x + 1
-x - 1
(-x - 1) // -1
x * x
1 << 2
tensor([x])
tensor(2 ** 53 + 1)
range(x)
10 ** 400
int(1e400)
int(float('nan'))
