#!/usr/bin/env python3
"""Writes eigenvalues.json: eigenvalues of kernel matrices by mpmath, for the tests of KernelSpectra.

    python3 generate.py > eigenvalues.json      # needs mpmath

The kernels are composed here from the definitions (theory: atoms of the exact rule), with no part of
the package.
"""
import json
import random
from fractions import Fraction

from mpmath import mp, mpf, matrix, acos, sqrt, pi, eigsy

mp.dps = 150  # inputs 1e-12 apart lose many


def h(c):
    return (sqrt(1 - c * c) + c * (pi - acos(c))) / pi


def h0(c):
    return (pi - acos(c)) / pi


def exact(x):
    return mpf(x.numerator) / x.denominator


def entry(dag, rule, x, y, same):
    """(K, Theta) of two inputs."""
    nodes = dag.split("_")
    dot = lambda u, v: exact(sum(a * b for a, b in zip(u, v)))
    # Atoms: kernel (ii, jj, ij), tangent (ii, jj, ij), means (i, j).
    atoms = [((dot(x, x), dot(y, y), dot(x, y)), (mpf(0),) * 3, (mpf(0), mpf(0)))]
    combos = [{0: 1}]

    def state(combo):
        k, t = [mpf(0)] * 3, [mpf(0)] * 3
        for a, ca in combo.items():
            for b, cb in combo.items():
                if rule == "variance-only" and a != b:
                    continue
                weight = ca if rule == "variance-only" else ca * cb
                if a == b:
                    for e in range(3):
                        k[e] += weight * atoms[a][0][e]
                        t[e] += weight * atoms[a][1][e]
                else:
                    (mi, mj), (ni, nj) = atoms[a][2], atoms[b][2]
                    k[0] += weight * mi * ni
                    k[1] += weight * mj * nj
                    k[2] += weight * mi * nj
        return k, t

    for node, digits in enumerate(nodes, 1):
        combo = {}
        for source, code in enumerate(digits):
            if code == "0" or not combos[source]:
                continue
            if code == "1":
                for a, c in combos[source].items():
                    combo[a] = combo.get(a, 0) + c
                continue
            k, t = state(combos[source])
            size = sqrt(k[0] * k[1])
            c = mpf(1) if same else k[2] / size
            kernel = (k[0], k[1], size * h(c))
            slope = h0(c)
            tangent = (k[0] + t[0], k[1] + t[1], slope * (k[2] + t[2]))
            atoms.append((kernel, tangent, (sqrt(k[0] / pi), sqrt(k[1] / pi))))
            combo[len(atoms) - 1] = 1
        combos.append(combo)
    k, t = state(combos[-1])
    return k[2], k[2] + t[2]


def case(name, dag, rule, kernel, rows):
    n = len(rows)
    m = matrix(n, n)
    for i in range(n):
        for j in range(i + 1):
            k, theta = entry(dag, rule, rows[i], rows[j], rows[i] == rows[j])
            m[i, j] = m[j, i] = k if kernel == "nngp" else theta
    values = sorted(eigsy(m, eigvals_only=True))
    return {
        "name": name, "dag": dag, "rule": rule, "kernel": kernel,
        "rows": [[str(x) for x in row] for row in rows],
        "eigenvalues": [mp.nstr(v, 40) for v in values],
    }


random.seed(2205)
integers = lambda n, d: [[Fraction(random.randint(-9, 9)) for _ in range(d)] for _ in range(n)]
cases = []
for dag in ["2", "1_01_222", "2_02_002", "2_21_112", "1_11_222", "2_22_222", "1_02", "0_22_212"]:
    for rule in ["exact", "variance-only"]:
        for kernel in ["nngp", "ntk"]:
            cases.append(case("integers", dag, rule, kernel, integers(5, 3)))
near = [[Fraction(3), Fraction(4)], [Fraction(3) + Fraction(1, 10**12), Fraction(4)], [Fraction(1), Fraction(-2)]]
cases.append(case("1e-12 apart", "2_02", "exact", "nngp", near))
cases.append(case("1e-12 apart", "2_21_112", "exact", "ntk", near))
fractions = [[Fraction(random.randint(-50, 50), random.randint(1, 30)) for _ in range(4)] for _ in range(9)]
cases.append(case("fractions", "2_21_112", "exact", "nngp", fractions))
cases.append(case("fractions", "2_02_002", "variance-only", "ntk", fractions))
antipodal = [[Fraction(a), Fraction(b)] for a, b in [(1, 2), (-1, -2), (3, -1), (-3, 1), (2, 5), (-2, -5)]]
cases.append(case("antipodal pairs", "2_02", "exact", "nngp", antipodal))
cases.append(case("antipodal pairs", "2_21_112", "exact", "ntk", antipodal))
print(json.dumps({"cases": cases}, indent=1))
