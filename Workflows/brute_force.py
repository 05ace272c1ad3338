#!/usr/bin/env python3
"""Checks a columnar atlas against labelled networks that are worked out in another way.

    python3 brute_force.py atlas.parquet --sample 10000 --seed 1

Networks are edge matrices here. The class of a random labelled network is found by trying every order of its
nodes; its paths are walked one by one; its kernels are sums over pairs of features, in floating point. Then
every labelled network of the space is enumerated and the path polynomials counted, for the multiplicities.
Nothing is taken from the program that made the atlas. Up to H = 4 the classes themselves are counted too.
"""

import argparse
import collections
import itertools
import math
import random
import sys

import numpy

import atlas

SKIP, RELU = 1, 2
# What floating point may be off by here, beside the largest kernel entries.
TOLERANCE = 1e-11


def random_network(nodes, generator):
    """edges[t][s] for s < t: absent, skip or ReLU with equal probabilities, as a uniform labelled network."""
    return [[generator.randrange(3) for _ in range(target)] for target in range(nodes + 1)]


def on_paths(edges):
    """The nodes that some path from the first node to the last one runs through."""
    last = len(edges) - 1
    reached, leads = {0}, {last}
    for target in range(1, last + 1):
        if any(edges[target][source] and source in reached for source in range(target)):
            reached.add(target)
    for source in range(last - 1, -1, -1):
        if any(edges[target][source] and target in leads for target in range(source + 1, last + 1)):
            leads.add(source)
    return sorted(reached & leads) if last in reached else []


def canonical(edges):
    """The digit string of the network's class: of all orders in which edges lead forwards, the one whose rows
    are smallest, a row being read with its last digit first."""
    kept = on_paths(edges)
    if not kept:
        return "0"
    best = None
    for inner in itertools.permutations(kept[1:-1]):
        order = [kept[0], *inner, kept[-1]]
        rows = []
        for position, target in enumerate(order):
            if any(edges[target][later] for later in order[position + 1:] if later < target):
                break
            rows.append([edges[target][source] if source < target else 0 for source in order[:position]])
        else:
            key = [row[::-1] for row in rows]
            if best is None or key < best[0]:
                best = key, rows
    return "_".join("".join(map(str, row)) for row in best[1][1:])


def depths_of_paths(edges):
    """The number of ReLU edges on each path, walked one by one."""
    last = len(edges) - 1

    def walk(node):
        if node == last:
            return [0]
        found = []
        for target in range(node + 1, last + 1):
            operation = edges[target][node]
            if operation:
                found += [depth + (operation == RELU) for depth in walk(target)]
        return found

    return walk(0)


def relu(correlation):
    """κ₁."""
    correlation = max(-1.0, min(1.0, correlation))
    return (math.sqrt(1 - correlation**2) + correlation * (math.pi - math.acos(correlation))) / math.pi


class Features:
    """Random features with the expectations of their products at two inputs, and of themselves."""

    def __init__(self, rho):
        self.diagonal, self.off_diagonal, self.mean = [1.0], [rho], [0.0]

    def layer(self, diagonal, off_diagonal):
        """The number of a new feature: √2·ReLU of a Gaussian with this covariance."""
        self.diagonal.append(diagonal)
        self.off_diagonal.append(diagonal * relu(off_diagonal / diagonal) if diagonal else 0.0)
        self.mean.append(math.sqrt(diagonal / math.pi))
        return len(self.mean) - 1

    def product(self, weights, own):
        """Σ_ab w_a w_b E[φ_a φ_b], different features being independent."""
        return sum(
            weights[a] * weights[b] * (own[a] if a == b else self.mean[a] * self.mean[b])
            for a in weights for b in weights)


def kernels(edges, rho):
    """(K_ij, λ₂) under the variance-only and the exact rule."""
    last = len(edges) - 1
    variances, covariances = [1.0], [rho]
    for target in range(1, last + 1):
        variance = covariance = 0.0
        for source in range(target):
            if edges[target][source] == SKIP:
                variance += variances[source]
                covariance += covariances[source]
            elif edges[target][source] == RELU and variances[source]:
                variance += variances[source]
                covariance += variances[source] * relu(covariances[source] / variances[source])
        variances.append(variance)
        covariances.append(covariance)
    features = Features(rho)
    nodes = [collections.Counter({0: 1})]
    for target in range(1, last + 1):
        weights = collections.Counter()
        for source in range(target):
            if edges[target][source] == SKIP:
                weights.update(nodes[source])
            elif edges[target][source] == RELU and nodes[source]:
                own = nodes[source]
                weights[features.layer(
                    features.product(own, features.diagonal), features.product(own, features.off_diagonal))] = 1
        nodes.append(weights)
    exact = (features.product(nodes[last], features.diagonal),
             features.product(nodes[last], features.off_diagonal))
    return [(off, diagonal - abs(off)) for diagonal, off in [(variances[last], covariances[last]), exact]]


