#!/usr/bin/env python3
"""Writes values.json: kernels of networks, arc-cosine kernels and iterates to 300 digits.

Independent of the calculator: fixed-point integers, π by Machin's formula, the arc cosine by
half-angles and a series; κ_n by the derivatives of g(x) = (π − acos x)/√(1 − x²), which satisfies
(1 − x²) g' = x g + 1, as J_n = (1 − x²)^{n + 1/2} g⁽ⁿ⁾(x); networks by the definitions, node by node
and atom by atom. Regenerate with: python3 Tests/kernelcalcTests/Reference/generate.py
"""
import json
import os
import random
from fractions import Fraction
from math import isqrt

DIGITS = 300
GUARD = 120
ONE = 10 ** (DIGITS + GUARD)


class Real:
    """A fixed-point number with DIGITS + GUARD decimals."""

    __slots__ = ("n",)

    def __init__(self, n):
        self.n = n

    @staticmethod
    def of(x):
        if isinstance(x, Real):
            return x
        x = Fraction(x)
        return Real(x.numerator * ONE // x.denominator)

    def __add__(self, o): return Real(self.n + Real.of(o).n)
    def __sub__(self, o): return Real(self.n - Real.of(o).n)
    def __rsub__(self, o): return Real(Real.of(o).n - self.n)
    def __neg__(self): return Real(-self.n)
    def __mul__(self, o):
        if isinstance(o, int):
            return Real(self.n * o)
        return Real(self.n * Real.of(o).n // ONE)
    def __truediv__(self, o):
        if isinstance(o, int):
            return Real(self.n // o)
        return Real(self.n * ONE // Real.of(o).n)
    __radd__ = __add__
    __rmul__ = __mul__

    def sqrt(self): return Real(isqrt(self.n * ONE))

    def text(self):
        """The first DIGITS significant digits, rounded."""
        n, sign = abs(self.n), "-" if self.n < 0 else ""
        if n == 0:
            return "0"
        digits = str(n)
        exponent = len(digits) - (DIGITS + GUARD) - 1
        kept = int(digits[:DIGITS + 1])
        shown = str((kept + 5) // 10)
        if len(shown) > DIGITS:
            shown, exponent = shown[:-1], exponent + 1
        return f"{sign}{shown[0]}.{shown[1:].rstrip('0') or '0'}e{exponent}"


def arctan_inverse(k):
    total, power, n, sign = 0, ONE // k, 1, 1
    while power:
        total += sign * (power // n)
        power //= k * k
        n, sign = n + 2, -sign
    return Real(total)


PI = 16 * arctan_inverse(5) - 4 * arctan_inverse(239)


def arctan(x):
    halvings = 12
    for _ in range(halvings):
        x = x / (1 + (1 + x * x).sqrt())
    square, total, power, n, sign = (x * x).n, 0, x.n, 1, 1
    while power:
        total += sign * (power // n)
        power = power * square // ONE
        n, sign = n + 2, -sign
    return Real(total) * 2 ** halvings


def arccos(x):
    """Through the half-angle, which is accurate at both ends."""
    if x.n >= ONE:
        return Real(0)
    if x.n <= -ONE:
        return PI
    if x.n < 0:
        return PI - arccos(-x)
    return 2 * arctan(((1 - x) / (1 + x)).sqrt())


def odd_factorial(n):
    product = 1
    for k in range(1, 2 * n, 2):
        product *= k
    return product


def kappa(n, x):
    """κ_n for |x| < 1 by derivatives of g; the ends are known."""
    x = Real.of(x)
    if x.n >= ONE:
        return Real(ONE)
    if x.n <= -ONE:
        return Real(0)
    s2 = 1 - x * x
    s = s2.sqrt()
    derivatives = [(PI - arccos(x)) / s]
    for m in range(n):
        previous = derivatives[m - 1] * (m * m) if m else Real(ONE)
        derivatives.append((x * derivatives[m] * (2 * m + 1) + previous) / s2)
    j = derivatives[n] * s
    for _ in range(n):
        j = j * s2
    return j / odd_factorial(n) / PI


def relu(k):
    """(kernel, derivative kernel) of a ReLU edge with c = 2."""
    ii, ij = k
    c = ij / ii
    return (ii, ii * kappa(1, c)), (Real(ONE), kappa(0, c))


def analyse(dag, rho):
    groups = [[int(d) for d in group] for group in dag.split("_")]
    zero = Real(0)
    results = {}
    polynomials = [[1]]
    for group in groups:
        p = [0] * (len(groups) + 1)
        for source, code in enumerate(group):
            for d, count in enumerate(polynomials[source]):
                if code and count:
                    p[d + code - 1] += count
        polynomials.append(p)
    for rule in ["variance-only", "exact"]:
        atoms = [((Real(ONE), Real.of(rho)), (zero, zero), zero)]
        nodes = [{0: 1}]
        states = [((Real(ONE), Real.of(rho)), (zero, zero))]
        for group in groups:
            combination, kernel, tangent = {}, (zero, zero), (zero, zero)
            for source, code in enumerate(group):
                if code == 0 or states[source] is None:
                    continue
                k, t = states[source]
                if code == 1:
                    for atom, c in nodes[source].items():
                        combination[atom] = combination.get(atom, 0) + c
                else:
                    new, slope = relu(k)
                    t = tuple(d * (a + b) for d, a, b in zip(slope, k, t))
                    k = new
                    combination[len(atoms)] = 1
                    atoms.append((k, t, (states[source][0][0] / PI).sqrt()))
                kernel = tuple(a + b for a, b in zip(kernel, k))
                tangent = tuple(a + b for a, b in zip(tangent, t))
            if rule == "exact":
                kernel, tangent = [zero, zero], [zero, zero]
                for a, c in combination.items():
                    for e in range(2):
                        kernel[e] += atoms[a][0][e] * (c * c)
                        tangent[e] += atoms[a][1][e] * (c * c)
                        for b, d in combination.items():
                            if a != b:
                                kernel[e] += atoms[a][2] * atoms[b][2] * (c * d)
            nodes.append(combination)
            states.append((tuple(kernel), tuple(tangent)) if combination else None)
        k, t = states[-1] or ((zero, zero), (zero, zero))
        results[rule] = {
            "diagonal": k[0].text(), "offdiagonal": k[1].text(),
            "ntk_diagonal": (k[0] + t[0]).text(), "ntk_offdiagonal": (k[1] + t[1]).text(),
            "lambda2": (k[0] - Real(abs(k[1].n))).text(),
        }
    eq12, iterate = Real(0), Real.of(rho)
    for count in polynomials[-1]:
        eq12 += (1 - iterate) * count
        iterate = kappa(1, iterate)
    return {
        "dag": dag, "rho": str(rho), "paths": str(sum(polynomials[-1])), "eq12": eq12.text(), **results
    }


def main():
    generator = random.Random(2205_05662)

    def network(nodes):
        while True:
            dag = "_".join(
                "".join(generator.choice("0122") for _ in range(t)) for t in range(1, nodes + 1))
            if analyse(dag, Fraction(1, 2))["paths"] != "0":
                return dag

    points = [Fraction(p) for p in ("-99/100", "-1/3", "0", "1/2", "999/1000")]
    dags = [(d, p) for d in ("2_02_002", "1_01_222", "2_21_112") for p in points[:5:2]]
    dags += [(network(h), generator.choice(points)) for h in (4, 6, 8, 10, 12, 12)]
    document = {
        "schema": 1,
        "provenance": "written by generate.py beside this file; the last digit may be off by one",
        "digits": DIGITS,
        "arc_cosine": [
            {"n": n, "rho": str(p), "kappa": kappa(n, p).text()} for n in range(9) for p in points],
        "iterates": [],
        "dags": [analyse(dag, p) for dag, p in dags],
    }
    for p in points[1:]:
        value = Real.of(p)
        for k in range(1, 1001):
            value = kappa(1, value)
            if k in (1, 10, 100, 1000):
                document["iterates"].append({"k": k, "rho": str(p), "value": value.text()})
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "values.json")
    with open(path, "w") as file:
        json.dump(document, file, indent=1)
        file.write("\n")


main()
