#!/usr/bin/env python3
"""Runs the programs of the lessons under PyTorch, and holds Gradwalk's numbers against PyTorch's.

    python3 Tests/lessons_against_pytorch.py                  every lesson in lessons/
    python3 Tests/lessons_against_pytorch.py 04 dropout -v    those whose name contains 04 or dropout; shows all
    python3 Tests/lessons_against_pytorch.py --gradwalk PATH  another executable

Needs torch (`pip install torch` in a virtual environment). Where there is none it says "skipped" and exits with 0;
otherwise with 0 if all agrees, 1 if something differs, and 2 for wrong usage.

What is run: a lesson's ```python fences, one after the other, as one program whose lines keep the numbers they have
in the lesson. Lines that start with ':' and the words of a walk that such a line has opened are left out, except
`:precision 32` and `:precision 64`, which become torch.set_default_dtype(…). Both sides get this same program:
PyTorch in 64 bits, with the bare names and the few definitions of `bare_names` below, and `gradwalk run --json`.

What is compared, fence by fence:
  * the value of each top-level variable that the fence binds, and its gradient (or that it has none). So that a later
    fence may use the name again, each variable gets a second name, at the line that closes the fence;
  * each printed line: its words exactly, its numbers as below.
`assert` is executed on both sides.
Two numbers agree if they differ by at most 1e-9 times the largest number of their array (or line), or by 1e-14.
For 32 bits the two are 1e-5 and 1e-6.

Random draws are the same on both sides: Gradwalk draws PyTorch's 32-bit numbers and calculates with them in 64 bits, so
PyTorch is made to draw in 32 bits and to widen what it has drawn (`draws_in_32_bits`). Both begin with the lesson's
seed. What differs all the same is listed by name in `KNOWN`, with the reason.
"""

import argparse
import ast
import contextlib
import io
import json
import math
import re
import subprocess
import sys
import warnings
from pathlib import Path

from draws_in_32_bits import draws_in_32_bits

try:
    import torch
    import torch.nn as nn
    import torch.nn.functional as F
except ImportError:
    torch = None

ROOT = Path(__file__).resolve().parent.parent
FENCE_MARK = "=== the fence in line "
WALK_WORD = re.compile(
    r"(s|step|n|next|b|back|rn|rnext|c|continue|rc|rcontinue|l|list|w|where|q|quit|why|explain)$"
    r"|(goto|break|watch|why|explain) "
)


# --- from a lesson to a program ---------------------------------------------------------------------------------------


def program_of(lesson):
    """A lesson's program, line for line in place; marks where each fence prints, and names what it binds."""
    program, fence, kind, walking = [], [], None, False
    for number, line in enumerate(lesson.split("\n"), 1):
        if kind is None:
            opened = re.match(r"```(\w+)", line)
            if opened:
                kind, start, fence = opened[1], number, []
            is_program = opened and opened[1] == "python"
            program.append(f'print("{FENCE_MARK}{start}")' if is_program else "")
        elif line.startswith("```"):
            program.append(second_names("\n".join(fence), start) if kind == "python" else "")
            kind = None
        else:
            words = line.split("#")[0].split()
            if kind != "python" or not words:
                kept = ""
            elif line.startswith(":"):
                walking = walking or words[0] == ":walk"
                kept = precision(words)
            elif walking and WALK_WORD.match(" ".join(words)):
                walking = words[0] not in ("q", "quit")
                kept = ""
            else:
                kept = line
            fence.append(kept)
            program.append(kept)
    return "\n".join(program) + "\n"


def precision(words):
    """What a program has for the command `:precision`; nothing for other commands."""
    if len(words) == 2 and words[0] == ":precision":
        return f"import torch; torch.set_default_dtype(torch.float{words[1]})"
    return ""


def second_names(code, line):
    """A statement that keeps what the fence binds at top level: `w` of line 12 as `line12_w`."""
    bound, deleted = [], set()

    def visit(node):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.ListComp, ast.If, ast.Import)):
            return
        if isinstance(node, ast.Name):
            if isinstance(node.ctx, ast.Del):
                deleted.add(node.id)
            elif isinstance(node.ctx, ast.Store) and node.id not in bound:
                bound.append(node.id)
        for child in ast.iter_child_nodes(node):
            visit(child)

    visit(ast.parse(code))
    return "; ".join(f"line{line}_{name} = {name}" for name in bound if name not in deleted)


# --- the PyTorch side -------------------------------------------------------------------------------------------------

