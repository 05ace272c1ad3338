"""python-flint's part of the proofs: bisection of [−1, 1] as an expert would write it, one statement a number.

A box is settled where the difference of the sides is positive for balls that contain it; f and its iterates
increase, so that their ranges come from the ends. Statements hold with a margin: there is no bisection up
to a point of contact, which `kernelcalc prove` does not mind.
"""

import sys

from flint import arb, ctx, fmpq

ctx.prec = 64
pi = arb.pi()

statements = {
    "forall x in [-1,1]: f^64(x) > 0.9918": lambda x: f(x, 64) - fmpq(9918, 10000),
    "forall x in [-1,1]: f(x)^2 - x/2 > 0.08": lambda x: f(x) ** 2 - x / 2 - fmpq(8, 100),
    "forall x in [-1,1]: f(x)^2 - x/2 > 0.0801317": lambda x: f(x) ** 2
    - x / 2
    - fmpq(801317, 10**7),
    "forall x in [-1,99/100]: 3*(1-f(x)) < 4 - x - f(x) - 2*f(f(x))": lambda x: 4
    - x
    - f(x)
    - 2 * f(x, 2)
    - 3 * (1 - f(x)),
}


def at(x):
    s = (1 - x * x).sqrt()
    return (s + x * arb.atan2(s, -x)) / pi


def f(x, times=1):
    low, high = x.lower(), x.upper()
    for _ in range(times):
        low = arb(0) if low <= -1 else at(low).lower()
        high = arb(1) if high >= 1 else at(high).upper()
    return low.union(high)


def proves(difference, low, high):
    pending, boxes = [(low, high)], 0
    while pending:
        a, b = pending.pop()
        boxes += 1
        if difference(arb(a).union(arb(b))) > 0:
            continue
        middle = (a + b) / 2
        pending += [(a, middle), (middle, b)]
    return boxes


if __name__ == "__main__":
    text = list(statements)[int(sys.argv[1])]
    top = fmpq(99, 100) if "99/100" in text else fmpq(1)
    print(proves(statements[text], fmpq(-1), top), "boxes")
