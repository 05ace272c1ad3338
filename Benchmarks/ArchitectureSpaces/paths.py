"""Depth and width of NAS-Bench-201 cells by walking every path: the definition, in plain Python.

Reads cells from the file named by the argument and prints the processor seconds that the work takes
within the process, reading and starting up excluded: what an implementation of the definition costs.
"""

import sys
import time
from fractions import Fraction


def depth_and_width(text):
    edges = {}
    for target, group in enumerate(text.split("+"), start=1):
        for item in group.strip("|").split("|"):
            name, source = item.split("~")
            if name != "none":
                edges.setdefault(int(source), []).append((target, "conv" in name))
    depths = []
    stack = [(0, 0)]
    while stack:
        node, depth = stack.pop()
        if node == 3:
            depths.append(depth)
        for target, is_parameterised in edges.get(node, []):
            stack.append((target, depth + is_parameterised))
    total = sum(depths)
    if total == 0:
        return (Fraction(0) if depths else None), None
    depth = Fraction(total, len(depths))
    return depth, sum(d > 0 for d in depths) / depth


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        cells = file.read().splitlines()
    start = time.process_time()
    results = [depth_and_width(cell) for cell in cells]
    print(time.process_time() - start)
    assert len(results) == len(cells)


if __name__ == "__main__":
    main()
