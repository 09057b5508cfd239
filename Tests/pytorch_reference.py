#!/usr/bin/env python3
"""What PyTorch makes of a program, as `gradwalk run --json` would report it.

    python3 Tests/pytorch_reference.py             writes NAME.json beside every NAME.py of the fixtures `found`
    python3 Tests/pytorch_reference.py FILE …      prints the report of each program

Needs torch and micrograd (`pip install torch micrograd` in a virtual environment). A program is run in an empty folder, with 64-bit floats as
the default and one thread. The report holds the printed lines without `grad_fn`, the variables of the top level as
`report_of` says, and the error that stopped the program: its class and line, since words are nobody's promise.
"""

import contextlib
import io
import json
import math
import os
import re
import sys
import tempfile
import warnings
from pathlib import Path

try:
    import torch
except ImportError:
    torch = None

FOUND = Path(__file__).resolve().parent / "InterpreterTests" / "Fixtures" / "found"
GRAD_FN = re.compile(r",\s*grad_fn=<[^>]*>")


def run(source, name="<program>", default="float64"):
    """The report of a program under PyTorch."""
    reset(default)
    names, printed, error = {"__name__": "__main__"}, io.StringIO(), None
    with empty_folder(), contextlib.redirect_stdout(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exec(compile(source, name, "exec", dont_inherit=True), names)
        except Exception as problem:
            error = {"class": type(problem).__name__, "line": line_of(problem, name), "message": str(problem)}
        variables = {}
        for variable, value in names.items():
            if not variable.startswith("__"):
                variables |= report_of(variable, value)
    reset()
    output = GRAD_FN.sub("", printed.getvalue()).split("\n")
    return {"output": output if output[-1] else output[:-1], "variables": variables, "error": error}


def reset(default="float64"):
    """PyTorch as a program finds it."""
    torch.set_default_dtype(getattr(torch, default))
    torch.set_grad_enabled(True)
    torch.set_num_threads(1)
    torch.set_printoptions(profile="default")
    torch.manual_seed(0)


@contextlib.contextmanager
def empty_folder():
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


def line_of(problem, name):
    """The line of the program that an error comes from, be it from within a library."""
    line = problem.lineno if isinstance(problem, SyntaxError) else None
    trace = problem.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == name:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def number(value):
    """A number as JSON can say it."""
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return int(value) if isinstance(value, bool) else value


def numbers(tensor):
    return [number(value) for value in tensor.detach().flatten().tolist()]


def report_of(name, value):
    """The entries of a variable: tensors, numbers, texts and lists of numbers by value, modules by their parameters."""
    if isinstance(value, torch.Tensor):
        shown = {"shape": list(value.shape), "dtype": str(value.dtype)[6:], "value": numbers(value)}
        return {name: shown | {"grad": None if value.grad is None else numbers(value.grad)}}
    if isinstance(value, torch.nn.Module):
        found = {}
        for parameter, p in value.named_parameters():
            found |= report_of(f"{name}.{parameter}", p)
        return found
    if isinstance(value, bool):
        return {name: {"boolean": value}}
    if isinstance(value, (int, float)):
        return {name: {"number": number(value)}}
    if isinstance(value, str):
        return {name: {"string": value}}
    if isinstance(value, list) and all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in value):
        return {name: {"list": [number(v) for v in value]}}
    return {}


def main(arguments):
    if torch is None:
        print("skipped: PyTorch is not installed here (pip install torch)")
        return 0
    warnings.simplefilter("ignore")
    for path in map(Path, arguments):
        print(json.dumps(run(path.read_text(encoding="utf-8")), ensure_ascii=False, indent=1))
    for path in [] if arguments else sorted(FOUND.glob("*.py")):
        report = run(path.read_text(encoding="utf-8"))
        if report["error"] and report["error"]["class"] == "ModuleNotFoundError":
            sys.exit(f"{path.name}: {report['error']['message']}")
        if report["error"]:
            # What PyTorch says changes from version to version.
            del report["error"]["message"]
        text = json.dumps(report, ensure_ascii=False, allow_nan=False)
        path.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
