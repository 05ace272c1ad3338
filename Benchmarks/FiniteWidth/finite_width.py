#!/usr/bin/env python3
"""Networks of finite width beside the calculator's limits: K and Θ of random networks with mixed
activations, biases, normalised nodes and coherent skips.

    python3 finite_width.py KERNELCALC [--width 4096] [--draws 200] [--weights conditional|matrices]
        [--rho 3/10] [NETWORK…]

An edge X ↦ √(c/m)·σ(√w·W X + √b·β) has an m×m matrix W of independent N(0, 1) entries; the output is
a·X with a ~ N(0, I). Θ is the contraction of the output's gradient by every parameter, a, W and β, found by
backpropagation: ⟨∂/∂W at x_i, at x_j⟩ = w·⟨δ_i, δ_j⟩⟨X_i, X_j⟩ and ⟨∂/∂β, ∂/∂β⟩ = b·⟨δ_i, δ_j⟩ with
δ the gradient by the pre-activations.

--weights matrices draws every W. --weights conditional draws what W does to the two inputs: W X (two
columns) is Gaussian with the covariance XᵀX in each row, and given W X the product Wᵀδ is
X(XᵀX)⁻¹(W X)ᵀδ plus a Gaussian of covariance δᵀδ in each row, orthogonal to X, since δ is independent of
the rest of W. That is the same distribution, in O(m) instead of O(m²).

Prints one line a quantity with the mean over the draws, its standard error, the limit, and the difference in
standard errors; exit code 1 where one is beyond three.
"""
import argparse
import json
import math
import subprocess
import sys
from fractions import Fraction

import numpy as np

SQRT2PI = math.sqrt(2 * math.pi)


def gauss_cdf(u):
    """Φ, by the complementary error function."""
    return 0.5 * np.vectorize(math.erfc, otypes=[float])(-u / math.sqrt(2))


def sigmoid(u):
    return 0.5 * (1 + np.tanh(u / 2))


def activation(text):
    """σ and σ′ by the name that the calculator has for them."""
    name, _, rest = text.partition("(")
    p = [float(Fraction(x.strip())) for x in rest.rstrip(")").split(",")] if rest else []
    if name == "relu":
        return (lambda u: np.maximum(u, 0)), (lambda u: (u > 0) * 1.0)
    if name == "identity":
        return (lambda u: u), np.ones_like
    if name == "arc_cosine":
        n = p[0]
        return (lambda u: np.maximum(u, 0) ** n), (lambda u: n * np.maximum(u, 0) ** (n - 1))
    if name == "abrelu":
        return (lambda u: np.where(u < 0, p[0], p[1]) * u), (lambda u: np.where(u < 0, p[0], p[1]))
    if name == "erf":
        erf = np.vectorize(math.erf, otypes=[float])
        return erf, (lambda u: 2 / math.sqrt(math.pi) * np.exp(-u * u))
    if name == "gelu":
        density = lambda u: np.exp(-u * u / 2) / SQRT2PI
        return (lambda u: u * gauss_cdf(u)), (lambda u: gauss_cdf(u) + u * density(u))
    if name == "sin":
        return (lambda u: np.sin(p[0] * u + p[1])), (lambda u: p[0] * np.cos(p[0] * u + p[1]))
    if name == "gaussian":
        f = lambda u: np.exp(p[0] * u * u)
        return f, (lambda u: 2 * p[0] * u * f(u))
    if name == "tanh":
        return np.tanh, (lambda u: 1 - np.tanh(u) ** 2)
    if name == "silu":
        return (lambda u: u * sigmoid(u)), (
            lambda u: sigmoid(u) * (1 + u * (1 - sigmoid(u))))
    if name == "softplus":
        return (lambda u: np.logaddexp(0, u)), sigmoid
    raise SystemExit(f"no activation {text} here")


class Network:
    """A network as `kernelcalc graph --format json` writes it."""

    def __init__(self, kernelcalc, text):
        out = subprocess.run(
            [kernelcalc, "graph", text, "--json"], capture_output=True, text=True, check=True)
        data = json.loads(out.stdout)
        nodes = [n if isinstance(n, dict) else {"name": n} for n in data["nodes"]]
        names = [n["name"] for n in nodes]
        self.epsilon = [float(Fraction(n["normalize"])) if "normalize" in n else None for n in nodes]
        self.output = names.index(data["output"])
        self.edges = []
        for e in data["edges"]:
            number = lambda key, standard: float(Fraction(e.get(key, standard)))
            layer = None
            if e["op"] != "skip":
                layer = activation(e.get("activation", "relu")) + (
                    number("variance", 2), number("weight_variance", 1), number("bias_variance", 0))
            self.edges.append(
                (names.index(e["from"]), names.index(e["to"]), number("scale", 1), layer))


