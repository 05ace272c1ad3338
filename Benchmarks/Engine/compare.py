"""Runs kernelcalc, Arb and python-flint in alternation and prints ratios of processor time.

compare.py KERNELCALC ARB STEP [ROUNDS [TABLE…]]: the calculator, and the programs made of arb.c and
step.c; TABLE is terms, matrices, proofs, threads or one of the terms' names, all tables where none is given.
The interpreter that runs this must have python-flint. Times are of whole processes, start and output
included, except in the columns "C": there they are Arb's and CFixedPoint's own work on f^64.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from fractions import Fraction

import bisection
import inputs

kernelcalc, arb, step = sys.argv[1:4]
rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 7
wanted = sys.argv[5:]
here = os.path.dirname(os.path.abspath(__file__))
terms = {
    "f64": "f^64(x)",
    "kappa0": "kappa(0, x)",
    "kappa2": "kappa(2, x)",
    "kappa3": "kappa(3, x)",
    "printed": "x + f(x) + 2*f(f(x))",
    "ntk": "x + f(x) + x*kappa(0,x) + 2*f(f(x)) + 2*kappa(0,f(x))*(f(x) + x*kappa(0,x))",
    "exact": "x + f(x) + (2 + 2/pi)*f((2*f(x) + 2/pi)/(2 + 2/pi)) + 2/pi*sqrt(2 + 2/pi)",
}


def seconds(command):
    """Processor time of a process, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, output


def spread(values):
    low, middle, high = statistics.quantiles(values, n=4)
    return f"{middle:.2f} ({low:.2f} to {high:.2f})"


def agree(ours, theirs):
    """The same numbers to within the errors that both state."""
    for mine, peer in zip(ours, theirs.splitlines(), strict=True):
        value, _, radius = peer.strip("[]").partition(" +/- ")
        allowed = Fraction(mine["error"]) + Fraction(radius or 0)
        if abs(Fraction(mine["value"]) - Fraction(value)) > allowed:
            raise SystemExit(f"{mine['value']} ± {mine['error']} is not {peer}")


def peer(*arguments):
    return [sys.executable, os.path.join(here, arguments[0]), *map(str, arguments[1:])]


def row(*cells):
    print("|", " | ".join(map(str, cells)), "|", flush=True)


def questions(file, term, count, digits):
    """A batch of a term at points that the peers take too."""
    for k in range(count):
        point = f"{1998 * k - 999 * (count - 1)}/{1000 * (count - 1)}"
        line = {"expression": term, "at": point, "digits": digits}
        file.write(json.dumps(line) + "\n")
    file.flush()


def compare_term(task, bits):
    count = {1024: 300, 4096: 60}.get(bits, 1000)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        questions(file, terms[task], count, int(bits * 0.30103))
        ours = [kernelcalc, "evaluate", "--batch", file.name, "--threads", "1"]
        c = [arb, task, str(bits), str(count)]
        flint, plain, bare = [], [], []
        for _ in range(rounds):
            own, output = seconds(ours)
            flint_time, flint_output = seconds(peer("peer.py", task, bits, count))
            agree([json.loads(line) for line in output.splitlines()], flint_output)
            flint.append(flint_time / own)
            plain.append(seconds(c)[0] / own)
            if task == "f64":
                theirs = float(seconds([*c, "time"])[1])
                bare.append(theirs / float(seconds([step, str(bits), str(count)])[1]))
    last = spread(bare) if bare else ""
    row(f"`{terms[task]}`", bits, count, spread(flint), spread(plain), last)


def compare_matrix(bits):
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        for values in inputs.rows(200):
            print(*values, sep=",", file=file)
        file.flush()
        digits = str(int(bits * 0.30103))
        ours = [kernelcalc, "gram", "2_21_112", "--inputs", file.name, "--normalize"]
        ours += ["--rule", "variance-only", "--digits", digits, "--threads", "1", "--json"]
        ratios = []
        for _ in range(rounds):
            own, output = seconds(ours)
            theirs, flint_output = seconds(peer("peer.py", "gram", bits, 200))
            agree(json.loads(output)["entries"], flint_output)
            ratios.append(theirs / own)
    row("`2_21_112`, 200 × 200", bits, spread(ratios))


def compare_processes(name, ours, theirs):
    """Milliseconds of ours, and the ratio."""
    times = [(seconds(ours)[0], seconds(theirs)[0]) for _ in range(rounds)]
    milliseconds = 1000 * statistics.median(own for own, _ in times)
    row(name, f"{milliseconds:.0f}", spread([peer / own for own, peer in times]))


def scaling(name, command):
    """Wall time of one thread and of two, in alternation, and the processor time that two cost more."""
    walls, extra = [], []
    for _ in range(rounds):
        times = []
        for threads in ("1", "2"):
            start = time.monotonic()
            used = seconds([*command, "--threads", threads])[0]
            times.append((time.monotonic() - start, used))
        walls.append(times[0][0] / times[1][0])
        extra.append(times[1][1] / times[0][1])
    row(name, spread(walls), spread(extra))


def table(is_wanted, *head):
    if is_wanted:
        print()
        row(*head)
        row(*["---"] * len(head))
    return is_wanted


def is_wanted(name):
    return not wanted or name in wanted


tasks = [task for task in terms if is_wanted("terms") or task in wanted]
heads = ("term", "bits", "points", "python-flint / ours", "Arb / ours", "C: Arb / CFixedPoint")
if table(bool(tasks), *heads):
    for task in tasks:
        for bits in (64, 128, 256, 1024, 4096):
            compare_term(task, bits)
if table(is_wanted("matrices"), "kernel matrix", "bits", "python-flint / ours"):
    for bits in (64, 128, 256, 1024):
        compare_matrix(bits)
if table(is_wanted("proofs"), "statement", "ours, ms", "python-flint / ours"):
    start = "kappa(0, 1/3)"
    compare_processes(
        f"start: `evaluate '{start}'`",
        [kernelcalc, "evaluate", start],
        peer("peer.py", "kappa0", 64, 2),
    )
    for number, statement in enumerate(bisection.statements):
        theirs = peer("bisection.py", number)
        compare_processes(f"`{statement}`", [kernelcalc, "prove", statement], theirs)
if table(is_wanted("threads"), "work", "wall: 1 thread / 2", "processor time: 2 threads / 1"):
    with tempfile.TemporaryDirectory() as folder:
        batch, rows = os.path.join(folder, "batch.jsonl"), os.path.join(folder, "rows.csv")
        with open(batch, "w") as file:
            questions(file, terms["f64"], 20000, 77)
        with open(rows, "w") as file:
            for values in inputs.rows(500):
                print(*values, sep=",", file=file)
        scaling("`f^64(x)`, 20,000 points, 256 bits", [kernelcalc, "evaluate", "--batch", batch])
        gram = [kernelcalc, "gram", "2_21_112", "--inputs", rows, "--normalize", "--digits", "30"]
        scaling("`2_21_112`, 500 × 500, 30 digits", gram)
