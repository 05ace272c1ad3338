"""Arithmetic with enclosures contains every number it should, and comparisons never guess."""

import math
import operator
import pickle
import random
from decimal import Decimal
from fractions import Fraction

import numpy
import pytest

import kernelcalc as kc
from kernelcalc import Enclosed


def random_enclosure(generator):
    error = Fraction(generator.randrange(4)) / 10 ** generator.randrange(40)
    value = Fraction(generator.randrange(-(10**9), 10**9)) / 10 ** generator.randrange(30)
    return Enclosed.between(value - error, value + error)


def members(enclosure, generator):
    """The ends, and a number between them."""
    share = Fraction(generator.randrange(1, 100), 100)
    low, high = enclosure.lower, enclosure.upper
    return [low, high, low + share * (high - low)]


@pytest.mark.parametrize("operation", [operator.add, operator.sub, operator.mul, operator.truediv])
def test_results_contain_what_the_operands_may_be(operation):
    generator = random.Random(7)
    tried = 0
    for _ in range(300):
        a, b = random_enclosure(generator), random_enclosure(generator)
        try:
            found = operation(a, b)
        except (kc.Undecided, ZeroDivisionError):
            assert operation is operator.truediv and 0 in b
            continue
        tried += 1
        for x in members(a, generator):
            for y in members(b, generator):
                assert operation(x, y) in found
    assert tried > 200


def test_powers_and_absolute_values():
    generator = random.Random(8)
    for _ in range(200):
        a = random_enclosure(generator)
        for x in members(a, generator):
            assert abs(x) in abs(a) and -x in -a
            for exponent in [0, 1, 2, 3]:
                assert x**exponent in a**exponent
            if 0 not in a:
                assert x**-3 in a**-3
    assert Enclosed("0.1", "0.2") ** 2 >= 0


def test_the_width_grows_by_little():
    value = kc.evaluate("f(1/2)", digits=40)
    total = sum([value] * 100)
    assert total.upper - total.lower <= Fraction(102, 100) * 100 * (value.upper - value.lower)
    assert kc.evaluate("100*f(1/2)", digits=60).fraction in total


def test_exact_numbers_stay_exact():
    third = Enclosed("1") / 3
    assert third.is_exact and third * 3 == 1 and third.value == "1/3"
    assert Enclosed("0.1") + Decimal("0.2") == Fraction(3, 10)
    assert Enclosed("0.1") != 0.1 and Enclosed("0.5") == 0.5 == Enclosed("1/2")
    assert hash(Enclosed("0.5")) == hash(0.5) and len({Enclosed("2"), 2, Enclosed("2.0")}) == 1
    assert sum([Enclosed("1e-400"), Enclosed("-1e-400")]) == 0


def test_numbers_may_be_long():
    value = kc.evaluate("f(1/2)", digits=6000)
    assert len(value.value) > 6000 and value.upper - value.lower < Fraction(1, 10**5990)
    assert (value + 1) - 1 - value < Fraction(1, 10**5990) and "±" in str(value / 3)
    tiny = Enclosed("1e-19850", "1e-19852")
    assert 0 < tiny < 1e-300 and tiny * 3 > tiny and (tiny + 1) > 1
    assert Enclosed("1e5000", "1") / 3 > 10**4999 and Enclosed("1e5000") / 3 * 3 == 10**5000
    assert kc.evaluate("x", at=Fraction(1, 10**5000), digits=10) == Fraction(1, 10**5000)


def test_comparisons_are_certain_or_refused():
    value = Enclosed("1", "0.1")
    assert value < 2 and value <= Fraction(11, 10) and value > Enclosed("0.5", "0.3")
    assert value != 3 and not value == 3 and 2 > value
    assert max(value, Enclosed("5", "1")).value == "5"
    assert sorted([Enclosed("3", "0.5"), Enclosed("1", "0.5")])[0].value == "1"
    for undecided in [
        lambda: value < 1.05, lambda: value >= Enclosed("1.1", "0.1"), lambda: value == 1,
        lambda: value == Enclosed("1", "0.1"), lambda: value != Enclosed("1", "0.2"),
        lambda: bool(Enclosed("0", "1")), lambda: value < Fraction(11, 10), lambda: 1 / Enclosed("0", "1"),
    ]:  # fmt: skip
        with pytest.raises(kc.Undecided):
            undecided()
    same = kc.evaluate("f(1/2)")
    assert same == same and {same: 1}[same] == 1
    assert same.is_same(kc.evaluate("f(1/2)")) and not same.is_same(value)
    assert bool(value) and not Enclosed("0")


