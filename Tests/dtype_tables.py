"""Writes Tests/InterpreterTests/Fixtures/dtypes/*.txt: what PyTorch makes of tensors of its ten dtypes.

    python3 Tests/dtype_tables.py

Needs PyTorch (2.15 when the tables were made). A line reads `program → text`: statements parted by `; `, the last one an
expression that is printed; `refused` where PyTorch raises. Lines of the text are parted by ` ⏎ `. float32 is the
default, and every number in these tables is one that 32 bits hold exactly.
"""
import contextlib
import io
import itertools
import pathlib
import torch

FOLDER = pathlib.Path(__file__).parent / "InterpreterTests/Fixtures/dtypes"
NAMES = "bool uint8 int8 int16 int32 int64 float16 bfloat16 float32 float64".split()


def tensor(numbers, name, scalar=False):
    return f"torch.tensor({numbers[0] if scalar else list(numbers)}, dtype=torch.{name})"


def outcome(program):
    *statements, expression = program.split("; ")
    names = {"torch": torch, "F": torch.nn.functional, "nn": torch.nn}
    out = io.StringIO()
    torch.set_default_dtype(torch.float32)
    try:
        with contextlib.redirect_stdout(out):
            for statement in statements:
                exec(statement, names)
            print(eval(expression, names))
    except Exception:
        return "refused"
    finally:
        torch.set_default_dtype(torch.float32)
    return out.getvalue().rstrip("\n").replace("\n", " ⏎ ")


def write(name, programs):
    lines = []
    for program in programs:
        text = outcome(program)
        # Which function made a result is not printed here.
        if "grad_fn" in text:
            raise SystemExit(f"{program}: {text}")
        lines.append(f"{program} → {text}")
    (FOLDER / f"{name}.txt").write_text("\n".join(lines) + "\n")
    print(name, len(lines))


def pairs(symbols, numbers):
    """Every pair of dtypes: two vectors, a vector and a single number, a vector and plain numbers."""
    for symbol in symbols:
        for a, b in itertools.product(NAMES, NAMES):
            x, y = tensor(numbers[0], a), tensor(numbers[1], b)
            yield f"r = {x} {symbol} {y}; (r.dtype, r.tolist())"
            yield f"r = {x} {symbol} {tensor(numbers[1], b, True)}; r.dtype"
        for a in NAMES:
            for plain in ["True", "2", "2.0"]:
                yield f"r = {tensor(numbers[0], a)} {symbol} {plain}; (r.dtype, r.tolist())"
                yield f"r = {plain} {symbol} {tensor(numbers[1], a)}; (r.dtype, r.tolist())"


def promotion():
    for a, b in itertools.product(NAMES, NAMES):
        yield f"torch.promote_types(torch.{a}, torch.{b})"
        yield f"torch.can_cast(torch.{a}, torch.{b})"
        x, y = tensor([3, 1], a), tensor([2, 1], b)
        yield f"torch.result_type({x}, {y})"
        yield f"torch.result_type({x}, {tensor([2], b, True)})"
        yield f"r = torch.where(torch.tensor([True, False]), {x}, {y}); (r.dtype, r.tolist())"
        yield f"r = torch.cat([{x}, {y}]); (r.dtype, r.tolist())"
        yield f"r = torch.stack([{x}, {y}]); (r.dtype, r.tolist())"
        yield f"r = torch.maximum({x}, {y}); (r.dtype, r.tolist())"
    for a in NAMES:
        for plain in ["True", "2", "2.0"]:
            yield f"torch.result_type({tensor([3, 1], a)}, {plain})"
            yield f"torch.result_type({plain}, {tensor([3], a, True)})"
            yield f"r = torch.where(torch.tensor([True, False]), {tensor([3, 1], a)}, {plain}); (r.dtype, r.tolist())"
    yield "torch.result_type(1, 2.0)"
    yield "torch.result_type(True, 2)"


