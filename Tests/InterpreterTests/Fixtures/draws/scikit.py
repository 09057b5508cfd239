# numbers
import numpy as np
from sklearn.datasets import make_moons, make_circles, make_blobs
from sklearn.model_selection import train_test_split
np.random.seed(3)
for X, y in (make_moons(n_samples=7, noise=0.1), make_moons(6, random_state=1), make_moons((2, 3), shuffle=False), make_circles(n_samples=9, noise=0.05, random_state=2, factor=0.5),
             make_blobs(n_samples=8, centers=3, random_state=4), make_blobs(7, 3, random_state=5, cluster_std=0.5), make_blobs(5, centers=[[0, 0], [5, 5]], cluster_std=[0.1, 1.0])):
    print([[float(v) for v in row] for row in X.tolist()], y.tolist())
X, y = make_moons(n_samples=9, noise=0.1)
a, b, c, d = train_test_split(X, y, test_size=0.3, random_state=42)
print(a.tolist(), b.tolist(), c.tolist(), d.tolist())
a, b = train_test_split(list(range(10)))
print(a, b)
a, b = train_test_split(list(range(10)), train_size=3, test_size=2, random_state=7)
print(a, b, train_test_split([1, 2, 3, 4], shuffle=False))
