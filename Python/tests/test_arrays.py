"""The functions that `--as numpy` and `--as jax` print, executed and compared with the calculator."""

import importlib
from fractions import Fraction

import numpy
import pytest

import kernelcalc as kc

# Interior points and both ends, where derivatives are unbounded.
POINTS = [-1.0, -0.875, -0.3, 0.0, 0.125, 0.5, 0.9, 1.0]


def module(notation, *command):
    """The names that the printed source defines; the notation's library must be installed."""
    if notation == "jax":
        jax = pytest.importorskip("jax")
        jax.config.update("jax_enable_x64", True)
    answer = kc.run(*command, "--as", notation)
    assert answer.status == 0, answer.error
    names = {}
    exec(compile(answer.output, f"{notation} of {command}", "exec"), names)
    return names


def check(computed, truths):
    """Every entry of an array within a few roundings of the enclosed values."""
    computed = numpy.broadcast_to(numpy.asarray(computed, dtype=float), len(truths))
    for value, truth in zip(computed, truths):
        assert abs(Fraction(float(value)) - truth.fraction) < 1e-13, (value, truth)


@pytest.mark.parametrize("notation", ["numpy", "jax"])
@pytest.mark.parametrize("dag", ["2", "2_21_112", "2_12_001"])
def test_kernels_of_a_network(notation, dag):
    names = module(notation, "analyze", dag)
    points = numpy.array(POINTS)
    analyses = [kc.analyze(dag, at=point) for point in POINTS]
    for rule in ["variance-only", "exact"]:
        suffix = rule.replace("-", "_")
        for kernel, letter in [("nngp", "K"), ("ntk", "Theta")]:
            for entry, member in [("ii", "diagonal"), ("ij", "offdiagonal")]:
                function = names[f"{letter}_{entry}_{suffix}"]
                truths = [getattr(getattr(a[rule], kernel), member) for a in analyses]
                # The diagonal may be a constant, a function of nothing.
                check(function(*[points][: function.__code__.co_argcount]), truths)


@pytest.mark.parametrize("notation", ["numpy", "jax"])
@pytest.mark.parametrize("order", [0, 1, 3])
def test_an_arc_cosine_kernel(notation, order):
    kappa = module(notation, "derive", "--order", str(order))[f"kappa_{order}"]
    check(kappa(numpy.array(POINTS)), [kc.evaluate(f"kappa({order}, x)", at=p) for p in POINTS])


@pytest.mark.parametrize("notation", ["numpy", "jax"])
@pytest.mark.parametrize("expression", ["f(f(x)) - x", "exp(x)*acos(x)^2", "|x - 1/3|*sqrt(2 + x)"])
def test_an_expression(notation, expression):
    value = module(notation, "evaluate", expression)["value"]
    check(value(numpy.array(POINTS)), [kc.evaluate(expression, at=point) for point in POINTS])


def test_jax_differentiates_what_is_printed():
    kappa = module("jax", "derive", "--order", "1")["kappa_1"]
    gradient = importlib.import_module("jax").vmap(importlib.import_module("jax").grad(kappa))
    inside = POINTS[1:-1]
    check(gradient(numpy.array(inside)), [kc.evaluate("kappa(0, x)", at=point) for point in inside])
