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
they are not, PyTorch runs the program once more as Gradwalk keeps it, in 64 bits with draws of 32 (`kept_in_64_bits`):
what equals that to 1e-9 was a rounding of 32 bits that the program multiplied, and is counted as "rounded". The same
program multiplies roundings of 64 bits, which are 5e8 times smaller, likewise: to the 1e-9 comes a millionth of how far
PyTorch's own 32 bits lie from its 64. These are the ways to differ:

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
    ("refused", r"is not in Gradwalk|has no '\w+' in Gradwalk", "a name that is not here says so"),
    ("text", r"PyTorch '[^-']*'.*Gradwalk '[^']*-0\.", "a sum begins with its first entry, which keeps the sign of −0"),
    ("refused", r"floor_divide", "rounding_mode='floor' has no derivative here, as // has none there"),
    ("refused", r"a tensor of shape \[.*\] has no '\w+'", "a method that is not here says so"),
    ("refused", r"\.data\b[^>]*changed it in place since", "changed behind .data, PyTorch's gradient is wrong silently"),
    ("refused", r"2 \*\* 63[^>]*does not fit in 64 bits", "whole numbers are those of 64 bits, before their sign too"),
]


# --- both sides -------------------------------------------------------------------------------------------------------


class TooSlow(BaseException):
    """PyTorch took longer than a program may."""


def too_slow(*_):
    raise TooSlow


def under_pytorch(options, source, seconds=10):
    signal.signal(signal.SIGALRM, too_slow)
    signal.alarm(seconds)
    try:
        return reference.run(source, default="float32" if options.own_defaults else "float64")
    except TooSlow:
        return None
    finally:
        signal.alarm(0)


def under_pytorch_in_64_bits(source, seconds=10):
    """The report of the program whose float32 numbers keep 64 bits; nothing where it does not run to its end."""
    signal.signal(signal.SIGALRM, too_slow)
    signal.alarm(seconds)
    try:
        report = kept.run(source)
        return None if report["error"] else report
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


def agree_in_64_bits(short, long, ours):
    """Whether ours is PyTorch's array in 64 bits, but for what the program makes of roundings of 64 bits."""
    if not len(short) == len(long) == len(ours):
        return False
    short, long, ours = as_floats(short), as_floats(long), as_floats(ours)
    multiplied = largest([a - b for a, b in zip(short, long)])
    return all(map(near(1e-9 * largest(long) + 1e-6 * min(multiplied, largest(long))), long, ours))


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


def difference(theirs, ours, tolerance, in_64_bits=None):
    """The first difference of two reports of programs that ran to their end, as (way, words).

    What differs from PyTorch's 32 bits is right where it is what PyTorch has in 64; dtypes are always those of 32 bits.
    """
    for name, entry in theirs["variables"].items():
        found = ours["variables"].get(name)
        if found is None:
            return "value", f"{name} is missing"
        longer = in_64_bits["variables"].get(name, {}) if in_64_bits else {}
        for kind, wanted in entry.items():
            if kind == "dtype":  # Compared as text, see with_kinds.
                continue
            got = found.get(kind, "nothing")
            long = longer.get(kind, "nothing")
            if kind in ("value", "grad", "list") and None not in (wanted, got) and got != "nothing":
                same = agree(wanted, got, tolerance) or isinstance(long, list) and agree_in_64_bits(wanted, long, got)
            elif kind == "number" and got != "nothing":
                same = agree([wanted], [got], tolerance) or kind in longer and agree_in_64_bits([wanted], [long], [got])
            else:
                same = wanted == got or (kind in ("string", "boolean") and long == got)
            if not same:
                return "value", f"{name}.{kind}: PyTorch {brief(wanted)}, Gradwalk {brief(got)}"
    longer = in_64_bits["output"] if in_64_bits else []
    for number, (a, b) in enumerate(zip(theirs["output"], ours["output"])):
        same = lines_agree(a, b, tolerance)
        if not same and len(longer) == len(theirs["output"]) and dtypes(a) == dtypes(b):
            same = lines_agree(longer[number], b, 1e-9)
        if not same:
            return "text", f"printed line {number + 1}: PyTorch {a!r}, Gradwalk {b!r}"
    if len(theirs["output"]) != len(ours["output"]):
        return "text", f"PyTorch prints {len(theirs['output'])} lines, Gradwalk {len(ours['output'])}"
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
        source = with_kinds(source, theirs)
        theirs = under_pytorch(options, source)
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
        return ("accepted", f"line {problem['line']}: {problem['class']}: {problem['message'][:200]}"), runs
    if not runs:
        return None, runs
    told = re.match(r"# tolerance: (\S+)", source)
    is_short = re.search(r"float32|float\(\)|type_as", source)
    tolerance = 1e-4 if options.own_defaults else float(told[1]) if told else 1e-5 if is_short else 1e-9
    found = difference(theirs, scalar, tolerance)
    if found and options.own_defaults and not difference(theirs, scalar, tolerance, under_pytorch_in_64_bits(source)):
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
