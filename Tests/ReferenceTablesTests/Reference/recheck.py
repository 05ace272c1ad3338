#!/usr/bin/env python3
"""Checks every row of a CSV table of f(rho) or another function of rounding.py with mpmath.

    kernelcalc table 'f(rho)' --grid random:100000:7 --out table.csv
    python3 Tests/ReferenceTablesTests/Reference/recheck.py table.csv
"""
import sys

from rounding import exact_value, hexadecimal, parse, rounded

provenance, wrong, count = {}, 0, 0
for line in open(sys.argv[1]):
    if line.startswith("#"):
        key, _, value = line[2:].rstrip("\n").partition(": ")
        provenance[key] = value
        continue
    cells = line.strip().split(",")
    if cells[0] == "x":
        continue
    value = exact_value(provenance["expression"], parse(cells[1]))
    expected = hexadecimal(rounded(value, provenance["type"], provenance["rounding"]))
    count += 1
    if cells[3] != expected:
        wrong += 1
        print("wrong:", line.strip(), "expected", expected)
print(f"{count} rows checked, {wrong} wrong")
sys.exit(wrong > 0)
