def f(n):
    return f(n - 1) + 1 if n else 0
print(f(100))
f(10 ** 6)
