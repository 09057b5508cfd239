"""Programs for `differential.py`, made from a seed: each family draws small programs of one kind.

A family is a function that gets a `Draw` and gives lines. Its name is what `--family` takes. A program is meant to run,
mostly; `mistakes` are meant to be refused.
"""

import random
import re

FAMILIES = {}
HEAD = ["import torch", "import torch.nn as nn", "import torch.nn.functional as F"]


def family(function):
    FAMILIES[function.__name__] = function
    return function


def make(name, seed, number):
    """The program of a family with this number."""
    lines = FAMILIES[name](Draw(f"{name} {seed} {number}"))
    # A few steps of an optimizer make rounding larger.
    first = ["# tolerance: 1e-6"] if name == "training" else []
    return "".join(line + "\n" for line in first + HEAD + lines)


class Draw(random.Random):
    """Draws of what programs are made of."""

    SHARP = ["0.0", "-0.0", "1.0", "-1.0", "0.5", "-0.5", "2.0", "1e-7", "30.0", "-30.0"]
    WILD = ["float('nan')", "float('inf')", "-float('inf')", "1e200", "-1e-200"]

    def often(self, chance=0.5):
        return self.random() < chance

    def some(self, *things):
        return self.choice(things)

    def shape(self, ranks=(0, 1, 2, 2, 3), largest=4, empty=0.04):
        rank = self.choice(ranks)
        return [0 if self.often(empty) else self.randint(1, largest) for _ in range(rank)]

    def number(self, kind="float64", sharp=0.3, wild=0.0):
        if kind == "bool":
            return self.some("True", "False")
        if kind == "int64":
            return str(self.randint(-4, 5))
        if self.often(wild):
            return self.choice(self.WILD)
        if self.often(sharp):
            return self.choice(self.SHARP)
        return f"{self.uniform(-2, 2):.2f}"

    def data(self, shape, kind="float64", **odds):
        """Nested lists of numbers as they are written."""
        if not shape:
            return self.number(kind, **odds)
        return "[" + ", ".join(self.data(shape[1:], kind, **odds) for _ in range(shape[0])) + "]"

    def tensor(self, shape, kind="float64", grad=False, **odds):
        """A tensor as it is written. One without entries, or many, is made another way."""
        asks = ", requires_grad=True" if grad and kind.startswith("float") else ""
        if 0 in shape:
            return f"torch.zeros({', '.join(map(str, shape))}, dtype=torch.{kind}{asks})"
        if count(shape) > 30:
            start = f"torch.arange({count(shape)}.0)"
            made = f"(({start} * {self.uniform(0.3, 2):.2f}).sin() * 2).reshape({shape})"
            return made + (".requires_grad_()" if asks else "")
        given = "" if kind in ("float64", "int64", "bool") else f", dtype=torch.{kind}"
        return f"torch.tensor({self.data(shape, kind, **odds)}{given}{asks})"

    def narrower(self, shape):
        """A shape that broadcasts to another."""
        shape = shape[self.randint(0, len(shape)) :]
        return [1 if self.often(0.3) else n for n in shape]

    def dim(self, rank):
        return self.randrange(-rank, rank) if rank else 0

    def kind(self, floats=0.75):
        return self.some("float64", "float64", "float64", "float32") if self.often(floats) else self.some("int64", "bool")


def count(shape):
    product = 1
    for n in shape:
        product *= n
    return product


def backward(*names):
    """Gradients of results, each entry weighted by its place, where there are any."""
    lines = []
    for name in names:
        lines.append(f"if {name}.requires_grad:")
        lines.append(f"    ({name} * torch.arange(1.0, {name}.numel() + 1).reshape({name}.shape)).sum().backward()")
    return lines


# --- numbers, one by one ----------------------------------------------------------------------------------------------

UNARY = """exp log log1p expm1 sqrt abs sign square reciprocal sin cos tanh sigmoid relu erf floor ceil round trunc neg
rsqrt frac tan exp2 log2 log10 isnan isinf isfinite signbit positive""".split()
ACTIVATIONS = [
    "F.relu({})", "F.leaky_relu({}, {:a})", "F.elu({}, {:a})", "F.selu({})", "F.gelu({})", "F.silu({})",
    "F.gelu({}, approximate='tanh')", "F.softplus({})", "F.softplus({}, beta={:p})", "F.softsign({})",
    "F.hardtanh({})", "F.hardtanh({}, -0.5, 0.5)", "F.relu6({})", "F.logsigmoid({})", "F.hardsigmoid({})",
    "F.hardswish({})", "F.mish({})", "F.celu({}, {:p})", "F.tanhshrink({})", "F.softshrink({})", "F.hardshrink({})",
    "F.threshold({}, 0.5, -1.0)", "F.softplus({}, 2, 1)", "torch.clamp({}, -1, 1)", "{}.clamp(min=0.5)",
    "{}.clamp(max=-0.5)", "{}.clamp(1, -1)", "torch.clip({}, min=0)", "{}.pow(2)", "{} ** 3", "{} ** 0.5", "{} ** -1",
    "{} ** 0", "2 ** {}", "torch.pow(2.0, {})", "{}.heaviside(torch.tensor(0.5))", "torch.nan_to_num({})",
    "torch.logit({}, 0.1)", "1 / {}", "{} / 2", "-{}", "abs({})",
]  # fmt: skip


class Filler(str):
    """A name in a template; `{:a}` is a number near 1, `{:p}` a positive one."""

    def __new__(cls, name, draw):
        made = super().__new__(cls, name)
        made.draw = draw
        return made

    def __format__(self, kind):
        if kind == "a":
            return self.draw.some("0.1", "1.0", "0.5", "-0.3", "0.0")
        if kind == "p":
            return self.draw.some("0.5", "1.0", "2.0", "3")
        return str(self)


def filled(draw, template, name="x"):
    filler = Filler(name, draw)
    return template.format(*[filler] * template.count("{"))


@family
def elementwise(draw):
    kind = draw.kind(0.85)
    lines = [f"x = {draw.tensor(draw.shape(), kind, draw.often(0.8), wild=0.08)}"]
    if draw.often(0.45):
        name = draw.choice(UNARY)
        lines.append("y = " + (f"torch.{name}(x)" if draw.often(0.6) else f"x.{name}()"))
    else:
        activation = draw.choice(ACTIVATIONS)
        if re.search(r"F\.(elu|selu|celu|hardtanh|relu6|hardswish|softshrink|hardshrink)\b|logit", activation):
            # Where NaN lies in a vector of the processor PyTorch has another slope for it than in what is left over.
            lines = [line.replace("float('nan')", "0.5") for line in lines]
        lines.append("y = " + filled(draw, activation))
    return lines + backward("y")


