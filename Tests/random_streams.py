#!/usr/bin/env python3
"""Draws of the real libraries, as the table that the tests hold our streams against.

    python3 Tests/random_streams.py     writes AutodiffTests/Fixtures/streams.txt

Needs torch and numpy. The table was made with PyTorch 2.15.0 (CPU, AVX2), NumPy 2.4 and CPython 3.11. A line is
`stream|seed|calls|numbers`: the calls are made one after the other from that seed, and the numbers are what all of
them draw. Of long arrays it holds the last entries only.
"""

import random
import sys
from pathlib import Path

import numpy as np
import torch

TABLE = Path(__file__).resolve().parent / "AutodiffTests" / "Fixtures" / "streams.txt"
SEEDS = [0, 7, 2147483647, -3, 2**33 + 5]
SIZES = [15, 16, 17, 32, 33]
TYPES = {"32": torch.float32, "64": torch.float64}


def torch_draws(name, n, *rest):
    """What PyTorch's default generator gives for a call."""
    if name in ("rand", "randn"):
        return getattr(torch, name)(n, dtype=TYPES[rest[0]])
    if name in ("uniform", "normal"):
        return getattr(torch.empty(n, dtype=TYPES[rest[2]]), name + "_")(float(rest[0]), float(rest[1]))
    if name == "exponential":
        return torch.empty(n, dtype=TYPES[rest[1]]).exponential_(float(rest[0]))
    if name == "bernoulli":
        return torch.empty(n).bernoulli_(float(rest[0]))
    if name == "dropout":
        return (torch.nn.functional.dropout(torch.ones(n), float(rest[0])) != 0).double()
    if name == "randint":
        return torch.randint(int(rest[0]), int(rest[1]), (n,))
    if name == "seeds":
        return torch.empty(n, dtype=torch.int64).random_() >> 10
    if name == "randperm":
        return torch.randperm(n)
    if name == "multinomial":
        weights = torch.arange(1.0, 12.0, dtype=TYPES[rest[1]]) ** 2
        return torch.multinomial(weights, n, replacement=rest[0] == "again")
    raise ValueError(name)


def python_draws(name, n, *rest):
    """What Python's module random gives for a call, n times or for n entries."""
    if name in ("shuffle", "sample", "choices", "weighted"):
        if name == "shuffle":
            order = list(range(n))
            random.shuffle(order)
            return order
        population = range(int(rest[0]))
        if name == "sample":
            return random.sample(population, n)
        return random.choices(population, [i + 1 for i in population] if name == "weighted" else None, k=n)
    arguments = [float(r) if "." in r else int(r) for r in rest]
    draws = [getattr(random, name)(*arguments) for _ in range(n)]
    return [d >> 11 for d in draws] if name == "getrandbits" and arguments[0] > 53 else draws


def numpy_draws(name, n, *rest):
    """What NumPy's older interface gives for a call."""
    if name in ("rand", "randn", "permutation"):
        return getattr(np.random, name)(n)
    if name == "shuffle":
        order = np.arange(n)
        np.random.shuffle(order)
        return order
    if name == "choice":
        shares = np.arange(1.0, 9.0)
        return np.random.choice(8, n, p=shares / shares.sum() if rest else None)
    arguments = [float(r) if "." in r else int(r) for r in rest]
    return getattr(np.random, name)(*arguments, n)


def line(stream, seed, calls):
    if stream == "torch":
        torch.manual_seed(seed)
        draw = torch_draws
    elif stream == "python":
        random.seed(seed)
        draw = python_draws
    else:
        np.random.seed(seed)
        draw = numpy_draws
    numbers = []
    for call in calls.split(";"):
        name, n, *rest = call.split()
        drawn = draw(name, int(n), *rest)
        values = drawn.tolist() if hasattr(drawn, "tolist") else list(drawn)
        numbers += values[-24:] if int(n) > 100 else values
    texts = [float(v).hex() if isinstance(v, float) and v != int(v) else str(int(v)) for v in numbers]
    return f"{stream}|{seed!r}|{calls}|{' '.join(texts)}"


def lines():
    calls = [
        "rand {n} 32", "rand {n} 64", "randn {n} 32", "randn {n} 64", "uniform {n} -0.3 0.7 32", "uniform {n} -2.5 4.1 64",
        "normal {n} 2 3 32", "normal {n} -1.5 0.02 64", "exponential {n} 1 32", "exponential {n} 2.5 64", "bernoulli {n} 0.3",
        "dropout {n} 0.1", "randint {n} -3 12", "randperm {n}", "seeds {n}",
    ]
    for seed in SEEDS:
        for n in SIZES:
            for call in calls:
                yield line("torch", seed, call.format(n=n))
        yield line("torch", seed, "randn 3 32;randn 2 64;rand 5 32;randn 4 32;randn 20 32;randn 1 32")
        yield line("torch", seed, "multinomial 4 once 32;multinomial 1 once 32;multinomial 9 again 64;rand 2 32")
        yield line("torch", seed, "randint 9 0 268435456;randint 9 0 268435455;randint 9 -7 1000000000000")
        yield line("torch", seed, "rand 10007 32;randn 10007 32;randperm 10007;dropout 10007 0.5;rand 2 64")
        yield line("torch", seed, "randn 5003 64;uniform 5003 -1 1 32;exponential 5003 1 32;randint 5003 0 10")
    for seed in SEEDS + [1337, True, 1.0, -2.5, 1e300, 0.1, float("inf"), "", "gradwalk", "naïve – ∑" * 20]:
        yield line("python", seed, "random 9;uniform 5 -1 1;gauss 5 0.5 2.0;random 2;gauss 2 0 1;normalvariate 9 1.0 0.5")
        yield line("python", seed, "getrandbits 3 1;getrandbits 3 31;getrandbits 3 32;getrandbits 3 33;getrandbits 3 64")
        yield line("python", seed, "randrange 9 10;randint 9 -5 5;randint 9 0 1099511627776;expovariate 3 1.5;random 1")
        for n in SIZES:
            yield line("python", seed, f"shuffle {n};choices {n} 7;weighted {n} 7;sample {n} 40;sample {n} 5000;random 1")
        yield line("python", seed, "sample 3 20;sample 3 22;sample 5 30;sample 6 80;sample 6 86;sample 0 3;shuffle 1000")
    for seed in [0, 7, 3, 1337, 2**32 - 1]:
        for n in SIZES:
            yield line("numpy", seed, f"rand {n};randn {n};normal {n} 2.0 0.5;rand 1;uniform {n} -1.0 3.0;shuffle {n}")
            yield line("numpy", seed, f"permutation {n};randint {n} 0 10;randint {n} -3 5;choice {n};choice {n} p;randn 1")
        yield line("numpy", seed, "randint 9 0 4294967296;randint 9 0 1099511627776;randint 2 5 6;permutation 1000;rand 1")
        yield line("numpy", seed, "binomial 20 1 0.3;binomial 20 1 0.5;binomial 20 1 0.7;binomial 20 10 0.25;rand 1")


def main():
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text("".join(text + "\n" for text in lines()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
