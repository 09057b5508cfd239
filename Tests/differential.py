#!/usr/bin/env python3
"""Generated programs under PyTorch and under Gradwalk: where they differ, one of the two is wrong.

    python3 Tests/differential.py --seed 1 --count 2000              programs of every family
    python3 Tests/differential.py --seed 1 --count 500 --family indexing,losses
    python3 Tests/differential.py --own-defaults --count 2000        each side with the defaults it has for everyone
    python3 Tests/differential.py --file PROGRAM.py …                these programs
    python3 Tests/differential.py --list                             the families

Needs torch (`pip install torch` in a virtual environment) and a release build, or a path in --gradwalk. Where there is
no torch it says "skipped". Exit: 0 if nothing differs but what is known, 1 if something does, 2 for wrong usage.

A program follows from seed, family and number alone. It runs under PyTorch in this process and under
`gradwalk run --json` on each engine, both with 64-bit floats as the default and 32-bit ones calculated in 32 bits; or,
with --own-defaults, PyTorch in 32 bits and Gradwalk in the 64 that it keeps, equal to 1e-4 of the largest entry. Where
numbers are not equal, PyTorch runs the program once more in the other precision, and the two runs judge (`Judge`): a
program that multiplies roundings is counted as "rounded", one that is wrong in any other way is not. These are the ways
to differ:

    crash     Gradwalk died, hung, or printed no report        refused   PyTorch runs it, Gradwalk stops
    engines   the two engines differ in a byte                 accepted  PyTorch stops, Gradwalk runs on
    value     a number, shape, type or gradient differs        text      a printed line differs

A program that differs is made shorter, line by line, as long as it differs in the same way. What differs by intention
stands in `KNOWN`, each with its reason: never a crash, never the engines, never a value.
"""

import argparse
import ast
import json
import math
import random
import re
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import differential_programs as programs
import kept_in_64_bits as kept
import pytorch_reference as reference

ROOT = Path(__file__).resolve().parent.parent

# How a program may differ: the way, what is found in the program or in what was said about it, and the reason.
KNOWN = [
    ("accepted", r"derivative for aten::heaviside", "its derivative is 0 here: the perceptron needs it"),
    ("accepted", r"INTERNAL ASSERT FAILED", "PyTorch asks to report it as its own bug"),
    ("accepted", r"backward\(\): NotImplementedError: Subtraction, the", "a ** b for Booleans b: only PyTorch's rule for b fails"),
    ("accepted", r"Output 0 of \w+ is a view and its base", "a part among several may be used after a change here"),
    ("accepted", r": (?!x\b|w\b)\w+.*: a leaf Variable that", "a view of what became a result later is none here either"),
    ("accepted", r"x\.data = [^>]*modified by an inplace", "PyTorch counts changes of what .data held before"),
    ("text", r"str\(y\)\[:", "the cut text ends before or in what PyTorch adds: grad_fn"),
    ("refused", r"is not in Gradwalk|has no '\w+' in Gradwalk", "a name that is not here says so"),
    ("text", r"PyTorch '[^-']*'.*Gradwalk '[^']*-0\.", "a sum begins with its first entry, which keeps the sign of −0"),
    ("refused", r"floor_divide", "rounding_mode='floor' has no derivative here, as // has none there"),
    ("refused", r"a tensor of shape \[.*\] has no '\w+'", "a method that is not here says so"),
    ("accepted", r"(flip|clone|\*)[^>]*view size is not compatible", "results lie row by row here, whatever made them"),
    ("refused", r"\.data\b[^>]*changed (it in place since|through)", "changed behind .data, PyTorch's gradient is wrong silently"),
    ("refused", r"kernel_size is one whole number", "a kernel without any size is none"),
    ("refused", r"2 \*\* 63[^>]*does not fit in 64 bits", "whole numbers are those of 64 bits, before their sign too"),
]


# --- both sides -------------------------------------------------------------------------------------------------------


class TooSlow(BaseException):
    """PyTorch took longer than a program may."""


def too_slow(*_):
    raise TooSlow


def under_pytorch(options, source):
    return in_time(lambda: reference.run(source, default="float32" if options.own_defaults else "float64"))


def in_time(run, seconds=10):
    signal.signal(signal.SIGALRM, too_slow)
    signal.alarm(seconds)
    try:
        return run()
    except TooSlow:
        return None
    finally:
        signal.alarm(0)


