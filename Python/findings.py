"""Measures what common implementations of κ₁ are off by; prints the table of FINDINGS.md.

    python Python/findings.py            # compares the table with Python/FINDINGS.md, exit code 1 if it differs
    python Python/findings.py --write    # writes Python/FINDINGS.md

The truth is computed with guaranteed error on a fixed set of points of all scales around −1, 0 and 1.
Packages that are not installed are said to be absent; the table was made with the versions it names:

    pip install ./Python numpy==1.26.4 "scipy<1.13" neural-tangents==0.6.5 jax==0.4.26 jaxlib==0.4.26
"""

import os
import pathlib
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np

from kernelcalc import fast
from kernelcalc.testing import measure

FILE = pathlib.Path(__file__).resolve().parent / "FINDINGS.md"


def textbook(xp):
    return lambda r: (xp.sqrt(1 - r * r) + r * (xp.pi - xp.arccos(r))) / xp.pi


def arctangent(r):
    s = np.sqrt((1 - r) * (1 + r))
    return (s + r * np.arctan2(s, -r)) / np.pi


def iterated(function, depth):
    def composed(r):
        for _ in range(depth):
            r = function(r)
        return r

    return composed


def implementations():
    """(name, version, dtype, depth, function) for what is installed, and the names of what is not."""
    rows = [
        ("NumPy, textbook formula", np.__version__, "float64", 1, textbook(np)),
        ("NumPy, textbook formula", np.__version__, "float64", 8, iterated(textbook(np), 8)),
        ("NumPy, textbook formula", np.__version__, "float32", 1, textbook(np)),
        ("NumPy, √((1−ρ)(1+ρ)) and arctan2", np.__version__, "float64", 1, arctangent),
    ]
    absent = []
    try:
        import jax

        jax.config.update("jax_enable_x64", True)
        import jax.numpy as jnp

        def of_jax(depth):
            function = jax.jit(iterated(textbook(jnp), depth))
            return lambda r: np.asarray(function(jnp.asarray(r)))

        rows += [
            ("JAX, textbook formula", jax.__version__, "float64", 1, of_jax(1)),
            ("JAX, textbook formula", jax.__version__, "float32", 1, of_jax(1)),
        ]
    except ImportError:
        absent.append("JAX")
    try:
        import neural_tangents
        from neural_tangents import stax

        def of_stax(depth):
            layers = []
            for _ in range(depth):
                layers += [stax.Dense(1), stax.Relu()]
            _, _, kernel_fn = stax.serial(*layers, stax.Dense(1))

            def function(r):
                one = np.sqrt(2.0) * np.array([[1.0, 0.0]])
                other = np.sqrt(2.0) * np.stack([r, np.sqrt((1 - r) * (1 + r))], axis=1)
                kernel = kernel_fn(one.astype(r.dtype), other.astype(r.dtype), "nngp")
                # Each ReLU with unit weight variance halves the kernel.
                return 2.0**depth * np.asarray(kernel)[0]

            return function

        version = neural_tangents.__version__
        rows += [
            ("neural-tangents, NNGP", version, "float64", 1, of_stax(1)),
            ("neural-tangents, NNGP", version, "float64", 8, of_stax(8)),
        ]
    except ImportError:
        absent.append("neural-tangents")
    try:
        import torch

        def of_torch(r):
            return textbook_torch(torch.from_numpy(r)).numpy()

        def textbook_torch(r):
            return (torch.sqrt(1 - r * r) + r * (torch.pi - torch.arccos(r))) / torch.pi

        rows.append(("PyTorch, textbook formula", torch.__version__, "float64", 1, of_torch))
    except ImportError:
        absent.append("PyTorch")
    rows += [
        ("this project, FastKernels", "", "float64", 1, fast.kappa1),
        ("this project, FastKernels", "", "float64", 8, iterated(fast.kappa1, 8)),
        ("this project, FastKernels", "", "float32", 1, fast.kappa1),
    ]
    return rows, absent


def magnitude(value):
    """Two digits are what does not change with a rounding here or there."""
    return "—" if value is None else f"{value:.1e}" if value >= 1000 else f"{value:.2g}"


def table():
    rows, absent = implementations()
    lines = [
        "# What common implementations are off by",
        "",
        "Made by `python Python/findings.py --write`; do not edit. The map of one ReLU layer, κ₁(ρ), and",
        "its eightfold iterate, against true values on points of all scales around −1, 0 and 1. Errors in",
        "units in the last place (ULP) of the type; a correctly rounded result has at most 0.5. Not finite:",
        "results that are NaN or infinite.",
        "",
        "| implementation | version | type | depth | near −1 | near 0 | near 1 | elsewhere | not finite |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, version, dtype, depth, function in rows:
        with np.errstate(all="ignore"):
            found = measure(function, depth=depth, dtype=dtype)
        regions = {region["region"]: region for region in found.json["regions"]}
        cells = [
            magnitude(regions[region]["max_ulp"] if region in regions else None)
            for region in ["near -1", "near 0", "near 1", "bulk"]
        ]
        lines.append(
            f"| {name} | {version} | {dtype} | {depth} | {' | '.join(cells)} | {found.nonfinite} |"
        )
    lines += [
        "",
        "Near ρ = −1 the value goes to 0 like (1 + ρ)^{3/2}, and every formula that subtracts loses its",
        "digits there. neural-tangents gets its correlations from inner products of inputs, whose rounding",
        "counts as its error here. Not installed when this was made: " + (", ".join(absent) or "none") + ".",
    ]
    return "\n".join(lines) + "\n"


text = table()
if sys.argv[1:] == ["--write"]:
    FILE.write_text(text, encoding="utf-8")
elif text != FILE.read_text(encoding="utf-8"):
    print(text)
    sys.exit("The table differs from Python/FINDINGS.md")
