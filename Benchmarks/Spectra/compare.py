#!/usr/bin/env python3
"""Times kernelcalc's certified eigenvalues beside NumPy and Arb, in one run.

    python3 compare.py KERNELCALC [--sizes 500,1000,2000] [--arb 100,200] [--large]

Needs numpy; with python-flint also Arb. Times are processor time, the command's own start-up and the
reading of data included.
"""

import argparse
import os
import resource
import subprocess
import tempfile
import time

# Waiting threads would count as processor time.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
import numpy  # noqa: E402


def command(arguments):
    """Processor time, peak memory of all children so far, and output of a run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run(arguments, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode != 0:
        raise SystemExit(f"{arguments}: {run.stderr}")
    return (
        after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime,
        after.ru_maxrss / 1024,
        run.stdout,
    )


def processor_time(body):
    start = time.process_time()
    result = body()
    return time.process_time() - start, result


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kernelcalc")
    parser.add_argument("--dag", default="2_21_112")
    parser.add_argument("--sizes", default="500,1000,2000")
    parser.add_argument("--arb", default="50,100,200")
    parser.add_argument("--large", action="store_true", help="10,000 inputs too")
    options = parser.parse_args()
    generator = numpy.random.default_rng(1)
    with tempfile.TemporaryDirectory() as folder:
        data, matrix = os.path.join(folder, "x.npy"), os.path.join(folder, "K.npy")

        def inputs(count):
            numpy.save(data, generator.integers(0, 17, (count, 64)))

        def run(name, *more):
            return command(
                [options.kernelcalc, name, options.dag, "--inputs", data, "--normalize", *more])

        inputs(2)
        start = min(run("spectrum")[0] for _ in range(5))
        print(f"start-up, with 2 inputs: {start:.3f} s")
        print(
            "N, spectrum (s), matrix alone (s), all eigenvalues too (s), eigvalsh (s), ratio, eigh (s), ratio, "
            "lambda_min")
        for count in map(int, options.sizes.split(",")):
            inputs(count)
            gram, _, _ = run("gram", "--out", matrix)
            spectrum, _, text = run("spectrum")
            every, _, _ = run("spectrum", "--all")
            kernel = numpy.load(matrix)
            plain, values = processor_time(lambda: numpy.linalg.eigvalsh(kernel))
            vectors, _ = processor_time(lambda: numpy.linalg.eigh(kernel))
            found = next(line for line in text.splitlines() if "λ_min ∈" in line).strip()
            print(
                f"{count}, {spectrum:.3f}, {gram:.3f}, {every:.3f}, {plain:.3f}, {spectrum / plain:.2f}, "
                f"{vectors:.3f}, {every / vectors:.2f}, "
                f"{found} (eigvalsh {values[0]:.9f})")
        try:
            import flint
        except ImportError:
            flint = None
        if flint:
            flint.ctx.dps = 50
            # python-flint does not have arb_mat_cho; a certified inverse proves regularity too.
            print("N, spectrum to 50 digits (s), all eigenvalues (s), Arb: inverse (s), eig (s)")
            for count in map(int, options.arb.split(",")):
                inputs(count)
                spectrum, _, _ = run("spectrum", "--digits", "50")
                every, _, _ = run("spectrum", "--digits", "6", "--all", "--arithmetic", "multiprecision")
                run("gram", "--out", matrix)
                kernel = numpy.load(matrix)
                arb = flint.arb_mat([[flint.arb(float(x)) for x in row] for row in kernel])
                inverse, _ = processor_time(arb.inv)
                eig = "skipped"
                if count <= 50:
                    complex_matrix = flint.acb_mat(arb)
                    eig = f"{processor_time(complex_matrix.eig)[0]:.2f}"
                print(f"{count}, {spectrum:.2f}, {every:.2f}, {inverse:.2f}, {eig}")
        if options.large:
            inputs(10_000)
            spectrum, memory, text = run("spectrum")
            print(f"10000: {spectrum:.1f} s of processor time, {memory:.0f} MB")


main()
