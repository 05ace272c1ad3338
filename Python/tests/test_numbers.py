"""Numbers go in exactly, and what would be lost is refused, with a message in Python's words."""

from decimal import Decimal
from fractions import Fraction

import numpy
import pytest

import kernelcalc as kc
from kernelcalc import fast

FLOATS = [numpy.float16, numpy.float32, numpy.float64, numpy.longdouble]
INTEGERS = [
    numpy.int8, numpy.uint8, numpy.int16, numpy.uint16, numpy.int32, numpy.uint32, numpy.int64, numpy.uint64,
]  # fmt: skip


@pytest.mark.parametrize("type", FLOATS)
def test_every_float_goes_in_exactly(type):
    tenth = type("0.1")
    truth = Fraction(*tenth.as_integer_ratio())
    for value in [tenth, numpy.array(tenth)]:
        assert kc.evaluate("x", at=value, digits=100) == truth
    assert kc.evaluate("x", at={"x": -tenth}, digits=100) == -truth
    for bad in [type("nan"), type("inf")]:
        with pytest.raises(kc.BadInput, match="is not a real number"):
            kc.evaluate("x", at=bad)


@pytest.mark.parametrize("type", INTEGERS)
def test_every_integer_goes_in_exactly(type):
    largest = numpy.iinfo(type).max
    assert kc.evaluate("x", at=type(largest), digits=30) == int(largest)