class Matrices:
    """What a drawn W does: W X, and later Wᵀδ."""

    def __init__(self, x, rng):
        m = x.shape[0]
        self.w = rng.standard_normal((m, m), dtype=np.float32)
        self.forward = self.w @ x.astype(np.float32)

    def backward(self, delta):
        return self.w.T @ delta.astype(np.float32)


class Conditional:
    """The same in distribution, from two columns each."""

    def __init__(self, x, rng):
        self.x, self.rng = x, rng
        self.forward = rng.standard_normal(x.shape) @ self.root(x.T @ x).T

    @staticmethod
    def root(gram):
        values, vectors = np.linalg.eigh(gram)
        return vectors * np.sqrt(np.maximum(values, 0))

    def backward(self, delta):
        x = self.x
        inverse = np.linalg.pinv(x.T @ x, rcond=1e-12)
        fresh = self.rng.standard_normal(x.shape) @ self.root(delta.T @ delta).T
        return x @ inverse @ (self.forward.T @ delta) + fresh - x @ (inverse @ (x.T @ fresh))


def draw(network, x, rng, weights):
    """K and Θ of one random network on the two columns of x."""
    m = x.shape[0]
    nodes = [None] * len(network.epsilon)
    sums = [np.zeros_like(x) for _ in nodes]
    reached = [i == 0 for i in range(len(nodes))]
    sums[0] = x
    used, scales = {}, {}
    for node in range(len(nodes)):
        for k, (source, target, scale, layer) in enumerate(network.edges):
            if target != node or not reached[source]:
                continue
            reached[node] = True
            if layer is None:
                sums[node] = sums[node] + scale * nodes[source]
                continue
            sigma, _, c, w, b = layer
            product = weights(nodes[source], rng)
            beta = rng.standard_normal((m, 1))
            u = math.sqrt(w) * product.forward + math.sqrt(b) * beta
            used[k] = (product, u)
            sums[node] = sums[node] + math.sqrt(c / m) * sigma(u)
        nodes[node] = sums[node]
        if network.epsilon[node] is not None:
            centred = sums[node] - sums[node].mean(axis=0)
            scales[node] = np.sqrt((centred**2).sum(axis=0) + network.epsilon[node])
            nodes[node] = centred / scales[node]
    k = nodes[network.output].T @ nodes[network.output]
    theta = k.copy()
    gradients = [np.zeros_like(x) for _ in nodes]
    gradients[network.output] = gradients[network.output] + rng.standard_normal((m, 1))
    for node in reversed(range(len(nodes))):
        g = gradients[node]
        if node in scales:
            # Of (X − M)/s: the projection off the constant, less what changes s.
            y = nodes[node]
            g = (g - g.mean(axis=0) - y * (y * g).sum(axis=0)) / scales[node]
        for k_, (source, target, scale, layer) in enumerate(network.edges):
            if target != node or not reached[source]:
                continue
            if layer is None:
                gradients[source] = gradients[source] + scale * g
                continue
            _, slope, c, w, b = layer
            product, u = used[k_]
            delta = math.sqrt(c / m) * slope(u) * g
            theta = theta + (delta.T @ delta) * (w * nodes[source].T @ nodes[source] + b)
            gradients[source] = gradients[source] + math.sqrt(w) * product.backward(delta)
    return k, theta


