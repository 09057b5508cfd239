x = []
for i in range(500): x = [x]
print(x)
x == x
y = tensor(x)
