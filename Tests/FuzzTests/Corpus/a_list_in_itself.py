l = [1]
l.append(l)
print(l)
l == l
d = {1: l}
l.append(d)
print(d)
str(l)