def unary():
    for a in NAMES:
        x = tensor([4, 1, 0], a)
        for call in [
            "-x", "~x", "+x", "x.abs()", "x.sign()", "x.square()", "x.sqrt()", "x.exp()[2]", "x.relu()", "x.floor()",
            "x.round()", "x.trunc()", "x.ceil()", "x.clamp(1, 3)", "x.clamp(min=0.5)", "x.neg()", "x.reciprocal()[:2]",
            "x ** 2", "x ** 0.5", "2 ** x", "x ** -1", "x / 2", "x // 2", "x % 2", "x.pow(2)", "x.clone()",
            "x.isnan()", "x.flip(0)", "x.reshape(3, 1)", "x[1]", "x[1:]", "x.unsqueeze(0)", "x.repeat(2)",
            "torch.zeros_like(x)", "torch.ones_like(x)", "torch.full_like(x, 1)", "x.new_zeros(2)", "x.new_tensor([1])",
            "x == 1", "x > 0.5", "1 >= x", "x.bool()", "x.int()", "x.double()", "x.half()", "x.bfloat16()", "x.short()",
            "x.char()", "x.byte()", "x.long()", "x.float()", "x.type(torch.int16)", "x.to(torch.float16)",
            "x.type_as(torch.tensor(1, dtype=torch.int32))", "x.softmax(0)[2] > 0", "x & 1", "x | 2", "x ^ 3", "x << 1",
            "x >> 1", "x.logical_not()", "x.sin()[2]",
        ]:
            yield f"x = {x}; r = {call}; (r.dtype, r.tolist())"
        for question in ["x.element_size()", "x.itemsize", "x.nbytes", "x.is_floating_point()", "x.type()", "x",
                         "x.dtype", "x[0]", "x[:0]", "x.reshape(1, 3)", "x.item", "x[0].item()",
                         f"torch.{a}.is_floating_point", f"torch.{a}.itemsize", f"torch.{a}.is_signed"]:
            if question != "x.item":
                yield f"x = {x}; {question}"


def reductions():
    for a in NAMES:
        x = tensor([4, 1, 3, 0], a)
        for call in ["sum()", "mean()", "prod()", "max()", "min()", "amax()", "amin()", "var()", "std()", "cumsum(0)",
                     "argmax()", "argmin()", "any()", "all()", "any(0)", "norm()", "logsumexp(0) > 0", "sum(0)",
                     "max(0).values", "max(0).indices", "sort().values", "sort().indices", "topk(2).values", "unique()",
                     "sum(dtype=torch.float16)", "sum(dtype=torch.int8)", "mean(dtype=torch.float64)",
                     "prod(dtype=torch.int16)", "cumsum(0, dtype=torch.float32)"]:
            yield f"x = {x}; r = x.{call}; (r.dtype, r.tolist())"


