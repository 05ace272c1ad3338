"""Runs kernelcalc, Arb and python-flint in alternation and prints ratios of processor time.

compare.py KERNELCALC ARB STEP [ROUNDS]: the calculator, and the programs made of arb.c and step.c.
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
from fractions import Fraction

kernelcalc, arb, step = sys.argv[1:4]
rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 7
here = os.path.dirname(os.path.abspath(__file__))
terms = {
    "f64": "f^64(x)",
    "kappa0": "kappa(0, x)",
    "kappa3": "kappa(3, x)",
    "printed": "x + f(x) + 2*f(f(x))",
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
    """The same numbers to within the errors that both lines state."""
    for mine, peer in zip(ours.splitlines(), theirs.splitlines(), strict=True):
        mine, (value, _, radius) = json.loads(mine), peer.strip("[]").partition(" +/- ")
        allowed = Fraction(mine["error"]) + Fraction(radius or 0)
        if abs(Fraction(mine["value"]) - Fraction(value)) > allowed:
            raise SystemExit(f"{mine['value']} ± {mine['error']} is not {peer}")


print("| term | bits | points | python-flint / ours | Arb / ours | C: Arb / CFixedPoint |")
print("|---|---|---|---|---|---|")
for task, term in terms.items():
    for bits in (64, 128, 256, 1024, 4096):
        count = {64: 1000, 128: 1000, 256: 1000, 1024: 300, 4096: 60}[bits]
        digits = int(bits * 0.30103)
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
            for k in range(count):
                point = f"{1998 * k - 999 * (count - 1)}/{1000 * (count - 1)}"
                line = {"expression": term, "at": point, "digits": digits}
                file.write(json.dumps(line) + "\n")
            file.flush()
            ours = [kernelcalc, "evaluate", "--batch", file.name, "--threads", "1"]
            python = [sys.executable, os.path.join(here, "peer.py"), task, str(bits), str(count)]
            c = [arb, task, str(bits), str(count)]
            flint, plain, bare = [], [], []
            for _ in range(rounds):
                own, output = seconds(ours)
                flint_time, flint_output = seconds(python)
                agree(output, flint_output)
                flint.append(flint_time / own)
                plain.append(seconds(c)[0] / own)
                if task == "f64":
                    theirs = float(seconds(c + ["time"])[1])
                    bare.append(theirs / float(seconds([step, str(bits), str(count)])[1]))
            last = spread(bare) if bare else ""
            print(f"| `{term}` | {bits} | {count} | {spread(flint)} | {spread(plain)} | {last} |")
            sys.stdout.flush()