@pytest.mark.parametrize(
    "bad",
    [
        1j, True, b"1", object(), {1}, Decimal("nan"), Decimal("inf"), numpy.bool_(True),
        numpy.complex64(1), numpy.datetime64("2020-01-01"), numpy.ma.masked, numpy.ma.array(1.0, mask=True),
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused(bad):
    with pytest.raises(kc.BadInput, match="is not a real number"):
        kc.evaluate("x", at=bad)


ARRAYS = {
    "complex": numpy.array([0.5 + 0.1j]),
    "none": [0.1, None],
    "text": ["0.1"],
    "truth values": numpy.array([True]),
    "dates": numpy.array(["2020-01-01"], dtype="datetime64[D]"),
    "a mask": numpy.ma.array([0.1, 0.2], mask=[True, False]),
    "fractions that are no floats": [Fraction(1, 3)],
    "whole numbers that are no floats": [2**53 + 1],
    "ragged": [[1.0], [1.0, 2.0]],
}


@pytest.mark.parametrize("what", ARRAYS)
def test_arrays_that_would_lose_something_are_refused(what):
    functions = [lambda values: kc.table("x", values), fast.kappa1, fast.kappa0]
    if what != "whole numbers that are no floats":  # those are inputs exactly
        functions.append(lambda values: kc.gram("2", [values]))
    for function in functions:
        with pytest.raises(kc.BadInput):
            function(ARRAYS[what])


def test_what_is_refused_is_named():
    with pytest.raises(kc.BadInput, match=r"points must be real numbers: number 1 of them is None"):
        kc.kappa(1, [0.1, None])
    with pytest.raises(kc.BadInput, match="rho must be real numbers, not complex128"):
        fast.kappa1([1j])
    with pytest.raises(kc.BadInput, match=r"points is a masked array: take .compressed"):
        kc.table("x", numpy.ma.array([0.5]))
    with pytest.raises(kc.BadInput, match="points must be finite"):
        kc.kappa(1, [numpy.nan])
    with pytest.raises(kc.BadInput, match="too large for float16"):
        kc.table("x", [1e6], type="float16")


def test_objects_that_are_floats_are_taken():
    assert (kc.kappa(1, [Fraction(1, 2), Decimal("0.25"), 1]) == kc.kappa(1, [0.5, 0.25, 1.0])).all()
    assert kc.table("x", [2**53]).tolist() == [2.0**53]


@pytest.mark.parametrize("name", ["float64", "float32", "float16"])
def test_tables_have_the_type_asked_for(name):
    for type in [name, name.replace("float", "binary"), numpy.dtype(name), getattr(numpy, name)]:
        values = kc.table("f(x)", [0.5, 0.25], type=type)
        assert values.dtype == numpy.dtype(name)
    exact = kc.evaluate("f(1/2)", digits=40).fraction
    spacing = Fraction(float(numpy.spacing(values[0])))
    assert abs(Fraction(float(values[0])) - exact) <= spacing / 2
    assert kc.table("f(x)", numpy.empty((0, 3)), type=name).dtype == numpy.dtype(name)
    with pytest.raises(kc.BadInput, match="types are float64, float32, float16"):
        kc.table("f(x)", [0.5], type="double-double")


def test_scalar_in_scalar_out():
    for value in [0.5, 1, numpy.float64(0.5), numpy.float16(0.5), numpy.array(0.5)]:
        for function in [fast.kappa1, fast.kappa0, lambda x: kc.kappa(1, x)]:
            assert isinstance(function(value), numpy.float64)
    assert isinstance(fast.kappa1(numpy.float32(0.5)), numpy.float32)
    assert abs(fast.kappa1(0.5) - kc.kappa(1, 0.5)) < 2e-16
    assert fast.kappa1([0.5]).shape == (1,) and fast.kappa1(numpy.zeros((2, 0))).shape == (2, 0)
    assert numpy.isnan(fast.kappa1(float("nan")))


def test_large_arrays_are_computed_piece_by_piece(monkeypatch):
    rho = numpy.linspace(-1, 1, 1001)
    whole = fast.kappa1(rho)
    monkeypatch.setattr(fast, "_PIECE", 10)
    assert (fast.kappa1(rho) == whole).all()


@pytest.mark.parametrize(
    "call, said",
    [
        (lambda: kc.evaluate("x + y", at={"x": 1}), r"variable y: give its value with at$"),
        (lambda: kc.evaluate("x + y", at=1), r"as in at=\{'x': '1/2'\}"),
        (lambda: kc.evaluate("f(1/2)", digits=0), "^digits must be"),
        (lambda: kc.gram("2", [[1.0]], threads=0), "^threads must be"),
        (lambda: kc.gram("2", [[1.0]], rule="exat"), "'exat' is not a value of rule"),
        (lambda: kc.gram("2", [[1.0]], kernel="ntp"), "'ntp' is not a value of kernel"),
        (lambda: kc.gram("2", numpy.zeros((0, 2))), "^inputs: "),
        (lambda: kc.analyze("2", rule="exat"), "is not a value of rule"),
        (lambda: kc.prove("forall x in [0,1]: x >= 0", seconds=-1), "budgets must be positive"),
        (lambda: kc.verify("x.lemmas", seconds=-1), "^seconds must be positive"),
        (lambda: kc.evaluate("@x"), "as text, not as a file"),
        (lambda: kc.evaluate("-"), "as text, not as a file"),
        (lambda: kc.analyze(2), "as text, not as int"),
    ],
)
def test_messages_are_in_the_words_of_python(call, said):
    with pytest.raises(kc.BadInput, match=said) as error:
        call()
    assert "--" not in str(error.value)


def test_requests_fail_one_by_one():
    found = kc.evaluate_many(
        [
            {"expression": "f(x)", "at": 1j},
            {"expression": "x", "at": numpy.float32(0.5)},
            {"expression": "x*y", "at": {"x": "1/3", "y": 3}},
            {"expression": "f(x)", "at": None},
            {"expression": object()},
            {"expression": "\ud800"},
            {"expression": "f(1/2)", "digits": numpy.int64(5)},
            {"expression": "f(1/2)", "digits": "many"},
            {"expresion": "1"},
            None,
            {"expression": "4*atan(1/5) - atan(1/239) - pi/4"},
            {"expression": "3"},
        ]
    )
    kinds = [type(each).__name__ for each in found]
    bad, good = "BadInput", "Enclosed"
    assert kinds == [bad, good, good, bad, bad, bad, good, bad, bad, bad, "Undecided", good]
    assert found[1] == 0.5 and found[2] == 1 and found[11] == 3
    assert str(found[0]) == "1j is not a real number"
    assert all("--" not in str(each) for each in found)
