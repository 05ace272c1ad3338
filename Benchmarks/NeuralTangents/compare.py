#!/usr/bin/env python3
"""neural-tangents beside the calculator's enclosures: every activation that both have, NNGP and NTK, float64.

    python3 compare.py KERNELCALC [--networks 40] [--seed 16]

The kernels of the inputs are handed over as numbers, 1 on the diagonal and a dyadic ρ beside it, so that both
programs compute the same real number. The calculator's values have 20 digits and a proven error, so that a
difference is the other program's error.

Prints tables in Markdown: one layer of each activation, by regions of ρ; and random chains of up to six layers
with random activations, weight and bias variances. Sums after activations are not compared: neural-tangents
refuses them. Exit code 1 where a chain of closed forms differs by more than --tolerance.
"""
import argparse
import json
import math
import random
import subprocess
import sys
import types
import warnings
from fractions import Fraction

# It imports TensorFlow, and nothing here needs it.
sys.modules["neural_tangents.experimental"] = types.ModuleType("neural_tangents.experimental")
import jax

jax.config.update("jax_enable_x64", True)
import numpy as np
from neural_tangents import stax

# It warns that quadrature has an error, which is what is measured.
warnings.simplefilter("ignore")
ROOT = math.sqrt(0.5)
# The calculator's name, neural-tangents' layer, whether the NTK exists.
CLOSED = [
    ("relu", stax.Relu(), True),
    ("abrelu(1/5, 1)", stax.LeakyRelu(0.2), True),
    ("abrelu(-1, 1)", stax.Abs(), True),
    ("abrelu(-1/3, 5/4)", stax.ABRelu(-1 / 3, 1.25), True),
    ("identity", stax.Identity(), True),
    ("erf", stax.Erf(), True),
    ("probit", stax.Erf(0.5, ROOT, 0.5), True),
    ("gelu", stax.Gelu(), True),
    ("sin(6/5, 0)", stax.Sin(1.0, 1.2, 0.0), True),
    ("sin(6/5, 3/10)", stax.Sin(1.0, 1.2, 0.3), True),
    ("cos(1/2, 1/4)", stax.Cos(1.0, 0.5, 0.25), True),
    ("exp(1/2)", stax.Exp(1.0, 0.5), True),
    ("gaussian(-4/5)", stax.Gaussian(1.0, -0.8), True),
    ("rbf(1/2)", stax.Rbf(0.5), True),
    ("sign", stax.Sign(), False),
    ("arc_cosine(0)", stax.RectifiedMonomial(0), False),
    ("arc_cosine(2)", stax.RectifiedMonomial(2), True),
    ("polynomial(0, 0, 0, 1)", stax.Monomial(3), True),
    ("polynomial(1/2, -1, 0, 1/3)", stax.Polynomial([0.5, -1.0, 0.0, 1 / 3]), True),
    ("hermite(3)", stax.Hermite(3), True),
    ("gabor(-1, 1, 0)", stax.Gabor(), True),
    ("1/2 + erf(u/2.4020563531719796)/2", stax.Sigmoid_like(), True),
    ("2*erf(u/4) - 1/2", stax.Erf(2.0, 0.25, -0.5), True),
    ("3/2*sin(u/2 + 1)", stax.Sin(1.5, 0.5, 1.0), True),
    ("-2*exp(u/4)", stax.Exp(-2.0, 0.25), True),
    ("3*exp(-u^2/2)", stax.Gaussian(3.0, -0.5), True),
]
# Those that it has by Gauss–Hermite quadrature only.
NUMERICAL = [
    ("tanh", jax.numpy.tanh),
    ("sigmoid", jax.nn.sigmoid),
    ("silu", jax.nn.silu),
    ("softplus", jax.nn.softplus),
    ("elu", jax.nn.elu),
    ("mish", lambda u: u * jax.numpy.tanh(jax.nn.softplus(u))),
]
DEGREE = 25
REGIONS = [
    ("|ρ| < 0.9", lambda rng: rng.uniform(-0.9, 0.9)),
    ("0.9 … 0.999", lambda rng: rng.choice([-1, 1]) * rng.uniform(0.9, 0.999)),
    ("to 1 − 10⁻⁶", lambda rng: rng.choice([-1, 1]) * (1 - 10 ** rng.uniform(-6, -3))),
    ("to 1 − 10⁻¹²", lambda rng: rng.choice([-1, 1]) * (1 - 10 ** rng.uniform(-12, -6))),
    ("±1", lambda rng: rng.choice([-1.0, 1.0])),
]


def batch(kernelcalc, questions):
    """The calculator's answers to (network, ρ), as (nngp, ntk) pairs of off-diagonal entries and diagonals."""
    lines = "".join(
        json.dumps({"dag": dag, "at": str(Fraction(rho)), "digits": 20}) + "\n" for dag, rho in questions)
    out = subprocess.run([kernelcalc, "analyze", "--batch", "-"], input=lines, capture_output=True, text=True)
    answers = []
    for line, question in zip(out.stdout.splitlines(), questions, strict=True):
        answer = json.loads(line)
        if "failure" in answer:
            raise SystemExit(f"{question}: {answer['failure']}")
        answers.append(answer["rules"]["exact"])
    return answers