BINARY = ["{} + {}", "{} - {}", "{} * {}", "{} / {}", "{} // {}", "{} % {}", "{} ** {}", "torch.maximum({}, {})",
          "torch.minimum({}, {})", "torch.fmax({}, {})", "torch.atan2({}, {})", "torch.add({}, {})", "torch.mul({}, {})",
          "torch.sub({}, {})", "torch.div({}, {})", "torch.pow({}, {})", "torch.remainder({}, {})",
          "torch.floor_divide({}, {})", "torch.add({}, {}, alpha=2)", "torch.where({} > 0, {}, 0)",
          "torch.div({}, {}, rounding_mode='floor')", "torch.hypot({}, {})"]  # fmt: skip
COMPARISONS = ["{} < {}", "{} <= {}", "{} == {}", "{} != {}", "{} > {}", "torch.eq({}, {})", "torch.ge({}, {})"]
LOGIC = ["{} & {}", "{} | {}", "{} ^ {}", "torch.logical_and({}, {})", "torch.logical_or({}, {})"]


@family
def pairs(draw):
    shape = draw.shape()
    lines = [f"a = {draw.tensor(shape, draw.kind(), draw.often(), wild=0.06)}"]
    if draw.often(0.75):
        lines.append(f"b = {draw.tensor(draw.narrower(shape), draw.kind(), draw.often(), wild=0.06)}")
    else:
        lines.append(f"b = {draw.some(draw.number(wild=0.1), draw.number('int64'), draw.number('bool'))}")
    template = draw.choice(draw.some(BINARY, BINARY, BINARY, COMPARISONS, LOGIC))
    names = ["a", "b"] if draw.often(0.7) else ["b", "a"]
    lines.append(f"y = {template.format(*names)}")
    return lines + (backward("y") if template in BINARY else [])


@family
def choices(draw):
    shape = draw.shape(ranks=(1, 2, 2))
    lines = [
        f"a = {draw.tensor(shape, 'float64', True, sharp=0.6, wild=0.05)}",
        f"b = {draw.tensor(draw.narrower(shape), 'float64', draw.often(0.7), sharp=0.6)}",
    ]
    lines.append("y = " + draw.some(
        "torch.where(a > b, a, b)", "a.where(a > 0, b)", "torch.where(a > 0, a, 1.0)", "torch.where(b > a, 0, a)",
        "torch.clamp(a, min=b)", "torch.clamp(a, max=b)", "torch.clamp(a, b, b + 1)", "torch.maximum(a, b)",
        "torch.minimum(a, b) + torch.maximum(a, b)", "a.masked_fill(a > 0, -1.0)", "torch.lerp(a, b, 0.25)",
        "a * (a > 0)", "a[a > 0]", "torch.where(a.isnan(), b, a)", "(a == b) * a", "a.masked_select(a > 0)",
        "torch.addcmul(a, b, b)", "torch.addcdiv(a, b, b.abs() + 1, value=2)"))  # fmt: skip
    return lines + backward("y")


# --- reductions -------------------------------------------------------------------------------------------------------


@family
def reductions(draw):
    kind = draw.some("float64", "float64", "float64", "float32", "int64", "bool")
    shape = draw.shape(ranks=(0, 1, 1, 2, 2, 3))
    lines = [f"x = {draw.tensor(shape, kind, draw.often(0.8), sharp=0.5, wild=0.04)}"]
    where = draw.some(None, draw.dim(len(shape)), draw.dim(len(shape)))
    several = sorted(draw.sample(range(len(shape)), draw.randint(1, len(shape)))) if shape else []
    keep = ", keepdim=True" if draw.often(0.3) else ""
    name = draw.some(
        "sum", "mean", "prod", "var", "std", "amax", "amin", "max", "min", "argmax", "argmin", "logsumexp", "norm",
        "cumsum", "any", "all", "sort", "argsort", "cumprod", "median", "nansum", "count_nonzero", "unique", "topk",
        "softmax", "log_softmax", "nanmean", "aminmax", "cummax", "diff", "std_mean", "kthvalue")  # fmt: skip
    place = "" if where is None else str(where)
    if name in ("sum", "mean", "amax", "amin", "logsumexp", "norm", "var", "std") and several and draw.often(0.4):
        place = str(several) if draw.often() else str(tuple(several))
    end = f"{place}{keep}" if place else ""
    if name == "norm":
        order = draw.some("2", "1", "0", "3", "0.5", "-1", "float('inf')", "-float('inf')", "'fro'")
        call = f"x.norm(p={order}{', dim=' + place + keep if place else ''})"
    elif name in ("var", "std"):
        more = draw.some("", "correction=0", "unbiased=False", "correction=2", "correction=1")
        call = f"x.{name}({', '.join(t for t in ['dim=' + place + keep if place else '', more] if t)})"
    elif name in ("cumsum", "cumprod", "softmax", "log_softmax", "cummax"):
        call = f"x.{name}({place or 0})" if name != "cumsum" or draw.often(0.8) else "x.cumsum(0, dtype=torch.float64)"
    elif name in ("sort", "argsort"):
        call = f"x.{name}({'dim=' + place if place else ''}{', ' if place else ''}descending={draw.often()}, stable=True)"
    elif name in ("topk", "kthvalue"):
        call = f"x.{name}(1{', ' + place if place else ''})"
    elif name in ("sum", "prod", "mean") and draw.often(0.15):
        call = f"x.{name}({end}{', ' if end else ''}dtype=torch.{draw.some('float32', 'float64', 'int64')})"
    elif name == "diff":
        call = f"x.diff(dim={place or -1})"
    elif name == "std_mean":
        call = "torch.std_mean(x)"
    elif name in ("count_nonzero", "unique", "aminmax"):
        call = f"x.{name}()"
    else:
        call = f"x.{name}({end})"
    is_pair = name in ("sort", "topk", "kthvalue", "aminmax", "cummax", "std_mean") or (
        name in ("max", "min", "median") and place
    )
    lines.append(("y, i = " if is_pair else "y = ") + call)
    return lines + backward("y")