def integers():
    for name, low, high in [("uint8", 0, 255), ("int8", -128, 127), ("int16", -32768, 32767),
                            ("int32", -2**31, 2**31 - 1)]:
        x = f"x = torch.tensor([{low}, {high}, 7, 3], dtype=torch.{name})"
        for call in ["x + 1", "x - 1", "x * 3", "-x", "x.abs()", "x * x", "x ** 2", "x ** 5", "x // 2", "x % 3", "x // -2",
                     "x % -3", "~x", "x << 1", "x << 3", "x >> 1", "x << 31", "x >> 40", "x << -1", "x >> -1", "x & 6",
                     "x | 8", "x ^ -1", "x.sum()", "x.prod()", "x.cumsum(0)", "x + x", "x.square()", "x.sign()", "x.max()",
                     "x.min()", "x.argmax()", "x.sort().values", "x == 3", "x > 5", "x.float().double()", "x.long()",
                     "x.short()", "x.char()", "x.byte()", "x / 1", "x @ x", "x.dot(x)", "x.reshape(2, 2) @ x.reshape(2, 2)",
                     "x + 1000000", "x == 1000003", "x.double() * 2", "x.new_full((1,), 7)", "x.div(2, rounding_mode='trunc')",
                     "x.div(2, rounding_mode='floor')", "x.clamp(0, 5)", "x.clamp(max=100)", "x.unique()"]:
            yield f"{x}; r = {call}; (r.dtype, r.tolist())"
        for change in ["x += 200", "x *= 3", "x -= 300", "x[0] = 1.5", "x[1] = 7", "x.fill_(5)", "x.zero_()", "x //= 2",
                       "x += 1.5", "x /= 2", "x[x > 5] = 1", "x.copy_(torch.tensor([300, -1, 2, 3]))", "x <<= 2"]:
            yield f"{x}; {change}; x.tolist()"
    # Numbers that floats do not hold.
    big, small = 2**63 - 1, -2**63 + 1
    x = f"x = torch.tensor([{big}, {small}, {2**53 + 1}, 5])"
    for call in ["x", "x + 1", "x - 2", "x * 3", "-x", "x.abs()", "x // 2", "x // -3", "x % 10", "x % -7", "x ** 2", "x ** 3",
                 "x & 255", "x | 1", "x ^ x", "~x", "x << 1", "x >> 3", "x << 63", "x << 64", "x >> 63", "x >> 64", "x.sum()",
                 "x.prod()", "x.cumsum(0)", "x.max()", "x.min()", "x.argmax()", "x.argmin()", "x.sort().values",
                 "x.sort(descending=True).indices", "x.topk(2).values", "x.unique()", f"x == {big}", f"x == {big - 1}", f"x > {2**53}",
                 f"x == {2**53}", "x[2]", "x[2].item()", "x[2] == x[2] - 1", "x.tolist()", "x[1:3]", "x.reshape(2, 2)",
                 "x.reshape(2, 2).T", "x.flip(0)", "torch.cat([x, x[:1]])", "torch.stack([x, x])[1]", "x.repeat(2)", "x.int()",
                 "x.short()", "x.char()", "x.byte()", "x.bool()", "x.double()", "x.clone()", "x.view(4, 1)", "x[[3, 0]]",
                 "x.gather(0, torch.tensor([0, 2]))", "x[x > 0]", "torch.where(x > 0, x, 0)", "x @ x", "x.max(0)", "x + x",
                 "torch.maximum(x, x - 1)", "x.square()", "x.sign()", "x.roll(1)", "x.expand(2, 4)[1]", "x.new_tensor([7])",
                 f"torch.full((2,), {big})", f"torch.arange({big - 3}, {big})", "x.equal(x + 1)", "x.equal(x.clone())",
                 "x.item() if x.numel() == 1 else None", "x.long() is x", "x.div(3, rounding_mode='floor')", "x.unsqueeze(0)",
                 "x.tril() if x.dim() == 2 else x.diag()[2, 2]", "x.masked_fill(x > 0, 1)", "x.index_select(0, torch.tensor([2]))",
                 "(x / 1).dtype", "F.pad(x, (1, 1))", "x.clamp(-5, 5)", "x.min(0).indices", "x.amax(0)"]:
        yield f"{x}; {call}"
    for change in ["x += 1", "x *= 3", "x[0] = 7", f"x[3] = {big}", "x[:2] = x[2:]", "x.fill_(9007199254740993)", "x -= x", "x //= 7",
                   "x[torch.tensor([0, 1])] = x[2].clone()", "x.copy_(x.flip(0))", "y = x.view(2, 2); y[1, 1] = 9007199254740995",
                   "x.zero_()", "y = x[1:]; y += 1"]:
        yield f"{x}; {change}; x.tolist()"


def making():
    for a in NAMES:
        for call in [f"torch.tensor([0, 1], dtype=torch.{a})", f"torch.tensor([0.5, 2.5], dtype=torch.{a})",
                     f"torch.tensor([True, False], dtype=torch.{a})", f"torch.zeros(2, dtype=torch.{a})",
                     f"torch.ones(2, dtype=torch.{a})", f"torch.full((2,), 3, dtype=torch.{a})",
                     f"torch.full((2,), 2.5, dtype=torch.{a})", f"torch.eye(2, dtype=torch.{a})",
                     f"torch.arange(3, dtype=torch.{a})", f"torch.arange(0.5, 3, dtype=torch.{a})",
                     f"torch.arange(6, 0, -2, dtype=torch.{a})", f"torch.linspace(0, 4, 5, dtype=torch.{a})",
                     f"torch.empty(0, dtype=torch.{a})", f"torch.zeros(0, 3, dtype=torch.{a})",
                     f"torch.as_tensor([1, 2], dtype=torch.{a})", f"torch.tensor([], dtype=torch.{a})",
                     f"torch.tensor([300], dtype=torch.{a})", f"torch.tensor([-1], dtype=torch.{a})",
                     f"torch.tensor(1, dtype=torch.{a}).item()", f"torch.rand(2, dtype=torch.{a}).dtype",
                     f"torch.randn(2, dtype=torch.{a}).dtype", f"torch.randint(0, 2, (2,), dtype=torch.{a}).dtype",
                     f"torch.tensor([1.0], requires_grad=True).to(torch.{a}).requires_grad",
                     f"torch.zeros(2, dtype=torch.{a}, requires_grad=True)",
                     f"torch.set_default_dtype(torch.{a}); torch.tensor([1.5])",
                     f"torch.set_default_dtype(torch.{a}); torch.tensor([1.5], dtype=torch.float32)",
                     f"torch.set_default_dtype(torch.{a}); (torch.tensor([1]) / 2).dtype",
                     f"torch.set_default_dtype(torch.{a}); torch.get_default_dtype()",
                     f"torch.set_default_dtype(torch.{a}); torch.nn.Linear(1, 1).weight.dtype",
                     f"torch.set_default_dtype(torch.{a}); torch.tensor([])"]:
            yield call
    for kind in "Tensor FloatTensor DoubleTensor HalfTensor BFloat16Tensor LongTensor IntTensor ShortTensor CharTensor ByteTensor BoolTensor".split():
        yield f"torch.{kind}([1, 0])"
        yield f"torch.{kind}(2).dtype"
        yield f"torch.{kind}(2, 3).shape"
        yield f"torch.tensor([1.0, 0.0]).type(torch.{kind})"
        yield f"torch.tensor([1.0, 0.0]).type('torch.{kind}')"
    for name in "float double half bfloat16 long int short bool int8 uint8".split():
        yield f"torch.{name}"
        yield f"torch.{name} == torch.tensor([1]).{dict(int8='char', uint8='byte').get(name, name)}().dtype"
    for name in "float int bool".split():
        yield f"torch.tensor([1, 0], dtype={name})"
        yield f"torch.zeros(1).to({name}).dtype"


