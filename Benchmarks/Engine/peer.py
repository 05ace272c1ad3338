"""python-flint's part of the comparison: TASK BITS COUNT, one value a line.

TASK gram: the COUNT × COUNT kernel matrix of inputs.py's rows under the printed rule.
"""

import sys

import inputs
from flint import arb, ctx, fmpq

task, bits, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
digits = int(bits * 0.30103)
ctx.prec = bits + 12
pi = arb.pi()


def angle(x):
    s = (1 - x * x).sqrt()
    return s, arb.atan2(s, -x)


def f(middle, radius):
    """One step: the midpoint's value, and the radius (f is 1-Lipschitz)."""
    s, theta = angle(middle)
    value = (s + middle * theta) / pi
    return value.mid(), radius + value.rad()


def f_of(x):
    return arb(*f(x.mid(), x.rad()))


def answer(x):
    if task == "f64":
        middle, radius = x.mid(), x.rad()
        for _ in range(64):
            middle, radius = f(middle, radius)
        return arb(middle, radius)
    if task == "kappa0":
        return angle(x)[1] / pi
    if task == "kappa2":
        s, theta = angle(x)
        return (3 * x * s + theta * (2 * x * x + 1)) / (3 * pi)
    if task == "kappa3":
        s, theta = angle(x)
        square = x * x
        return (s * (11 * square + 4) + theta * x * (6 * square + 9)) / (15 * pi)
    mean = 2 / pi if task == "exact" else arb(0)
    first = f_of(x)
    if task == "ntk":
        tangent = first + x * angle(x)[1] / pi
        return x + tangent + 2 * f_of(first) + 2 * tangent * angle(first)[1] / pi
    diagonal = 2 + mean
    return x + first + diagonal * f_of((2 * first + mean) / diagonal) + mean * diagonal.sqrt()


def gram():
    rows = inputs.rows(count)
    norms = [arb(sum(a * a for a in row)).sqrt() for row in rows]
    for i, row in enumerate(rows):
        for j in range(i, count):
            product = sum(a * b for a, b in zip(row, rows[j]))
            # By Cauchy–Schwarz no more than 1; where the rows are equal it is 1.
            yield arb(4) if i == j else answer(product / (norms[i] * norms[j]))


def values():
    for k in range(count):
        yield answer(arb(fmpq(1998 * k - 999 * (count - 1), 1000 * (count - 1))))


for value in gram() if task == "gram" else values():
    print(value.str(digits))