# --- shapes -----------------------------------------------------------------------------------------------------------


@family
def shapes(draw):
    shape = draw.shape(ranks=(1, 2, 2, 3, 3), largest=3)
    rank = len(shape)
    lines = [f"x = {draw.tensor(shape, draw.kind(0.9), draw.often(0.8))}", "y = x"]
    for _ in range(draw.randint(1, 3)):
        d, e = draw.dim(rank), draw.dim(rank)
        lines.append("y = y" + draw.some(
            ".reshape(-1)", ".view(-1)", ".flatten()", f".transpose({d}, {e})", ".T", ".mT", f".unsqueeze({d})",
            f".squeeze({d})", ".squeeze()", f".flip({d})", f".flip([{d}])", f".roll(1, {d})", ".roll(2)", ".repeat(2)",
            f".repeat_interleave(2, dim={d})", f".narrow({d}, 0, 1)", f".select({d}, 0)", f".chunk(2, {d})[0]",
            f".split(1, {d})[-1]", f".unbind({d})[0]", ".expand(2, *y.shape)", f".movedim({d}, 0)", ".contiguous()",
            f".unflatten({d}, (-1, 1))", ".t()", ".diagonal()", ".tril()", ".triu(1)", ".tile(2)", f".swapaxes({d}, {e})",
            f".permute(*range(y.ndim - 1, -1, -1))", ".reshape(1, -1)", f".flatten({d})", ".clone()", ".detach()",
            ".view_as(y)", ".expand_as(y)", f".index_select({d}, torch.tensor([0, 0]))", ".tolist() and y"))  # fmt: skip
    lines.append(draw.some(
        "y = torch.cat([y, y])", f"y = torch.cat((y, y * 2), dim={draw.dim(rank)})", "y = torch.stack([y, y])",
        f"y = torch.stack((y, y), {draw.dim(rank)})", "y = torch.vstack([y, y])", "y = torch.hstack([y, y])",
        "y = torch.atleast_2d(y)", "y = y * 1", "s = str(y.shape)", "n = y.numel()", "c = y.is_contiguous()",
        "s = str(y.stride())", "y = torch.broadcast_to(y, (2, *y.shape))", "y = torch.column_stack([y, y])"))  # fmt: skip
    if re.search("flip|clone", "".join(lines)) and re.search("stride|contiguous", lines[-1]):
        lines[-1] = "n = y.numel()"  # A result lies row by row here, in PyTorch as what it was made of.
    return lines + backward("y")


# --- indexing ---------------------------------------------------------------------------------------------------------


def an_index(draw, shape):
    """Something that may stand in brackets behind a tensor of this shape."""
    parts, has_dots = [], False
    for n in shape[: draw.randint(1, max(1, len(shape)))]:
        if n == 0:
            parts.append(":")
            continue
        i, j = draw.randrange(-n, n), draw.randrange(-n, n)
        parts.append(draw.some(
            str(i), f"{i}:", f":{j}", f"{i}:{j}", "::2", ":", "None", f"[{i}, {j}]", f"torch.tensor([{i}, {j}])",
            f"torch.tensor({i})", f"torch.tensor([[{i}], [{j}]])",
            "torch.tensor([" + ", ".join(draw.some("True", "False") for _ in range(n)) + "])",
            "[" + ", ".join(draw.some("True", "False") for _ in range(n)) + "]", "True", f"({i}, {j})", f"range({n})"))  # fmt: skip
    if draw.often(0.15):
        parts.insert(draw.randint(0, len(parts)), "...")
    return ", ".join(parts)


@family
def indexing(draw):
    shape = draw.shape(ranks=(1, 2, 2, 3, 3), largest=3)
    lines = [f"x = {draw.tensor(shape, draw.kind(0.9), draw.often(0.8))}", "y = x * 1" if draw.often(0.3) else "y = x"]
    for _ in range(draw.randint(1, 2)):
        lines.append(draw.some(
            f"y = y[{an_index(draw, shape)}]", f"y = y[{an_index(draw, shape)}]", f"y = y[{an_index(draw, shape)}]",
            f"y = y.gather({draw.dim(len(shape))}, torch.zeros({shape}, dtype=torch.int64))",
            f"y = y.index_select({draw.dim(len(shape))}, torch.tensor([0, -1, 0]).abs())",
            f"y = y.take(torch.tensor([0, -1]))", "y = y[y > 0]", "y = torch.where(y > 0)[0]", "y = y.nonzero()",
            "y = torch.take_along_dim(y, y.argsort(0), 0)"))  # fmt: skip
    return lines + backward("y")


@family
def assignment(draw):
    shape = draw.shape(ranks=(1, 2, 2, 3), largest=3)
    kind = draw.kind(0.85)
    lines = [f"x = {draw.tensor(shape, kind)}", f"w = {draw.tensor([], 'float64', True)}"]
    if draw.often(0.5) and kind.startswith("float"):
        lines += [f"b = {draw.tensor(shape, kind, True)}", "x = b * 2"]
    for _ in range(draw.randint(1, 3)):
        value = draw.some(draw.number("int64"), draw.number(), "True", "w", "w * 2", "x[0].clone()", "x.clone()", "torch.tensor(3)",
                          "torch.tensor([1.5])", "[1.0]", "x.detach() * 2", "float('nan')")  # fmt: skip
        lines.append(draw.some(
            f"x[{an_index(draw, shape)}] = {value}", f"x[{an_index(draw, shape)}] = {value}",
            f"x[{an_index(draw, shape)}] += {value}", f"x[{an_index(draw, shape)}] *= {value}", "x[x > 0] = 0",
            f"x[x > 0] = {value}", f"x.fill_({value})", f"x.index_fill_(0, torch.tensor([0]), {draw.number('int64')})",
            f"x.masked_fill_(x > 0, {value})", f"x.scatter_(0, torch.zeros({shape}, dtype=torch.int64), 1.0)"))  # fmt: skip
    return lines + backward("x")


# --- views and changes in place ---------------------------------------------------------------------------------------