def halves():
    for a in ["float16", "bfloat16"]:
        for call in [
            f"torch.tensor([0.1, 1/3, 70000.0, 1e-8, 6e-8, -0.0], dtype=torch.{a}).tolist()",
            f"torch.tensor([0.1, 0.2, 0.3], dtype=torch.{a})", f"torch.tensor([2048.0], dtype=torch.{a}) + 1",
            f"(torch.tensor([1.0], dtype=torch.{a}) + 2**-11).item()", f"(torch.tensor([1.0], dtype=torch.{a}) / 3).item()",
            f"torch.ones(4096, dtype=torch.{a}).sum()", f"torch.full((4096,), 100, dtype=torch.{a}).mean()",
            f"torch.full((4096,), 100, dtype=torch.{a}).sum()", f"torch.arange(0, 8, dtype=torch.{a}).exp().tolist()",
            f"torch.arange(1, 6, dtype=torch.{a}).reciprocal().tolist()", f"torch.arange(5, dtype=torch.{a}).softmax(0).tolist()",
            f"(torch.arange(6, dtype=torch.{a}).reshape(2, 3) @ torch.full((3,), 1/3, dtype=torch.{a})).tolist()",
            f"torch.tensor([1.0], dtype=torch.{a}) == 1.0001", f"torch.tensor([0.1], dtype=torch.{a}) == 0.1",
            f"torch.tensor([0.1], dtype=torch.{a}).double().item()", f"torch.tensor([0.1], dtype=torch.{a}).float().item()",
            f"torch.tensor([1 + 2**-11 + 2**-30], dtype=torch.float64).to(torch.{a}).item()",
            f"torch.tensor([1 + 2**-8 + 2**-30], dtype=torch.float64).to(torch.{a}).item()",
            f"torch.tensor([65519.0, 65520.0, 1e39], dtype=torch.{a})", f"torch.tensor([3, 7], dtype=torch.{a}) // 2",
            f"torch.tensor([3.3, -7.7], dtype=torch.{a}) % 2", f"torch.tensor([2.0], dtype=torch.{a}) ** 0.5",
            f"torch.tensor([float('nan'), float('inf')], dtype=torch.{a})", f"(0.1 * torch.tensor([3.0], dtype=torch.{a})).item()",
        ]:
            yield call
        w = f"w = torch.tensor([0.1, 0.2, 0.7], dtype=torch.{a}, requires_grad=True)"
        for loss in ["(w * w).sum()", "(w * 3).exp().sum()", "w.mean()", "(w / 3).sum()", "(w.softmax(0) ** 2).sum()", "w.tanh().sum()",
                     "(w.float() ** 2).sum()", "(w.double() * 3).sum()", "(w * torch.tensor([1.0, 2.0, 3.0])).sum()",
                     "w.expand(1000, 3).sum()", "w[[0] * 3000].sum()", "(w[1:] * w[:2]).sum()", "w.prod()", "(w @ w)",
                     "(w.reshape(3, 1) * w).sum()", "w.repeat(5).sum()", "torch.cat([w, w]).pow(2).sum()", "w.clone().sum()",
                     "w.sigmoid().log().sum()", "w.max()", "(w.to(torch.float16) * 2).sum()"]:
            yield f"{w}; ({loss}).backward(); w.grad.tolist()"
            yield f"{w}; ({loss}).backward(); w.grad.dtype"
        yield f"{w}; for _ in range(2100): w.sum().backward(); w.grad.tolist()"
        yield f"l = nn.Linear(2, 1).to(torch.{a}); l.weight.data.fill_(0.1); l.bias.data.fill_(0.3); y = l(torch.ones(3, 2, dtype=torch.{a})); y.sum().backward(); (l.weight.grad.tolist(), l.bias.grad.tolist(), y.tolist())"
    for call in [".double()", ".half()", ".float()", ".bfloat16()", ".to(torch.float64)", ".to(dtype=torch.float16)",
                 ".to('cpu', torch.float64)", ".type(torch.float64)", ".to(torch.int8)"]:
        yield f"m = nn.Sequential(nn.Linear(2, 1), nn.BatchNorm1d(1)){call}; [str(t.dtype) for t in m.state_dict().values()]"
    for text in ["nn.Linear(2, 1, dtype=torch.float64).weight.dtype", "nn.Linear(2, 1)(torch.ones(2, dtype=torch.float64))",
                 "nn.Linear(2, 1)(torch.ones(2, dtype=torch.int64))", "nn.Linear(2, 1).double()(torch.ones(2))",
                 "torch.ones(2, 2) @ torch.ones(2, 2, dtype=torch.float64)", "torch.ones(2) @ torch.ones(2, dtype=torch.int64)",
                 "torch.ones(2, dtype=torch.half) @ torch.ones(2)", "F.mse_loss(torch.ones(2), torch.ones(2, dtype=torch.float64)).dtype",
                 "F.mse_loss(torch.ones(2), torch.ones(2, dtype=torch.int64)).dtype", "F.l1_loss(torch.ones(2).half(), torch.ones(2)).dtype",
                 "F.cross_entropy(torch.zeros(1, 2), torch.tensor([1.0]))", "F.cross_entropy(torch.zeros(1, 2), torch.tensor([1], dtype=torch.int32))",
                 "F.cross_entropy(torch.zeros(1, 2), torch.tensor([1], dtype=torch.uint8)).dtype",
                 "F.binary_cross_entropy(torch.tensor([0.5]), torch.tensor([1]))",
                 "F.binary_cross_entropy(torch.tensor([0.5]), torch.tensor([1.0], dtype=torch.float64))",
                 "F.one_hot(torch.tensor([1], dtype=torch.int32))", "F.embedding(torch.tensor([1], dtype=torch.int32), torch.eye(2))",
                 "F.embedding(torch.tensor([1], dtype=torch.int16), torch.eye(2))", "torch.eye(2)[torch.tensor([1], dtype=torch.int32)]",
                 "torch.eye(2)[torch.tensor([1], dtype=torch.int16)]", "torch.eye(2)[torch.tensor(1, dtype=torch.int16)]",
                 "torch.eye(2)[torch.tensor([0, 1], dtype=torch.uint8)]", "x = torch.ones(2); x += torch.ones(2, dtype=torch.float64); x.dtype",
                 "x = torch.ones(2, dtype=torch.int64); x += 1.5; x", "x = torch.zeros(2, dtype=torch.bool); x += 1; x",
                 "x = torch.ones(2); x.grad = torch.ones(2, dtype=torch.float64); x.grad", "F.conv2d(torch.ones(1, 1, 2, 2), torch.ones(1, 1, 1, 1).double())",
                 "w = torch.ones(2, requires_grad=True); (w.double() ** 2).sum().backward(); w.grad.dtype",
                 "w = torch.ones(2, dtype=torch.float64, requires_grad=True); w.float().sum().backward(); w.grad.dtype",
                 "torch.tensor([1.5, float('nan'), float('inf'), 0.0]).bool()", "torch.tensor([1.9, -1.9]).int()", "torch.tensor([1.9, -1.9]).char()",
                 "torch.allclose(torch.ones(1), torch.ones(1).double())", "torch.equal(torch.ones(1), torch.ones(1).double())",
                 "torch.dot(torch.ones(1), torch.ones(1).double())", "F.prelu(torch.ones(1), torch.ones(1).double())"]:
        yield text