BARE_NAMES = """
tensor zeros ones full eye arange linspace one_hot zeros_like ones_like stack cat rand randn randint randperm bernoulli
exp log log1p expm1 sqrt sign square reciprocal sin cos tanh sigmoid relu leaky_relu prelu elu selu gelu silu
softplus softsign hardtanh clamp maximum minimum where erf
mean var std amax amin argmax argmin logsumexp norm prod cumsum reshape flatten transpose permute squeeze unsqueeze
gather matmul mv dot outer conv1d conv2d conv_transpose2d max_pool2d avg_pool2d pad linear embedding
softmax log_softmax binary_cross_entropy binary_cross_entropy_with_logits cross_entropy nll_loss mse_loss l1_loss
huber_loss hinge_embedding_loss multi_margin_loss margin_ranking_loss kl_div cosine_similarity cosine_embedding_loss
dropout batch_norm layer_norm normalize no_grad float32 float64
Module Linear Sequential Conv2d MaxPool2d AvgPool2d Flatten Dropout BatchNorm1d BatchNorm2d LayerNorm Embedding RNN
Identity Parameter ReLU Tanh Sigmoid LeakyReLU PReLU ELU SELU GELU SiLU Softplus Softsign Hardtanh Softmax LogSoftmax
SGD Adagrad Adadelta RMSprop Adam AdamW LBFGS
StepLR MultiStepLR ExponentialLR LinearLR CosineAnnealingLR LambdaLR ReduceLROnPlateau
xavier_uniform_ xavier_normal_ kaiming_uniform_ kaiming_normal_ orthogonal_ sparse_ constant_ zeros_ normal_ uniform_
""".split()


def bare_names(gradwalk):
    """What a Gradwalk program sees without an import: PyTorch's own, and small definitions of the rest."""
    homes = (F, torch, nn, torch.optim, torch.optim.lr_scheduler, nn.init)
    names = {name: next(getattr(h, name) for h in homes if hasattr(h, name)) for name in BARE_NAMES}

    def param(data, dtype=None):
        if isinstance(data, torch.Tensor):
            return data.detach().clone().to(dtype or torch.get_default_dtype()).requires_grad_()
        return torch.tensor(data, dtype=dtype or torch.get_default_dtype(), requires_grad=True)

    class Heaviside(torch.autograd.Function):
        """PyTorch refuses to differentiate a step; Gradwalk's derivative is 0."""

        @staticmethod
        def forward(context, x, at_zero):
            return torch.heaviside(x, at_zero)

        @staticmethod
        def backward(context, upstream):
            return torch.zeros_like(upstream), None

    def lsuv_(model, batch):
        with torch.no_grad():
            for layer in model:
                if isinstance(layer, nn.Linear):
                    nn.init.orthogonal_(layer.weight)
                    nn.init.zeros_(layer.bias)
            for layer in model:
                if isinstance(layer, nn.Linear):
                    layer.weight.div_(layer(batch).std(unbiased=False))
                batch = layer(batch)
        return model

    def data_set(name):
        report = run_gradwalk(gradwalk, f"x, y = {name}()")["variables"]
        x, y = report["x"], report["y"]
        return torch.tensor(x["value"]).reshape(x["shape"]), torch.tensor([int(v) for v in y["value"]])

    def standardize(x):
        return (x - x.mean(dim=0)) / x.std(dim=0, unbiased=False)

    names |= {
        "param": param,
        "Value": param,
        "heaviside": Heaviside.apply,
        "manual_seed": torch.manual_seed,
        "normal": lambda shape, mean=0.0, std=1.0: torch.empty(shape).normal_(mean, std),
        "uniform": lambda shape, low=0.0, high=1.0: torch.empty(shape).uniform_(low, high),
        "half_squared_error": lambda y, d: 0.5 * ((y - d) ** 2).sum(),
        "squared_hinge_loss": lambda s, y: torch.clamp(1 - y * s, min=0).square().mean(),
        "dice_loss": lambda p, t: 1 - 2 * (p * t).sum() / (p.sum() + t.sum()),
        "standardize": standardize,
        "lsuv_": lsuv_,
        "iris": lambda: data_set("iris"),
        "digits": lambda: data_set("digits"),
    }
    return names


