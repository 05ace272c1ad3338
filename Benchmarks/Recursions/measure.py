"""Processor time of long recursions; see README.md.

usage: measure.py KERNELCALC [OTHER]      (times of OTHER beside it, runs alternating)
"""
import resource
import statistics
import subprocess
import sys
import tempfile


def residual(blocks):
    """Node t is a ReLU edge from node t - 1 and a skip from node t - 2."""
    return "_".join("0" * max(0, t - 2) + "1" * (t > 1) + "2" for t in range(1, blocks + 1))


def complete(nodes):
    """A ReLU edge between every two nodes."""
    return "_".join("2" * t for t in range(1, nodes + 1))


def run(program, arguments):
    """Processor seconds and the length of what is printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    output = subprocess.run([program, *arguments], check=True, capture_output=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime, len(output)


def main(programs):
    cases = [("start-up, evaluate f(1/2)", None, ["evaluate", "f(1/2)"], 15)]
    at = ["--at", "1/2", "--digits", "50"]
    for blocks in (25, 50, 100):
        cases.append((f"residual chain of {blocks}, both rules", residual(blocks), at, 7))
    for blocks in (250, 500, 1000):
        for rule in ("variance-only", "exact", "both"):
            options = [*at, "--form", "recursion", "--rule", rule]
            cases.append((f"residual chain of {blocks}, {rule}", residual(blocks), options, 3))
    for nodes in (50, 100, 200, 500):
        options = [*at, "--form", "recursion", "--rule", "exact"]
        cases.append((f"complete network, H = {nodes}, exact", complete(nodes), options, 3 if nodes < 500 else 1))
    for name, network, options, repeats in cases:
        with tempfile.NamedTemporaryFile("w") as file:
            if network:
                file.write(network)
                file.flush()
                options = ["analyze", "@" + file.name, *options]
            runs = [[run(program, options) for program in programs] for _ in range(repeats)]
        times = [statistics.median(r[k][0] for r in runs) for k in range(len(programs))]
        line = f"{name:42s} {times[0]:7.3f} s  {runs[0][0][1]:9d} bytes"
        if len(programs) > 1:
            ratio = statistics.median(r[0][0] / max(r[1][0], 1e-3) for r in runs)
            line += f"   other {times[1]:7.3f} s   ratio {ratio:.2f}"
        print(line, flush=True)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(sys.argv[1:])