def under_gradwalk(options, source, engine, seconds=20):
    """The report, or a text about the crash; and the report's bytes."""
    call = [options.gradwalk, "run", "--json", "--engine", engine, *options.defaults, "-"]
    try:
        run = subprocess.run(call, input=source.encode(), capture_output=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return f"no end within {seconds} s", b""
    if run.returncode not in (0, 1, 4):
        return f"exit {run.returncode}: {run.stderr.decode(errors='replace')[:200]}", b""
    try:
        return json.loads(run.stdout), run.stdout
    except ValueError:
        return f"no JSON: {run.stdout.decode(errors='replace')[:200]}", b""


# --- comparing --------------------------------------------------------------------------------------------------------

SPECIAL = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}
PRINTED_NUMBER = re.compile(r"-?\d+\.\d+(?:e[+-]\d+)?|-?\d+e[+-]\d+")


def as_floats(values):
    return [SPECIAL[v] if v in SPECIAL else float(v) for v in values]


def agree(theirs, ours, tolerance):
    """Whether two arrays agree: to the tolerance, relative to their largest finite entry, or to what cancels out."""
    if len(theirs) != len(ours):
        return False
    theirs, ours = as_floats(theirs), as_floats(ours)
    return all(map(near(tolerance * largest(theirs + [1e-3])), theirs, ours))


def largest(values):
    return max((abs(v) for v in values if math.isfinite(v)), default=0.0)


def near(allowed):
    return lambda a, b: a == b or (a != a and b != b) or abs(a - b) <= allowed


class Judge:
    """Tells roundings that a program multiplies from wrong numbers, by PyTorch in another precision than was compared.

    Roundings of 64 bits are 5e8 times smaller than those of 32, and a program multiplies both alike. So a number of 64
    bits may lie off by 1e-9, and by a millionth of how far PyTorch's own 32 bits lie from its 64: a wrong number does
    not come that near to PyTorch's 64 bits. A number that is calculated in 32 bits on both sides may lie four times as
    far from PyTorch's 64 bits as PyTorch's own.
    """

    def __init__(self, options, source):
        self.both_short = not options.own_defaults and is_short(source)
        self.is_longer = options.own_defaults or self.both_short
        if options.own_defaults:
            report = in_time(lambda: kept.run(source))
        elif self.both_short:
            report = in_time(lambda: reference.run(kept.in_64_bits(source), default="float64"))
        else:
            report = in_time(lambda: reference.run(kept.in_32_bits(source), default="float32"))
        self.report = None if report is None or report["error"] else report

    def entry(self, name, kind):
        return self.report["variables"].get(name, {}).get(kind) if self.report else None

    def allows(self, theirs, other, ours):
        if other is None or not len(theirs) == len(other) == len(ours):
            return False
        theirs, other, ours = as_floats(theirs), as_floats(other), as_floats(ours)
        long = other if self.is_longer else theirs
        # Where PyTorch's 32 bits overflow they say nothing of how much a rounding is multiplied.
        multiplied = min(largest([a - b for a, b in zip(theirs, other)]), max(1e-3, largest(long)))
        allowed = 4 * multiplied if self.both_short else 1e-9 * largest(long) + 1e-6 * multiplied
        return all(map(near(allowed), long, ours))

    def allows_line(self, number, theirs, ours, lines):
        """Whether a printed line is what PyTorch prints of 64 bits, dtypes aside, which must be those of 32."""
        if not (self.report and self.is_longer and len(self.report["output"]) == lines):
            return False
        return dtypes(theirs) == dtypes(ours) and lines_agree(self.report["output"][number], ours, 1e-9)


def is_short(source):
    return re.search(r"float32|float\(\)|type_as", source)


def lines_agree(theirs, ours, tolerance):
    """The same text; numbers that are printed in full may differ in their last digits."""
    if theirs == ours:
        return True
    a, b = PRINTED_NUMBER.findall(theirs), PRINTED_NUMBER.findall(ours)
    if PRINTED_NUMBER.sub("#", theirs) != PRINTED_NUMBER.sub("#", ours) or len(a) != len(b):
        return False
    long = lambda text: len(text.split("e")[0].lstrip("-0.").replace(".", "")) > 8
    return all(x == y or (long(x) and agree([x], [y], max(tolerance, 1e-9))) for x, y in zip(a, b))