def mixing():
    """A tensor of float32 beside one of another dtype, in functions and layers."""
    a = "torch.tensor([[0.5, 0.25], [0.75, 0.5]])"
    for name in "float64 float16 bfloat16 int64 int32 uint8 bool".split():
        b = f"torch.tensor([[1, 0], [1, 1]], dtype=torch.{name})"
        for call in [
            "F.mse_loss(a, b)", "F.l1_loss(a, b)", "F.smooth_l1_loss(a, b)", "F.binary_cross_entropy(a, b)", "F.kl_div(a, b)",
            "F.cosine_similarity(a, b)", "F.cross_entropy(a, b)", "torch.mm(a, b)", "torch.matmul(a, b)", "a @ b",
            "torch.bmm(a[None], b[None])", "torch.dot(a[0], b[0])", "torch.outer(a[0], b[0])", "torch.mv(a, b[0])",
            "torch.inner(a, b)", "F.linear(a, b)", "F.linear(a, a, b[0])", "torch.maximum(a, b)", "torch.hstack([a, b])",
            "a.masked_fill(b, 1)", "a.masked_fill(b > 0, 1)", "a.gather(1, b)", "a.scatter(1, torch.tensor([[0], [1]]), b)",
            "a.index_add(0, torch.tensor([0]), b[:1])", "torch.clamp(a, b, b)", "torch.heaviside(a, b)",
            "F.layer_norm(a, (2,), b[0], b[0])", "F.batch_norm(a, b[0], b[0])", "F.prelu(a, b[0, :1])", "a.copy_(b)",
            "F.batch_norm(a, None, None, b[0], b[0], training=True)", "a.add_(b)", "b.add_(a)", "b.mul_(a)", "b.copy_(a)",
            "F.normalize(b)", "F.relu(b)", "F.gelu(b)", "F.pad(b, (1, 0))", "F.max_pool2d(b[None, None], 2)",
            "F.conv2d(b[None, None], b[None, None])", "F.conv1d(a[None], b[None])", "b.tril()", "b @ b", "F.embedding(b, a)",
            "nn.Linear(2, 1)(b)", "nn.RNN(2, 1)(b)[0]", "nn.LayerNorm(2)(b)", "nn.BatchNorm1d(2)(b)", "nn.Conv1d(2, 1, 1)(b)",
            "nn.Embedding(3, 1)(b)", "nn.Parameter(b)", "torch.exp(b)", "torch.sigmoid(b)", "b.pow(0.5)", "a + b[0, 0]",
            "b + a[0, 0]", "a[b]", "b / b", "a * b.float()", "torch.where(b > 0, a, b)", "torch.stack([a, b])",
        ]:
            yield f"a = {a}; b = {b}; ({call}).dtype"