def theirs(layer, rhos):
    """neural-tangents' kernels at the correlations of a list."""
    ones = np.ones((1, 1))
    start = stax.Identity()[2](ones, np.ones((len(rhos), 1)))
    kernel = start.replace(nngp=np.array([rhos]), ntk=np.zeros((1, len(rhos))))
    result = layer[2](kernel)
    return np.asarray(result.nngp)[0], np.asarray(result.ntk)[0], np.asarray(result.cov1)[0]


def dense(weight, bias=0):
    return stax.Dense(1, math.sqrt(weight), math.sqrt(bias) if bias else None)


def network(edges):
    """The JSON of a network from (source, target, activation, w, b)."""
    last = max(e[1] for e in edges)
    return json.dumps({
        "nodes": [str(k) for k in range(last + 1)], "input": "0", "output": str(last),
        "edges": [
            {"from": str(s), "to": str(t), "op": "parameterised", "activation": a, "variance": "1",
             "weight_variance": str(w), "bias_variance": str(b)} for s, t, a, w, b in edges]})


def relative(value, truth):
    return abs(value - truth) / abs(truth) if truth else abs(value)


def single_layers(kernelcalc, rng):
    print("| activation | kernel | " + " | ".join(name for name, _ in REGIONS) + " |")
    print("|---|---|" + "---|" * len(REGIONS))
    every = CLOSED + [(n, stax.ElementwiseNumerical(f, DEGREE), True) for n, f in NUMERICAL]
    for name, layer, has_slope in every:
        weight, bias = (1, 0) if name.startswith("hermite") else (Fraction(3, 2), Fraction(1, 8))
        dag = network([(0, 1, name, weight, bias)])
        cells = {"K": [], "Θ": []}
        for _, draw in REGIONS:
            rhos = [draw(rng) for _ in range(6)]
            truth = batch(kernelcalc, [(dag, rho) for rho in rhos])
            whole = stax.serial(dense(float(weight), float(bias)), layer, dense(1))
            nngp, ntk, _ = theirs(whole, rhos)
            for kernel, values, key in [("K", nngp, "nngp"), ("Θ", ntk, "ntk")]:
                if key == "ntk" and not has_slope:
                    cells[kernel].append(None)
                    continue
                cells[kernel].append(max(
                    relative(v, float(t[key]["offdiagonal"]["value"])) for v, t in zip(values, truth)))
        for kernel in cells:
            if None not in cells[kernel]:
                print(f"| `{name}` | {kernel} | " + " | ".join(f"{c:.0e}" for c in cells[kernel]) + " |", flush=True)


def random_chain(rng, numerical):
    """A chain of layers: the calculator's JSON, neural-tangents' layers, what it is in words."""
    known = [(n, l) for n, l, has_slope in CLOSED if has_slope and not n.startswith("hermite")]
    if numerical:
        known += [(n, stax.ElementwiseNumerical(f, DEGREE)) for n, f in NUMERICAL]
    edges, layers = [], []
    for k in range(rng.randint(1, 6)):
        name, layer = rng.choice(known)
        w, b = Fraction(rng.randint(4, 16), 8), Fraction(rng.choice([0, 0, 1, 2, 5]), 8)
        edges.append((k, k + 1, name, w, b))
        layers += [dense(float(w), float(b)), layer]
    words = " → ".join(f"{a} ({w}, {b})" for _, _, a, w, b in edges)
    return network(edges), stax.serial(*layers, dense(1)), words


def random_chains(kernelcalc, rng, count, numerical):
    """Prints the worst relative differences of chains, by regions of ρ; the largest of all."""
    worst = {name: (0.0, "", 0.0) for name, _ in REGIONS}
    for _ in range(count):
        dag, layer, words = random_chain(rng, numerical)
        rhos = [draw(rng) for _, draw in REGIONS for _ in range(4)]
        nngp, ntk, diagonal = theirs(layer, rhos)
        truth = batch(kernelcalc, [(dag, rho) for rho in rhos])
        for index, (rho, answer) in enumerate(zip(rhos, truth)):
            region = REGIONS[index // 4][0]
            pairs = [
                (nngp[index], answer["nngp"]["offdiagonal"]), (ntk[index], answer["ntk"]["offdiagonal"]),
                (diagonal[0], answer["nngp"]["diagonal"])]
            # Relative to the diagonal: an entry may be 0 by cancellation.
            for (value, enclosed), size in zip(pairs, ["nngp", "ntk", "nngp"]):
                size = abs(float(answer[size]["diagonal"]["value"]))
                difference = abs(value - float(enclosed["value"])) / size
                if not difference <= worst[region][0]:
                    worst[region] = (difference, words, rho)
    for region, (difference, words, rho) in worst.items():
        print(f"| {region} | {difference:.1e} | {words} at {rho!r} |")
    return max(difference for difference, _, _ in worst.values())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kernelcalc")
    parser.add_argument("--networks", type=int, default=40)
    parser.add_argument("--seed", type=int, default=16)
    parser.add_argument("--tolerance", type=float, default=1e-6)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    single_layers(options.kernelcalc, rng)
    for numerical in [False, True]:
        kind = "with quadrature, too" if numerical else "closed forms alone"
        print(f"\n{options.networks} chains ({kind}):\n")
        print("| region | largest difference, of the diagonal | where |\n|---|---|---|")
        largest = random_chains(options.kernelcalc, rng, options.networks, numerical)
        if not numerical and not largest <= options.tolerance:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