def eq12(depths, rho):
    """P − Σ_p f^{d_p}(ρ)."""
    total = 0.0
    for depth in depths:
        value = rho
        for _ in range(depth):
            value = relu(value)
        total += 1 - value
    return total


def number(text):
    numerator, _, denominator = text.partition("/")
    return int(numerator) / int(denominator or 1)


def check_sample(connection, common, count, seed):
    """Compares random labelled networks with the rows of their classes; what differs, as texts."""
    generator = random.Random(seed)
    networks = [random_network(common["nodes"], generator) for _ in range(count)]
    forms = [canonical(edges) for edges in networks]
    import pyarrow

    connection.register("wanted", pyarrow.table({"dag": sorted(set(forms))}))
    names = ["dag", "rho", "polynomial", *(f"{q}_{r}{s}" for q in ["ij", "lambda2"] for r in atlas.RULES
             for s in ["", "_error"]), "eq12_variance_only", "eq12_exact"]
    rows = {}
    for row in connection.execute(
            f"SELECT {', '.join(names)} FROM atlas SEMI JOIN wanted USING (dag)").fetchall():
        record = dict(zip(names, row))
        rows[record["dag"], record["rho"]] = record
    differences = []
    checked = collections.Counter()
    unit = 10.0 ** -common["digits"]
    for edges, form in zip(networks, forms):
        depths = depths_of_paths(edges)
        for rho in common["correlations"]:
            row = rows.get((form, rho))
            if row is None:
                differences.append(f"{form}: not in the atlas")
                break
            if row["polynomial"] != sum(256**depth for depth in depths):
                differences.append(f"{form}: the path polynomial")
            bound = eq12(depths, number(rho))
            for rule, (off, smallest) in zip(atlas.RULES, kernels(edges, number(rho))):
                size = 1 + smallest + 2 * abs(off)
                for quantity, value in [("ij", off), ("lambda2", smallest)]:
                    name = f"{quantity}_{rule}"
                    distance = abs(row[name] * unit - value)
                    if distance > TOLERANCE * size + row[f"{name}_error"] * unit:
                        differences.append(f"{form}: {name} at {rho} is {row[name] * unit}, not {value}")
                seen = row[f"eq12_{rule}"]
                if abs(bound - smallest) > TOLERANCE * size:
                    if seen != ("below" if bound < smallest else "above"):
                        differences.append(f"{form}: Eq. 12 at {rho}, {rule}: {seen}")
                elif seen != "equal":
                    differences.append(f"{form}: Eq. 12 at {rho}, {rule}: {seen}, and equal here")
                checked[seen] += 1
    return differences, checked, len(set(forms))


def polynomials_of_all(nodes):
    """How many labelled networks have each path polynomial: all 3^{H(H+1)/2}, a node at a time."""
    counts = collections.Counter()
    last_rows = numpy.array(list(itertools.product(range(3), repeat=nodes)), dtype=numpy.int64)
    inner = [list(itertools.product(range(3), repeat=target)) for target in range(1, nodes)]
    for rows in itertools.product(*inner):
        sums = [1]
        for row in rows:
            sums.append(sum(value * (1, 256)[operation - 1] for value, operation in zip(sums, row) if operation))
        sums = numpy.array(sums, dtype=numpy.int64)
        ends = (last_rows == SKIP) @ sums + 256 * ((last_rows == RELU) @ sums)
        values, times = numpy.unique(ends, return_counts=True)
        for value, time in zip(values.tolist(), times.tolist()):
            counts[value] += time
    return counts


def classes_of_all(nodes):
    """The classes with their numbers of labelled networks, by trying every one."""
    counts = collections.Counter()
    rows = [list(itertools.product(range(3), repeat=target)) for target in range(nodes + 1)]
    for edges in itertools.product(*rows):
        counts[canonical(edges)] += 1
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("atlas")
    parser.add_argument("--sample", type=int, default=10000, help="labelled networks (default: 10000)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    connection, common = atlas.opened(options.atlas)
    nodes = common["nodes"]
    first = common["correlations"][0]

    differences, checked, classes = check_sample(connection, common, options.sample, options.seed)
    print(f"{options.sample} labelled networks of {classes} classes, Eq. 12 seen from λ₂: {dict(checked)}")

    stored = dict(connection.execute(
        "SELECT polynomial, sum(multiplicity)::BIGINT FROM atlas WHERE rho = ? GROUP BY 1", [first]).fetchall())
    counted = polynomials_of_all(nodes)
    if stored != dict(counted):
        differences.append("the labelled networks of some path polynomial are not as many as enumerated")
    print(f"{sum(counted.values())} labelled networks of {len(counted)} path polynomials")

    if nodes <= 4:
        stored = dict(connection.execute(
            "SELECT dag, multiplicity FROM atlas WHERE rho = ?", [first]).fetchall())
        counted = classes_of_all(nodes)
        if stored != dict(counted):
            differences.append("the classes are not those of trying every labelled network")
        print(f"{len(counted)} classes, {len(counted) - 1} of them connected")

    for difference in differences[:20]:
        print(difference)
    print(f"{len(differences)} differences")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