def dtypes(line):
    return re.findall(r"torch\.\w+", line)


def difference(theirs, ours, tolerance, judge=None):
    """The first difference of two reports of programs that ran to their end, as (way, words)."""
    for name, entry in theirs["variables"].items():
        found = ours["variables"].get(name)
        if found is None:
            return "value", f"{name} is missing"
        for kind, wanted in entry.items():
            if kind == "dtype":  # Compared as text, see with_kinds.
                continue
            got, other = found.get(kind, "nothing"), judge.entry(name, kind) if judge else None
            if kind in ("value", "grad", "list") and None not in (wanted, got) and got != "nothing":
                same = agree(wanted, got, tolerance) or (judge and judge.allows(wanted, other, got))
            elif kind == "number" and got != "nothing":
                other = None if other is None else [other]
                same = agree([wanted], [got], tolerance) or (judge and judge.allows([wanted], other, [got]))
            else:
                same = wanted == got or (judge and judge.is_longer and kind in ("string", "boolean") and other == got)
            if not same:
                return "value", f"{name}.{kind}: PyTorch {brief(wanted)}, Gradwalk {brief(got)}"
    lines = len(theirs["output"])
    for number, (a, b) in enumerate(zip(theirs["output"], ours["output"])):
        if not lines_agree(a, b, tolerance) and not (judge and judge.allows_line(number, a, b, lines)):
            return "text", f"printed line {number + 1}: PyTorch {a!r}, Gradwalk {b!r}"
    if lines != len(ours["output"]):
        return "text", f"PyTorch prints {lines} lines, Gradwalk {len(ours['output'])}"
    return None


def brief(value):
    text = str(value)
    return text if len(text) < 300 else text[:300] + " …"


def with_kinds(source, report):
    """The program and, behind it, what each of its tensors is: `value` holds no types."""
    lines = [
        f"print('{name} is', {name}.dtype, {name}.requires_grad, {name}.is_leaf)"
        for name, entry in report["variables"].items()
        if "dtype" in entry and "." not in name
    ]
    return source + "".join(line + "\n" for line in lines)


def verdict(options, source):
    """How a program differs, as (way, words); nothing where all agree. And whether PyTorch runs it."""
    theirs = under_pytorch(options, source)
    if theirs is None:
        return None, False
    runs = theirs["error"] is None
    if runs:
        # What PyTorch no longer lets one look at is compared as far as it is seen.
        longer = with_kinds(source, theirs)
        again = under_pytorch(options, longer)
        if again and not again["error"]:
            source, theirs = longer, again
    scalar, scalar_bytes = under_gradwalk(options, source, "scalar")
    tensor, tensor_bytes = under_gradwalk(options, source, "tensor")
    for engine, report in [("scalar", scalar), ("tensor", tensor)]:
        if isinstance(report, str):
            return ("crash", f"{engine} engine: {report}"), runs
    if scalar_bytes != tensor_bytes:
        return ("engines", str(difference(scalar, tensor, 0) or (scalar["error"], tensor["error"]))), runs
    error = scalar["error"]
    if runs and error:
        return ("refused", f"line {error['line']}: {error['message']}"), runs
    if not runs and not error:
        problem = theirs["error"]
        line = source.splitlines()[problem["line"] - 1].strip()
        return ("accepted", f"line {problem['line']}: {line}: {problem['class']}: {problem['message'][:200]}"), runs
    if not runs:
        return None, runs
    told = re.match(r"# tolerance: (\S+)", source)
    tolerance = 1e-4 if options.own_defaults else float(told[1]) if told else 1e-5 if is_short(source) else 1e-9
    found = difference(theirs, scalar, tolerance)
    if found and not difference(theirs, scalar, tolerance, Judge(options, source)):
        found = "rounded", found[1]
    return found, runs


def known(found, source):
    """The reason why a difference is meant to be."""
    return next((why for way, text, why in KNOWN if way == found[0] and re.search(text, source + found[1])), None)


# --- making a program shorter -----------------------------------------------------------------------------------------


