#!/usr/bin/env python3
"""Writes correctly-rounded.csv, and worst-cases-binary64.txt from candidates of worst_cases.c.

Values are those of mpmath at 120 digits or more, rounded with exact fractions: nothing is shared with the
calculator. With mpmath 1.3:

    python3 Tests/ReferenceTablesTests/Reference/generate.py [candidates.txt]
"""
import os
import sys
from fractions import Fraction
import random

from rounding import FORMATS, FUNCTIONS, exact_value, hexadecimal, parse, rounded, magnitude_exponent

HERE = os.path.dirname(os.path.abspath(__file__))
RESOURCE = os.path.join(HERE, "../../../Sources/ReferenceTables/Resources/worst-cases-binary64.txt")


def golden():
    random.seed(20261124)
    rows = []
    for function in FUNCTIONS:
        for name, (precision, quantum, _) in FORMATS.items():
            inputs = {Fraction(v) for v in (0, 1, -1)} | {Fraction(1, 2), Fraction(-1, 2)}
            for _ in range(4):
                inputs.add(Fraction(random.uniform(-1, 1)))
                j = random.randrange(1, precision + 1)
                inputs |= {1 - Fraction(2) ** -j, Fraction(2) ** -j - 1}
                inputs |= {Fraction(2) ** -j * 3 / 4, -Fraction(2) ** (quantum + j)}
            for x in sorted({rounded(x, name, "nearest") for x in inputs} - {"-0"}):
                value = exact_value(function, x)
                for mode in ("nearest", "up", "down", "zero"):
                    result = hexadecimal(rounded(value, name, mode))
                    rows.append(f'"{function}",{name},{mode},{hexadecimal(x)},{result}')
    with open(os.path.join(HERE, "correctly-rounded.csv"), "w") as file:
        file.write("# Correctly rounded values by mpmath 1.3.0 at 120 digits or more and exact fractions.\n")
        file.write("# Regenerate: python3 Tests/ReferenceTablesTests/Reference/generate.py\n")
        file.write("function,type,rounding,x,value\n")
        file.write("\n".join(rows) + "\n")
    print(len(rows), "rows")


def worst_cases(path):
    found = []
    for line in open(path):
        name, x = line.split()[:2]
        function = "f(rho)" if name == "1" else "kappa(0, x)"
        value = exact_value(function, parse(x))
        count = value / Fraction(2) ** (magnitude_exponent(value) - 53)
        rest = count - count.numerator // count.denominator
        middle, number = abs(rest - Fraction(1, 2)), min(rest, 1 - rest)
        kind, distance = ("middle", middle) if middle < number else ("number", number)
        found.append((name, kind, distance, parse(x)))
    text = [
        "# Inputs at which rounding to binary64 is hard: the value of kappa_1 or kappa_0 is that",
        "# near to the middle of two neighbours (rounding to nearest) or to a number (directed",
        "# rounding), in units of the last place. Found among 40 million random inputs (seed",
        "# 20261124) by Tests/ReferenceTablesTests/Reference/worst_cases.c in binary128; distances",
        "# checked by generate.py beside it with mpmath at 120 digits or more.",
    ]
    for name in "10":
        for kind in ("middle", "number"):
            cases = sorted(c for c in found if c[:2] == (name, kind))[:20]
            text.append(f"# kappa_{name}, nearest a {kind}")
            for _, _, distance, x in sorted(cases, key=lambda case: case[2]):
                size = distance.denominator.bit_length() - distance.numerator.bit_length()
                text.append(f"{hexadecimal(x)}  # kappa_{name}: 2^-{size} ulp from a {kind}")
    with open(RESOURCE, "w") as file:
        file.write("\n".join(text) + "\n")
    print(len(text), "lines of worst cases")


golden()
if len(sys.argv) > 1:
    worst_cases(sys.argv[1])
