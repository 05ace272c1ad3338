"""Paired measurements of the fast kernels; see README.md.

usage: compare.py kappa1 LIBRARY
       compare.py nngp FAST_BENCHMARK      (needs neural-tangents)
"""
import ctypes
import math
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np


def seconds(body):
    start = time.perf_counter()
    body()
    return time.perf_counter() - start


def quartiles(values):
    a, b, c = statistics.quantiles(values, n=4)
    return f"{b:.3g} ({a:.3g} to {c:.3g})"


def truth(r, depth):
    """kappa1 iterated, with 60 digits."""
    import mpmath

    with mpmath.workdps(60):
        x = mpmath.mpf(r)
        for _ in range(depth):
            x = max(-1, min(1, x))
            x = (mpmath.sqrt(1 - x * x) + x * (mpmath.pi - mpmath.acos(x))) / mpmath.pi
        return x


def kappa1(library):
    fast = ctypes.CDLL(library).kernelcalc_kappa1_f64
    count = 1 << 14
    x = np.random.default_rng(1).uniform(-1, 1, count)
    y = np.empty_like(x)
    pointers = (x.ctypes.data_as(ctypes.c_void_p), y.ctypes.data_as(ctypes.c_void_p))
    repeats = 64

    def ours():
        for _ in range(repeats):
            fast(*pointers, ctypes.c_size_t(count))

    def naive():
        for _ in range(repeats):
            (np.sqrt(1 - x * x) + x * (np.pi - np.arccos(x))) / np.pi

    times = [(seconds(ours), seconds(naive)) for _ in range(50)]
    scale = 1e9 / count / repeats
    print("ns a value, median and quartiles of 50 pairs")
    print("  kernelcalc_kappa1_f64", quartiles([a * scale for a, _ in times]))
    print("  NumPy, naive formula ", quartiles([b * scale for _, b in times]))
    print("  NumPy/fast in a pair ", quartiles([b / a for a, b in times]))
    for name, points in (
        ("middle", np.linspace(-0.9, 0.9, 2000)),
        ("near 1", 1 - 2.0 ** -np.arange(2, 53, 0.25)),
        ("near -1", -1 + 2.0 ** -np.arange(2, 53, 0.25)),
    ):
        result = np.empty_like(points)
        fast(
            points.ctypes.data_as(ctypes.c_void_p), result.ctypes.data_as(ctypes.c_void_p),
            ctypes.c_size_t(len(points)),
        )
        formula = (np.sqrt(1 - points * points) + points * (np.pi - np.arccos(points))) / np.pi
        worst = [0.0, 0.0]
        for r, *values in zip(points, result, formula):
            exact = truth(float(r), 1)
            ulp = 2.0 ** (math.frexp(float(exact))[1] - 53)
            worst = [max(w, abs(float(v - exact)) / ulp) for w, v in zip(worst, values)]
        print(f"  worst ULP {name}: fast {worst[0]:.3g}, NumPy {worst[1]:.3g}")


def nngp(program, count=2000, width=64, depth=8):
    import jax

    jax.config.update("jax_enable_x64", True)
    from neural_tangents import stax

    rng = np.random.default_rng(2)
    x = rng.standard_normal((count, width))
    # Rows that nearly repeat or oppose another, as data sets have.
    x[1::10] = x[0::10] + 1e-6 * x[1::10]
    x[2::10] = -x[0::10] + 1e-6 * x[2::10]
    x *= math.sqrt(width) / np.linalg.norm(x, axis=1, keepdims=True)
    layers = [layer for _ in range(depth) for layer in (stax.Dense(1, W_std=math.sqrt(2)), stax.Relu())]
    _, _, kernel = stax.serial(*layers)
    compiled = jax.jit(lambda a: kernel(a, None, "nngp"))
    first = seconds(lambda: compiled(x).block_until_ready())
    print(f"neural-tangents, first call with compilation: {first:.2f} s")

    with tempfile.NamedTemporaryFile(dir="/dev/shm") as file:
        file.truncate(8 * count * count)
        shared = np.memmap(file.name, dtype=np.float64, mode="r+", shape=(count, count))
        server = subprocess.Popen(
            [program, file.name, str(count), "_".join("0" * k + "2" for k in range(depth))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )

        def ours():
            np.matmul(x, x.T, out=shared)
            np.divide(shared, width, out=shared)
            server.stdin.write("\n")
            server.stdin.flush()
            parts.append([float(word) for word in server.stdout.readline().split()])

        parts = []
        ours()
        times = [(seconds(ours), seconds(lambda: compiled(x).block_until_ready())) for _ in range(15)]
        print(f"{count}x{count}, depth {depth}, from the inputs; seconds, median and quartiles of 15 pairs")
        print("  fast, with NumPy's Gram matrix  ", quartiles([a for a, _ in times]))
        print("  of which propagation in place   ", quartiles([p[0] for p in parts[1:]]))
        print("  neural-tangents                 ", quartiles([b for _, b in times]))
        print("  neural-tangents/fast in a pair  ", quartiles([b / a for a, b in times]))
        theirs = np.asarray(compiled(x))
        gram = x @ x.T / width
        pairs = [(i, j) for i in range(0, 200, 10) for j in (i + 1, i + 2)]
        pairs += [tuple(rng.integers(0, count, 2)) for _ in range(300)]
        errors = []
        for i, j in pairs:
            if i == j:
                continue
            a, b = sorted((i, j))
            exact = normalised(gram, a, b, depth)
            errors.append([abs(float(m[a, b] - exact)) for m in (shared, theirs)])
        worst = np.max(errors, axis=0)
        print(f"  largest error over {len(errors)} entries: fast {worst[0]:.2g} (guaranteed {parts[0][1]:.2g}),"
              f" neural-tangents {worst[1]:.2g}")
        server.stdin.close()
        server.wait()


def normalised(gram, i, j, depth):
    """The kernel of the entries that the Gram matrix has."""
    import mpmath

    with mpmath.workdps(60):
        size = mpmath.sqrt(mpmath.mpf(float(gram[i, i])) * mpmath.mpf(float(gram[j, j])))
        return size * truth(mpmath.mpf(float(gram[i, j])) / size, depth)


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] in ("kappa1", "nngp"):
        {"kappa1": kappa1, "nngp": nngp}[sys.argv[1]](sys.argv[2])
    else:
        sys.exit(__doc__)