CHANGES = ["{} += 1", "{} *= 2", "{} -= {}", "{} *= {}", "{}.add_(1)", "{}.mul_(w)", "{}.zero_()", "{}.copy_(w)", "{}.fill_(3.0)",
           "{}.exp_()", "{}.clamp_(min=0)", "{}.neg_()", "{}.sub_(1, alpha=2)", "{}.div_(2)", "{}[0] = 5.0",
           "{}[..., -1] *= w", "{}.relu_()", "{}.sigmoid_()", "{}.data.mul_(2)", "{}.detach().add_(1)", "{} /= w",
           "{}.data = {}.data * 3", "{}.pow_(2)", "{}[:] = w", "{}.addcmul_({}, {})", "{} **= 2"]  # fmt: skip
VIEWS = ["{}[0]", "{}[:]", "{}[..., 0]", "{}.view(-1)", "{}.T", "{}.reshape(-1)", "{}.detach()", "{}.expand(2, *{}.shape)",
         "{}.unsqueeze(0)", "{}.transpose(0, -1)", "{}.data", "{} * 1", "{}.exp()", "{}.sigmoid()", "{} * w", "{} ** 2",
         "{}.flatten()", "{}.clone()", "{}[::2]", "{}[[0]]", "{}.chunk(2)[0]", "{}.sum()", "{}.tanh()", "{}.sqrt()",
         "{}.squeeze()", "{}.relu()", "{}.softmax(-1)", "{}.max()", "{}.unbind()[0]"]  # fmt: skip


def of(template, name):
    return template.replace("{}", name)


@family
def aliasing(draw):
    shape = draw.shape(ranks=(1, 2, 2), largest=3, empty=0)
    lines = [f"x = {draw.tensor(shape, 'float64', draw.often(0.75))}", f"w = {draw.tensor([], 'float64', draw.often(0.8))}"]
    names = ["x"]
    for made in "abcd"[: draw.randint(2, 4)]:
        lines.append(f"{made} = {of(draw.choice(VIEWS), draw.choice(names))}")
        names.append(made)
        while draw.often(0.45):
            change = of(draw.choice(CHANGES), draw.choice(names))
            if draw.often(0.3):
                lines += ["with torch.no_grad():", f"    {change}"]
            else:
                lines.append(change)
    if draw.often(0.2):
        lines.append(f"{draw.choice(names)}.retain_grad()")
    last = names[-1]
    lines.append(f"L = ({last} * {last}).sum()" if draw.often(0.6) else f"L = ({last} * w + {draw.choice(names)}.sum()).sum()")
    if draw.often(0.15):
        lines.append(of(draw.choice(CHANGES), draw.choice(names)))
    lines += ["if L.requires_grad:", "    L.backward()"]
    if draw.often(0.2):
        lines.append(of(draw.choice(CHANGES), draw.choice(names)))
    return lines


@family
def graphs(draw):
    """Many operations on few parameters, used again and again."""
    lines = [f"a = {draw.tensor([2, 3], grad=True, sharp=0.1)}", f"b = {draw.tensor([3], grad=True, sharp=0.1)}"]
    names = ["a", "b"]
    for number in range(draw.randint(3, 9)):
        p, q = draw.choice(names), draw.choice(names)
        lines.append(f"t{number} = " + draw.some(
            f"{p} + {q}", f"{p} * {q}", f"{p} - {q}", f"torch.tanh({p})", f"{p}.sigmoid()", f"{p} / ({q} * {q} + 1)",
            f"F.softmax({p}, -1)", f"{p}.mean(-1, keepdim=True) + {q}", f"torch.maximum({p}, {q})", f"{p}.exp().log1p()",
            f"F.layer_norm({p}, (3,))", f"torch.stack([{p} + a, {q} + a]).sum(0)", f"{p}.cumsum(-1)", f"{p}.detach() * {q}",
            f"{p}.clamp(-1, 1) + {q}", f"torch.where({p} > {q}, {p}, {q})", f"({p} + a) @ b + {q}.sum()",
            f"{p}.roll(1, -1)", f"({p} + a).var(0) + {q}", f"({p} + a).norm(dim=0) * {q}"))  # fmt: skip
        if "@" in lines[-1]:
            lines[-1] = lines[-1].replace("@ b", "@ b.unsqueeze(-1)")
        names.append(f"t{number}")
    lines.append(f"L = ({names[-1]} * {draw.choice(names)}).sum() + {names[-2]}.mean()")
    lines.append("L.backward()" if draw.often(0.85) else "L.backward(retain_graph=True); L.backward()")
    return lines


# --- products, images -------------------------------------------------------------------------------------------------


@family
def products(draw):
    n, m, k = (draw.randint(1, 4) for _ in range(3))
    batch = draw.some([], [2], [1], [2, 1])
    left, right = draw.some(
        ([n, m], [m, k]), ([m], [m, k]), ([n, m], [m]), ([m], [m]), (batch + [n, m], [m, k]),
        (batch + [n, m], draw.some([], [2]) + [m, k]), ([n, m], batch + [m, k]), ([m], [2, m, k]), ([2, n, m], [m]))  # fmt: skip
    kinds = ("float64",) * 5 + ("float32", "int64")
    kind = draw.choice(kinds)
    other = kind if draw.often(0.93) else draw.choice(kinds)
    lines = [f"a = {draw.tensor(left, kind, draw.often(0.8))}", f"b = {draw.tensor(right, other, draw.often(0.8))}"]
    calls = ["a @ b", "torch.matmul(a, b)", "a.matmul(b)"]
    if len(left) == len(right) == 2:
        calls += ["torch.mm(a, b)", "F.linear(a, b.T)", "F.linear(a, b.T, torch.ones(b.shape[1]))", "torch.einsum('ij,jk->ik', a, b)"]
    if len(left) == len(right) == 1:
        calls += ["torch.dot(a, b)", "torch.outer(a, b)", "a.outer(b)", "torch.inner(a, b)"]
    if len(left) == 2 and len(right) == 1:
        calls += ["torch.mv(a, b)", "a.mv(b)", "F.linear(a, b)"]
    if len(left) == len(right) == 3:
        calls += ["torch.bmm(a, b)"]
    return lines + [f"y = {draw.choice(calls)}"] + backward("y")