def run_pytorch(program, path, gradwalk, seed):
    """The report that `gradwalk run --json` would print, from PyTorch."""
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    with draws_in_32_bits():
        torch.manual_seed(seed)
        names = bare_names(gradwalk)
        given, printed, error = set(names), io.StringIO(), None
        try:
            with contextlib.redirect_stdout(printed):
                exec(compile(program, str(path), "exec", dont_inherit=True), names)
        except Exception as problem:
            trace = problem.__traceback__
            lines = []
            while trace:
                if trace.tb_frame.f_code.co_filename == str(path):
                    lines.append(trace.tb_lineno)
                trace = trace.tb_next
            error = {"message": f"{type(problem).__name__}: {problem}", "line": (lines or [None])[0]}
    variables = {}
    for name, value in names.items():
        if name not in given and name != "__builtins__":
            variables |= entries(name, value)
    output = re.sub(r",\s+grad_fn=<\w+>", "", printed.getvalue())
    return {"output": output.split("\n")[:-1], "variables": variables, "error": error}


def entries(name, value):
    """A variable as `run --json` shows it."""
    if isinstance(value, torch.Tensor):
        flat = lambda t: t.detach().double().flatten().tolist()
        gradient = value.grad if value.is_leaf or value.retains_grad else None
        return {
            name: {
                "shape": list(value.shape),
                "value": flat(value),
                "grad": None if gradient is None else flat(gradient),
                "is short": value.dtype == torch.float32,
            }
        }
    if isinstance(value, nn.Module):
        found = {}
        for parameter, p in value.named_parameters():
            found |= entries(f"{name}.{parameter}", p)
        return found
    if isinstance(value, bool):
        return {name: {"boolean": value}}
    if isinstance(value, (int, float)):
        return {name: {"number": value}}
    if isinstance(value, str):
        return {name: {"string": value}}
    if isinstance(value, list) and all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in value):
        return {name: {"list": value}}
    if isinstance(value, (list, tuple, dict)) and is_plain(value):
        return {name: {"repr": repr(value)}}
    return {}


def is_plain(value):
    """Whether something consists of numbers, words and containers only: its text is the same on both sides."""
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    return all(map(is_plain, value)) if isinstance(value, (list, tuple)) else isinstance(value, (int, float, str))


def run_gradwalk(gradwalk, program, seed=0):
    """What `gradwalk run --json` says about a program."""
    command = [gradwalk, "run", "--json", "--limit-elements", "0", "--limit-steps", "0", "--seed", str(seed), "-"]
    run = subprocess.run(command, input=program, capture_output=True, text=True)
    try:
        return json.loads(run.stdout)
    except json.JSONDecodeError:
        sys.exit(f"{gradwalk} printed no JSON: {run.stderr or run.stdout[:200]}")


# --- comparing --------------------------------------------------------------------------------------------------------

NUMBER = re.compile(r"(?<![\w.])[+-]?(?:\d+\.?\d*(?:e[+-]?\d+)?|\.\d+|inf|nan)(?!\w)")


def as_floats(values):
    return [float(v) for v in values]


def agree(ours, theirs, short=False):
    """Whether two lists of numbers agree, as the text at the top says."""
    if len(ours) != len(theirs):
        return False
    ours, theirs = as_floats(ours), as_floats(theirs)
    largest = max([abs(v) for v in ours + theirs if math.isfinite(v)], default=0.0)
    allowed = max((1e-5 if short else 1e-9) * largest, 1e-6 if short else 1e-14)
    return all(
        a == b or (math.isnan(a) and math.isnan(b)) or abs(a - b) <= allowed for a, b in zip(ours, theirs)
    )


def lines_agree(ours, theirs, short=False):
    # A number's sign and the blanks that align it are part of the number.
    words = lambda line: [" ".join(part.split()) for part in NUMBER.split(line)]
    return words(ours) == words(theirs) and agree(NUMBER.findall(ours), NUMBER.findall(theirs), short)


def same(kind, ours, theirs, short=False):
    if ours is None or theirs is None:
        return ours is theirs
    if kind in ("line", "repr"):
        return lines_agree(ours, theirs, short)
    if kind in ("value", "grad", "list"):
        return agree(ours, theirs, short)
    if kind == "number":
        return agree([ours], [theirs], short)
    return ours == theirs


COMPARED = ("shape", "value", "grad", "number", "boolean", "string", "list", "repr")


