#!/usr/bin/env python3
"""Every form that `kernelcalc analyze` prints for the connected DAGs of complete(3), beside what SymPy's
expand, factor and collect over 1/π make of it. See README.md."""

import itertools
import json
import os
import re
import subprocess
import sys

import sympy as sp
from sympy.core.parameters import distribute

RHO = sp.Symbol("rho", real=True)
NAMES = {"rho": RHO, "pi": sp.pi, "sqrt": sp.sqrt, "Abs": sp.Abs,
         "f": sp.Function("f"), "k0": sp.Function("k0")}


def networks():
    """The digit strings of the DAGs with a path from node 0 to node 3."""
    for a, b, c, d, e, g in itertools.product("012", repeat=6):
        edges = {(0, 1): a, (0, 2): b, (1, 2): c, (0, 3): d, (1, 3): e, (2, 3): g}
        reached = {0}
        for target in (1, 2, 3):
            if any(edges[source, target] != "0" for source in reached if source < target):
                reached.add(target)
        if 3 in reached:
            yield f"{a}_{b}{c}_{d}{e}{g}"


def read(text):
    """A printed form as a SymPy expression."""
    text = text.replace("ρ", "rho").replace("π", "pi").replace("κ₀", "k0").replace("·", "*")
    text = re.sub(r"√(\d+|pi)", r"sqrt(\1)", text).replace("√", "sqrt").replace("^", "**")
    text = re.sub(r"\|([^|]*)\|", r"Abs(\1)", text)
    text = re.sub(r"(?<![\w.])(\d+)(?=[a-zA-Z(])", r"\1*", text)
    with distribute(False):
        return sp.sympify(text, locals=NAMES)


def rewritten(form):
    """What SymPy's own ways of writing give."""
    inverse = sp.Symbol("inverse_pi", positive=True)
    expanded = sp.expand(form)
    collected = sp.collect(sp.expand(expanded.subs(sp.pi, 1 / inverse)), inverse)
    results = [expanded, collected.subs(inverse, 1 / sp.pi)]
    try:
        results.append(sp.factor(form))
    except sp.PolynomialError:
        pass
    return results


def main():
    dags = list(networks())
    command = [os.environ.get("KERNELCALC", "kernelcalc"), "analyze", "--batch", "-"]
    lines = "".join(json.dumps({"dag": dag}) + "\n" for dag in dags)
    output = subprocess.run(command, input=lines, capture_output=True, text=True, check=True).stdout
    forms = {}
    for line in output.splitlines():
        answer = json.loads(line)
        for rule, kernels in answer["rules"].items():
            for kernel in ("nngp", "ntk"):
                for entry, value in (kernels[kernel] or {}).items():
                    forms.setdefault(value["form"], (answer["dag"], rule, kernel, entry))
    rows = []
    for text, place in forms.items():
        if text is None:
            continue
        form = read(text)
        ours = sp.count_ops(form)
        best = min(rewritten(form), key=sp.count_ops)
        rows.append((int(ours - sp.count_ops(best)), int(ours), text, str(best), place))
    rows.sort(key=lambda row: (-row[0], row[4]))
    longer = sum(1 for row in rows if row[0] > 0)
    shorter = sum(1 for row in rows if row[0] < 0)
    print(f"{len(dags)} DAGs, {len(rows)} different forms, none for {int(None in forms)} place(s)")
    print(f"SymPy shorter: {longer}, alike: {len(rows) - longer - shorter}, ours shorter: {shorter}")
    for difference, operations, text, best, place in rows[:10]:
        print(f"\n{' '.join(place)}: {operations} operations, SymPy {difference} fewer")
        print(f"  ours   {text}\n  SymPy  {best}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
