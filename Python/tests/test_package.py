"""The package against knowledge of its own: fractions, mpmath-free formulas, and the contract."""

import math
import threading
from decimal import Decimal, localcontext
from fractions import Fraction

import numpy
import pytest

import kernelcalc as kc


def test_values_are_enclosed():
    value = kc.evaluate("f(1/2)", digits=40)
    # κ₁(1/2) = 1/3 + √3/(2π), in decimal arithmetic.
    with localcontext() as context:
        context.prec = 60
        pi = Decimal("3.14159265358979323846264338327950288419716939937510582")
        truth = Fraction(1 / Decimal(3) + Decimal(3).sqrt() / (2 * pi))
    assert abs(value.fraction - truth) < Fraction(1, 10**39)
    assert value.lower < value.upper
    assert Fraction(value.error) <= abs(value.fraction) * Fraction(1, 10**39)
    assert float(value) == 1 / 3 + math.sqrt(3) / (2 * math.pi)


def test_numbers_go_in_exactly():
    assert kc.evaluate("x", at="0.1").fraction == Fraction(1, 10)
    assert kc.evaluate("x", at=0.1, digits=60).fraction == Fraction(0.1)
    assert kc.evaluate("x - y", at={"x": Fraction(1, 3), "y": Fraction(1, 3)}).value == "0"
    for bad in [float("nan"), float("inf"), True, 1j]:
        with pytest.raises(kc.BadInput):
            kc.evaluate("x", at=bad)


def test_few_digits_do_not_make_a_float():
    with pytest.raises(ArithmeticError):
        float(kc.evaluate("f(1/2)", digits=3))


def test_errors_have_a_place():
    with pytest.raises(kc.BadInput) as error:
        kc.evaluate("2 + acos(3/2)")
    assert error.value.column == 5
    assert "acos(3/2) is undefined" in error.value.message
    with pytest.raises(ValueError):
        kc.analyze("2_02_03")
    with pytest.raises(kc.Undecided):
        kc.evaluate("4*atan(1/5) - atan(1/239) - pi/4")
    for text in ["", "(" * 100_000, "\ud800", "f(" * 30_000, "@/etc/passwd" * 3]:
        with pytest.raises(ValueError):
            kc.evaluate(text)
    with pytest.raises(ValueError):
        kc.evaluate("x\0y")


def test_options_in_the_expression_are_not_options():
    assert kc.evaluate("-f(1/2)").fraction < 0
    with pytest.raises(kc.BadInput):
        kc.evaluate("--help")


def test_analysis():
    analysis = kc.analyze("2_21_112", at="1/2", digits=50)
    assert analysis.paths == 4 and analysis.polynomial == {0: 1, 1: 1, 2: 2}
    assert analysis.effective_depth == Fraction(5, 4)
    assert analysis.effective_width == Fraction(12, 5)
    assert analysis["variance-only"].nngp.diagonal.fraction == 4
    exact = analysis["exact"]
    gap = exact.nngp.diagonal.fraction - exact.nngp.offdiagonal.fraction
    assert abs(gap - exact.lambda2.fraction) < Fraction(1, 10**45)
    assert kc.analyze("0_00", at=0).effective_depth is None
    assert kc.analyze("2_01").rules == {}


def test_many_at_once():
    requests = [{"expression": "f(x)", "at": Fraction(k, 100), "digits": 20} for k in range(100)]
    values = kc.evaluate_many(requests + [{"expression": "acos(2)"}], threads=2)
    assert all(isinstance(value, kc.Enclosed) for value in values[:100])
    assert values == sorted(values[:100], key=lambda value: value.fraction) + values[100:]
    assert isinstance(values[100], kc.BadInput)
    assert kc.evaluate_many([]) == []


def test_decisions(tmp_path):
    proof = tmp_path / "tangent.cert"
    decision = kc.prove("forall x in [-1,1]: f(x) >= x", certificate=str(proof))
    assert decision.verdict == "proved"
    assert kc.check(str(proof))["valid"]
    proof.write_text(proof.read_text().replace("f(x) >= x", "f(x) > x"))
    assert not kc.check(str(proof))["valid"]
    refuted = kc.prove("forall x in [-1,1]: f(x) > x")
    assert refuted.verdict == "refuted" and refuted.counterexample == {"x": "1"}
    with pytest.raises(TypeError):
        bool(decision)
    with pytest.raises(kc.BadInput) as error:
        kc.prove("forall x in [1,-1]: f(x) > x")
    assert error.value.column is not None


def test_tables_are_correctly_rounded():
    points = numpy.array([[-1.0, -0.5], [0.5, 1.0], [0.25, 0.5]])
    values = kc.kappa(1, points)
    assert values.shape == points.shape and values.dtype == numpy.float64
    for point, value in zip(points.ravel(), values.ravel()):
        exact = kc.evaluate("f(x)", at=float(point), digits=40)
        assert float(exact) == value
    below = kc.table("f(x)", [0.3], rounding="down")[0]
    above = kc.table("f(x)", [0.3], rounding="up")[0]
    assert numpy.nextafter(below, 1) == above
    lambda2 = kc.table("2_21_112", [0.5], entry="lambda2", rule="exact")[0]
    assert lambda2 == float(kc.analyze("2_21_112", at="1/2")["exact"].lambda2)
    assert kc.table("x", []).shape == (0,)
    with pytest.raises(kc.BadInput):
        kc.kappa(1, [numpy.nan])
    with pytest.raises(kc.BadInput):
        kc.kappa(1, [1.5])


def test_threads_agree():
    expected = kc.evaluate("f^20(1/3)", digits=100)
    found = []
    def work():
        found.extend(kc.evaluate("f^20(1/3)", digits=100) for _ in range(50))
    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 200 and all(expected.is_same(each) for each in found)


def test_no_leak():
    import resource

    def calls(count):
        for _ in range(count):
            kc.run("evaluate", "f(1/2)", "--json")
            kc.run("evaluate", "f(", "--json")
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    before = calls(500)
    # Kilobytes: a leak of 4 KiB a call would show as 8000.
    assert calls(1000) - before < 4000
