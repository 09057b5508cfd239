# numbers
import random
import numpy as np
random.seed(42)
print(random.random(), random.uniform(1, 5), random.gauss(0, 1), random.normalvariate(0, 1), random.randint(1, 6), random.randrange(0, 100, 7))
print(random.choice(["a", "b", "c"]), random.choices([1, 2, 3], weights=[1, 2, 5], k=6), random.choices("xyz", k=3), random.choices([1, 2], cum_weights=[1, 4], k=5))
print(random.sample(range(50), 6), random.sample(["p", "q", "r"], 2), random.getrandbits(10), random.getrandbits(40), random.expovariate(2.0))
x = list(range(10))
random.shuffle(x)
print(x, random.randrange(5), random.choice((4, 5)), random.choice("word"))
for seed in ("abc", 2.5, True, -7, 0, 2**40 + 1, "", 1e300):
    random.seed(seed)
    print(random.random())
from random import shuffle, seed
seed(1)
shuffle(x)
print(x)
np.random.seed(3)
print(random.random())