def limits():
    for a in ["float16", "bfloat16", "float32", "float64"]:
        yield f"torch.finfo(torch.{a})"
        for name in "bits eps max min tiny smallest_normal resolution dtype".split():
            yield f"torch.finfo(torch.{a}).{name}"
    for a in ["uint8", "int8", "int16", "int32", "int64"]:
        yield f"torch.iinfo(torch.{a})"
        for name in "bits max min dtype".split():
            yield f"torch.iinfo(torch.{a}).{name}"
    yield "torch.finfo()"
    yield "torch.finfo(torch.int8)"
    yield "torch.iinfo(torch.float32)"
    yield "torch.iinfo(torch.bool)"
    yield "torch.finfo(torch.float32).eps == 2**-23"


FOLDER.mkdir(parents=True, exist_ok=True)
write("arithmetic", pairs(["+", "-", "*"], ([3, 1], [2, 1])))
write("division", pairs(["/", "//", "%"], ([3, 1], [2, 1])))
write("powers", pairs(["**"], ([3, 1], [2, 1])))
write("comparisons", pairs(["<", "==", "&", "<<"], ([3, 1], [2, 1])))
write("promotion", promotion())
write("unary", unary())
write("reductions", reductions())
write("integers", integers())
write("making", making())
write("halves", halves())
write("mixing", mixing())
write("limits", limits())
