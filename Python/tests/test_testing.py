"""The helpers for other people's test suites find what is wrong, and nothing else."""

import numpy
import pytest

import kernelcalc as kc
from kernelcalc.testing import assert_kernel_accurate, measure


def truth(rho):
    return kc.kappa(1, rho)


def naive(rho):
    return (numpy.sqrt(1 - rho * rho) + rho * (numpy.pi - numpy.arccos(rho))) / numpy.pi


def test_truth_passes():
    found = assert_kernel_accurate(truth, max_ulp=0.5, grid="near1:40")
    assert found.compared > 50 and found.max_ulp <= 0.5 and found.nonfinite == 0


def test_the_naive_formula_fails_near_minus_one():
    with pytest.raises(AssertionError) as error:
        assert_kernel_accurate(naive, max_ulp=100)
    assert "worst at -0x1.f" in str(error.value)


def test_seeded_faults_are_found():
    def one_ulp(rho):
        values = truth(rho)
        return numpy.nextafter(values, 2)

    def nan_at_one(rho):
        return numpy.where(rho == 1, numpy.nan, truth(rho))

    def single(rho):
        return truth(rho).astype(numpy.float32)

    for fault in [one_ulp, single]:
        with pytest.raises(AssertionError):
            assert_kernel_accurate(fault, max_ulp=0.51, grid="near1:40")
    with pytest.raises(AssertionError, match="1 results are not finite"):
        assert_kernel_accurate(nan_at_one, max_ulp=0.5)
    with pytest.raises(AssertionError, match="shape"):
        assert_kernel_accurate(lambda rho: rho[:-1], grid="near1:4")


def test_depth_and_other_references():
    found = measure(lambda rho: kc.table("f(f(f(x)))", rho), depth=3, grid="near1:20")
    assert found.max_ulp <= 0.5
    assert measure(lambda rho: kc.kappa(0, rho), reference="kappa0", grid="near1:20").max_ulp <= 0.5
    assert measure(lambda rho: rho * rho, reference="x^2", grid="uniform:-1:1:9").max_ulp <= 0.5


def test_no_false_green():
    def complex_results(rho):
        return truth(rho) + 1j

    def masked(rho):
        return numpy.ma.masked_array(truth(rho), mask=numpy.ones(rho.shape, bool))

    with pytest.raises(AssertionError, match="complex128"):
        assert_kernel_accurate(complex_results, grid="near1:4")
    with pytest.raises(AssertionError, match="masked"):
        assert_kernel_accurate(masked, grid="near1:4")
    with pytest.raises(AssertionError, match="Has the function another signature"):
        assert_kernel_accurate(lambda rho: rho * numpy.nan, grid="near1:4")
    for wrong, message in [
        ({"reference": "kapa1"}, "did you mean 'kappa1'"),
        ({"reference": "F"}, "'F' is no function"),
        ({"reference": "kapa1", "depth": 2}, "kappa0 and kappa1"),
        ({"grid": "linspace:-1:1:5"}, "did you mean uniform"),
        ({"grid": "list:2,3"}, "no points"),
        ({"dtype": "float128x"}, "dtypes are float64"),
        ({"dtype": None}, "dtypes are float64"),
        ({"depth": 1.5}, "whole number"),
        ({"depth": True}, "whole number"),
        ({"max_ulp": None}, "needs a limit"),
        ({"max_ulp": numpy.nan}, "."),
        ({"max_ulp": numpy.inf}, "."),
        ({"max_ulp": -1}, "max_ulp"),
    ]:
        with pytest.raises((kc.BadInput, ValueError, TypeError), match=message):
            assert_kernel_accurate(truth, **{"grid": "near1:4", **wrong})
    with pytest.raises(TypeError):
        assert_kernel_accurate(truth, max_ulps=1)
    assert measure(truth, grid="near1:4").passed is None
    rounded = measure(lambda rho: truth(rho), grid="near1:4", dtype=numpy.float32)
    assert rounded.json["type"] == "binary32"


def test_the_fixture(kernel_accuracy):
    kernel_accuracy(truth, max_ulp=0.5, grid="near1:10")