def inputs(m, rho):
    """Two unit vectors of correlation ρ, orthogonal to the constant."""
    a = np.where(np.arange(m) % 2 == 0, 1.0, -1.0) / math.sqrt(m)
    b = np.where(np.arange(m) // 2 % 2 == 0, 1.0, -1.0) / math.sqrt(m)
    return np.stack([a, rho * a + math.sqrt(1 - rho**2) * b], axis=1)


# Mixed activations, biases, normalised nodes; in all but the first two a feature arrives twice.
NETWORKS = [
    "0-relu(w=13/10,b=2/5)>1 1-relu(w=13/10,b=2/5)>2 2-relu(w=13/10,b=2/5)>3",
    "0-relu(b=1/2)>1 0-arc_cosine(2,c=1/2)>2 1-relu>3 2-relu(w=1/2)>3 1:ln(1/10)",
    "0-relu(w=13/10,b=2/5)>1 1-1>2 2-1>3 1-1>4 2-relu(w=13/10,b=2/5)>4 3-1>4 2:ln(1/20)",
    "0-erf(c=1,w=2,b=1/4)>1 0-relu>2 1-1>2 2-1>3 2-gelu(b=1/10)>4 3-1>4 1-1>4 2:ln(1/100)",
    "0-1>1 0-skip(1/2)>2 1-gelu(w=3/2)>2 2-1>3 1-1>4 2-abrelu(1/5,1,b=1/5)>4 3-skip(-1/2)>4 4-gelu>5 1-1>5 "
    "4:ln(1/1000)",
    "0-sin(6/5,3/10,c=1)>1 1-1>2 0-relu(b=1)>2 2-1>3 2-sin(1,1/2,w=1/2)>4 3-1>4 1-1>4 2:ln(1/10)",
    "0-relu(w=2)>1 0-1>2 1-1>2 2-1>3 2-erf(w=1/2,b=1)>4 1-1>4 3-1>4 0:ln(1/4) 2:ln(1/5)",
    "0-gaussian(-1/3,w=2)>1 0-identity(c=1,b=1/3)>2 1-1>3 2-relu>3 1-skip(-1/2)>4 3-gelu>4 4-1>5 3-1>5 "
    "3:ln(1/50)",
    "0-tanh(c=1,w=3/2,b=1/10)>1 1-tanh(c=1,w=3/2,b=1/10)>2 0-1>2 2-1>3 2-silu(w=2)>4 3-1>4 1-1>4 1:ln(1/100)",
    "0-softplus(c=1)>1 1-1>2 0-tanh(b=1/5)>2 2-1>3 2-relu(w=1/2,b=1/2)>4 1-1>4 3-1>4 1:ln(1/20) 2:ln(1/20)",
]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kernelcalc")
    parser.add_argument("networks", nargs="*", default=NETWORKS)
    parser.add_argument("--width", type=int, default=4096)
    parser.add_argument("--draws", type=int, default=200)
    parser.add_argument("--rho", default="3/10")
    parser.add_argument("--weights", choices=["conditional", "matrices"], default="conditional")
    parser.add_argument("--seed", type=int, default=16)
    options = parser.parse_args()
    weights = {"conditional": Conditional, "matrices": Matrices}[options.weights]
    x = inputs(options.width, float(Fraction(options.rho)))
    worst = 0.0
    for index, text in enumerate(options.networks):
        network = Network(options.kernelcalc, text)
        out = subprocess.run(
            [options.kernelcalc, "analyze", text, "--at", options.rho, "--rule", "exact", "--digits", "10",
             "--json"],
            capture_output=True, text=True, check=True)
        rule = json.loads(out.stdout)["rules"]["exact"]
        limits = [
            float(rule[kernel][entry]["value"])
            for kernel in ("nngp", "ntk") for entry in ("diagonal", "offdiagonal")]
        rng = np.random.default_rng([options.seed, index])
        samples = []
        for _ in range(options.draws):
            k, theta = draw(network, x, rng, weights)
            # Both inputs have the same diagonal in the limit.
            samples.append(
                [(k[0, 0] + k[1, 1]) / 2, k[0, 1], (theta[0, 0] + theta[1, 1]) / 2, theta[0, 1]])
        mean = np.mean(samples, axis=0)
        error = np.std(samples, axis=0, ddof=1) / math.sqrt(options.draws)
        print(f"{index + 1}  {text}")
        for name, a, b, c in zip(["K_ii", "K_ij", "Θ_ii", "Θ_ij"], mean, error, limits):
            z = (a - c) / b
            worst = max(worst, abs(z))
            print(f"    {name}  {a:10.5f} ± {b:.5f}   limit {c:10.5f}   {z:+.2f} standard errors", flush=True)
    print(f"largest difference: {worst:.2f} standard errors")
    sys.exit(0 if worst <= 3 else 1)


if __name__ == "__main__":
    main()