def shorter(options, source, found, trials=150):
    """The program without the lines that its difference does not need."""
    size = max(1, source.count("\n") // 2)
    while trials > 0:
        lines, start, has_changed = source.splitlines(), 0, False
        while start < len(lines) and trials > 0:
            fewer = lines[:start] + lines[start + size :]
            candidate = "".join(line + "\n" for line in fewer)
            trials -= 1
            if fewer and parses(candidate) and same_way(verdict(options, candidate)[0], found):
                lines, source, has_changed = fewer, candidate, True
            else:
                start += size
        if not has_changed and size == 1:
            break
        size = max(1, size // 2)
    return source


def parses(source):
    try:
        ast.parse(source)
        return True
    except SyntaxError:
        return False


def same_way(one, other):
    """Whether two differences are of one kind: numbers, shapes and names of variables aside."""
    return one is not None and kind_of(one) == kind_of(other)


def kind_of(found):
    way, words = found
    if way in ("value", "text", "engines"):
        return way
    words = re.sub(r"line \d+: ", "", words)
    return way, re.sub(r"-?\d+(\.\d+)?|\[.*?\]|'\w+'", "#", words)[:60]


# --- the command ------------------------------------------------------------------------------------------------------


def arguments():
    parser = argparse.ArgumentParser(description="Runs generated programs under PyTorch and Gradwalk.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000, help="programs of all families together")
    parser.add_argument("--family", help="names of families, separated by commas")
    parser.add_argument("--file", nargs="+", type=Path, help="programs to compare instead")
    parser.add_argument("--list", action="store_true", help="name the families")
    parser.add_argument("--print", action="store_true", help="print the programs and run none")
    parser.add_argument("--whole", action="store_true", help="do not shorten what differs")
    parser.add_argument("--own-defaults", action="store_true", help="32-bit floats as PyTorch's default, ours as it is")
    parser.add_argument("--gradwalk", default=str(ROOT / ".build/release/gradwalk"), help="the executable")
    options = parser.parse_args()
    families = options.family.split(",") if options.family else list(programs.FAMILIES)
    for name in families:
        if name not in programs.FAMILIES:
            parser.error(f"there is no family '{name}'; --list names them")
    if not options.list and not options.print and not Path(options.gradwalk).exists():
        parser.error(f"there is no {options.gradwalk}; build it, or name one with --gradwalk")
    return options, families


def main():
    options, families = arguments()
    if options.list:
        print("\n".join(families))
        return 0
    if options.print:
        for family in families:
            for number in range(options.count // len(families)):
                print(f"# {family} {number}\n{programs.make(family, options.seed, number)}")
        return 0
    if reference.torch is None:
        print("skipped: PyTorch is not installed here (pip install torch)")
        return 0
    told = subprocess.run([options.gradwalk, "--help"], capture_output=True, text=True).stdout
    options.defaults = []
    if not options.own_defaults and "--default-dtype" in told:
        options.defaults = ["--default-dtype", "float64", "--precision", "32"]
    if options.file:
        sources = [(path.name, 0, path.read_text(encoding="utf-8")) for path in options.file]
    else:
        count = max(1, options.count // len(families))
        sources = ((f, n, programs.make(f, options.seed, n)) for f in families for n in range(count))
    return compare_all(options, sources)


def compare_all(options, sources):
    total, accepted, ways, kinds = 0, 0, Counter(), Counter()
    for family, number, source in sources:
        found, runs = verdict(options, source)
        total += 1
        accepted += runs
        if found is None:
            continue
        if found[0] == "rounded" or (not options.file and known(found, source)):
            ways["rounded" if found[0] == "rounded" else "known"] += 1
            continue
        ways[found[0]] += 1
        kinds[family, kind_of(found)] += 1
        if kinds[family, kind_of(found)] > 3:
            continue  # The same again is counted, not shown.
        if not options.whole:
            source = shorter(options, source, found)
            found = verdict(options, source)[0] or found
        print(f"--- {found[0]}: {family} {number}\n{source}>>> {found[1]}\n", flush=True)
    found = ", ".join(f"{ways[way]} {way}" for way in sorted(ways)) or "nothing differs"
    print(f"{total} programs, {accepted} of them run under PyTorch: {found}")
    return 1 if any(ways[way] for way in ways if way not in ("known", "rounded")) else 0


if __name__ == "__main__":
    sys.exit(main())