def test_membership():
    value = Enclosed("1", "0.1")
    assert 1 in value and Decimal("1.1") in value and 1.2 not in value
    assert Enclosed("1.05", "0.05") in value and Enclosed("1.05", "0.06") not in value
    for wrong in ["1", None]:
        with pytest.raises(TypeError):
            wrong in value


def test_what_is_no_number_is_refused():
    value = Enclosed("1", "0.1")
    for wrong in ["1", None, 1j, True, [1]]:
        with pytest.raises(TypeError):
            value + wrong
        with pytest.raises(TypeError):
            value < wrong
    for wrong in [math.nan, math.inf, Decimal("nan")]:
        with pytest.raises(kc.BadInput):
            value * wrong
    with pytest.raises(kc.BadInput):
        Enclosed("1", "-0.1")
    with pytest.raises(kc.BadInput):
        Enclosed("nan")
    with pytest.raises(ZeroDivisionError):
        value / 0
    assert value != "1" and not value == None  # noqa: E711
    with pytest.raises(AttributeError):
        value.error = "0"
    copy = pickle.loads(pickle.dumps(value))
    assert copy.is_same(value)


def test_numpy_scalars_are_operands():
    value = kc.evaluate("f(1/2)")
    for number in [numpy.float64(0.1), numpy.float32(0.1), numpy.int8(3), numpy.uint64(2**63)]:
        assert ((value + number) - (number + value)) < 1e-20
        assert Fraction(float(number)) in Enclosed(str(Fraction(float(number)))) * numpy.int8(1)
    assert numpy.float64(0.5) < value < numpy.float32(0.75)


def test_latex():
    assert kc.evaluate("1/4")._repr_latex_() == "$0.25$"
    assert (Enclosed("-1") / 3)._repr_latex_() == r"$-\frac{1}{3}$"
    assert kc.evaluate("f(1/2)", digits=3)._repr_latex_() in (
        r"$0.609 \pm 3\times 10^{-4}$", r"$0.609 \pm 0.0003$", r"$0.609 \pm 0.0002$",
        r"$0.609 \pm 2\times 10^{-4}$", r"$0.609 \pm 3\times 10^{-6}$",
    )  # fmt: skip


def test_arrays_of_enclosures():
    points = numpy.linspace(-1, 1, 6).reshape(2, 3)
    found = kc.evaluate("f(x)", at=points, digits=25)
    assert found.shape == found.value.shape == found.error.shape == (2, 3)
    for place, point in numpy.ndenumerate(points):
        truth = kc.evaluate("f(x)", at=point, digits=60)
        assert truth.fraction in found[place]
        assert abs(Fraction(float(found.value[place])) - truth.fraction) <= Fraction(
            float(found.error[place])
        )
    assert (found.value == kc.kappa(1, points)).all() and (found.error < 2e-16).all()
    assert found[0].shape == (3,) and len(found) == 2
    texts = kc.evaluate("x", at=["1/3", Fraction(2, 3), 1])
    assert texts[0] * 3 != 2 and Fraction(1, 3) in texts[0] and texts[2] == 1
    assert "pmatrix" in texts._repr_latex_()
    sums = (found + texts) / 2 - points
    assert sums.shape == (2, 3) and isinstance(sums[1, 2], Enclosed)
    assert (1 + Fraction(0) - texts + 2 * texts)[0] > 1
    assert (found < 2).all() and (2 > texts).all() and (found < 2).dtype == bool
    assert (texts != 7).all() and (texts == 7).tolist() == [False] * 3
    for undecided in [lambda: texts < Fraction(1, 3), lambda: texts == Fraction(1, 3)]:
        with pytest.raises(kc.Undecided):
            undecided()
    with pytest.raises(kc.BadInput, match="number 1 of at: None is not"):
        kc.evaluate("x", at=[1, None])
    with pytest.raises(kc.BadInput, match="number 2 of at"):
        kc.evaluate("f(x)", at=[0, 1, 2])
    with pytest.raises(kc.BadInput, match="masked"):
        kc.evaluate("x", at=numpy.ma.array([1.0, 2.0], mask=[True, False]))
    assert kc.evaluate("x", at=numpy.zeros((0, 2))).value.shape == (0, 2)