def facts(report, short_lines=()):
    """A report as a dictionary of single facts, each with its place: (line, name, kind) -> (content, is short)."""
    found, line, position = {}, None, 0
    for text in report["output"]:
        if text.startswith(FENCE_MARK):
            line, position = int(text[len(FENCE_MARK) :]), 0
        else:
            found[line, f"printed line {position + 1}", "line"] = (text, line in short_lines)
            position += 1
    for name, entry in report["variables"].items():
        kept = re.match(r"line(\d+)_(.*)", name)
        if kept:
            for kind, content in entry.items():
                if kind in COMPARED:
                    place = (int(kept[1]), kept[2], kind)
                    found[place] = (content, entry.get("is short", int(kept[1]) in short_lines))
    return found


def short_fences(program):
    """The fences after `:precision 32`, by their line."""
    found, is_short = set(), False
    for number, line in enumerate(program.split("\n"), 1):
        if "set_default_dtype" in line:
            is_short = line.endswith("32)")
        if is_short:
            found.add(number)
            found.add(start)
        if line.startswith(f'print("{FENCE_MARK}'):
            start = number
    return found


# What differs, and why: (lesson, name or line, kind) -> reason. A list to keep short; it is empty now.
KNOWN = {}


def compare(path, options):
    """Prints what differs in a lesson and returns how many facts agree, differ, are known to, and runs that stopped."""
    text = path.read_text(encoding="utf-8")
    program = program_of(text)
    seed = int((re.search(r"^seed: (\d+)$", text.split("\n---\n")[0], re.M) or [0, 0])[1])
    short = short_fences(program)
    theirs_report = run_pytorch(program, path, options.gradwalk, seed)
    ours_report = run_gradwalk(options.gradwalk, program, seed)
    theirs, ours = facts(theirs_report, short), facts(ours_report, short)
    stopped = [r["error"]["line"] or 0 for r in (theirs_report, ours_report) if r["error"]]
    for who, report in [("PyTorch", theirs_report), ("Gradwalk", ours_report)]:
        if report["error"]:
            print(f"{path.name}:{report['error']['line']}: {who} stops: {report['error']['message']}")
    agreeing = differing = known = unreached = 0
    missing = object()
    for place in sorted(set(ours) | set(theirs), key=lambda p: (p[0] or 0, p[1], p[2])):
        line, name, kind = place
        one, is_short = theirs.get(place, (missing, False))
        mine = ours.get(place, (missing, False))[0]
        if kind == "repr" and one is missing:
            continue  # a function, a namespace or a list of tensors: only its kind has a text
        if mine is not missing and one is not missing and same(kind, mine, one, is_short):
            agreeing += 1
        elif stopped and (mine is missing or one is missing):
            unreached += 1
        elif (path.stem, name, kind) in KNOWN or (path.stem, line, kind) in KNOWN:
            known += 1
        else:
            differing += 1
            shown = lambda v: "nothing" if v is missing else str(v)[: None if options.verbose else 100]
            what = name if kind in ("line", "value", "number", "list") else f"{name}, {kind}"
            print(f"{path.name}:{line}: {what}\n    PyTorch   {shown(one)}\n    Gradwalk  {shown(mine)}")
    print(
        f"{path.stem}: {agreeing} compared and equal, {differing} different, {known} known to differ"
        + (f", {unreached} not reached" if unreached else "")
    )
    return agreeing, differing, known, len(stopped)


def main():
    parser = argparse.ArgumentParser(
        description="Runs the programs of the lessons under PyTorch and compares values, gradients and printed lines.",
        epilog="The text at the top of this file says what is compared, and how.",
    )
    parser.add_argument("lessons", nargs="*", help="parts of lesson names; all lessons if none is given")
    parser.add_argument("--gradwalk", default=str(ROOT / ".build/release/gradwalk"), help="the executable")
    parser.add_argument("-v", "--verbose", action="store_true", help="show differing values in full")
    options = parser.parse_args()
    if torch is None:
        print("skipped: PyTorch is not installed here (pip install torch)")
        return 0
    paths = sorted((ROOT / "lessons").glob("[0-9]*.md"))
    if options.lessons:
        paths = [p for p in paths if any(part in p.stem for part in options.lessons)]
    if not paths:
        parser.error("no lesson has such a name")
    if not Path(options.gradwalk).exists():
        parser.error(f"there is no {options.gradwalk}; build it, or name one with --gradwalk")
    counts = [compare(path, options) for path in paths]
    agreeing, differing, known, stopped = (sum(column) for column in zip(*counts))
    print(
        f"together: {len(paths)} lessons, {agreeing} compared and equal, {differing} different, "
        f"{known} known to differ"
    )
    return 1 if differing or stopped else 0


if __name__ == "__main__":
    sys.exit(main())
