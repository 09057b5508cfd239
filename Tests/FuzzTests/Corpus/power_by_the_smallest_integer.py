p = tensor([0.25, -1.0], requires_grad=True)
z = p ** -9223372036854775808
print(z)