@family
def images(draw):
    channels, size = draw.randint(1, 3), draw.randint(3, 6)
    two = draw.often(0.7)
    space = [size, draw.randint(3, 6)] if two else [size]
    d = "2d" if two else "1d"
    x = draw.tensor(([draw.randint(1, 2)] if draw.often(0.9) else []) + [channels] + space, grad=draw.often(0.8))
    lines = [f"x = {x}"]
    pair = lambda low, high: draw.some(str(draw.randint(low, high)), str(tuple(draw.randint(low, high) for _ in space)))
    what = draw.some("conv", "conv", "transpose", "max", "average", "pad", "pad", "adaptive", "unfold", "interpolate")
    if what == "conv":
        groups = draw.some(1, 1, channels)
        kernel = [groups * draw.randint(1, 2), channels // groups] + [draw.randint(1, 3) for _ in space]
        lines.append(f"k = {draw.tensor(kernel, grad=True)}")
        bias = draw.tensor([kernel[0]], grad=True) if draw.often() else "None"
        more = draw.some(f", {pair(1, 2)}, {pair(0, 2)}, {pair(1, 2)}, {groups}", f", padding='same', groups={groups}",
                         f", padding=1, groups={groups}", f", stride=2, groups={groups}", f", dilation={pair(1, 2)}, groups={groups}")  # fmt: skip
        lines.append(f"y = F.conv{d}(x, k, {bias}{more})")
    elif what == "transpose":
        kernel = [channels, draw.randint(1, 2)] + [draw.randint(1, 3) for _ in space]
        lines.append(f"k = {draw.tensor(kernel, grad=True)}")
        lines.append(f"y = F.conv_transpose{d}(x, k, None, {pair(1, 3)}, {pair(0, 1)}, {draw.some(0, 0, 1)})")
    elif what == "max":
        lines.append(f"y = F.max_pool{d}(x, {pair(1, 3)}, {pair(1, 2)}, {draw.some('0', '1')}, ceil_mode={draw.often()})")
    elif what == "average":
        more = draw.some("", ", ceil_mode=True", ", count_include_pad=False, padding=1", ", padding=1", ", padding=1, ceil_mode=True")
        lines.append(f"y = F.avg_pool{d}(x, {pair(2, 3)}, {pair(1, 3)}{more})")
    elif what == "pad":
        amounts = [draw.randint(-1, 2) for _ in range(2 * draw.randint(1, len(space)))]
        mode = draw.some("constant", "constant", "reflect", "replicate", "circular")
        value = f", value={draw.number()}" if mode == "constant" and draw.often() else ""
        lines.append(f"y = F.pad(x, {tuple(amounts)}, mode='{mode}'{value})")
    elif what == "adaptive":
        lines.append(f"y = F.adaptive_{draw.some('avg', 'max')}_pool{d}(x, {draw.randint(1, 3)})")
    elif what == "unfold":
        lines.append("y = F.unfold(x, 2)" if draw.often() else f"y = x.unfold(-1, 2, {draw.randint(1, 2)})")
    else:
        lines.append("y = F.interpolate(x, scale_factor=2)")
    return lines + backward("y")


# --- losses and normalizations ----------------------------------------------------------------------------------------


@family
def losses(draw):
    n, c = draw.randint(1, 4), draw.randint(1, 4)
    how = draw.some("", "", ", reduction='sum'", ", reduction='none'", ", reduction='mean'")
    shape = draw.some([n], [n, c], [n, c], [])
    a = draw.tensor(shape, draw.some("float64", "float64", "float32"), True, sharp=0.5, wild=0.03)
    b = draw.tensor(shape, draw.some("float64", "float64", "int64"), draw.often(0.3), sharp=0.5)
    signs = f"torch.tensor({[draw.some(1.0, -1.0) for _ in range(n)]})"
    classes = [draw.randrange(c) if draw.often(0.85) else -100 for _ in range(n)]
    weight = f", weight={draw.tensor([c])}.abs()" if draw.often(0.3) else ""
    smooth = f", label_smoothing={draw.some('0.1', '0.5', '1.0')}" if draw.often(0.25) else ""
    scores = draw.tensor([n, c], "float64", True, sharp=0.4)
    which = draw.randrange(14)
    if which == 0:
        lines = [f"a = {a}", f"b = {b}", f"y = F.{draw.some('mse_loss', 'l1_loss', 'smooth_l1_loss')}(a, b{how})"]
    elif which == 1:
        lines = [f"a = {a}", f"b = {b}", f"y = F.huber_loss(a, b{how}, delta={draw.some('1.0', '0.5', '2')})"]
    elif which == 2:
        lines = [f"a = {a}", "p = torch.sigmoid(a)", f"t = ({draw.tensor(shape)} > 0).to(a.dtype)", f"y = F.binary_cross_entropy(p, t{how})"]
    elif which == 3:
        more = f", pos_weight=torch.tensor({draw.number()}).abs()" if draw.often(0.3) else ""
        lines = [f"a = {a}", f"t = ({draw.tensor(shape)} > 0) * 1.0", f"y = F.binary_cross_entropy_with_logits(a, t{how}{more})"]
    elif which in (4, 5):
        lines = [f"s = {scores}", f"t = torch.tensor({classes})", f"y = F.cross_entropy(s, t{how}{weight}{smooth})"]
    elif which == 6:
        lines = [f"s = {scores}", f"t = F.softmax({draw.tensor([n, c])}, 1)", f"y = F.cross_entropy(s, t{how}{weight}{smooth})"]
    elif which == 7:
        lines = [f"s = {scores}", f"t = torch.tensor({classes})", f"y = F.nll_loss(F.log_softmax(s, 1), t{how}{weight})"]
    elif which == 8:
        log = draw.often(0.4)
        target = f"F.{'log_' if log else ''}softmax({draw.tensor([n, c])}, 1)"
        way = draw.some("", ", reduction='batchmean'", ", reduction='sum'", ", reduction='none'")
        lines = [f"s = {scores}", f"t = {target}", f"y = F.kl_div(F.log_softmax(s, 1), t{way}{', log_target=True' if log else ''})"]
    elif which == 9:
        margin = draw.some("", ", margin=1.0", ", margin=0.5", ", margin=0")
        lines = [f"a = {draw.tensor([n], grad=True, sharp=0.7)}", f"b = {draw.tensor([n], grad=True, sharp=0.7)}",
                 f"y = F.margin_ranking_loss(a, b, {signs}{margin}{how})"]  # fmt: skip
    elif which == 10:
        lines = [f"a = {draw.tensor([n], grad=True, sharp=0.7)}", f"y = F.hinge_embedding_loss(a, {signs}{how})"]
    elif which == 11:
        lines = [f"s = {draw.tensor([n, c], grad=True, sharp=0.8)}", f"t = torch.tensor({[max(0, k) for k in classes]})",
                 f"y = F.multi_margin_loss(s, t{draw.some('', ', p=2', ', margin=0.5')}{weight}{how})"]  # fmt: skip
    elif which == 12:
        lines = [f"a = {scores}", f"b = {draw.tensor([n, c], grad=True, sharp=0.4)}",
                 f"y = F.cosine_embedding_loss(a, b, {signs}{draw.some('', ', margin=0.5')}{how})"]  # fmt: skip
    else:
        k = draw.randint(1, 3)
        t = [[draw.randrange(c) if draw.often(0.9) else -100 for _ in range(k)] for _ in range(n)]
        lines = [f"s = {draw.tensor([n, c, k], grad=True)}", f"t = torch.tensor({t})", f"y = F.cross_entropy(s, t{how}{weight}{smooth})"]
    return lines + backward("y")


@family
def normalizations(draw):
    n, c = draw.randint(1, 4), draw.randint(1, 4)
    shape = draw.some([n, c], [n, c], [n, c, 2], [n, c, 2, 2])
    lines = [f"x = {draw.tensor(shape, draw.some('float64', 'float64', 'float32'), True)}"]
    w = f"torch.linspace(0.5, 2, {c}, dtype=x.dtype).requires_grad_()"
    d = draw.dim(len(shape))
    lines.append(f"w = {w}")
    lines.append("y = " + draw.some(
        "F.batch_norm(x, None, None, w, w, training=True)", "F.batch_norm(x, w.detach(), w.detach(), w, w)",
        f"F.layer_norm(x, {shape[-1:]})", f"F.layer_norm(x, {shape[1:]}, eps=1e-3)", f"F.normalize(x, dim={d})",
        f"F.normalize(x, p=1, dim={d}, eps=0.5)", f"F.cosine_similarity(x, x.detach() * 2 + 1, dim={d})",
        f"F.cosine_similarity(x, x[:1], dim={d})", f"F.softmax(x, {d})", f"F.log_softmax(x, {d})", "F.softmin(x, 0)",
        f"F.softmax(x, {d}, dtype=torch.float64)", f"F.group_norm(x, 1, w, w)", "F.instance_norm(x)",
        "F.rms_norm(x, x.shape[1:])", "F.prelu(x, w)", "F.prelu(x, w[:1])", "F.dropout(x, 0.5, training=False)",
        "F.dropout(x, 0.0)", "F.pairwise_distance(x, x.detach() + 1)", "F.glu(x, 0)", "F.local_response_norm(x, 2)"))  # fmt: skip
    return lines + backward("y")


# --- networks ---------------------------------------------------------------------------------------------------------

SETTING = [
    "for i, p in enumerate({}.parameters()):",
    "    with torch.no_grad():",
    "        p.copy_((torch.arange(float(p.numel())) * 0.7 + i).sin().reshape(p.shape) * 0.5)",
]


def a_network(draw):
    """A network, and the shape of what goes in. No gradient is zero but for rounding, which Adam would make large."""
    act = lambda: draw.some("nn.ReLU()", "nn.Tanh()", "nn.Sigmoid()", "nn.LeakyReLU(0.1)", "nn.ELU()", "nn.GELU()",
                            "nn.SiLU()", "nn.Softplus()", "nn.PReLU()", "nn.Hardtanh()", "nn.Identity()", "nn.Softmax(dim=1)",
                            "nn.Softsign()", "nn.SELU()", "nn.LogSoftmax(dim=-1)", "nn.ReLU6()", "nn.Mish()")  # fmt: skip
    n, h = draw.randint(1, 3), draw.randint(1, 4)
    return draw.some(
        (f"nn.Sequential(nn.Linear({n}, {h}), {act()}, nn.Linear({h}, 2, bias={draw.often()}))", [3, n]),
        (f"nn.Sequential(nn.Linear({n + 1}, {h}, bias=False), nn.BatchNorm1d({h}), {act()}, nn.Linear({h}, 1))", [3, n + 1]),
        (f"nn.Sequential(nn.LayerNorm({n + 1}), nn.Linear({n + 1}, {h}), {act()})", [2, n + 1]),
        (f"nn.Sequential(nn.Conv2d(1, {h}, 3, padding=1), {act()}, nn.MaxPool2d(2), nn.Flatten(), nn.Linear({4 * h}, 2))", [1, 1, 4, 4]),
        (f"nn.Sequential(nn.Conv1d({n}, {h}, 2, bias=False), nn.BatchNorm1d({h}), nn.Flatten())", [2, n, 4]),
        (f"nn.Sequential(nn.Conv2d(1, 2, 2, stride=2, bias=False), nn.BatchNorm2d(2), nn.AvgPool2d(2), nn.Flatten(1))", [2, 1, 4, 4]),
        (f"nn.Bilinear({n}, {n}, 2)", None), (f"nn.Embedding(5, {h})", "i"), (f"nn.RNN({n}, {h}, batch_first=True)", [2, 3, n]),
        (f"nn.Sequential(nn.Flatten(), nn.Dropout(0.0), nn.Linear({2 * n}, 1), nn.Flatten(0))", [3, 2, n]))  # fmt: skip


@family
def networks(draw):
    made, shape = a_network(draw)
    lines = [f"m = {made}", *[of(line, "m") for line in SETTING]]
    if shape is None:
        lines += [f"x = {draw.tensor([2, int(made[12])])}", "y = m(x, x)"]
    elif shape == "i":
        lines += ["x = torch.tensor([[0, 4, 4], [2, 1, 0]])", "y = m(x)"]
    else:
        lines += [f"x = {draw.tensor(shape, grad=draw.often(0.3))}"]
        if draw.often(0.3):
            lines.append("m.eval()")
        lines.append("y, h = m(x)" if "RNN" in made else "y = m(x)")
    lines += backward("y")
    lines.append(draw.some(
        "print(m)", "print(sum(p.numel() for p in m.parameters()))", "print([n for n, p in m.named_parameters()])",
        "print(list(m.state_dict().keys()))", "m.zero_grad()", "print([type(c).__name__ for c in m.children()])",
        "print(m.training)", "m.requires_grad_(False)", "print(len(list(m.modules())))", "m2 = m.float()",
        "print({k: tuple(v.shape) for k, v in m.state_dict().items()})", "m.load_state_dict(m.state_dict())"))  # fmt: skip
    return lines


@family
def training(draw):
    made, shape = a_network(draw)
    while not isinstance(shape, list) or "RNN" in made or "oftmax" in made:
        made, shape = a_network(draw)
    lines = [f"m = {made}", *[of(line, "m") for line in SETTING], f"x = {draw.tensor(shape)}"]
    lr = draw.some("0.1", "0.01", "0.5")
    optimizer = draw.some(
        f"SGD(m.parameters(), lr={lr})", f"SGD(m.parameters(), {lr}, momentum=0.9, nesterov=True)",
        f"SGD(m.parameters(), lr={lr}, momentum=0.9, dampening=0.5, weight_decay=0.1)", f"SGD(m.parameters(), {lr}, maximize=True)",
        f"Adam(m.parameters(), lr={lr})", f"Adam(m.parameters(), {lr}, (0.8, 0.9), amsgrad=True, weight_decay=0.1)",
        f"AdamW(m.parameters(), lr={lr})", f"AdamW(m.parameters(), weight_decay=0.5, amsgrad=True)",
        f"RMSprop(m.parameters(), lr={lr})", f"RMSprop(m.parameters(), {lr}, centered=True, momentum=0.5)",
        f"Adagrad(m.parameters(), lr={lr}, lr_decay=0.1)", "Adadelta(m.parameters(), rho=0.8)",
        f"LBFGS(m.parameters(), lr={lr}, max_iter=3)", f"NAdam(m.parameters(), {lr})", f"Adamax(m.parameters(), {lr})",
        f"RAdam(m.parameters(), {lr})", f"Rprop(m.parameters(), {lr})")  # fmt: skip
    lines.append(f"opt = torch.optim.{optimizer}")
    schedule = draw.some(
        None, "StepLR(opt, 2, 0.5)", "MultiStepLR(opt, [1, 3])", "ExponentialLR(opt, 0.9)", "CosineAnnealingLR(opt, 3)",
        "LinearLR(opt, total_iters=3)", "LambdaLR(opt, lambda e: 1 / (e + 1))", "ConstantLR(opt, 0.5, 2)",
        "CosineAnnealingWarmRestarts(opt, 2)", "OneCycleLR(opt, 0.5, total_steps=6)", "PolynomialLR(opt, 4)",
        "CyclicLR(opt, 0.1, 0.5, 2)", "MultiplicativeLR(opt, lambda e: 0.9)")  # fmt: skip
    if schedule:
        lines.append(f"sched = torch.optim.lr_scheduler.{schedule}")
    loss = draw.some("((m(x) - 0.3) ** 3).mean()", "F.huber_loss(m(x), torch.ones_like(m(x)))", "(m(x) ** 3 - m(x)).sum().tanh()")
    lines += [f"for step in range({draw.randint(1, 4)}):", "    opt.zero_grad()"]
    if "LBFGS" in optimizer:
        lines += ["    def closure():", "        opt.zero_grad()", f"        loss = {loss}", "        loss.backward()",
                  "        return loss", "    loss = opt.step(closure)"]  # fmt: skip
    else:
        lines += [f"    loss = {loss}", "    loss.backward()"]
        if draw.often(0.3):
            lines.append("    n = " + draw.some(
                "nn.utils.clip_grad_norm_(m.parameters(), 0.5)", "nn.utils.clip_grad_norm_(m.parameters(), 1.0, float('inf'))",
                "nn.utils.clip_grad_value_(m.parameters(), 0.1)"))  # fmt: skip
        lines.append("    opt.step()")
    if schedule:
        lines.append("    sched.step()")
    return lines + ["lr = opt.param_groups[0]['lr']", draw.some("k = 0", "print(opt)", "print(sched.get_last_lr())" if schedule else "k = 1")]


# --- text -------------------------------------------------------------------------------------------------------------


@family
def printing(draw):
    shape = draw.shape(ranks=(0, 1, 1, 2, 2, 3), largest=draw.some(2, 4, 9))
    kind = draw.some("float64", "float64", "float64", "float32", "int64", "bool")
    scale = draw.some("1.0", "1.0", "1e-3", "1e5", "1e9", "123.456", "1e-8", "7.0")
    lines = [f"x = {draw.tensor(shape, kind, draw.often(0.3), wild=draw.some(0, 0, 0.1, 0.5))}"]
    if kind.startswith("float"):
        lines.append(f"y = x * {scale}")
    else:
        lines.append("y = x")
    lines.append("print(" + draw.some(
        "y", "y", "y.detach()", "[y, 1.5]", "(y,)", "{'y': y}", "y.shape", "y.tolist()", "f'{y}'", "y.sum()", "str(y)[:20]",
        "y.dtype, y.ndim", "f'{y.sum().item():.3f}'", "y.size()", "y, x", "y.T", "repr(y)", "y.sum().item()", "y > 0", "len(str(y.detach()))",
        "f'{y.detach().double().mean():8.4f}'", "round(y.sum().item(), 3)", "y.unsqueeze(0)", "y.float()", "y.numel(), y.T.shape",
        f"{draw.uniform(-10, 10) * 10 ** draw.randint(-8, 18)!r}", "'%.3f %5d %s' % (1.5, 3, 'a')", "y == y", "torch.zeros(3, 0)",
        "torch.arange(1200)", "torch.linspace(0, 1, 25)", "torch.zeros(40, 40)", "torch.Size([2, 3])", "y.type()",
        "torch.tensor([1e-5, 1.0, 1e4])", "torch.tensor([float('nan'), 1e10])", "torch.finfo(torch.float32).eps") + ")")  # fmt: skip
    return lines


@family
def creation(draw):
    shape = draw.some("2", "2, 3", "(2, 3)", "[2]", "()", "0", "1, 0", "torch.Size([2])")
    kind = draw.some("", "", ", dtype=torch.float32", ", dtype=torch.int64", ", dtype=torch.bool", ", requires_grad=True")
    a, b, c = (draw.some(str(draw.randint(-3, 6)), f"{draw.uniform(-3, 6):.1f}") for _ in range(3))
    lines = [f"x = {draw.tensor(draw.shape(), draw.kind(0.7), draw.often(0.3))}"]
    lines.append("y = " + draw.some(
        f"torch.zeros({shape}{kind})", f"torch.ones({shape}{kind})", f"torch.full(({draw.randint(0, 3)},), {a}{kind})",
        f"torch.arange({a}{kind})", f"torch.arange({a}, {b}{kind})", f"torch.arange({a}, {b}, {c}{kind})",
        f"torch.linspace({a}, {b}, {draw.randint(0, 5)}{kind})", f"torch.eye({draw.randint(0, 3)}{kind})",
        f"torch.eye(2, {draw.randint(0, 3)}{kind})", f"torch.zeros_like(x{kind})", f"torch.ones_like(x{kind})",
        f"torch.full_like(x, {a}{kind})", f"torch.tensor({a}{kind})", f"torch.tensor([{a}, {b}]{kind})", "torch.tensor(x.tolist())",
        f"torch.tensor([[{a}], [{b}]]{kind})", f"torch.as_tensor(x)", "x.new_zeros(2)", "x.new_ones((2, 1))", "x.new_tensor([1, 2])",
        "torch.empty(2, 0)", "F.one_hot(torch.tensor([0, 2, 1]))", f"F.one_hot(torch.tensor([0, 1]), {draw.randint(1, 4)})",
        "torch.meshgrid(torch.arange(2), torch.arange(3), indexing='ij')[0]", "torch.cartesian_prod(torch.arange(2), torch.arange(2))",
        "torch.tril(torch.ones(3, 3))", "torch.diag(torch.tensor([1.0, 2.0]))", "torch.logspace(0, 2, 3)", "x.float()", "x.long()",
        "x.double()", "x.bool()", "x.to(torch.float32)", "x.type(torch.int64)", "x.clone().detach()", "torch.Tensor([1, 2])",
        "torch.scalar_tensor(2)", "torch.from_numpy(x.detach().numpy())", "x.type_as(torch.tensor([1]))", "x.to(x)"))  # fmt: skip
    return lines + ["z = y + x.sum()", f"print(y{draw.some('', '.dtype', '.shape')})"]


# --- what is refused --------------------------------------------------------------------------------------------------


@family
def mistakes(draw):
    a = draw.tensor(draw.shape(ranks=(1, 2, 2), largest=3, empty=0), draw.some("float64", "float64", "int64", "bool"), draw.often(0.6))
    b = draw.tensor(draw.shape(ranks=(0, 1, 2), largest=3, empty=0), draw.some("float64", "float32", "int64", "bool"), draw.often(0.6))
    number = draw.some("-1", "0", "5", "2 ** 40", "-2 ** 63", "2 ** 62", "0.5", "True", "None", "'x'", "(1, 2)", "[0]", "()", "float('nan')", "b")
    call = draw.some(
        "a @ b", "a + b", "a[{}]", "a.sum({})", "a.view({})", "a.reshape({})", "a.expand({})", "a.transpose({}, 0)", "a.unsqueeze({})",
        "a.squeeze({})", "a.flatten({})", "a.permute({})", "torch.cat([a, b], {})", "torch.stack([a, b], {})", "a.gather(0, b)",
        "a.softmax({})", "F.cross_entropy(a, b)", "F.nll_loss(a, b)", "F.mse_loss(a, b, reduction={})", "F.binary_cross_entropy(a, b)",
        "F.linear(a, b)", "F.conv1d(a, b)", "F.conv2d(a, b)", "F.max_pool1d(a, {})", "F.pad(a, {})", "F.embedding(b, a)", "F.one_hot(b, {})",
        "F.dropout(a, {})", "F.layer_norm(a, {})", "F.normalize(a, dim={})", "a.mean({})", "a.var({})", "a.norm({})", "a.cumsum({})",
        "a.argmax({})", "a.max({})", "a.repeat({})", "a.chunk({})", "a.split({})", "a.flip({})", "a.roll({})", "a.clamp({})", "a ** {}",
        "a // {}", "a % {}", "a & b", "a | {}", "~a", "-b", "a < {}", "a == {}", "torch.where(a, b, {})", "torch.zeros({})",
        "torch.arange({})", "torch.full({}, 1)", "torch.eye({})", "torch.linspace(0, 1, {})", "torch.tensor({})", "nn.Linear({}, 2)",
        "nn.Linear(2, 3)(a)", "nn.Conv2d(1, 1, {})", "nn.BatchNorm1d(3)(a)", "nn.Embedding(3, {})", "nn.Dropout({})", "a.item()", "float(a)",
        "int(b)", "bool(a)", "len(b)", "a.tolist({})", "list(b)", "a.backward()", "a.sum().backward({})", "b.backward(a)", "a.T.view(-1)",
        "torch.optim.SGD([a], lr={})", "torch.optim.Adam([b], {})", "a.to({})", "a.type({})", "a.fill_({})", "a.copy_(b)", "a.add_(b)",
        "a.masked_fill(b, {})", "a.index_select(0, b)", "a.scatter(0, b, {})", "a.take(b)", "a.topk({})", "a.sort({})", "torch.dot(a, b)",
        "torch.mv(a, b)", "torch.outer(a, b)", "torch.mm(a, b)", "F.cosine_similarity(a, b, {})", "F.huber_loss(a, b, delta={})",
        "F.softmax(a, dim={}, dtype=torch.int64)", "F.prelu(a, b)", "F.leaky_relu(a, {})", "F.gelu(a, {})", "F.batch_norm(a, b, b)",
        "F.hinge_embedding_loss(a, b)", "F.multi_margin_loss(a, b)", "F.kl_div(a, b, reduction={})", "a.requires_grad_({})", "a.retain_grad()",
        "torch.manual_seed({})", "a.numpy()", "torch.maximum(a, {})", "torch.heaviside(a, b)", "a.foo", "torch.foo(a)", "a.sum(dimension={})",
        "range({})", "[1, 2][{}]", "{{1: 2}}[{}]", "sum(a)", "max(a)", "a in [b]", "a[0][0] = {}", "a.data = {}", "a.grad = b")  # fmt: skip
    call = call.replace("{}", number).replace("{{", "{").replace("}}", "}")
    return [f"a = {a}", f"b = {b}", call if " = " in call else f"y = {call}"]
